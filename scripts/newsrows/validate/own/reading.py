"""The first reading of a table's files, side by side: what is wrong with their form, and where they differ."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from newsrows.validate.findings import Findings
from newsrows.validate.own.csv_table import CsvTable, UnfitError
from newsrows.validate.own.parquet import ParquetTable, unreadable
from newsrows.validate.own.twins import pairs, twin_breaches
from newsrows.validate.parquet_file import UnreadableParquetError
from newsrows.validate.rulebook import declared, issue
from newsrows.validate.source import Source, kept_if_short, slice_rows
from newsrows.validate.together import Surveyed


@dataclass(slots=True)
class Read:
    """A table's files after their first reading.

    `csv` and `parquet` are None where a file is not there or cannot be read; `rows` is how many each has, by format.
    `alike` says that both hold the same rows: `csv` is then read from the Parquet file, which is faster.
    """

    csv: Surveyed | None
    parquet: Surveyed | None
    rows: dict[str, int]
    alike: bool = False


def read_table(in_csv: CsvTable | None, in_parquet: ParquetTable | None, findings: Findings, *, rows: int) -> Read:
    """Read a table's files for the first time, the CSV file with care if it needs it; `findings` takes what is wrong.

    Args:
        in_csv: the CSV file, if it can be opened.
        in_parquet: the Parquet file, likewise.
        findings: takes what is wrong with the files.
        rows: how many rows of a table are held at a time, about.
    """
    while in_csv is not None:
        found = Findings()
        try:
            read = _both(in_csv, in_parquet, found, rows)
        except UnfitError as error:
            in_csv = error.otherwise
        except csv.Error as error:
            message = f"found {error}, expected CSV (RFC 4180)"
            findings.extend([issue(in_csv.label, "csv-unreadable", message)])
            in_csv = None
        else:
            findings.take(found)
            return read
    return _parquet_alone(in_parquet, findings, rows)


def _both(in_csv: CsvTable, in_parquet: ParquetTable | None, findings: Findings, rows: int) -> Read:
    length = slice_rows(in_csv.table.name, rows)
    surveyed = Surveyed.unread(Source(in_csv.table, lambda: in_csv.read(length)))
    typed = surveyed.seen(in_csv.read(length, findings))
    if in_parquet is None:
        for _ in typed:
            pass
        return Read(surveyed, None, {"csv": surveyed.survey.rows})
    twin, name = _Pass(in_parquet, length), in_csv.table.name
    differing, before = Findings(), 0
    for left, right in pairs(typed, iter(twin)):
        breaches = twin_breaches(name, left, right, before=before)
        differing.add(declared()["csv-parquet-mismatch"], breaches)
        before += left.height
    counts = {"csv": surveyed.survey.rows, "parquet": twin.rows}
    if twin.error is not None:
        findings.extend([unreadable(in_parquet.label, twin.error)])
        return Read(surveyed, None, {"csv": counts["csv"]})
    if twin.rows != counts["csv"]:
        message = f"found {twin.rows} rows, {name}.csv has {counts['csv']}"
        findings.extend([issue(in_parquet.label, "csv-parquet-mismatch", message)])
    elif not differing:
        return Read(replace(surveyed, source=twin.source), replace(surveyed, source=twin.source), counts, alike=True)
    else:
        findings.take(differing)
    return Read(surveyed, Surveyed.of(twin.source), counts)


def _parquet_alone(in_parquet: ParquetTable | None, findings: Findings, rows: int) -> Read:
    if in_parquet is None:
        return Read(None, None, {})
    reading = _Pass(in_parquet, slice_rows(in_parquet.table.name, rows))
    surveyed = Surveyed.unread(reading.source)
    for _ in surveyed.seen(iter(reading)):
        pass
    if reading.error is not None:
        findings.extend([unreadable(in_parquet.label, reading.error)])
        return Read(None, None, {})
    return Read(None, surveyed, {"parquet": reading.rows})


class _Pass:
    """One reading of a Parquet file: its frames until the end, or until `error`; `rows` counts them."""

    def __init__(self, file: ParquetTable, length: int) -> None:
        self.source = Source(file.table, kept_if_short(lambda: file.read(length)))
        self.rows = 0
        self.error: UnreadableParquetError | None = None

    def __iter__(self) -> Iterator[pl.DataFrame]:
        try:
            for frame in self.source.read():
                self.rows += frame.height
                yield frame
        except UnreadableParquetError as error:
            self.error = error
