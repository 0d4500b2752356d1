"""Spans: parts of an article's text."""

from __future__ import annotations

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
