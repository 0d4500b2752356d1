"""The first reading of a table's files: both are read side by side, and whatever is wrong with them is logged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
import pyarrow as pa

from newsrows.datapackage.model import TableSchema
from newsrows.datapackage.parquet import UnreadableParquetError, as_frame, read_schema, read_slices
from newsrows.records import Issue
from newsrows.schema.frames import arrow_schema, polars_schema
from newsrows.validation.article_tables.cross_table import SurveyedTable
from newsrows.validation.article_tables.csv_parquet_equality import differences, pairs
from newsrows.validation.article_tables.table_source import Source, cached_if_short
from newsrows.validation.cells import cast_texts
from newsrows.validation.csv_reader import CsvReader, byte_issues, open_csv, read_with
from newsrows.validation.issue_log import IssueLog
from newsrows.validation.registry import declared, issue
from newsrows.validation.slice_sizes import slice_rows
from newsrows.validation.table_files import unreadable_parquet


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV file with the columns of its table, perhaps in another order."""

    table: TableSchema
    reader: CsvReader

    def read(self, rows: int, log: IssueLog | None = None) -> Iterator[pl.DataFrame]:
        """Frames with the table's columns, as long as `rows`, or shorter; at least one.

        A cell that is missing or not of its column's type is null; `log` takes both.

        Raises:
            UnfitError, csv.Error: see `CsvReader.slices`.
        """
        places = {name: self.reader.names.index(name) for name in self.table.field_names}
        before = 0
        for texts in self.reader.slices(rows, log):
            part = cast_texts(self.table, places, texts, before=before, canonical=True)
            if log is not None:
                for rule, violation in part.violations(self.table, self.reader.label):
                    log.add(declared()[rule], [violation])
            yield part.values.drop("row")
            before += texts.height


@dataclass(frozen=True, slots=True)
class ParquetTable:
    """A Parquet file with the columns of its table."""

    table: TableSchema
    label: str
    path: Path

    def read(self, rows: int) -> Iterator[pl.DataFrame]:
        """Frames with the table's columns, as long as `rows`, or shorter; at least one.

        Raises:
            UnreadableParquetError: the file is damaged.
        """
        types = polars_schema(self.table)
        for part in read_slices(self.path, rows):
            yield as_frame(part).cast(types)


@dataclass(frozen=True, slots=True)
class FirstReading:
    """A table's files after their first reading.

    Attributes:
        csv: the table in the CSV file; None if the file does not exist or cannot be read.
        parquet: the table in the Parquet file, likewise.
        rows: how many rows each file has, by format.
        alike: whether both hold the same rows; `csv` is then read from the Parquet file, which is faster.
    """

    csv: SurveyedTable | None
    parquet: SurveyedTable | None
    rows: dict[str, int]
    alike: bool = False


def open_csv_table(table: TableSchema, label: str, path: Path, log: IssueLog) -> CsvTable | None:
    """A CSV file; None if it is not UTF-8, or has no header or not the table's columns, and `log` takes why."""
    log.extend(byte_issues(label, path))
    reader = open_csv(label, path, log)
    if reader is None:
        return None
    expected = table.field_names
    if reader.names != expected:
        message = f"found the columns {', '.join(reader.names)}, expected {', '.join(expected)}"
        log.extend([issue(label, "columns-mismatch", message)])
        if len(set(reader.names)) < len(reader.names) or not set(expected) <= set(reader.names):
            return None
    return CsvTable(table, reader)


def open_parquet_table(table: TableSchema, label: str, path: Path, log: IssueLog) -> ParquetTable | None:
    """A Parquet file; None if it cannot be read or has other columns than the table, and `log` takes why."""
    try:
        issues = _columns_issues(table, label, read_schema(path))
    except UnreadableParquetError as error:
        unreadable_parquet(label, error, log)
        return None
    log.extend(issues)
    return None if issues else ParquetTable(table, label, path)


