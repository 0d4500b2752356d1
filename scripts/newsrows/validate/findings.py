"""Breaches gathered from slices: the first rows of each kind are kept, the rest counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from newsrows.records import Issue
from newsrows.validate.breach import LONGEST, Breach
from newsrows.validate.rulebook import Rule


class Findings:
    """What was found in a package so far. However many rows break a rule, memory is bounded.

    The rows shown are the first of the table, in whichever order slices come.
    """

    def __init__(self, *, longest: int = LONGEST) -> None:
        """Nothing is found yet; `longest` is how many rows a table, column and rule are shown."""
        self._longest = longest
        self._kinds: dict[tuple[str, str | None, Rule], _Kind] = {}
        self._issues: list[Issue] = []

    def add(self, rule: Rule, breaches: Iterable[Breach]) -> None:
        """Take in rows that break a rule."""
        for found in breaches:
            key = (found.table, found.column, rule)
            self._kinds.setdefault(key, _Kind(self._longest)).add(found.rows.select("row", "message"))

    def extend(self, issues: Iterable[Issue]) -> None:
        """Take in issues as they are: those of whole files and tables, which are few."""
        self._issues.extend(issues)

    def take(self, other: Findings, *, ending: str = "") -> None:
        """Take in the issues of other findings, with `ending` ('.csv') put after the tables' names."""
        self._issues.extend(
            Issue(found.table + ending, found.rule, found.message, found.row, found.column, found.count)
            for found in other.issues()
        )

    def __bool__(self) -> bool:
        """Whether anything was found."""
        return bool(self._kinds or self._issues)

    def issues(self) -> Iterator[Issue]:
        """One issue a row shown; for the others one with a count."""
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
