"""An article in stretches that the encoder reads at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsrows.extraction.encoder.word_pieces import Pieces

# Pieces in a window, without [CLS] and [SEP]: as long as what the encoder was fitted on.
LONGEST = 240
# Pieces that two windows of one overlong sentence share.
OVERLAP = 40


@dataclass(frozen=True)
class Window:
    """Words `start` to `end` (half-open) are read; the scores of `kept_start` to `kept_end` are used."""

    start: int
    end: int
    kept_start: int
    kept_end: int


def segments(pieces: Pieces, longest: int = LONGEST) -> list[tuple[int, int]]:
    """Stretches of whole sentences as (first word, word after the last), of nearly one length.

    No stretch has more than `longest` pieces, unless it is a single sentence.
    """
    if not len(pieces):
        return []
    total = len(pieces.ids)
    target = total / -(-total // longest)
    found: list[tuple[int, int]] = []
    start = 0
    edges = [*pieces.sentence_starts[1:], len(pieces)]
    last = 0  # end of the last sentence that fits
    for edge in edges:
        if last > start and pieces.size(start, edge) > longest:
            found.append((start, last))
            start = last
        last = edge
        if pieces.size(start, last) >= target:
            found.append((start, last))
            start = last
    if last > start:
        found.append((start, last))
    return found


def windows(pieces: Pieces, start: int, end: int, longest: int = LONGEST) -> Iterator[Window]:
    """Windows over one segment: one, or several that overlap where a sentence is longer than `longest` pieces."""
    kept = start
    while kept < end:
        first = kept
        while first > start and pieces.size(first - 1, kept) <= OVERLAP:
            first -= 1
        last = kept + 1
        while last < end and pieces.size(first, last + 1) <= longest:
            last += 1
        used = last
        if last < end:
            while used > kept + 1 and pieces.size(used - 1, last) <= OVERLAP // 2:
                used -= 1
        yield Window(first, last, kept, used)
        kept = used
