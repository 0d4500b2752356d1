"""What the columns of a table hold: nulls, distinct values, range, the commonest values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from newsrows.datapackage.model import Field, TableSchema

_COMMONEST = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """One column: its nulls, its distinct values (null is none), its range and its commonest values."""

    column: str
    nulls: int
    distinct: int
    lowest: Any
    """The lowest value; of texts the lowest length in Unicode code points; None where all is null."""
    highest: Any
    commonest: tuple[tuple[Any, int], ...]
    """Value and rows, commonest first, then by value; all values of a column that lists its values."""


def profiles(table: TableSchema, frame: pl.DataFrame) -> Iterator[Profile]:
    """A profile a column, in the table's order."""
    for field in table.fields:
        yield _profile(field, frame.get_column(field.name))


def _profile(field: Field, values: pl.Series) -> Profile:
    present = values.drop_nulls()
    counts = (
        present.to_frame("value")
        .group_by("value")
        .len("rows")
        .sort("rows", "value", descending=[True, False])
        .head(len(field.constraints.enum or ()) or _COMMONEST)
    )
    measured = present.str.len_chars() if field.type == "string" else present
    return Profile(
        column=field.name,
        nulls=values.null_count(),
        distinct=present.n_unique(),
        lowest=measured.min(),
        highest=measured.max(),
        commonest=tuple(counts.iter_rows()),
    )
