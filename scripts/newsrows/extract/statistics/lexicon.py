"""Word lists of the statistics finder in groups, as `newsrows.lexicon` reads them."""

from __future__ import annotations

from functools import cache

from newsrows.lexicon import rows


@cache
def words(name: str, group: str) -> frozenset[str]:
    """The `word` cells of the list `name`.csv whose `group` is `group`."""
    return frozenset(row["word"] for row in rows(name) if row["group"] == group)
