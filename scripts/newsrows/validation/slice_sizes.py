"""How many rows of a table are held at a time."""

from __future__ import annotations

import polars as pl

from newsrows.datapackage.limits import SLICE_BYTES

# Enough rows that what is done once per slice takes no time.
SLICE_ROWS = 65_536
# Articles are long: so many of them are some 12 MB.
SLICE_ARTICLES = 4_096


def slice_rows(table: str, rows: int = SLICE_ROWS) -> int:
    """How many rows of a table make a slice, if those of most tables have `rows`."""
    return min(rows, SLICE_ARTICLES) if table == "articles" else rows


def heavy(frame: pl.DataFrame) -> bool:
    """Whether the texts of a frame are long enough for a slice, however few rows there are."""
    lengths = frame.select(pl.col(pl.String).str.len_bytes().sum())
    return sum(lengths.row(0)) >= SLICE_BYTES if lengths.height else False
