"""Limits on how much of a table may change."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsrows.diff.data.rows import TableDiff
from newsrows.records import PackageError

SHAPE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(%?)\s*")
KINDS = ("removed", "added", "changed", "shrink")


@dataclass(frozen=True, slots=True)
class Gate:
    """At most so many rows of a table, or so many per cent of those that it had."""

    kind: str
    written: str
    most: float
    percent: bool

    def excess(self, diff: TableDiff) -> str | None:
        """What is over the limit in a table, as a sentence; None if nothing is."""
        found = diff.old_rows - diff.new_rows if self.kind == "shrink" else getattr(diff, self.kind)
        allowed = self.most * diff.old_rows / 100 if self.percent else self.most
        if found <= allowed:
            return None
        share = f" ({found / diff.old_rows:.2%})" if diff.old_rows else ""
        what = "fewer rows than before" if self.kind == "shrink" else f"rows {self.kind}"
        return f"{diff.name}: {found} {what} of {diff.old_rows}{share}; at most {self.written} are allowed"


def parse_gate(kind: str, written: str) -> Gate:
    """Read a limit: `100` rows or `1%` of the rows that a table had.

    Raises:
        PackageError: if it is none.
    """
    found = SHAPE.fullmatch(written)
    if found is None or (found[2] == "" and "." in found[1]):
        raise PackageError(f"--max-{kind} {written}: expected a number of rows or a percentage such as 1%")
    return Gate(kind, written.strip(), float(found[1]), found[2] == "%")
