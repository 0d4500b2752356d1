"""Fit the confidence of statistics: read judged rows and write `lexicon/en/statistic_confidence.csv`.

    python scripts/maintain/fit_statistic_confidence.py JUDGED.csv

JUDGED.csv has the columns `sentence`, `start` (offset of the row's text in its sentence, in code points) and `right`
(1 if value, bound, unit, concept and change are right, else 0). The sentences are parsed again, so the table always
fits the current finder.

Prints the calibration error and the share of wrong rows below .6 in ten-fold cross-validation.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # works without installing newsrows

from maintain import logistic_regression
from newsrows.extraction.finder import parse_all
from newsrows.extraction.models import load_models
from newsrows.extraction.statistics.confidence import BIAS
from newsrows.extraction.statistics.finder import find_with_features

TABLE = Path(__file__).resolve().parents[1] / "newsrows" / "lexicon" / "en" / "statistic_confidence.csv"
Example = tuple[tuple[str, ...], bool]

_PENALTY = 1.0
_FEWEST = 8  # examples of a feature
_FOLDS = 10
_DOUBTFUL = 0.6


def examples(judged: Path) -> list[Example]:
    """The features of each judged row that the finder still finds, and whether the row is right."""
    with judged.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    sentences = sorted({row["sentence"] for row in rows})
    features: dict[tuple[str, int], tuple[str, ...]] = {}
    for sentence, parsed in zip(sentences, parse_all(sentences, load_models()), strict=True):
        for statistic, found in find_with_features(parsed):
            features[sentence, statistic.span.start] = found
    judged_rows = ((features.get((row["sentence"], int(row["start"]))), row["right"] == "1") for row in rows)
    return [(found, right) for found, right in judged_rows if found is not None]


def fit(rows: Sequence[Example]) -> dict[str, float]:
    """The weight of each feature that is common enough, and the bias, in log odds."""
    counts = Counter(feature for features, _ in rows for feature in features)
    names = sorted(feature for feature, count in counts.items() if count >= _FEWEST)
    matrix = _matrix(rows, names)
    target = np.array([right for _, right in rows], dtype=np.float64)
    weights = logistic_regression.fit(matrix, target, _PENALTY)
    return dict(zip([BIAS, *names], weights.tolist(), strict=True))


def _matrix(rows: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """One row an example, one column a feature; the first column is 1 throughout."""
    column = {name: number for number, name in enumerate(names, start=1)}
    matrix = np.zeros((len(rows), len(names) + 1))
    matrix[:, 0] = 1
    for number, (features, _) in enumerate(rows):
        matrix[number, [column[feature] for feature in features if feature in column]] = 1
    return matrix


def cross_validate(rows: Sequence[Example]) -> tuple[float, float, float]:
    """Expected calibration error, share of wrong rows below .6, share of right rows below .6, on rows not fitted to."""
    chances: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        weights = fit([row for n, row in enumerate(rows) if n % _FOLDS != fold])
        for features, right in rows[fold::_FOLDS]:
            score = weights[BIAS] + sum(weights.get(feature, 0.0) for feature in features)
            chances.append((1 / (1 + np.exp(-score)), right))
    error = 0.0
    for decile in range(10):
        inside = [(chance, right) for chance, right in chances if min(int(chance * 10), 9) == decile]
        error += abs(sum(chance - right for chance, right in inside))
    doubtful = [right for chance, right in chances if chance < _DOUBTFUL]
    wrong = sum(not right for _, right in chances)
    return error / len(chances), doubtful.count(False) / max(wrong, 1), doubtful.count(True) / (len(chances) - wrong)


def write(weights: dict[str, float]) -> None:
    """Write the table that `newsrows.extraction.statistics.confidence` reads."""
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows((feature, f"{weight:.2f}") for feature, weight in weights.items())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", type=Path, metavar="JUDGED.csv", help="the judged rows")
    judged_examples = examples(parser.parse_args().judged)
    write(fit(judged_examples))
    calibration, wrong_below, right_below = cross_validate(judged_examples)
    sys.stdout.write(
        f"{len(judged_examples)} rows; cross-validated: calibration error {calibration:.3f}, below {_DOUBTFUL}: "
        f"{wrong_below:.2f} of the wrong and {right_below:.2f} of the right rows\n"
    )
