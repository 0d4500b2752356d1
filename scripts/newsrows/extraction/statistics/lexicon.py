"""Word lists of the statistics finder in groups, as `newsrows.lexicon` reads them."""

from __future__ import annotations

from functools import cache

from newsrows.lexicon import column


@cache
def words(name: str, group: str) -> frozenset[str]:
    """The `word` cells of the list `name`.csv whose `group` is `group`."""
    return column(name, "word", group=group)
