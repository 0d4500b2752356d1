"""The tables of any package, checked by their own schemas: columns, types, constraints, and keys.

Each file is read once, slice by slice. Only the columns of keys are kept until all tables are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from newsrows.datapackage.limits import Limits
from newsrows.datapackage.model import Field, TableSchema
from newsrows.datapackage.parquet import UnreadableParquetError
from newsrows.datapackage.unpacked import Scratch
from newsrows.records import Issue
from newsrows.validation.cells import TypedSlice, cast_texts, match_columns
from newsrows.validation.constraints import ConstraintChecker
from newsrows.validation.csv_reader import CsvReader, read_with
from newsrows.validation.issue_log import IssueLog
from newsrows.validation.keys import foreign_key_violations, key_columns, key_violations, stacked
from newsrows.validation.parquet_reader import columns_of_other_types, typed_slice
from newsrows.validation.registry import TableRule, declared, issue
from newsrows.validation.resources import LocatedResource
from newsrows.validation.row_tables import RowTable, UnreadableRowsError
from newsrows.validation.slice_sizes import SLICE_ROWS
from newsrows.validation.table_files import ParquetFile, TableFile, open_tables, unreadable_parquet
from newsrows.validation.violations import numbered


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table after its files were read.

    Attributes:
        parts: each file's name in issues and its number of rows.
        values: the columns that are kept, with `row`, which counts through all files; None if a file is unreadable.
    """

    parts: list[tuple[str, int]]
    values: pl.DataFrame | None

    def placed(self, issue: Issue) -> Issue:
        """An issue about a row of the table as one about a row of a file."""
        row = issue.row
        if row is None or len(self.parts) == 1:
            return replace(issue, table=self.parts[0][0] if len(self.parts) == 1 else issue.table)
        for label, height in self.parts:
            if row <= height:
                return replace(issue, table=label, row=row)
            row -= height
        return issue


def validate_tables(
    resources: Sequence[LocatedResource], limits: Limits, *, rows: int | None = None, rules: Sequence[TableRule] = ()
) -> list[Issue]:
    """What is wrong inside tables and between them.

    Args:
        resources: the package's resources. Of those without a schema only the shape of rows is checked.
        limits: how much is read.
        rows: how many rows of a table are in memory at a time; None: a usual number.
        rules: further rules about rows. With any, all columns of all tables are kept.

    Raises:
        PackageError: a file is larger than the limits after unpacking.
    """
    schemas = {located.name: located.resource.schema for located in resources if located.resource.schema is not None}
    schemas = {name: schema for name, schema in schemas.items() if schema.fields}
    all_columns = {name: list(schema.field_names) for name, schema in schemas.items()}
    kept_columns = all_columns if rules else key_columns(schemas)
    log = IssueLog()
    tables: dict[str, ReadTable] = {}
    shapes = _Reading(None, None, [], rows or SLICE_ROWS)
    read_before: set[str | None] = set()
    with TemporaryDirectory(prefix="newsrows-") as folder:
        scratch = Scratch(Path(folder), limits.unpacked_bytes)
        for located in resources:
            name = located.name
            if name in schemas and name not in tables:
                constraints = ConstraintChecker(schemas[name])
                reading = _Reading(schemas[name], constraints, kept_columns[name], rows or SLICE_ROWS)
                tables[name] = reading.read_all(located, scratch, log)
            elif name not in schemas and located.resource.format != "parquet":
                what = _what_is_read(located)
                if what is None or what not in read_before:
                    shapes.read_all(located, scratch, log)
                    read_before.add(what)
    values = {name: table.values for name, table in tables.items() if table.values is not None}
    log_between_tables = IssueLog()
    for name, frame in values.items():
        for rule, violation in key_violations(name, schemas[name], frame):
            log_between_tables.add(declared()[rule], [violation])
    for _, violation in foreign_key_violations(schemas, values):
        log_between_tables.add(declared()["foreign-key"], [violation])
    for added in rules:
        log_between_tables.add(added.rule, added.violations(values))
    placed = (
        tables[issue.table].placed(issue) if issue.table in tables else issue for issue in log_between_tables.issues()
    )
    return [*log.issues(), *placed]


