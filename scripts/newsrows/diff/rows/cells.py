"""The difference between two versions as a table: one row per cell that changed, was added or was removed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from newsrows.atomic import Output, replacing
from newsrows.records import PackageError
from newsrows.records.errors import OutputError

COLUMNS = ("table", "key", "column", "change", "old", "new")
SUFFIXES = {"csv": ".csv", "parquet": ".parquet"}
_SCHEMA = dict.fromkeys(COLUMNS, pl.String)
_AT, _PLACE = "\0at", "\0place"


class CellLog(Protocol):
    """Takes the rows of the difference, in their order."""

    def add(self, rows: pl.DataFrame) -> None:
        """Take rows with the columns of `COLUMNS`."""


@dataclass(frozen=True)
class CellFrame:
    """Keeps all rows in memory."""

    parts: list[pl.DataFrame] = field(default_factory=list)

    def add(self, rows: pl.DataFrame) -> None:
        """Take rows."""
        self.parts.append(rows)

    def frame(self) -> pl.DataFrame:
        """All rows."""
        return pl.concat([pl.DataFrame(schema=_SCHEMA), *self.parts])


@dataclass(frozen=True)
class CellLogs:
    """Passes all rows on to several logs."""

    logs: tuple[CellLog, ...]

    def add(self, rows: pl.DataFrame) -> None:
        """Take rows."""
        for log in self.logs:
            log.add(rows)


@dataclass(frozen=True)
class CellParts:
    """The cells of a batch of rows, gathered column by column.

    Attributes:
        table: the present name of the table.
        keys: the keys of the batch's rows as texts.
        change: what happened to the cells: changed, added or removed.
    """

    table: str
    keys: pl.Series
    change: str
    parts: list[pl.DataFrame] = field(default_factory=list)

    def add(self, column: str | None, at: pl.Series, old: pl.Series | None, new: pl.Series | None) -> None:
        """Take cells of one column.

        Args:
            column: the column's name; None for the row as a whole.
            at: the places in the batch of the rows of the cells.
            old: the old values; None if there are none.
            new: the new values; None if there are none.
        """
        nothing = pl.lit(None, pl.String)
        self.parts.append(
            pl.select(
                pl.lit(at).cast(pl.UInt32).alias(_AT),
                pl.lit(len(self.parts), pl.UInt32).alias(_PLACE),
                pl.lit(column, pl.String).alias("column"),
                (nothing if old is None else pl.lit(old)).alias("old"),
                (nothing if new is None else pl.lit(new)).alias("new"),
            )
        )

    def rows(self) -> pl.DataFrame:
        """The cells row by row, and within a row in the order of the columns."""
        if not self.parts:
            return pl.DataFrame(schema=_SCHEMA)
        sorted_cells = pl.concat(self.parts).sort(_AT, _PLACE)
        return sorted_cells.select(
            pl.lit(self.table).alias("table"),
            pl.lit(self.keys).gather(pl.col(_AT)).alias("key"),
            "column",
            pl.lit(self.change).alias("change"),
            "old",
            "new",
        )


def key_texts(keys: pl.DataFrame) -> pl.Series:
    """Keys as one text each: the value of a key of one field, a JSON list of the values of several."""
    if keys.width == 1:
        return keys.to_series()
    return pl.Series([json.dumps(key, ensure_ascii=False) for key in keys.iter_rows()], dtype=pl.String)


def whole_columns(table: str, change: str, names: Iterable[str | None]) -> pl.DataFrame:
    """Rows that say that columns, or with the name None the whole table, were added or removed."""
    rows = [(table, None, name, change, None, None) for name in names]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def table_schema() -> dict[str, Any]:
    """The Table Schema of the difference."""
    text = (files("newsrows.diff.rows") / "diff-table-schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def schema_file(file: Path) -> str:
    """The name of the file with the Table Schema, beside the difference."""
    return f"{file.stem}.schema.json"


@contextmanager
def cell_file(file: Path) -> Iterator[CellLog]:
    """A log that writes a CSV or Parquet file, as its ending says, and its Table Schema beside it.

    Both files take their places once all rows are there.

    Raises:
        PackageError: the ending is another one, there is another file in its place, or the folder cannot be written to.
    """
    form = next((form for form, suffix in SUFFIXES.items() if file.suffix.lower() == suffix), None)
    if form is None:
        raise PackageError(f"--output {file}: found the ending {file.suffix!r}, expected .csv or .parquet")
    parts = (schema_file(file), file.name)
    output = Output("difference", "--output", _CellFileError, lambda _: _refuse_other(file, form), lambda _: parts)
    with replacing(file.parent, output) as stage:
        text = json.dumps(table_schema(), ensure_ascii=False, indent=2) + "\n"
        (stage / parts[0]).write_text(text, encoding="utf-8")
        log = _CsvLog(stage / file.name) if form == "csv" else _ParquetLog(stage / file.name)
        with log.opened():
            yield log


class _CellFileError(OutputError, PackageError):
    """The difference cannot be written."""


@dataclass
class _CsvLog:
    file: Path

    @contextmanager
    def opened(self) -> Iterator[None]:
        with self.file.open("wb") as self.stream:
            pl.DataFrame(schema=_SCHEMA).write_csv(self.stream)
            yield

    def add(self, rows: pl.DataFrame) -> None:
        rows.select(COLUMNS).write_csv(self.stream, include_header=False)


@dataclass
class _ParquetLog:
    file: Path

    @contextmanager
    def opened(self) -> Iterator[None]:
        import pyarrow as pa  # noqa: PLC0415 - a sixth of a second, which other comparisons do without
        from pyarrow import parquet  # noqa: PLC0415

        self.schema = pa.schema([(name, pa.string()) for name in COLUMNS])
        with parquet.ParquetWriter(self.file, self.schema, compression="zstd") as self.writer:
            yield

    def add(self, rows: pl.DataFrame) -> None:
        self.writer.write_table(rows.select(COLUMNS).to_arrow().cast(self.schema))


def _refuse_other(file: Path, form: str) -> None:
    """Raise an error if there is a file that is not a difference."""
    if not os.path.lexists(file):
        return
    try:
        scan = pl.scan_csv(file, infer_schema=False, glob=False) if form == "csv" else pl.scan_parquet(file, glob=False)
        names = scan.collect_schema().names()
    except (pl.exceptions.PolarsError, OSError):
        names = []
    if tuple(names) != COLUMNS:
        raise _CellFileError(
            f"{file}: found another file, expected none or an earlier difference; next: name another file with --output"
        )
