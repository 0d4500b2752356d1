"""A table that is one slice is read from its file once."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.validation.article_tables.table_source import cached_if_short


class Readings:
    """Frames, and how often they were read."""

    def __init__(self, *frames: pl.DataFrame) -> None:
        self.frames = frames
        self.count = 0

    def read(self) -> Iterator[pl.DataFrame]:
        self.count += 1
        yield from self.frames


ONE, TWO = pl.DataFrame({"a": [1]}), pl.DataFrame({"a": [2]})


def test_one_slice_is_read_once() -> None:
    readings = Readings(ONE)
    read = cached_if_short(readings.read)
    assert [len(list(read())) for _ in range(3)] == [1, 1, 1]
    assert next(read()).equals(ONE)
    assert readings.count == 1


def test_several_slices_are_read_again() -> None:
    readings = Readings(ONE, TWO)
    read = cached_if_short(readings.read)
    assert [len(list(read())) for _ in range(3)] == [2, 2, 2]
    assert readings.count == 3


def test_frame_of_an_unfinished_reading_is_not_held() -> None:
    readings = Readings(ONE, TWO)
    read = cached_if_short(readings.read)
    next(read())
    assert len(list(read())) == 2
