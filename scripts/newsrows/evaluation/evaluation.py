"""Evaluates the quotes of a package against annotated articles, and compares the scores with those of the last run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from newsrows.evaluation.gold import read_gold, read_predictions
from newsrows.evaluation.matching import match_article
from newsrows.evaluation.metrics import METRICS, SUBSETS, Bin, Scores, calibration, scores_with_intervals

Run = dict[str, dict[str, float]]
"""The scores of one run: subset, then name of the score."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of each subset of quotes with their 95 % intervals, and the calibration of the confidence.

    Attributes:
        articles: the number of annotated articles.
        subsets: the scores of each subset, and for each metric its interval.
        bins: the quotes of the package by confidence.
        calibration_error: the expected calibration error, from 0 to 1.
    """

    articles: int
    subsets: Mapping[str, tuple[Scores, Mapping[str, tuple[float, float]]]]
    bins: Sequence[Bin]
    calibration_error: float

    def as_run(self) -> Run:
        """The scores alone, to be stored."""
        return {name: asdict(scores) for name, (scores, _) in self.subsets.items()}


def evaluate(gold_folder: Path, package: Path) -> Evaluation:
    """Evaluate the quotes of a package that was built from the texts in `gold_folder`.

    Raises:
        GoldError: the annotated articles cannot be read, or the package does not contain them.
    """
    gold = read_gold(gold_folder)
    predictions = read_predictions(package, gold)
    matches = [match_article(article, predictions[article.doc_id]) for article in gold]
    bins, error = calibration(matches)
    return Evaluation(
        articles=len(gold),
        subsets={name: scores_with_intervals(matches, subset) for name, subset in SUBSETS.items()},
        bins=bins,
        calibration_error=error,
    )


def explain_evaluation(evaluation: Evaluation, before: Run) -> str:
    """The evaluation as Markdown tables, with the changes since the run `before`."""
    changes = compare(before, evaluation.as_run())
    head = "| quotes | annotated | found | " + " | ".join(METRICS) + " |\n" + "| --- " * (3 + len(METRICS)) + "|"
    rows = [
        f"| {name} | {scores.gold} | {scores.found} | "
        + " | ".join(_cell(getattr(scores, key), intervals[key], changes.get(name, {}).get(key)) for key in METRICS)
        + " |"
        for name, (scores, intervals) in evaluation.subsets.items()
    ]
    bins = [
        f"| {b.low:.1f} to {b.high:.1f} | {b.quotes} | {b.confidence:.2f} | {b.right:.2f} |" for b in evaluation.bins
    ]
    return "\n".join(
        [
            head,
            *rows,
            "",
            "| confidence | quotes | mean | right |",
            "| --- | --- | --- | --- |",
            *bins,
            "",
            f"{evaluation.articles} articles; expected calibration error {evaluation.calibration_error:.3f}",
        ]
    )


def _cell(score: float, interval: tuple[float, float], change: float | None) -> str:
    gain = "" if change is None or abs(change) < 0.0005 else f" ({change:+.3f})"
    return f"{score:.3f}{gain} [{interval[0]:.2f}-{interval[1]:.2f}]"


# The scores of the last run.


def read_run(path: Path) -> Run:
    """The scores stored at `path`; empty if there are none that can be read."""
    try:
        stored: Run = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stored


def write_run(path: Path, run: Run) -> None:
    """Store the scores of a run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(run, indent=1, sort_keys=True) + "\n", "utf-8")


def compare(old: Mapping[str, Mapping[str, float]], new: Run) -> Run:
    """The change of each score that both runs have; above 0 is a gain."""
    return {
        subset: {name: value - old[subset][name] for name, value in values.items() if name in old.get(subset, {})}
        for subset, values in new.items()
    }
