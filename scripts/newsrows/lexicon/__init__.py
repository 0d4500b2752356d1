"""Word lists of the rules, as CSV files in one folder per language; en/README.md says what each file holds."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the list `name`.csv, in the file's order."""
    text = (files(__name__) / "en" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def column(name: str, field: str, **where: str) -> frozenset[str]:
    """The distinct values of one column of the list `name`.csv; with `where`, of the rows that have such cells."""
    return frozenset(row[field] for row in rows(name) if all(row[other] == cell for other, cell in where.items()))
