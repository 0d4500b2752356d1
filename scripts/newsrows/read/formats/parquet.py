"""Parquet: a table by columns, a row an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsrows.read.errors import BadFileError
from newsrows.read.formats.columns import choose_columns, to_record
from newsrows.read.options import ReadOptions
from newsrows.read.record import BadRecord, Input, Record

_ROWS = 256


def read_parquet(given: Input, options: ReadOptions) -> Iterator[Record | BadRecord]:
    """The articles of the rows, numbered from 1. Only the columns that are used are read, some rows at a time.

    Raises:
        BadFileError: it is no Parquet, or damaged; the articles before the place have been given.
        NoTextColumnError: no column of it can be the text.
    """
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    with given.open() as stream:
        try:
            file = parquet.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20)
            columns = choose_columns(tuple(file.schema_arrow.names), options)
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS, columns=columns.all(), use_threads=False):
                for row in _rows(batch):
                    number += 1
                    try:
                        yield to_record(row, columns, number)
                    except BadFileError as error:
                        yield BadRecord(f"row {number}", str(error))
        except (pa.ArrowException, OSError) as error:
            reason = str(error).splitlines()[0]
            raise BadFileError(f"found no Parquet, or a damaged one ({reason}); next: get the file again") from error


def _rows(batch: Any) -> list[dict[str, object]]:
    """The rows; times of nanoseconds, for which Python has no type, as microseconds."""
    import pyarrow as pa  # noqa: PLC0415

    arrays = [
        column.cast(pa.timestamp("us", column.type.tz), safe=False) if pa.types.is_timestamp(column.type) else column
        for column in batch.columns
    ]
    rows: list[dict[str, object]] = pa.RecordBatch.from_arrays(arrays, names=batch.schema.names).to_pylist()
    return rows
