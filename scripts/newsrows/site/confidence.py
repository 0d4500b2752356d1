"""The confidence from which rows count: a few levels that a reader chooses from, each with pages of its own.

Pages for each level need no script, and every number on them can be checked against its rows.
"""

from __future__ import annotations

from typing import Final

LEVELS: Final = (0, 50, 70, 90)
"""Percent. Rows whose confidence is at least this count."""

DEFAULT_LEVEL: Final = 70


def level_page(page: str, level: int) -> str:
    """The page for a level: 'index.html' for the default, 'index.90.html' for 90 %."""
    return page if level == DEFAULT_LEVEL else f"{page.removesuffix('.html')}.{level}.html"


def level_values(level: int) -> dict[str, str]:
    """The filter of a listing for a level: {'confidence': '0.9'} for 90 %; none for 0."""
    return {"confidence": f"{level / 100:g}"} if level else {}
