"""The rows of a table, wherever they come from, slice by slice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from newsrows.schema import TableSchema
from newsrows.validate.breach import numbered

# Rows of a table that are held at a time: enough that what is done once a slice takes no time.
SLICE_ROWS = 65_536
# Articles are long: so many of them are some 12 MB.
SLICE_ARTICLES = 4_096
# Fewer rows make a slice where their texts have so many bytes.
SLICE_BYTES = 1 << 27


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


def slice_rows(table: str, rows: int = SLICE_ROWS) -> int:
    """How many rows of a table make a slice, where those of most tables have `rows`."""
    return min(rows, SLICE_ARTICLES) if table == "articles" else rows


def heavy(frame: pl.DataFrame) -> bool:
    """Whether the texts of a frame are long enough for a slice, however few rows there are."""
    lengths = frame.select(pl.col(pl.String).str.len_bytes().sum())
    return sum(lengths.row(0)) >= SLICE_BYTES if lengths.height else False


def held(table: TableSchema, frame: pl.DataFrame, *, rows: int = SLICE_ROWS) -> Source:
    """A frame that is held in memory, as a source."""
    length = slice_rows(table.name, rows)
    return Source(table, lambda: frame.iter_slices(length) if frame.height else iter([frame]))


def kept_if_short(read: Callable[[], Iterator[pl.DataFrame]]) -> Callable[[], Iterator[pl.DataFrame]]:
    """`read`, of which a table of one slice is held from the first reading on: to open a file again takes longer."""
    kept: list[pl.DataFrame] = []

    def again() -> Iterator[pl.DataFrame]:
        if kept:
            yield from kept
            return
        frames = 0
        for frame in read():
            frames += 1
            yield frame
        if frames == 1:
            kept.append(frame)

    return again
