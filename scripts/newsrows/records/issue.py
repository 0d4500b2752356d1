"""A problem, as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem with a table, a file or an article.

    `table` is the table's or file's name, `row` counts data rows from 1 (None: the whole table), `column` is None where
    the problem is not of one column, `rule` is the id that `newsrows rules` lists, `message` says what was found, what
    was expected and what to do next. `count` is more than 1 where one issue stands for many rows.
    """

    table: str
    rule: str
    message: str
    row: int | None = None
    column: str | None = None
    count: int = 1

    def sort_key(self) -> tuple[str, int, str, str, str]:
        """Order for people: by table, row, column, rule."""
        return (self.table, self.row or 0, self.column or "", self.rule, self.message)