def read_table(in_csv: CsvTable | None, in_parquet: ParquetTable | None, log: IssueLog, *, rows: int) -> FirstReading:
    """Read a table's files for the first time.

    Args:
        in_csv: the CSV file, if it can be opened.
        in_parquet: the Parquet file, likewise.
        log: takes what is wrong with the files.
        rows: about how many rows of a table are held at a time.
    """
    read = None
    if in_csv is not None:
        table = in_csv.table
        read = read_with(in_csv.reader, lambda way, log: _both(CsvTable(table, way), in_parquet, log, rows), log)
    return read or _parquet_alone(in_parquet, log, rows)


def _both(in_csv: CsvTable, in_parquet: ParquetTable | None, log: IssueLog, rows: int) -> FirstReading:
    length = slice_rows(in_csv.table.name, rows)
    surveyed = SurveyedTable.unread(Source(in_csv.table, lambda: in_csv.read(length)))
    typed = surveyed.seen(in_csv.read(length, log))
    if in_parquet is None:
        _exhaust(typed)
        return FirstReading(surveyed, None, {"csv": surveyed.survey.rows})
    other, name = _ParquetReading(in_parquet, length), in_csv.table.name
    differing, before = IssueLog(), 0
    for left, right in pairs(typed, iter(other)):
        differing.add(declared()["csv-parquet-mismatch"], differences(name, left, right, before=before))
        before += left.height
    counts = {"csv": surveyed.survey.rows, "parquet": other.rows}
    if other.error is not None:
        unreadable_parquet(in_parquet.label, other.error, log)
        return FirstReading(surveyed, None, {"csv": counts["csv"]})
    if other.rows != counts["csv"]:
        message = f"found {other.rows} rows, {name}.csv has {counts['csv']}"
        log.extend([issue(in_parquet.label, "csv-parquet-mismatch", message)])
    elif not differing:
        from_parquet = replace(surveyed, source=other.source)
        return FirstReading(from_parquet, from_parquet, counts, alike=True)
    else:
        log.take(differing)
    return FirstReading(surveyed, SurveyedTable.of(other.source), counts)


def _parquet_alone(in_parquet: ParquetTable | None, log: IssueLog, rows: int) -> FirstReading:
    if in_parquet is None:
        return FirstReading(None, None, {})
    reading = _ParquetReading(in_parquet, slice_rows(in_parquet.table.name, rows))
    surveyed = SurveyedTable.unread(reading.source)
    _exhaust(surveyed.seen(iter(reading)))
    if reading.error is not None:
        unreadable_parquet(in_parquet.label, reading.error, log)
        return FirstReading(None, None, {})
    return FirstReading(None, surveyed, {"parquet": reading.rows})


class _ParquetReading:
    """One reading of a Parquet file: its frames until the end, or until `error`; `rows` counts them."""

    def __init__(self, file: ParquetTable, length: int) -> None:
        self.source = Source(file.table, cached_if_short(lambda: file.read(length)))
        self.rows = 0
        self.error: UnreadableParquetError | None = None

    def __iter__(self) -> Iterator[pl.DataFrame]:
        try:
            for frame in self.source.read():
                self.rows += frame.height
                yield frame
        except UnreadableParquetError as error:
            self.error = error


def _exhaust(frames: Iterator[pl.DataFrame]) -> None:
    for _ in frames:
        pass


def _columns_issues(table: TableSchema, name: str, actual: pa.Schema) -> list[Issue]:
    expected = arrow_schema(table)
    if actual.names != expected.names:
        message = f"found the columns {', '.join(actual.names)}, expected {', '.join(expected.names)}"
        return [issue(name, "columns-mismatch", message)]
    return [
        issue(name, "columns-mismatch", f"found type {column.type}, expected {wanted.type}", column=column.name)
        for column, wanted in zip(actual, expected, strict=True)
        if _plain(column.type) != _plain(wanted.type)
    ]


def _plain(kind: pa.DataType) -> pa.DataType:
    """The type whatever its layout in memory: all kinds of strings, and dictionaries of them, are strings."""
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return pa.large_string()
    return kind
