"""Where the paragraphs of a text begin and end: what is counted and read, and what a report shows."""

from __future__ import annotations

import re
from statistics import median

_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")  # lines between blank lines
_LINE = re.compile(r"[^\n]+")
# What a line may end with that was not cut at a fixed width.
SENTENCE_END = tuple(".!?…\"”’'»:;,)|")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of `text` in order: half-open, in code points, white space at their edges left out.

    Lines set apart by line ends are paragraphs of their own; lines that were wrapped at a fixed width are joined to the
    paragraph that they were cut from.
    """
    found: list[tuple[int, int]] = []
    for block in _BLOCK.finditer(text):
        is_whole = _is_wrapped(block.group().split("\n"))
        lines = [block.span()] if is_whole else [line.span() for line in _LINE.finditer(text, *block.span())]
        for start, end in lines:
            piece = text[start:end]
            found.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
    return found


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines look cut at a fixed width: all but the last about equally long, and most end inside a sentence."""
    if len(lines) < 3:
        return False
    widths = [len(line.rstrip()) for line in lines[:-1]]
    width = max(widths)
    inside = sum(not line.rstrip().endswith(SENTENCE_END) for line in lines[:-1])
    return 40 <= width <= 120 and median(widths) > 0.8 * width and inside >= 0.6 * len(widths)
