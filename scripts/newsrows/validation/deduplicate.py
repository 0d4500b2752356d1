"""One list of issues from many sources, in which no problem is named twice."""

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
    unique_issues: dict[tuple[Place, str], Issue] = {}
    for issue in issues:
        unique_issues.setdefault((_place(issue), issue.rule), issue)
    misshapen_rows = {(issue.table, issue.row) for issue in unique_issues.values() if issue.rule in _MISSHAPEN}
    in_place = [
        issue
        for issue in unique_issues.values()
        if (issue.table, issue.row) not in misshapen_rows or issue.rule in _MISSHAPEN
    ]
    remaining = [issue for issue in _uncovered(in_place) if not _is_of_csv_too(issue, unique_issues)]
    return sorted(remaining, key=Issue.sort_key)


def _place(issue: Issue) -> Place:
    return (issue.table, issue.row, issue.column)


def _uncovered(issues: Iterable[Issue]) -> list[Issue]:
    """The issues without those that another rule explains at the same cell."""
    by_place = sorted(issues, key=lambda issue: (issue.table, issue.row or 0, issue.column or ""))
    remaining: list[Issue] = []
    for (_, row, column), issues_at_place in groupby(by_place, key=_place):
        issues_of_cell = list(issues_at_place)
        is_cell = row and column
        covered = {rule for issue in issues_of_cell for rule in _COVERS.get(issue.rule, ())} if is_cell else set()
        remaining.extend(issue for issue in issues_of_cell if issue.rule not in covered)
    return remaining


def _is_of_csv_too(issue: Issue, unique_issues: Mapping[tuple[Place, str], Issue]) -> bool:
    """Whether an issue of a Parquet file is also one of the same row of its CSV file."""
    table, ending, _ = issue.table.rpartition(".parquet")
    csv_place = (f"{table}.csv", issue.row, issue.column)
    return bool(ending) and issue.row is not None and (csv_place, issue.rule) in unique_issues
