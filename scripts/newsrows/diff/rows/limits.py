"""Limits on how many rows of a table may change."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsrows.diff.rows.table_diff import TableDiff
from newsrows.records import PackageError

PATTERN = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(%?)\s*")
KINDS = ("removed", "added", "changed", "shrink")


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

    def problem(self, diff: TableDiff) -> str | None:
        """A sentence that says by how much a table exceeds the limit; None if it does not."""
        rows = diff.old_rows - diff.new_rows if self.kind == "shrink" else getattr(diff, self.kind)
        allowed = self.maximum * diff.old_rows / 100 if self.is_percentage else self.maximum
        if rows <= allowed:
            return None
        share = f" ({rows / diff.old_rows:.2%})" if diff.old_rows else ""
        event = "fewer rows than before" if self.kind == "shrink" else f"rows {self.kind}"
        return f"{diff.name}: {rows} {event} of {diff.old_rows}{share}; at most {self.text} are allowed"


def parse_limit(kind: str, text: str) -> RowLimit:
    """Read a limit: `100` rows, or `1%` of the rows that the table had.

    Raises:
        PackageError: the text is neither.
    """
    match = PATTERN.fullmatch(text)
    if match is None or (match[2] == "" and "." in match[1]):
        raise PackageError(f"--max-{kind} {text}: expected a number of rows or a percentage such as 1%")
    return RowLimit(kind, text.strip(), float(match[1]), match[2] == "%")
