"""A CSV file as a frame of strings: whatever is in it, no cell stops the reading."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import polars as pl
import pyarrow as pa
from pyarrow import csv as arrow_csv

from newsrows.records import Issue
from newsrows.validate.rulebook import issue

_BOM = b"\xef\xbb\xbf"
# Arrow reads a block at a time, and a row must fit into one.
_BLOCK = 1 << 26
# A list of rows with the wrong number of cells is cut here.
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Cells:
    """What a CSV file holds: column names as its header has them, and a frame of strings with columns 0, 1, 2 ...

    A cell without anything in it is null; one that holds two quotation marks is an empty string.
    """

    header: tuple[str, ...]
    frame: pl.DataFrame


def read_cells(name: str, data: bytes) -> tuple[Cells | None, list[Issue]]:
    """The cells of a CSV file (RFC 4180, UTF-8), and what is wrong with its form.

    There are no cells where the bytes are not UTF-8 or there is no header.
    """
    issues = list(_form_issues(name, data))
    data = data.removeprefix(_BOM)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"found byte 0x{data[error.start]:02x} in line {line}, which is no UTF-8, expected UTF-8"
        return None, [*issues, issue(name, "encoding", found)]
    header = next(_rows(data), ())
    if not any(header):
        return None, [*issues, issue(name, "csv-unreadable", "found no header row, expected the columns' names")]
    frame = _fast(data, len(header))
    if frame is None:
        frame, ragged = _careful(name, data, len(header))
        issues += ragged
    return Cells(tuple(header), frame), issues


def _form_issues(name: str, data: bytes) -> Iterator[Issue]:
    if data.startswith(_BOM):
        yield issue(name, "byte-order-mark", "found a byte-order mark, expected none")
    if (place := data.find(b"\r")) >= 0:
        line = data.count(b"\n", 0, place) + 1
        yield issue(name, "line-ends", f"found a carriage return in line {line}, expected LF alone")


def _fast(data: bytes, width: int) -> pl.DataFrame | None:
    """The rows as Arrow reads them, all cores at work; None where a row has more or fewer cells than the header."""
    names = [str(place) for place in range(width)]
    try:
        table = arrow_csv.read_csv(
            io.BytesIO(data),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=_BLOCK),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    frame = pl.from_arrow(table.slice(1))
    return frame if isinstance(frame, pl.DataFrame) else None


def _careful(name: str, data: bytes, width: int) -> tuple[pl.DataFrame, list[Issue]]:
    """The rows as Python reads them, filled up or cut to the header's width, and those that had to be."""
    issues: list[Issue] = []
    rows: list[Sequence[str | None]] = []
    for number, cells in enumerate(islice(_rows(data), 1, None), start=1):
        if len(cells) != width and len(issues) < _LONGEST:
            issues.append(_ragged(name, number, len(cells), width))
        rows.append([cell or None for cell in cells[:width]] + [None] * (width - len(cells)))
    schema = {str(place): pl.String for place in range(width)}
    return pl.DataFrame(rows, schema=schema, orient="row"), issues


def _ragged(name: str, row: int, found: int, width: int) -> Issue:
    if not found:
        return issue(name, "blank-row", "found an empty line, expected a row", row=row)
    rule = "extra-cell" if found > width else "missing-cell"
    return issue(name, rule, f"found {found} cells, expected {width}", row=row)


def _rows(data: bytes) -> Iterator[list[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), len(data)))  # an article may be longer than Python's 128 KiB
    return csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
