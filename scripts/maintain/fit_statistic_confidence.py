"""Fit the confidence of statistics: read judged rows and write `lexicon/en/statistic_confidence.csv`.

    python scripts/maintain/fit_statistic_confidence.py JUDGED.csv UNREAD.csv

Both files have the columns `sentence`, `start` (offset of the row's text in its sentence, in code points) and `right`
(1 if value, bound, unit, concept and change are right, else 0). The sentences are parsed again, so the table always
fits the current finder.

The weights are fitted to JUDGED.csv. Its texts were at hand while the rules were written, so more of its rows are right
than in other texts. The bias is therefore chosen so that the mean confidence of the rows of UNREAD.csv, from texts that
were not at hand, is their share of right rows.

Prints the calibration error and the share of wrong rows below .6: of JUDGED.csv in ten-fold cross-validation, and of
UNREAD.csv.
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
_LARGEST_SHIFT = 5.0  # log odds
_HALVINGS = 40


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


def with_bias_for(weights: dict[str, float], rows: Sequence[Example]) -> dict[str, float]:
    """The weights with the bias for which the mean probability of `rows` is their share of right rows."""
    share = sum(right for _, right in rows) / len(rows)
    low, high = -_LARGEST_SHIFT, _LARGEST_SHIFT
    for _ in range(_HALVINGS):
        shift = (low + high) / 2
        shifted = weights | {BIAS: weights[BIAS] + shift}
        mean = sum(chance for chance, _ in probabilities(shifted, rows)) / len(rows)
        low, high = (shift, high) if mean < share else (low, shift)
    return weights | {BIAS: weights[BIAS] + low}


def probabilities(weights: dict[str, float], rows: Sequence[Example]) -> list[tuple[float, bool]]:
    """The probability that each row is right, and whether it is."""
    scores = (weights[BIAS] + sum(weights.get(feature, 0.0) for feature in features) for features, _ in rows)
    return [(float(1 / (1 + np.exp(-score))), right) for score, (_, right) in zip(scores, rows, strict=True)]


def cross_validate(rows: Sequence[Example]) -> list[tuple[float, bool]]:
    """The probability that each row is right, from weights fitted to other rows, and whether it is."""
    chances: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        weights = fit([row for n, row in enumerate(rows) if n % _FOLDS != fold])
        chances += probabilities(weights, rows[fold::_FOLDS])
    return chances


def quality(chances: Sequence[tuple[float, bool]]) -> tuple[float, float, float]:
    """Expected calibration error, share of wrong rows below .6, share of right rows below .6."""
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
    parser.add_argument("unread", type=Path, metavar="UNREAD.csv", help="judged rows of texts that were not at hand")
    arguments = parser.parse_args()
    judged_examples, unread_examples = examples(arguments.judged), examples(arguments.unread)
    fitted = with_bias_for(fit(judged_examples), unread_examples)
    write(fitted)
    for name, chances in (
        ("judged, cross-validated", cross_validate(judged_examples)),
        ("unread", probabilities(fitted, unread_examples)),
    ):
        calibration, wrong_below, right_below = quality(chances)
        sys.stdout.write(
            f"{name}: {len(chances)} rows; calibration error {calibration:.3f}, below {_DOUBTFUL}: "
            f"{wrong_below:.2f} of the wrong and {right_below:.2f} of the right rows\n"
        )
