"""The outcome of each mark, and a report on all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from newsrows.records import ReviewMark
from newsrows.review.marks import Reviews

State = Literal["confirmed", "corrected", "added", "rejected", "stale", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to a mark; if it was not applied, `reason` says why.

    A stale mark has no row any more. A refused mark would have broken a rule.
    """

    mark: ReviewMark
    state: State
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """The number of marks by state, the number of marks that later ones replaced, and a line per mark not applied."""

    confirmed: int = 0
    corrected: int = 0
    added: int = 0
    rejected: int = 0
    stale: int = 0
    refused: int = 0
    overruled: int = 0
    lines: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The counts on one line."""
        return (
            f"reviews: {self.confirmed:,} rows confirmed, {self.corrected:,} corrected, {self.added:,} added, "
            f"{self.rejected:,} left out; "
            f"of the other marks {self.stale:,} stale, {self.refused:,} refused, "
            f"{self.overruled:,} replaced by later ones"
        )


def report_reviews(reviews: Reviews, outcomes: Iterable[Outcome]) -> ReviewReport:
    """Report on all marks of `reviews`.

    A mark without an outcome is stale: no article has its bytes. A mark that applies to several articles with the same
    bytes counts once, with its first outcome.

    Args:
        reviews: the marks.
        outcomes: those of all shards of a build.
    """
    marks = {(mark.file, mark.line): mark for mark in reviews}
    first_outcomes: dict[tuple[str, int], Outcome] = {}
    for outcome in outcomes:
        first_outcomes.setdefault((outcome.mark.file, outcome.mark.line), outcome)
    ordered = [first_outcomes.get(place) or _without_article(mark) for place, mark in sorted(marks.items())]
    counts = Counter(outcome.state for outcome in ordered)
    return ReviewReport(
        confirmed=counts["confirmed"],
        corrected=counts["corrected"],
        added=counts["added"],
        rejected=counts["rejected"],
        stale=counts["stale"],
        refused=counts["refused"],
        overruled=len(reviews.overruled),
        lines=tuple(_line(outcome) for outcome in ordered if outcome.reason),
    )


def _without_article(mark: ReviewMark) -> Outcome:
    return Outcome(mark, "stale", f"no article has the bytes {mark.article_sha256[:12]}... any more")


def _line(outcome: Outcome) -> str:
    mark = outcome.mark
    return f"{mark.place}: {outcome.state}: {mark.table} {mark.row_id}: {outcome.reason}"
