"""Reads Parquet: one article per row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from newsrows.datapackage.parquet_pages import ParquetSizeError, RowGroup, row_groups
from newsrows.sources.errors import BadFileError
from newsrows.sources.formats.columns import choose_columns, to_record
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, InputFile, Record

_BATCH_ROWS = 256
_BATCH_BYTES = 64_000_000


def read_parquet(input_file: InputFile, options: ReadOptions) -> Iterator[Record | BadRecord]:
    """Yield the articles of the rows, numbered from 1; reads only the columns that are used, in batches of rows.

    Raises:
        BadFileError: the file is not Parquet, or is damaged; the articles before the damage have been yielded.
        NoTextColumnError: no column holds text.
    """
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    with input_file.open() as stream:
        try:
            file = parquet.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20)
            columns = choose_columns(tuple(file.schema_arrow.names), options)
            rows = _rows_per_batch(row_groups(stream, columns.all()), options)
            number = 0
            for batch in file.iter_batches(batch_size=rows, columns=columns.all(), use_threads=False):
                for row in _rows(batch):
                    number += 1
                    try:
                        yield to_record(row, columns, number)
                    except BadFileError as error:
                        yield BadRecord(f"row {number}", str(error))
        except (pa.ArrowException, ParquetSizeError, OSError, UnicodeDecodeError) as error:
            reason = str(error).splitlines()[0]
            raise BadFileError(
                f"found a damaged file, expected Parquet ({reason}); next: get the file again"
            ) from error


def _rows_per_batch(groups: Sequence[RowGroup], options: ReadOptions) -> int:
    """Return how many rows are read at once, from the sizes that the file declares.

    Raises:
        BadFileError: the rows of some part of the file are longer on average than an article may be.
    """
    rows = _BATCH_ROWS
    for group in groups:
        average = sum(column.bytes for column in group.columns) // max(1, group.rows)
        if average > options.max_bytes:
            raise BadFileError(f"found rows of {options.too_many_bytes(average).removeprefix('found ')}")
        longest = sum(column.row_bytes + column.dictionary_bytes for column in group.columns)
        rows = min(rows, _BATCH_BYTES // max(1, longest))
    return max(1, rows)


def _rows(batch: Any) -> list[dict[str, object]]:
    """Return the rows; timestamps become microseconds, as in Python, and text that is not UTF-8 becomes bytes."""
    import pyarrow as pa  # noqa: PLC0415

    def with_types(batch: Any, change: Callable[[Any], Any]) -> Any:
        arrays = [column.cast(change(column.type), safe=False) for column in batch.columns]
        return pa.RecordBatch.from_arrays(arrays, names=batch.schema.names)

    batch = with_types(batch, lambda kind: pa.timestamp("us", kind.tz) if pa.types.is_timestamp(kind) else kind)
    try:
        rows: list[dict[str, object]] = batch.to_pylist()
    except UnicodeDecodeError:
        rows = _rows_of_values(with_types(batch, lambda kind: pa.large_binary() if _is_text(kind) else kind))
    except (OverflowError, ValueError, LookupError):
        rows = _rows_of_values(batch)
    return rows


def _rows_of_values(batch: Any) -> list[dict[str, object]]:
    """Return the rows; a value that Python cannot hold, such as a day in the year 10000, is None."""
    columns = [[_value(scalar) for scalar in column] for column in batch.columns]
    return [dict(zip(batch.schema.names, values, strict=True)) for values in zip(*columns, strict=True)]


def _value(scalar: Any) -> object:
    try:
        value: object = scalar.as_py()
    except (OverflowError, ValueError, LookupError):  # pytz raises a KeyError for a time zone that it does not know
        return None
    return value


def _is_text(kind: Any) -> bool:
    import pyarrow as pa  # noqa: PLC0415

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
