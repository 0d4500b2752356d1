"""A built package judged against a gold folder, and the judgement put into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from newsrows.evaluate.calibration import Bin, calibration
from newsrows.evaluate.figures import SUBSETS, Figures, figures_with_intervals
from newsrows.evaluate.gold import read_gold
from newsrows.evaluate.match import match_article
from newsrows.evaluate.predictions import read_predictions
from newsrows.evaluate.runs import Run, compare

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
