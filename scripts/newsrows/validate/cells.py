"""A CSV file as a frame of strings: whatever is in it, no cell stops the reading."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl
import pyarrow as pa
from pyarrow import csv as arrow_csv

from newsrows.records import Issue
from newsrows.validate.dialect import Dialect
from newsrows.validate.rulebook import issue

# Arrow reads a block at a time, and a row must fit into one.
_BLOCK = 1 << 26
# A list of rows with the wrong number of cells is cut here.
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Cells:
    """What a CSV file holds: column names as its header has them, and a frame of strings with columns 0, 1, 2 ...

    A cell without anything in it is null; one that holds two quotation marks is an empty string, where Arrow could read
    the file. Row 1 is the first after the header.
    """

    header: tuple[str, ...]
    frame: pl.DataFrame


def read_cells(
    name: str, data: bytes, dialect: Dialect | None = None, *, encoding: str = "utf-8"
) -> tuple[Cells | None, list[Issue]]:
    """The cells of a CSV file, and what is wrong with its form.

    There are no cells where the bytes are not in `encoding` or there is no header. A file without a header gives the
    first row's width and empty names.
    """
    dialect = dialect or Dialect()
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError) as error:
        return None, [issue(name, "encoding", f"found {_undecodable(data, error)}, expected {encoding}")]
    try:
        header, width = _header(text, dialect)
        if not width or (dialect.header_rows and not any(header)):
            return None, [issue(name, "csv-unreadable", "found no header row, expected the columns' names")]
        frame = _fast(text.encode(), width, dialect) if dialect.plain else None
        if frame is not None:
            return Cells(header, frame), []
        frame, issues = _careful(name, text, width, dialect)
    except csv.Error as error:
        return None, [issue(name, "csv-unreadable", f"found {error}, expected CSV (RFC 4180)")]
    return Cells(header, frame), issues


def _undecodable(data: bytes, error: UnicodeDecodeError | LookupError) -> str:
    if isinstance(error, LookupError):
        return "an encoding that is not known"
    line = data.count(b"\n", 0, error.start) + 1
    return f"byte 0x{data[error.start]:02x} in line {line}"


def _header(text: str, dialect: Dialect) -> tuple[tuple[str, ...], int]:
    """The columns' names, and how many columns there are."""
    if not dialect.header_rows:
        first = next((row for _, row in _rows(text, dialect)), [])
        return ("",) * len(first), len(first)
    parts: list[list[str]] = []
    for number, row in _rows(text, dialect, with_header=True):
        if number in dialect.header_rows:
            parts.append(row)
        if number >= max(dialect.header_rows):
            break
    width = max(map(len, parts), default=0)
    names = tuple(
        dialect.header_join.join(row[place] for row in parts if place < len(row) and row[place])
        for place in range(width)
    )
    return names, width


def _fast(data: bytes, width: int, dialect: Dialect) -> pl.DataFrame | None:
    """The rows as Arrow reads them, all cores at work; None where a row has more or fewer cells than the header."""
    names = [str(place) for place in range(width)]
    try:
        table = arrow_csv.read_csv(
            io.BytesIO(data),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=_BLOCK),
            parse_options=parse_options(dialect),
            convert_options=convert_options(names),
        )
    except pa.ArrowInvalid:
        return None
    frame = pl.from_arrow(table.slice(len(dialect.header_rows)))
    return frame if isinstance(frame, pl.DataFrame) else None


def parse_options(dialect: Dialect) -> arrow_csv.ParseOptions:
    """A dialect in Arrow's words; a row with another number of cells than there are columns is an error."""
    return arrow_csv.ParseOptions(
        delimiter=dialect.delimiter,
        quote_char=dialect.quote or False,
        double_quote=dialect.double_quote,
        escape_char=dialect.escape or False,
        newlines_in_values=True,
        ignore_empty_lines=False,
    )


def convert_options(names: Sequence[str]) -> arrow_csv.ConvertOptions:
    """Every column as texts; nothing is null, two quotation marks are an empty text."""
    return arrow_csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.large_string()),
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
    )


def _careful(name: str, text: str, width: int, dialect: Dialect) -> tuple[pl.DataFrame, list[Issue]]:
    """The rows as Python reads them, filled up or cut to the header's width, and those that had to be."""
    issues: list[Issue] = []
    rows: list[Sequence[str | None]] = []
    for number, (_, cells) in enumerate(_rows(text, dialect), start=1):
        if len(cells) != width and len(issues) < _LONGEST:
            rule, message = ragged(len(cells), width)
            issues.append(issue(name, rule, message, row=number))
        rows.append([cell or None for cell in cells[:width]] + [None] * (width - len(cells)))
    schema = {str(place): pl.String for place in range(width)}
    return pl.DataFrame(rows, schema=schema, orient="row"), issues


def ragged(found: int, width: int) -> tuple[str, str]:
    """The rule that a row with so many cells breaks where there are `width` columns, and what to say of it."""
    if not found:
        return "blank-row", "found an empty line, expected a row"
    return "extra-cell" if found > width else "missing-cell", f"found {found} cells, expected {width}"


def _rows(text: str, dialect: Dialect, *, with_header: bool = False) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers in the file, from 1, without comments and, unless asked for, without the header."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a cell may be longer than Python's 128 KiB
    first = 1 if with_header else max(dialect.header_rows, default=0) + 1
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        doublequote=dialect.double_quote,
        escapechar=dialect.escape,
        skipinitialspace=dialect.skip_initial_space,
    )
    for number, row in enumerate(reader, start=1):
        remark = number in dialect.comment_rows or (dialect.comment and row and row[0].startswith(dialect.comment))
        if number >= first and not remark:
            yield number, row
