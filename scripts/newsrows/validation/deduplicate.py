"""One list of issues from many sources, in which nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from newsrows.records import Issue

# Rules that another rule makes superfluous if both name the same cell: the more particular one stays.
_COVERS: Mapping[str, frozenset[str]] = {
    "type-error": frozenset({"required", "minimum", "maximum", "pattern", "enum"}),
    "empty-text": frozenset({"required", "min-length", "pattern", "enum"}),
    "blank-text": frozenset({"pattern", "enum"}),
    "number-not-finite": frozenset({"minimum", "maximum"}),
    "pattern": frozenset({"id-mismatch", "alias-number"}),
    "span-text-mismatch": frozenset({"name-without-alias"}),
}

# If a row does not have as many cells as the header, no cell is in its place, and nothing else is said about it.
_MISSHAPEN = frozenset({"missing-cell", "extra-cell", "blank-row"})

Place = tuple[str, int | None, str | None]


def deduplicate(issues: Iterable[Issue]) -> list[Issue]:
    """The issues sorted by table, row, column and rule, without repetitions.

    Of two with the same place and rule the first one stays: put the source with the better messages first. Issues that
    another rule explains at the same cell are left out, and so are issues of a Parquet file that its CSV file has too.
    """
    first: dict[tuple[Place, str], Issue] = {}
    for found in issues:
        first.setdefault((_place(found), found.rule), found)
    misshapen = {(found.table, found.row) for found in first.values() if found.rule in _MISSHAPEN}
    shaped = [
        found for found in first.values() if (found.table, found.row) not in misshapen or found.rule in _MISSHAPEN
    ]
    left = [found for found in _uncovered(shaped) if not _is_of_csv_too(found, first)]
    return sorted(left, key=Issue.sort_key)


def _place(found: Issue) -> Place:
    return (found.table, found.row, found.column)


def _uncovered(issues: Iterable[Issue]) -> list[Issue]:
    by_place = sorted(issues, key=lambda found: (found.table, found.row or 0, found.column or ""))
    left: list[Issue] = []
    for (_, row, column), here in groupby(by_place, key=_place):
        cell = list(here)
        covered = {rule for found in cell for rule in _COVERS.get(found.rule, ())} if row and column else set()
        left.extend(found for found in cell if found.rule not in covered)
    return left


def _is_of_csv_too(found: Issue, first: Mapping[tuple[Place, str], Issue]) -> bool:
    table, ending, _ = found.table.rpartition(".parquet")
    twin = first.get(((f"{table}.csv", found.row, found.column), found.rule)) if ending else None
    return twin is not None and found.row is not None
