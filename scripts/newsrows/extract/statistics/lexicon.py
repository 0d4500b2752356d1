"""Word lists of the statistics finder, read once from `newsrows/lexicon`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `lexicon/<name>.csv`, as column name -> cell."""
    source = files("newsrows") / "lexicon" / f"{name}.csv"
    return tuple(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))


@cache
def words(name: str, group: str) -> frozenset[str]:
    """The `word` cells of `lexicon/<name>.csv` whose `group` is `group`."""
    return frozenset(row["word"] for row in rows(name) if row["group"] == group)
