"""Splits a text into paragraphs, for counting, parsing and reports."""

from __future__ import annotations

import re
from statistics import median
from typing import Final

_BLOCK: Final = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")  # lines without a blank line between them
_LINE: Final = re.compile(r"[^\n]+")
SENTENCE_END: Final = tuple(".!?…\"”’'»:;,)|")
"""Characters at the end of a line that was probably not wrapped at a fixed width."""


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of `text` in order, as half-open spans in code points without white space at their edges.

    Each line is a paragraph, except lines that were wrapped at a fixed width: these form one paragraph.
    """
    spans: list[tuple[int, int]] = []
    for block in _BLOCK.finditer(text):
        is_wrapped = _is_wrapped(block.group().split("\n"))
        lines = [block.span()] if is_wrapped else [match.span() for match in _LINE.finditer(text, *block.span())]
        for start, end in lines:
            line = text[start:end]
            spans.append((start + len(line) - len(line.lstrip()), start + len(line.rstrip())))
    return spans


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines look wrapped at a fixed width: similar lengths except the last, and most end inside a sentence."""
    if len(lines) < 3:
        return False
    widths = [len(line.rstrip()) for line in lines[:-1]]
    width = max(widths)
    inside = sum(not line.rstrip().endswith(SENTENCE_END) for line in lines[:-1])
    return 40 <= width <= 120 and median(widths) > 0.8 * width and inside >= 0.6 * len(widths)
