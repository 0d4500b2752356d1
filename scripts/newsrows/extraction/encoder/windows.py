"""Divides an article into windows that the encoder reads in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsrows.extraction.encoder.word_pieces import WordPieces

# Word pieces in a window without [CLS] and [SEP]: as many as the encoder was fitted on.
LONGEST = 240
# Word pieces that two windows of one long sentence share.
OVERLAP = 40


@dataclass(frozen=True)
class Window:
    """The encoder reads words `start` to `end`; only scores of `used_start` to `used_end` are used. All half-open."""

    start: int
    end: int
    used_start: int
    used_end: int


def segments(pieces: WordPieces, longest: int = LONGEST) -> list[tuple[int, int]]:
    """Ranges of whole sentences as (first word, word after the last), of similar length.

    A range has at most `longest` pieces, unless it is a single longer sentence.
    """
    if not len(pieces):
        return []
    total = len(pieces.ids)
    target = total / -(-total // longest)
    ranges: list[tuple[int, int]] = []
    start = 0
    sentence_ends = [*pieces.sentence_starts[1:], len(pieces)]
    last = 0  # end of the last sentence that fits
    for sentence_end in sentence_ends:
        if last > start and pieces.size(start, sentence_end) > longest:
            ranges.append((start, last))
            start = last
        last = sentence_end
        if pieces.size(start, last) >= target:
            ranges.append((start, last))
            start = last
    if last > start:
        ranges.append((start, last))
    return ranges


def windows(pieces: WordPieces, start: int, end: int, longest: int = LONGEST) -> Iterator[Window]:
    """The windows of one segment: one, or several that overlap if a sentence has more than `longest` pieces."""
    used_start = start
    while used_start < end:
        first = used_start
        while first > start and pieces.size(first - 1, used_start) <= OVERLAP:
            first -= 1
        last = used_start + 1
        while last < end and pieces.size(first, last + 1) <= longest:
            last += 1
        used_end = last
        if last < end:
            while used_end > used_start + 1 and pieces.size(used_end - 1, last) <= OVERLAP // 2:
                used_end -= 1
        yield Window(first, last, used_start, used_end)
        used_start = used_end
