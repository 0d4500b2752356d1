"""The rows of one of newsrows' own tables, slice by slice, wherever they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from newsrows.datapackage.model import TableSchema
from newsrows.validation.slice_sizes import SLICE_ROWS, slice_rows
from newsrows.validation.violations import numbered


@dataclass(frozen=True, slots=True)
class Source:
    """A table that can be read again and again: `read` gives frames with the table's columns, in order."""

    table: TableSchema
    read: Callable[[], Iterator[pl.DataFrame]]

    def slices(self) -> Iterator[pl.DataFrame]:
        """The table's rows in frames that also have the column `row`, which counts from 1 through all of them."""
        before = 0
        for frame in self.read():
            yield numbered(frame, before=before)
            before += frame.height

    def whole(self) -> pl.DataFrame:
        """All rows in one frame, with the column `row`."""
        return numbered(pl.concat(list(self.read()), rechunk=True))


def frame_source(table: TableSchema, frame: pl.DataFrame, *, rows: int = SLICE_ROWS) -> Source:
    """A frame as a source."""
    length = slice_rows(table.name, rows)
    return Source(table, lambda: frame.iter_slices(length) if frame.height else iter([frame]))


def cached_if_short(read: Callable[[], Iterator[pl.DataFrame]]) -> Callable[[], Iterator[pl.DataFrame]]:
    """`read`, but a table of one slice is held after the first reading: it takes longer to open the file again."""
    only_frame: list[pl.DataFrame] = []

    def again() -> Iterator[pl.DataFrame]:
        if only_frame:
            yield from only_frame
            return
        frames = 0
        for frame in read():
            frames += 1
            yield frame
        if frames == 1:
            only_frame.append(frame)

    return again
