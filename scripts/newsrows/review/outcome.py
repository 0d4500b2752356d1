"""What became of each mark, and the whole of it for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from newsrows.records import ReviewMark
from newsrows.review.marks import Reviews

State = Literal["confirmed", "corrected", "rejected", "stale", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mark; `reason` says why where it was not applied."""

    mark: ReviewMark
    state: State
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """How many marks were applied and how, how many were not, and a line for each of these."""

    confirmed: int = 0
    corrected: int = 0
    rejected: int = 0
    stale: int = 0
    refused: int = 0
    overruled: int = 0
    lines: tuple[str, ...] = ()

    def __str__(self) -> str:
        """One line for people."""
        return (
            f"reviews: {self.confirmed:,} rows confirmed, {self.corrected:,} corrected, {self.rejected:,} left out; "
            f"of the other marks {self.stale:,} stale, {self.refused:,} refused, "
            f"{self.overruled:,} replaced by later ones"
        )


def report_reviews(reviews: Reviews, outcomes: Iterable[Outcome]) -> ReviewReport:
    """What became of `reviews` in a build, `outcomes` being those of all its slices.

    A mark without an outcome is stale: no article has its bytes. One that holds for several articles of the same
    bytes counts once, as it went in the first.
    """
    by_place = {(mark.file, mark.line): mark for mark in reviews}
    found: dict[tuple[str, int], Outcome] = {}
    for outcome in outcomes:
        found.setdefault((outcome.mark.file, outcome.mark.line), outcome)
    every = [found.get(place) or _without_article(mark) for place, mark in by_place.items()]
    every.sort(key=lambda outcome: (outcome.mark.file, outcome.mark.line))
    counts = Counter(outcome.state for outcome in every)
    return ReviewReport(
        confirmed=counts["confirmed"],
        corrected=counts["corrected"],
        rejected=counts["rejected"],
        stale=counts["stale"],
        refused=counts["refused"],
        overruled=len(reviews.overruled),
        lines=tuple(_line(outcome) for outcome in every if outcome.reason),
    )


def _without_article(mark: ReviewMark) -> Outcome:
    return Outcome(mark, "stale", f"no article has the bytes {mark.article_sha256[:12]}... any more")


def _line(outcome: Outcome) -> str:
    mark = outcome.mark
    return f"{mark.place}: {outcome.state}: {mark.table} {mark.row_id}: {outcome.reason}"
