"""A table's CSV file, read slice by slice, typed, with what is wrong with its form."""

from __future__ import annotations

import codecs
import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
import pyarrow as pa
from pyarrow import csv as arrow_csv

from newsrows.records import Issue
from newsrows.schema import TableSchema
from newsrows.validate.breach import Breach
from newsrows.validate.cells import convert_options, parse_options, ragged
from newsrows.validate.dialect import Dialect
from newsrows.validate.findings import Findings
from newsrows.validate.own.typed import cast, type_errors
from newsrows.validate.rulebook import declared, issue
from newsrows.validate.source import heavy

_BOM = b"\xef\xbb\xbf"
_PIECE = 1 << 20
# Arrow reads so many bytes at a time, and some 40 times ahead; a row must fit into them.
_BLOCK = 1 << 20
_LARGEST = 1 << 26


class UnfitError(Exception):
    """Arrow reads no further, so the file must be read in another way: `otherwise`."""

    def __init__(self, otherwise: CsvTable) -> None:
        """The same file, read in another way."""
        super().__init__()
        self.otherwise = otherwise


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV file in UTF-8 with the columns of its table, maybe in another order."""

    table: TableSchema
    label: str
    path: Path
    header: tuple[str, ...]
    careful: bool = False
    block: int = _BLOCK

    def read(self, rows: int, findings: Findings | None = None) -> Iterator[pl.DataFrame]:
        """Frames with the table's columns, as long as `rows`, or shorter; at least one.

        A cell that is not of its column's type is null, and so is one that is missing; `findings` takes both.

        Raises:
            UnfitError: a row has too many or too few cells, or is too long, and the file is not read with care.
            csv.Error: Python's reader, which is the careful one, cannot go on.
        """
        before = 0
        for raw in self._careful(rows, findings) if self.careful else _cut(self._fast(), rows):
            texts = raw.select(self.table.field_names)
            typed = texts.select(cast(field) for field in self.table.fields)
            if findings is not None:
                for field in self.table.fields:
                    found = type_errors(self.label, field, texts[field.name], typed[field.name], before=before)
                    findings.add(declared()["type-error"], found)
            yield typed
            before += typed.height

    def _fast(self) -> Iterator[pl.DataFrame]:
        """The rows as Arrow reads them; a cell of two quotation marks is an empty text."""
        read_options = arrow_csv.ReadOptions(column_names=list(self.header), block_size=self.block)
        try:
            batches = arrow_csv.open_csv(
                self.path,
                read_options=read_options,
                parse_options=parse_options(Dialect()),
                convert_options=convert_options(self.header),
            )
            skipped = 1  # the header
            for batch in batches:
                frame = pl.DataFrame(pl.from_arrow(pa.Table.from_batches([batch])))
                yield frame[skipped:]
                skipped = 0 if frame.height else skipped
        except pa.ArrowInvalid as error:
            raise UnfitError(self._otherwise(str(error))) from error

    def _otherwise(self, error: str) -> CsvTable:
        """How to read the file after an error of Arrow's: in larger blocks if a row does not fit, or with care."""
        if "straddling" in error and self.block < _LARGEST:
            return replace(self, block=8 * self.block)
        return replace(self, careful=True)

    def _careful(self, rows: int, findings: Findings | None) -> Iterator[pl.DataFrame]:
        """The rows as Python reads them, filled up or cut to the header's width."""
        width = len(self.header)
        schema = dict.fromkeys(self.header, pl.String)
        waiting: list[list[str | None]] = []
        odd: dict[str, list[tuple[int, str]]] = defaultdict(list)
        with _reading(self.path) as stream:
            lines = csv.reader(stream)
            next(lines, None)
            for number, cells in enumerate(lines, start=1):
                if len(cells) != width:
                    rule, message = ragged(len(cells), width)
                    odd[rule].append((number, message))
                waiting.append([cell or None for cell in cells[:width]] + [None] * (width - len(cells)))
                if len(waiting) == rows:
                    yield pl.DataFrame(waiting, schema=schema, orient="row")
                    self._take(odd, findings)
                    waiting.clear()
        self._take(odd, findings)
        yield pl.DataFrame(waiting, schema=schema, orient="row")

    def _take(self, odd: dict[str, list[tuple[int, str]]], findings: Findings | None) -> None:
        if findings is not None:
            for rule, rows in odd.items():
                frame = pl.DataFrame(rows, schema={"row": pl.get_index_type(), "message": pl.String}, orient="row")
                findings.add(declared()[rule], [Breach(self.label, None, frame)])
        odd.clear()


def open_csv(table: TableSchema, label: str, path: Path, findings: Findings) -> CsvTable | None:
    """A CSV file; None where it is not UTF-8, has no header, or not the table's columns. `findings` takes why."""
    problems = list(_form_issues(label, path))
    findings.extend(problems)
    if any(found.rule == "encoding" for found in problems):
        return None
    try:
        header = read_header(path)
    except csv.Error as error:
        findings.extend([issue(label, "csv-unreadable", f"found {error}, expected CSV (RFC 4180)")])
        return None
    if not any(header):
        findings.extend([issue(label, "csv-unreadable", "found no header row, expected the columns' names")])
        return None
    expected = table.field_names
    if header != expected:
        message = f"found the columns {', '.join(header)}, expected {', '.join(expected)}"
        findings.extend([issue(label, "columns-mismatch", message)])
        if len(set(header)) < len(header) or not set(expected) <= set(header):
            return None
    return CsvTable(table, label, path, header)


def read_header(path: Path) -> tuple[str, ...]:
    """The names in the first row of a CSV file; none where it is empty.

    Raises:
        OSError: the file cannot be read.
        csv.Error: nor can its first row.
    """
    with _reading(path) as stream:
        return tuple(next(csv.reader(stream), ()))


def _reading(path: Path) -> io.TextIOWrapper:
    csv.field_size_limit(max(csv.field_size_limit(), path.stat().st_size))  # a cell may be longer than Python's 128 KiB
    return path.open(encoding="utf-8-sig", errors="replace", newline="")


def _form_issues(label: str, path: Path) -> Iterator[Issue]:
    """A byte-order mark, the first carriage return, and the first byte that is not UTF-8."""
    decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
    returned, lines, first = False, 1, True
    with path.open("rb") as stream:
        while True:
            piece = stream.read(_PIECE)
            if first and piece.startswith(_BOM):
                yield issue(label, "byte-order-mark", "found a byte-order mark, expected none")
            if not returned and (place := piece.find(b"\r")) >= 0:
                returned = True
                line = lines + piece.count(b"\n", 0, place)
                yield issue(label, "line-ends", f"found a carriage return in line {line}, expected LF alone")
            try:
                if decoder is not None:
                    decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                decoder = None
                line = lines + error.object.count(b"\n", 0, error.start)
                found = f"found byte 0x{error.object[error.start]:02x} in line {line}, expected utf-8"
                yield issue(label, "encoding", found)
            if not piece:
                return
            lines += piece.count(b"\n")
            first = False


def _cut(frames: Iterator[pl.DataFrame], rows: int) -> Iterator[pl.DataFrame]:
    """The same rows in frames of `rows`, fewer where texts are long; the last one may be empty."""
    waiting = next(frames)
    for frame in frames:
        waiting = pl.concat([waiting, frame])
        while waiting.height > rows or heavy(waiting):
            yield waiting[:rows]
            waiting = waiting[rows:]
    while waiting.height > rows:
        yield waiting[:rows]
        waiting = waiting[rows:]
    yield waiting
