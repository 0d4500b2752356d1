"""Spans: parts of an article's text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open span of `Article.text` in Unicode code points, and its text."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`.

        Raises:
            ValueError: the span is empty or not within the text.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span {start}-{end} in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def holds(self, other: Span) -> bool:
        """Whether `other` is completely inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two have at least one character in common."""
        return self.start < other.end and other.start < self.end


Offsets = tuple[int, int]
"""A half-open span, as its start and its end."""


def innermost(spans: Sequence[Offsets], parts: Iterable[Offsets]) -> list[int | None]:
    """For each span, the index of the innermost part that contains it; None if no part does.

    The innermost of several parts is the one that begins last; of those that begin at the same place, the shortest.

    Args:
        spans: in any order.
        parts: in any order.
    """
    places: list[int | None] = [None] * len(spans)
    to_come = sorted(((start, end, index) for index, (start, end) in enumerate(parts)), reverse=True)
    begun: list[tuple[int, int, int]] = []
    for place in sorted(range(len(spans)), key=spans.__getitem__):
        start, end = spans[place]
        begun = [part for part in begun if part[1] > start]
        while to_come and to_come[-1][0] <= start:
            begun.append(to_come.pop())
        around = [(part[0], -part[1], part[2]) for part in begun if part[1] >= end]
        if around:
            places[place] = max(around)[2]
    return places
