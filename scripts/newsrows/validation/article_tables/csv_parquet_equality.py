"""The CSV file and the Parquet file of a table, compared row by row."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.validation.violations import Violation, numbered, shown, violation


def pairs(
    csv_frames: Iterator[pl.DataFrame], parquet_frames: Iterator[pl.DataFrame]
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Frames of equal height from two sources that are cut differently; rows that only one has are not yielded."""
    from_csv, from_parquet = next(csv_frames, None), next(parquet_frames, None)
    while from_csv is not None and from_parquet is not None:
        if height := min(from_csv.height, from_parquet.height):
            yield from_csv[:height], from_parquet[:height]
            from_csv, from_parquet = from_csv[height:], from_parquet[height:]
        from_csv = from_csv if from_csv.height else next(csv_frames, None)
        from_parquet = from_parquet if from_parquet.height else next(parquet_frames, None)
    for remaining_frames in (csv_frames, parquet_frames):
        for _ in remaining_frames:
            pass


def differences(table: str, from_csv: pl.DataFrame, from_parquet: pl.DataFrame, *, before: int) -> Iterator[Violation]:
    """The cells in which two slices differ, as rows of the Parquet file; an empty text differs from null."""
    if from_csv.equals(from_parquet):
        return
    for column in from_csv.columns:
        parquet_cells = from_parquet[column].alias("parquet")
        csv_cells = from_csv[column].alias("csv")
        differs = parquet_cells.ne_missing(csv_cells)
        if differs.any():
            rows = numbered(pl.DataFrame([parquet_cells, csv_cells]), before=before).filter(differs)
            expected = pl.format(f"{table}.csv has {{}}", shown(pl.col("csv")))
            yield from violation(
                f"{table}.parquet", rows, column=column, found=shown(pl.col("parquet")), expected=expected
            )
