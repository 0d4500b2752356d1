"""The tables of any package, checked by their own schemas: columns, types, constraints, and keys.

Each file is read once, slice by slice. Only the columns of keys are held until all tables are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from newsrows.datapackage.limits import Limits
from newsrows.datapackage.model import TableSchema
from newsrows.datapackage.unpacked import Scratch
from newsrows.records import Issue
from newsrows.validation.cells import TypedSlice, cast_texts, match_columns
from newsrows.validation.constraints import ConstraintChecker
from newsrows.validation.csv_reader import CsvReader, read_with
from newsrows.validation.issue_log import IssueLog
from newsrows.validation.keys import foreign_key_violations, key_columns, key_violations, stacked
from newsrows.validation.parquet_reader import UnreadableParquetError, columns_of_other_types, typed_slice
from newsrows.validation.registry import TableRule, declared
from newsrows.validation.resources import LocatedResource
from newsrows.validation.slice_sizes import SLICE_ROWS
from newsrows.validation.table_files import InlineTable, ParquetFile, TableFile, open_tables, unreadable_parquet
from newsrows.validation.violations import numbered


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table after its files were read.

    Attributes:
        parts: each file's name in issues and its number of rows.
        values: the columns that are held, with `row`, which counts through all files; None if a file is unreadable.
    """

    parts: list[tuple[str, int]]
    values: pl.DataFrame | None

    def placed(self, found: Issue) -> Issue:
        """An issue about a row of the table as one about a row of a file."""
        row = found.row
        if row is None or len(self.parts) == 1:
            return replace(found, table=self.parts[0][0] if len(self.parts) == 1 else found.table)
        for label, height in self.parts:
            if row <= height:
                return replace(found, table=label, row=row)
            row -= height
        return found


def validate_tables(
    resources: Sequence[LocatedResource], limits: Limits, *, rows: int | None = None, rules: Sequence[TableRule] = ()
) -> list[Issue]:
    """What is wrong inside tables and between them.

    Args:
        resources: the package's resources; those without a schema are not checked.
        limits: how much is read.
        rows: how many rows of a table are held at a time; None: a usual number.
        rules: further rules about rows. With any, all columns of all tables are held.

    Raises:
        PackageError: a file is larger than the limits after unpacking.
    """
    schemas = {one.name: one.resource.schema for one in resources if one.resource.schema is not None}
    schemas = {name: schema for name, schema in schemas.items() if schema.fields}
    held = {name: list(schema.field_names) for name, schema in schemas.items()} if rules else key_columns(schemas)
    log = IssueLog()
    tables: dict[str, ReadTable] = {}
    with TemporaryDirectory(prefix="newsrows-") as folder:
        scratch = Scratch(Path(folder), limits.unpacked_bytes)
        for one in resources:
            if one.name in schemas and one.name not in tables:
                reading = _Reading(
                    schemas[one.name], ConstraintChecker(schemas[one.name]), held[one.name], rows or SLICE_ROWS
                )
                tables[one.name] = reading.read_all(one, scratch, log)
    values = {name: table.values for name, table in tables.items() if table.values is not None}
    between = IssueLog()
    for name, frame in values.items():
        for rule, found in key_violations(name, schemas[name], frame):
            between.add(declared()[rule], [found])
    for _, found in foreign_key_violations(schemas, values):
        between.add(declared()["foreign-key"], [found])
    for added in rules:
        between.add(added.rule, added.violations(values))
    placed = (tables[found.table].placed(found) if found.table in tables else found for found in between.issues())
    return [*log.issues(), *placed]


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the files of one table are read: the columns to hold, and how many rows to read at a time."""

    schema: TableSchema
    constraints: ConstraintChecker
    held: list[str]
    rows: int

    def read_all(self, located: LocatedResource, scratch: Scratch, log: IssueLog) -> ReadTable:
        """The table; `log` takes what is wrong in its files."""
        parts: list[tuple[str, int]] = []
        frames: list[pl.DataFrame] = []
        for file in open_tables(located, scratch, log):
            frame = None if file is None else self._read(file, log)
            if file is not None and frame is not None:
                parts.append((file.label, frame.height))
                frames.append(frame)
        whole = frames and len(frames) == max(len(located.files), 1)
        return ReadTable(parts, numbered(stacked(frames).drop("row")) if whole else None)

    def _read(self, file: TableFile, log: IssueLog) -> pl.DataFrame | None:
        """The held columns of a file, and `row`; `log` takes what is wrong in it. None if it cannot be read."""
        if isinstance(file, CsvReader):
            return read_with(file, self._read_csv, log)
        if isinstance(file, InlineTable):
            return self._read_texts(file, iter([file.frame]), log)
        attempt = IssueLog()
        try:
            frame = self._read_parquet(file, attempt)
        except UnreadableParquetError as error:
            unreadable_parquet(file.label, error, log)
            return None
        log.take(attempt)
        return frame

    def _read_csv(self, file: CsvReader, log: IssueLog) -> pl.DataFrame:
        return self._read_texts(file, file.slices(self.rows, log), log)

    def _read_texts(self, file: CsvReader | InlineTable, frames: Iterator[pl.DataFrame], log: IssueLog) -> pl.DataFrame:
        places, issues = match_columns(self.schema, file.names, file.label)
        log.extend(issues)
        table = _Gathered(self, file.label, log)
        for frame in frames:
            table.add(cast_texts(self.schema, places, frame, before=table.rows), frame.height)
        return table.whole()

    def _read_parquet(self, file: ParquetFile, log: IssueLog) -> pl.DataFrame:
        places, issues = match_columns(self.schema, file.names, file.label)
        log.extend(issues)
        table = _Gathered(self, file.label, log)
        for frame in file.slices(self.rows):
            if not table.rows:
                other, issues = columns_of_other_types(self.schema, places, frame.schema, file.label)
                log.extend(issues)
                places = {name: place for name, place in places.items() if name not in other}
            table.add(typed_slice(self.schema, places, frame, before=table.rows), frame.height)
        return table.whole()


@dataclass(slots=True)
class _Gathered:
    """The slices of one file so far: checked, and their held columns."""

    reading: _Reading
    label: str
    log: IssueLog
    rows: int = 0
    frames: list[pl.DataFrame] = field(default_factory=list)

    def add(self, part: TypedSlice, height: int) -> None:
        """Check the next slice."""
        self.rows += height
        for rule, found in [*part.violations(self.reading.schema, self.label), *part.empty_rows(self.label)]:
            self.log.add(declared()[rule], [found])
        self.reading.constraints.check(part.values, self.log, label=self.label, texts=part.texts, without=part.checked)
        held = [name for name in self.reading.held if name in part.values.columns]
        self.frames.append(part.values.select("row", *held))

    def whole(self) -> pl.DataFrame:
        """The held columns of all slices."""
        return stacked(self.frames)
