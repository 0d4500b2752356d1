"""Texts as a cell of Excel holds them: at most 32 767 characters, which are UTF-16 units there."""

from __future__ import annotations

LONGEST_TEXT = 32_767
MARK = " … [cut]"


def units(text: str) -> int:
    """The length of a text in UTF-16 units: an emoji counts two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fitted(text: str) -> str:
    """The text, cut with a mark at its end where it is too long for a cell; no character is cut in two."""
    if len(text) <= LONGEST_TEXT // 2 or units(text) <= LONGEST_TEXT:
        return text
    room = LONGEST_TEXT - len(MARK)
    return text.encode("utf-16-le", "surrogatepass")[: 2 * room].decode("utf-16-le", "ignore") + MARK
