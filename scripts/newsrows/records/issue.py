"""A problem in a package."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem with a table, a file or an article.

    Attributes:
        table: the name of the table or the file.
        rule: the id of the rule, as `newsrows rules` lists it.
        message: what was found, what was expected, and what to do next.
        row: the data row, counted from 1; None for the whole table.
        column: the column, or a JSON pointer into a descriptor or schema; None if the problem is in no single one.
        count: the number of rows, if one issue stands for several.
        line: the line, from 1, of a JSON pointer; None for other issues.
    """

    table: str
    rule: str
    message: str
    row: int | None = None
    column: str | None = None
    count: int = 1
    line: int | None = None

    def sort_key(self) -> tuple[str, int, str, str, str]:
        """Sorts issues for readers: by table, row, column, rule."""
        return (self.table, self.row or 0, self.column or "", self.rule, self.message)
