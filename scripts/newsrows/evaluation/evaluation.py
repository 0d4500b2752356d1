"""A built package judged against a gold folder, and the judgement put into words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from newsrows.evaluation.gold import read_gold, read_predictions
from newsrows.evaluation.matching import match_article
from newsrows.evaluation.metrics import SUBSETS, Bin, Figures, calibration, figures_with_intervals

_FIGURES = ("overlap", "words", "speaker", "joint")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures and their 95 % intervals a subset of quotes, and how well confidence is calibrated."""

    articles: int
    subsets: Mapping[str, tuple[Figures, Mapping[str, tuple[float, float]]]]
    bins: Sequence[Bin]
    calibration_error: float

    def as_run(self) -> Run:
        """The figures alone, to be stored."""
        return {name: asdict(found) for name, (found, _) in self.subsets.items()}


def evaluate(gold_folder: Path, package: Path) -> Evaluation:
    """Judge the quotes of a package that was built from the texts of `gold_folder`.

    Raises:
        GoldError: the gold cannot be read, or the package does not hold its articles.
    """
    gold = read_gold(gold_folder)
    found = read_predictions(package, gold)
    matches = [match_article(article, found[article.doc_id]) for article in gold]
    bins, error = calibration(matches)
    return Evaluation(
        articles=len(gold),
        subsets={name: figures_with_intervals(matches, subset) for name, subset in SUBSETS.items()},
        bins=bins,
        calibration_error=error,
    )


def explain_evaluation(evaluation: Evaluation, before: Run) -> str:
    """The evaluation as Markdown tables, with gains and losses against the run `before` where it holds any."""
    changes = compare(before, evaluation.as_run())
    head = "| quotes | annotated | found | " + " | ".join(_FIGURES) + " |\n" + "| --- " * (3 + len(_FIGURES)) + "|"
    rows = [
        f"| {name} | {found.gold} | {found.found} | "
        + " | ".join(_cell(getattr(found, key), intervals[key], changes.get(name, {}).get(key)) for key in _FIGURES)
        + " |"
        for name, (found, intervals) in evaluation.subsets.items()
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


def _cell(value: float, interval: tuple[float, float], change: float | None) -> str:
    gain = "" if change is None or abs(change) < 0.0005 else f" ({change:+.3f})"
    return f"{value:.3f}{gain} [{interval[0]:.2f}-{interval[1]:.2f}]"


# Figures kept from one run to the next, so that a change shows as a gain or a loss.

Run = dict[str, dict[str, float]]


def read_run(path: Path) -> Run:
    """The figures stored at `path`: subset, then name of the figure; empty where there are none."""
    try:
        stored: Run = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stored


def write_run(path: Path, run: Run) -> None:
    """Store the figures of a run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(run, indent=1, sort_keys=True) + "\n", "utf-8")


def compare(old: Mapping[str, Mapping[str, float]], new: Run) -> Run:
    """Gain (above 0) or loss of each figure that both runs hold."""
    return {
        subset: {name: value - old[subset][name] for name, value in values.items() if name in old.get(subset, {})}
        for subset, values in new.items()
    }
