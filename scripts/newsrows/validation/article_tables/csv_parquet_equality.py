"""The CSV file and the Parquet file of a table, compared row by row."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.validation.violations import Violation, numbered, shown, violation


def pairs(here: Iterator[pl.DataFrame], there: Iterator[pl.DataFrame]) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Frames of equal height from two sources that are cut differently; rows that only one has are not yielded."""
    left, right = next(here, None), next(there, None)
    while left is not None and right is not None:
        if height := min(left.height, right.height):
            yield left[:height], right[:height]
            left, right = left[height:], right[height:]
        left = left if left.height else next(here, None)
        right = right if right.height else next(there, None)
    for rest in (here, there):
        for _ in rest:
            pass


def differences(table: str, from_csv: pl.DataFrame, from_parquet: pl.DataFrame, *, before: int) -> Iterator[Violation]:
    """The cells in which two slices differ, as rows of the Parquet file; an empty text differs from null."""
    if from_csv.equals(from_parquet):
        return
    for column in from_csv.columns:
        here = from_parquet[column].alias("here")
        differs = here.ne_missing(from_csv[column])
        if differs.any():
            both = numbered(pl.DataFrame([here, from_csv[column].alias("there")]), before=before).filter(differs)
            expected = pl.format(f"{table}.csv has {{}}", shown(pl.col("there")))
            yield from violation(
                f"{table}.parquet", both, column=column, found=shown(pl.col("here")), expected=expected
            )