def _what_is_read(located: LocatedResource) -> str | None:
    """What is equal for resources that read the same files in the same way; None if the rows are in the descriptor."""
    if not located.files:
        return None
    names = {"name", "title", "description"}
    return json.dumps({key: value for key, value in located.resource.descriptor.items() if key not in names})


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the files of one table are read: the columns to keep, and how many rows to read at a time.

    Without a schema, rows are only counted cell by cell.
    """

    schema: TableSchema | None
    constraints: ConstraintChecker | None
    kept_columns: list[str]
    rows: int

    def read_all(self, located: LocatedResource, scratch: Scratch, log: IssueLog) -> ReadTable:
        """The table; `log` takes what is wrong in its files."""
        parts: list[tuple[str, int]] = []
        frames: list[pl.DataFrame] = []
        for file in open_tables(located, scratch, log):
            table = None if file is None else self._read(file, log)
            if file is not None and table is not None:
                parts.append((file.label, table.rows))
                frames.append(table.stacked())
        is_complete = frames and len(frames) == max(len(located.files), 1)
        return ReadTable(parts, numbered(stacked(frames).drop("row")) if is_complete else None)

    def _read(self, file: TableFile, log: IssueLog) -> _CheckedSlices | None:
        """The slices of a file; `log` takes what is wrong in it. None if it cannot be read."""
        if isinstance(file, CsvReader):
            return read_with(file, self._read_csv, log)
        if isinstance(file, RowTable):
            return self._read_rows(file, log)
        attempt = IssueLog()
        try:
            table = self._read_parquet(file, attempt)
        except UnreadableParquetError as error:
            unreadable_parquet(file.label, error, log)
            return None
        log.take(attempt)
        return table

    def _read_rows(self, file: RowTable, log: IssueLog) -> _CheckedSlices | None:
        attempt = IssueLog()
        try:
            table = self._read_texts(file, file.slices(self.rows, attempt), attempt)
        except UnreadableRowsError as error:
            log.extend([issue(file.label, "table-unreadable", str(error))])
            return None
        log.take(attempt)
        return table

    def _read_csv(self, file: CsvReader, log: IssueLog) -> _CheckedSlices:
        return self._read_texts(file, file.slices(self.rows, log), log)

    def _read_texts(self, file: CsvReader | RowTable, frames: Iterator[pl.DataFrame], log: IssueLog) -> _CheckedSlices:
        if self.schema is None:
            schema, places = _columns_as_texts(len(file.names))
        else:
            schema = self.schema
            places, issues = match_columns(schema, file.names, file.label)
            log.extend(issues)
        table = _CheckedSlices(self, schema, file.label, log)
        for frame in frames:
            table.add(cast_texts(schema, places, frame, before=table.rows), frame.height)
        return table

    def _read_parquet(self, file: ParquetFile, log: IssueLog) -> _CheckedSlices:
        schema = self.schema or _columns_as_texts(len(file.names))[0]
        places, issues = match_columns(schema, file.names, file.label)
        log.extend(issues)
        table = _CheckedSlices(self, schema, file.label, log)
        for frame in file.slices(self.rows):
            if not table.rows:
                other, issues = columns_of_other_types(schema, places, frame.schema, file.label)
                log.extend(issues)
                places = {name: place for name, place in places.items() if name not in other}
            table.add(typed_slice(schema, places, frame, before=table.rows), frame.height)
        return table


def _columns_as_texts(width: int) -> tuple[TableSchema, dict[str, int]]:
    """A schema of columns without types, which are called 0, 1, 2 ..., and their places."""
    names = [str(place) for place in range(width)]
    fields = tuple(Field(name, "any") for name in names)
    return TableSchema("", "", "", fields), {name: place for place, name in enumerate(names)}


@dataclass(slots=True)
class _CheckedSlices:
    """The slices of one file that were checked so far, with their kept columns."""

    reading: _Reading
    schema: TableSchema
    label: str
    log: IssueLog
    rows: int = 0
    frames: list[pl.DataFrame] = field(default_factory=list)

    def add(self, part: TypedSlice, height: int) -> None:
        """Check the next slice."""
        self.rows += height
        for rule, violation in [*part.violations(self.schema, self.label), *part.empty_rows(self.label)]:
            self.log.add(declared()[rule], [violation])
        if (constraints := self.reading.constraints) is not None:
            constraints.check(part.values, self.log, label=self.label, texts=part.texts, without=part.checked)
        kept_columns = [name for name in self.reading.kept_columns if name in part.values.columns]
        kept = part.values.select("row", *kept_columns)
        # Without a key, rows are only counted: a Parquet file of kilobytes may have billions of them.
        self.frames.append(kept if kept_columns else kept.clear())

    def stacked(self) -> pl.DataFrame:
        """The kept columns of all slices."""
        return stacked(self.frames)
