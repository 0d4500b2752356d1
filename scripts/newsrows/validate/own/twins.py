"""The CSV file and the Parquet file of a table, compared row by row."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.records import Issue
from newsrows.validate.breach import as_issues, breach, numbered, shown
from newsrows.validate.rulebook import declared, issue


def twin_issues(table: str, from_csv: pl.DataFrame, from_parquet: pl.DataFrame) -> Iterator[Issue]:
    """Where two frames with the same columns differ, as issues of the Parquet file; an empty text is no null."""
    name = f"{table}.parquet"
    if from_csv.height != from_parquet.height:
        message = f"found {from_parquet.height} rows, {table}.csv has {from_csv.height}"
        yield issue(name, "csv-parquet-mismatch", message)
        return
    for column in from_csv.columns:
        here = from_parquet[column].alias("here")
        differs = here.ne_missing(from_csv[column])
        if differs.any():
            both = numbered(pl.DataFrame([here, from_csv[column].alias("there")])).filter(differs)
            expected = pl.format(f"{table}.csv has {{}}", shown(pl.col("there")))
            for found in breach(name, both, column=column, found=shown(pl.col("here")), expected=expected):
                yield from as_issues(declared()["csv-parquet-mismatch"], found)
