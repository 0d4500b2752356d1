"""What users allow: how many rows or values may change, and by how much a number may differ and count as unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsrows.diff.rows.table_diff import TableDiff
from newsrows.diff.rows.values import Tolerance
from newsrows.records import PackageError

KINDS = ("removed", "added", "changed", "shrink")
_LIMIT = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(%?)\s*")


@dataclass(frozen=True, slots=True)
class RowLimit:
    """The most rows of a table that may be removed, added or changed, or by which it may shrink.

    Attributes:
        kind: one of `KINDS`.
        text: the limit as the user wrote it.
        maximum: a number of rows, or per cent of the old rows.
        is_percentage: whether `maximum` is in per cent.
    """

    kind: str
    text: str
    maximum: float
    is_percentage: bool

    def allows(self, rows: int, old_rows: int) -> bool:
        """Whether so many rows are allowed in a table that had `old_rows`."""
        return rows <= (self.maximum * old_rows / 100 if self.is_percentage else self.maximum)

    def problem(self, diff: TableDiff) -> str | None:
        """A sentence that says by how much a table exceeds the limit; None if it does not."""
        rows = diff.old_rows - diff.new_rows if self.kind == "shrink" else getattr(diff, self.kind)
        event = "fewer rows than before" if self.kind == "shrink" else f"rows {self.kind}"
        return None if self.allows(rows, diff.old_rows) else _sentence(diff, rows, event, self.text)


@dataclass(frozen=True, slots=True)
class ColumnLimit:
    """The most values of a column that may change, in every table that has it or in one table."""

    table: str | None
    column: str
    limit: RowLimit
    option: str

    def problem(self, diff: TableDiff) -> str | None:
        """A sentence that says by how much the column exceeds the limit; None if it does not."""
        if self.table not in {None, diff.name}:
            return None
        rows = next((column.changed for column in diff.columns if column.name == self.column), 0)
        if self.limit.allows(rows, diff.old_rows):
            return None
        return _sentence(diff, rows, f"values of {self.column} changed", self.limit.text)


def parse_limit(kind: str, text: str, option: str | None = None) -> RowLimit:
    """Read a limit: `100` rows, or `1%` of the rows that the table had.

    Args:
        kind: one of `KINDS`.
        text: the limit as the user wrote it.
        option: the option as the user wrote it, for messages; None: --max-KIND with the text.

    Raises:
        PackageError: the text is neither.
    """
    match = _LIMIT.fullmatch(text)
    if match is None or (match[2] == "" and "." in match[1]):
        raise PackageError(f"{option or f'--max-{kind} {text}'}: expected a number of rows or a percentage such as 1%")
    return RowLimit(kind, text.strip(), float(match[1]), match[2] == "%")


def parse_column_limit(text: str, tables: Iterable[str]) -> ColumnLimit:
    """Read a limit for a column, written COLUMN=N, COLUMN=1% or TABLE.COLUMN=N.

    Raises:
        PackageError: the text is not of this form.
    """
    option = f"--max-changed-in {text}"
    table, column, value = _split(text, option, tables)
    return ColumnLimit(table, column, parse_limit("changed", value, option), option)


@dataclass(frozen=True, slots=True)
class ColumnTolerance:
    """A tolerance for a column, in every table that has it or in one table."""

    table: str | None
    column: str
    tolerance: Tolerance
    option: str


def parse_tolerance(text: str, tables: Iterable[str]) -> ColumnTolerance:
    """Read a tolerance, written COLUMN=0.01, COLUMN=1% (of the old value) or TABLE.COLUMN=0.01.

    Raises:
        PackageError: the text is not of this form.
    """
    option = f"--tolerance {text}"
    table, column, value = _split(text, option, tables)
    match = _LIMIT.fullmatch(value)
    if match is None:
        raise PackageError(f"{option}: expected a difference such as 0.01, or a percentage such as 1%")
    share = float(match[1]) / 100 if match[2] else 0.0
    return ColumnTolerance(table, column, Tolerance(0.0 if match[2] else float(match[1]), share), option)


def tolerances_of(table: str, stated: Sequence[ColumnTolerance]) -> dict[str, Tolerance]:
    """The tolerances of a table's columns by their names. What names the table goes before what does not."""
    general = {one.column: one.tolerance for one in stated if one.table is None}
    return general | {one.column: one.tolerance for one in stated if one.table == table}


def _split(text: str, option: str, tables: Iterable[str]) -> tuple[str | None, str, str]:
    """The table, the column and the value. A point parts the two names only if a table has the first one."""
    name, separator, value = text.rpartition("=")
    if not separator or not name:
        raise PackageError(f"{option}: expected COLUMN=VALUE or TABLE.COLUMN=VALUE")
    owner = max((one for one in tables if name.startswith(f"{one}.")), key=len, default=None)
    return owner, name if owner is None else name[len(owner) + 1 :], value


def _sentence(diff: TableDiff, rows: int, event: str, allowed: str) -> str:
    share = f" ({rows / diff.old_rows:.2%})" if diff.old_rows else ""
    return f"{diff.name}: {rows} {event} of {diff.old_rows}{share}; at most {allowed} are allowed"
