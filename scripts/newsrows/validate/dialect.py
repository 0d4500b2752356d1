"""How a delimited file is written (https://datapackage.org/standard/table-dialect/, version 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Dialect:
    """A dialect with its defaults; rows count from 1. No `header_rows`: the file has no header."""

    delimiter: str = ","
    quote: str | None = '"'
    double_quote: bool = True
    escape: str | None = None
    skip_initial_space: bool = False
    header_rows: tuple[int, ...] = (1,)
    header_join: str = " "
    comment_rows: frozenset[int] = frozenset()
    comment: str | None = None
    null_sequence: str | None = None

    @property
    def plain(self) -> bool:
        """Whether Arrow's reader knows all of it."""
        odd = self.skip_initial_space or self.comment_rows or self.comment
        return not odd and self.header_rows in {(), (1,)} and self.delimiter.isascii()


def read_dialect(written: Mapping[str, Any], *, delimiter: str) -> Dialect:
    """The dialect that a descriptor gives; `delimiter` is that of the file's format, where it gives none.

    What frictionless nests in `csv` counts as well; a value of the wrong kind counts as not given.
    """
    nested = written.get("csv")
    given = {**written, **(nested if isinstance(nested, Mapping) else {})}

    def text(name: str, default: str | None) -> str | None:
        value = given.get(name, default)
        return value if isinstance(value, str) and len(value) == 1 else default

    def rows(name: str) -> tuple[int, ...]:
        value = given.get(name)
        return tuple(row for row in value if isinstance(row, int)) if isinstance(value, list) else ()

    header = rows("headerRows") or (1,)
    null = given.get("nullSequence")
    comment = given.get("commentChar")
    join = given.get("headerJoin")
    return Dialect(
        delimiter=text("delimiter", delimiter) or delimiter,
        quote=text("quoteChar", '"'),
        double_quote=given.get("doubleQuote") is not False,
        escape=text("escapeChar", None),
        skip_initial_space=given.get("skipInitialSpace") is True,
        header_rows=() if given.get("header") is False else header,
        header_join=join if isinstance(join, str) else " ",
        comment_rows=frozenset(rows("commentRows")),
        comment=comment if isinstance(comment, str) and comment else None,
        null_sequence=null if isinstance(null, str) else None,
    )
