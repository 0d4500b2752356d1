"""The files of a table, whatever they are written in, read slice by slice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from newsrows.datapackage.model import DELIMITERS
from newsrows.datapackage.unpacked import RecodeError, Scratch, UnpackError, compression_of
from newsrows.validation.csv_reader import CsvReader, open_csv
from newsrows.validation.issue_log import IssueLog
from newsrows.validation.parquet_reader import UnreadableParquetError, as_frame, read_schema, read_slices
from newsrows.validation.registry import issue
from newsrows.validation.resources import LocatedResource


@dataclass(frozen=True, slots=True)
class InlineTable:
    """Rows that stand in the descriptor: the columns' names, and a frame of texts with columns 0, 1, 2 ..."""

    label: str
    names: tuple[str, ...]
    frame: pl.DataFrame


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


TableFile = CsvReader | ParquetFile | InlineTable


def open_tables(located: LocatedResource, scratch: Scratch, log: IssueLog) -> Iterator[TableFile | None]:
    """The files of a resource that hold tables; None for one that cannot be read, and `log` takes why.

    Raises:
        PackageError: a file is larger than the limit after unpacking.
    """
    if not located.files and isinstance(located.resource.descriptor.get("data"), list):
        yield _inline(located)
    for label, file in zip(located.labels, located.files, strict=False):
        if not file.is_file():
            continue  # there is an issue already
        if located.resource.format in DELIMITERS:
            yield _delimited(located, file, label, scratch, log)
        elif located.resource.format == "parquet":
            yield _parquet(file, label, log)


def unreadable_parquet(label: str, error: UnreadableParquetError, log: IssueLog) -> None:
    """Put into `log` that a Parquet file cannot be read."""
    message = f"found a file that Arrow cannot read ({error}), expected Parquet"
    log.extend([issue(label, "parquet-unreadable", message)])


def _delimited(located: LocatedResource, file: Path, label: str, scratch: Scratch, log: IssueLog) -> CsvReader | None:
    resource = located.resource
    try:
        packed = compression_of(file.name, resource.descriptor.get("compression"))
        file = scratch.unpack(file, packed, label) if packed else file
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


def _parquet(file: Path, label: str, log: IssueLog) -> ParquetFile | None:
    try:
        return ParquetFile(label, file, tuple(read_schema(file).names))
    except UnreadableParquetError as error:
        unreadable_parquet(label, error, log)
        return None


def _inline(located: LocatedResource) -> InlineTable | None:
    """Lists with the columns' names first, or objects."""
    rows = located.resource.descriptor["data"]
    if rows and all(isinstance(row, Mapping) for row in rows):
        names = tuple(dict.fromkeys(str(name) for row in rows for name in row))
        cells = [[_text(row.get(name)) for name in names] for row in rows]
    elif rows and all(isinstance(row, list) for row in rows):
        names = tuple(str(name) for name in rows[0])
        cells = [[_text(value) for value in [*row, *[None] * len(names)][: len(names)]] for row in rows[1:]]
    else:
        return None
    schema = {str(place): pl.String for place in range(len(names))}
    return InlineTable(located.name, names, pl.DataFrame(cells, schema=schema, orient="row"))


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    return json.dumps(value, ensure_ascii=False)
