"""Whether rows are sorted by the primary key, found in one pass that holds a slice at a time."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.datapackage.model import TableSchema
from newsrows.validation.article_tables.table_source import Source
from newsrows.validation.violations import Violation, shown, violation


class SortOrder:
    """The order of a table's rows so far; rows with a null in the key are left out."""

    def __init__(self, table: TableSchema) -> None:
        """No row was seen yet."""
        self._key = list(table.primary_key)
        self._last: pl.DataFrame | None = None
        self._smallest: pl.DataFrame | None = None

    def add(self, frame: pl.DataFrame) -> None:
        """Look at the next rows."""
        keys = frame.select(self._key).drop_nulls()
        if self._last is not None:
            keys = pl.concat([self._last, keys])
        if not keys.height:
            return
        self._last = keys.tail(1)
        if self._smallest is None:
            falls = keys.select(_less([pl.col(name) for name in self._key], [_before(name) for name in self._key]))
            places = falls.to_series().arg_true()
            if not len(places):
                return
            keys = keys[places[0] :]
        else:
            keys = pl.concat([self._smallest, keys])
        self._smallest = keys.sort(self._key).head(1)

    def violations(self, source: Source) -> Iterator[Violation]:
        """The first row that is in the wrong place; the others may only be moved by this one."""
        if self._smallest is None:
            return
        # The smallest key that comes too late belongs before the first row with a greater one.
        values = [pl.lit(value) for value in self._smallest.row(0)]
        for frame in source.slices():
            greater = _less(values, [pl.col(name) for name in self._key])
            moved = frame.drop_nulls(self._key).filter(greater).head(1)
            if moved.height:
                found, expected = _joined([pl.col(name) for name in self._key]), _joined(values)
                expected = pl.format("expected {}", expected)
                yield from violation(source.table.name, moved, column=None, found=found, expected=expected)
                return


def _before(name: str) -> pl.Expr:
    return pl.col(name).shift(1)


def _less(left: list[pl.Expr], right: list[pl.Expr]) -> pl.Expr:
    """Whether one key comes before another, column by column."""
    less = left[-1] < right[-1]
    for left_part, right_part in zip(left[-2::-1], right[-2::-1], strict=True):
        less = (left_part < right_part) | ((left_part == right_part) & less)
    return less


def _joined(values: list[pl.Expr]) -> pl.Expr:
    return pl.concat_str([shown(value) for value in values], separator=", ")
