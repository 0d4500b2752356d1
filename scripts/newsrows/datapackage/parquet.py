"""Reads Parquet files that anybody may have made, in bounded memory, with every text checked.

Arrow reads them: polars trusts texts to be UTF-8 and offsets to be right, and panics if they are not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import polars as pl
import pyarrow as pa
from pyarrow import parquet

from newsrows.datapackage.limits import SLICE_BYTES, Limits
from newsrows.datapackage.parquet_pages import ColumnSize, ParquetSizeError, RowGroup, row_groups
from newsrows.regular_files import open_regular

# A column with so few bytes in a slice is not looked at.
_SMALL: Final = 1 << 20
_USUAL_DICTIONARY: Final = 1 << 20
_ROWS: Final = 1 << 16


class UnreadableParquetError(Exception):
    """Arrow cannot read the file, or reads what its types do not allow; the message says why, on one line."""


def read_table(path: Path, limit: int | None = None) -> pl.DataFrame:
    """All rows of a Parquet file that fits the memory.

    Args:
        path: the file.
        limit: bytes that its rows may have after unpacking; None: the usual limit.

    Raises:
        UnreadableParquetError: it is not a Parquet file, is truncated or damaged, holds texts that are not UTF-8, or
            unpacks to far more than its size.
    """
    with _explained():
        check(path, Limits().unpacked_bytes if limit is None else limit)
        with parquet.ParquetFile(path, memory_map=True) as file:
            return as_frame(_checked(file.read()))


def read_slices(path: Path, rows: int) -> Iterator[pa.Table]:
    """The rows of a Parquet file in tables of at most `rows`, fewer where they are long, checked too; at least one.

    Raises:
        UnreadableParquetError: as above, at the slice where it is damaged.
    """
    with _explained():
        fit = _rows_that_fit(path, rows)
        with parquet.ParquetFile(path) as file:
            some = False
            for batch in file.iter_batches(batch_size=fit):
                yield _checked(pa.Table.from_batches([batch]))
                some = True
            if not some:
                yield _checked(file.schema_arrow.empty_table())


def read_schema(path: Path) -> pa.Schema:
    """The columns of a Parquet file.

    Raises:
        UnreadableParquetError: it is not a Parquet file, or is truncated.
    """
    with _explained(), parquet.ParquetFile(path) as file:
        return file.schema_arrow


def count_rows(path: Path) -> int:
    """How many rows a Parquet file says it has.

    Raises:
        UnreadableParquetError: it is not a Parquet file, or is truncated.
    """
    with _explained():
        return sum(group.rows for group in _groups(path, columns=()))


def check_rows(path: Path) -> None:
    """Read all rows once, because polars prints an error of Rust where a file is damaged.

    Raises:
        UnreadableParquetError: Arrow cannot read some of them.
    """
    for _ in read_slices(path, _ROWS):
        pass


def check(path: Path, limit: int) -> None:
    """Check the sizes that a Parquet file declares, before it is read whole or by polars.

    Args:
        path: the file.
        limit: bytes that all its rows may have after unpacking. Texts from a dictionary may have an eighth of it in a
            row group, which polars holds at once.

    Raises:
        UnreadableParquetError: it is damaged, or above the limit.
    """
    with _explained():
        groups = _groups(path)
        long = {
            column.name
            for group in groups
            for column in group.columns
            if column.dictionary_bytes * group.rows > limit // 8 and not column.is_nested
        }
        size = 0
        with parquet.ParquetFile(path, read_dictionary=sorted(long)) as file:
            for number, group in enumerate(groups):
                for column in group.columns:
                    texts = _bytes_of_texts(file, number, column.name) if column.name in long else 0
                    size += column.bytes + texts
                    if size > limit or texts > limit // 8:
                        above = limit if size > limit else limit // 8
                        raise ParquetSizeError(
                            f"its rows unpack to more than {above:,} bytes; next: raise the limit with --max-unpacked"
                        )


def as_frame(table: pa.Table) -> pl.DataFrame:
    """An Arrow table that was read above, as a frame."""
    return pl.DataFrame(pl.from_arrow(table))


def _checked(table: pa.Table) -> pa.Table:
    """The table without metadata, after a check of its texts and offsets."""
    table.validate(full=True)
    return pa.Table.from_arrays(table.columns, names=table.column_names)


def _groups(path: Path, columns: Collection[str] | None = None) -> list[RowGroup]:
    with open_regular(path) as stream:
        return row_groups(stream, columns)


def _rows_that_fit(path: Path, most: int) -> int:
    """How many rows, `most` at most, have no more bytes than a slice.

    A dictionary is read if a slice of the longest text that it may hold would be too long. That of a nested column
    cannot be read alone; it counts if it is larger than writers make them.
    """
    groups = _groups(path)
    long = {
        column.name
        for group in groups
        for column in group.columns
        if column.dictionary_bytes * most > _SMALL and not column.is_nested
    }
    with parquet.ParquetFile(path, read_dictionary=sorted(long)) as file:
        for number, group in enumerate(groups):
            longest = _longest_texts(file, number, [column for column in group.columns if column.name in long])
            row = sum(column.row_bytes + longest.get(column.name, 0) for column in group.columns)
            row += sum(
                column.dictionary_bytes
                for column in group.columns
                if column.is_nested and column.dictionary_bytes > _USUAL_DICTIONARY
            )
            most = min(most, SLICE_BYTES // max(1, row))
    return max(1, most)


def _longest_texts(file: parquet.ParquetFile, number: int, columns: Sequence[ColumnSize]) -> dict[str, int]:
    """The most bytes that one text of each column may have in a row group."""
    bounds = {column.name: column.dictionary_bytes for column in columns}
    names = [name for name, size in bounds.items() if size]
    if not names:
        return bounds
    from pyarrow import compute  # noqa: PLC0415 - a tenth of a second, for long dictionaries alone

    for batch in file.iter_batches(batch_size=1, row_groups=[number], columns=names):
        for name, texts in zip(batch.schema.names, batch.columns, strict=True):
            values: Any = texts  # the types of pyarrow know no arrays with a dictionary
            if pa.types.is_dictionary(values.type):
                bounds[name] = compute.max(compute.binary_length(values.dictionary)).as_py() or 0
        break
    return bounds


def _bytes_of_texts(file: parquet.ParquetFile, number: int, name: str) -> int:
    """The bytes of a column of texts in all rows of a row group."""
    from pyarrow import compute  # noqa: PLC0415 - as above

    size = 0
    for batch in file.iter_batches(row_groups=[number], columns=[name]):
        texts: Any = batch.column(0)
        if pa.types.is_dictionary(texts.type):
            lengths: Any = compute.binary_length(texts.dictionary).cast(pa.int64())
            size += compute.sum(lengths.take(texts.indices)).as_py() or 0
        else:
            size += texts.nbytes
    return size


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError, ValueError, OverflowError, KeyError) as error:
        raise UnreadableParquetError(" ".join(str(error).split())[:150]) from error
