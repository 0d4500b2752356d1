"""The files of a table, whatever they are written in, read slice by slice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from newsrows.datapackage.model import DELIMITERS
from newsrows.datapackage.parquet import UnreadableParquetError, as_frame, read_schema, read_slices
from newsrows.datapackage.unpacked import RecodeError, Scratch, UnpackError, compression_of
from newsrows.validation.csv_reader import MOST_COLUMNS, CsvReader, open_csv, too_many_columns
from newsrows.validation.issue_log import IssueLog
from newsrows.validation.registry import issue
from newsrows.validation.resources import LocatedResource
from newsrows.validation.row_tables import FILE_FORMATS, RowTable, UnreadableRowsError, file_table, inline_table
from newsrows.validation.unchecked import unread_reason


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """A Parquet file and its columns' names."""

    label: str
    path: Path
    names: tuple[str, ...]

    def slices(self, rows: int) -> Iterator[pl.DataFrame]:
        """Frames of values with columns 0, 1, 2 ..., as long as `rows`, or shorter; at least one.

        Raises:
            UnreadableParquetError: the file is damaged.
        """
        columns = [str(place) for place in range(len(self.names))]
        for part in read_slices(self.path, rows):
            yield as_frame(part.rename_columns(columns))


TableFile = CsvReader | ParquetFile | RowTable


def open_tables(located: LocatedResource, scratch: Scratch, log: IssueLog) -> Iterator[TableFile | None]:
    """The files of a resource that hold tables; None for one that cannot be read, and `log` takes why.

    Raises:
        PackageError: a file is larger than the limit after unpacking.
    """
    if unread_reason(located) is not None:
        return
    data = located.resource.descriptor.get("data")
    if not located.files and isinstance(data, str):
        yield _inline_text(located, data, scratch, log)
    elif not located.files and data is not None:
        yield _rows(located.name, lambda: inline_table(located.name, data, located.resource), log)
    for label, file in zip(located.labels, located.files, strict=False):
        if not os.path.isfile(file):  # noqa: PTH113 - pathlib raises an error if a name is too long
            continue  # there is an issue already
        if located.resource.format in DELIMITERS:
            yield _delimited(located, file, label, scratch, log)
        elif located.resource.format in FILE_FORMATS:
            yield _row_file(located, file, label, scratch, log)
        elif located.resource.format == "parquet":
            yield _parquet(file, label, log)


def unreadable_parquet(label: str, error: UnreadableParquetError, log: IssueLog) -> None:
    """Put into `log` that a Parquet file cannot be read."""
    message = f"found a file that Arrow cannot read ({error}), expected Parquet"
    log.extend([issue(label, "parquet-unreadable", message)])


def _delimited(located: LocatedResource, file: Path, label: str, scratch: Scratch, log: IssueLog) -> CsvReader | None:
    resource = located.resource
    try:
        file = _unpacked(located, file, label, scratch)
        if resource.encoding not in {"utf-8", "utf-8-sig"}:
            file = scratch.recode(file, resource.encoding, label)
    except UnpackError as error:
        message = f"found a file that cannot be read ({error}), expected a table"
        log.extend([issue(label, "csv-unreadable", message)])
        return None
    except RecodeError as error:
        log.extend([issue(label, "encoding", str(error))])
        return None
    return open_csv(label, file, log, dialect=resource.dialect)


def _unpacked(located: LocatedResource, file: Path, label: str, scratch: Scratch) -> Path:
    """A file of a resource, or a plain copy of it."""
    written = located.resource.descriptor
    packed = compression_of(label, written.get("compression"))
    inner = written.get("innerpath")
    member = inner if isinstance(inner, str) else None
    return scratch.unpack(file, packed, label, member=member, only_member=True) if packed else file


def _row_file(located: LocatedResource, file: Path, label: str, scratch: Scratch, log: IssueLog) -> RowTable | None:
    """A JSON, JSON Lines or Excel file."""
    try:
        plain = _unpacked(located, file, label, scratch)
    except UnpackError as error:
        log.extend([issue(label, "table-unreadable", f"found a file that cannot be read ({error}), expected a table")])
        return None
    return _rows(label, lambda: file_table(label, plain, located.resource, scratch.most), log)


def _rows(label: str, read: Callable[[], RowTable], log: IssueLog) -> RowTable | None:
    try:
        table = read()
    except UnreadableRowsError as error:
        log.extend([issue(label, "table-unreadable", str(error))])
        return None
    if len(table.names) > MOST_COLUMNS:
        log.extend([too_many_columns(label, len(table.names))])
        return None
    return table


def _inline_text(located: LocatedResource, data: str, scratch: Scratch, log: IssueLog) -> CsvReader | None:
    """Delimited text that stands in the descriptor."""
    file = scratch.new_file()
    file.write_text(data, "utf-8", newline="")
    return open_csv(located.name, file, log, dialect=located.resource.dialect)


def _parquet(file: Path, label: str, log: IssueLog) -> ParquetFile | None:
    try:
        names = tuple(read_schema(file).names)
        if len(names) > MOST_COLUMNS:
            log.extend([too_many_columns(label, len(names))])
            return None
        return ParquetFile(label, file, names)
    except UnreadableParquetError as error:
        unreadable_parquet(label, error, log)
        return None
