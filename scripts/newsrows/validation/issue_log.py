"""Violations gathered from parts of tables: the first rows of each kind are kept, the others are counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from newsrows.records import Issue
from newsrows.validation.registry import Rule
from newsrows.validation.violations import Violation

# If more rows of a table break one rule, the others become one issue with a count: nobody reads a million lines.
LONGEST = 1000


class IssueLog:
    """The issues of a package so far. Memory is bounded, however many rows break a rule.

    The rows that are shown are the first of the table, in whichever order its parts come.
    """

    def __init__(self, *, longest: int = LONGEST) -> None:
        """No issue yet; `longest` is how many rows are shown per table, column and rule."""
        self._longest = longest
        self._kinds: dict[tuple[str, str | None, Rule], _Kind] = {}
        self._issues: list[Issue] = []

    def add(self, rule: Rule, violations: Iterable[Violation]) -> None:
        """Take in rows that break a rule."""
        for violation in violations:
            key = (violation.table, violation.column, rule)
            self._kinds.setdefault(key, _Kind(self._longest)).add(violation.rows.select("row", "message"))

    def extend(self, issues: Iterable[Issue]) -> None:
        """Take in issues as they are: those about whole files and tables, which are few."""
        self._issues.extend(issues)

    def take(self, other: IssueLog, *, ending: str = "") -> None:
        """Take in the issues of another log, with `ending` ('.csv') put after the tables' names."""
        self._issues.extend(
            Issue(issue.table + ending, issue.rule, issue.message, issue.row, issue.column, issue.count)
            for issue in other.issues()
        )

    def __bool__(self) -> bool:
        """Whether there is any issue."""
        return bool(self._kinds or self._issues)

    def issues(self) -> Iterator[Issue]:
        """One issue per row that is shown; one with a count for the others."""
        yield from self._issues
        for (table, column, rule), kind in self._kinds.items():
            shown = kind.first()
            for row, message in shown.iter_rows():
                yield Issue(table, rule.id, message, row, column)
            if rest := kind.count - shown.height:
                yield Issue(table, rule.id, f"{rest} more rows", None, column, rest)


class _Kind:
    """The rows of a table that break a rule in a column: the first ones, and how many there are."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._parts: list[pl.DataFrame] = []
        self.count = 0

    def add(self, rows: pl.DataFrame) -> None:
        self.count += rows.height
        self._parts.append(rows.bottom_k(self._longest, by="row"))
        if sum(part.height for part in self._parts) > 2 * self._longest:
            self._parts = [self.first()]

    def first(self) -> pl.DataFrame:
        return pl.concat(self._parts).sort("row", maintain_order=True).head(self._longest)
