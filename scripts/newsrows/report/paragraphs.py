"""How an article's text is set: where its paragraphs begin and end."""

from __future__ import annotations

import re
from statistics import median

_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")  # lines between blank lines
_LINE = re.compile(r"[^\n]+")


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs of `text`: half-open, in code points, without white space at their edges.

    A line is a paragraph of its own, unless the lines around it were wrapped at a fixed width.
    """
    found: list[tuple[int, int]] = []
    for block in _BLOCK.finditer(text):
        lines = [line.span() for line in _LINE.finditer(text, block.start(), block.end())]
        for start, end in [block.span()] if _is_wrapped(lines) else lines:
            piece = text[start:end]
            begin = start + len(piece) - len(piece.lstrip())
            found.append((begin, begin + len(piece.strip())))
    return tuple(found)


def _is_wrapped(lines: list[tuple[int, int]]) -> bool:
    """Whether three lines or more look cut at one width: all but the last about equally long."""
    widths = [end - start for start, end in lines[:-1]]
    return len(widths) >= 2 and 40 <= max(widths) <= 100 and median(widths) > 0.85 * max(widths)
