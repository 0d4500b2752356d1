"""A delimited text file in UTF-8, read slice by slice as texts: whatever is in it, no cell stops the reading."""

from __future__ import annotations

import codecs
import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import TypeVar

import polars as pl
import pyarrow as pa
from pyarrow import csv as arrow_csv

from newsrows.datapackage.delimited import with_escaped_nulls
from newsrows.datapackage.limits import show_size
from newsrows.datapackage.model import Dialect
from newsrows.records import Issue
from newsrows.validation.issue_log import IssueLog
from newsrows.validation.registry import declared, issue
from newsrows.validation.slice_sizes import heavy
from newsrows.validation.violations import Violation

# Also as they stand in descriptors whose writers escaped them twice.
LINE_ENDS = frozenset({"\n", "\r\n", "\r", r"\n", r"\r\n", r"\r"})
_BOM = b"\xef\xbb\xbf"
_PIECE = 1 << 20
# A row that is put after a file's last one: whoever does not meet it is still inside a cell.
_END = "\x1e"
# Arrow reads so many bytes at a time, and some 40 times as many ahead; a row must fit into them.
_BLOCK = 1 << 20
_LARGEST = 1 << 26
# Each column costs some kilobytes, and a million of them more memory than there is.
MOST_COLUMNS = 20_000
# So many cells are held at a time.
_SLICE_CELLS = 1 << 24

T = TypeVar("T")


class UnfitError(Exception):
    """Arrow cannot read on, so the file must be read in another way: `otherwise`."""

    def __init__(self, otherwise: CsvReader) -> None:
        super().__init__()
        self.otherwise = otherwise


@dataclass(frozen=True, slots=True)
class CsvReader:
    """A delimited file in UTF-8, and a way to read it.

    Attributes:
        label: the file's name in issues.
        path: the file.
        names: the columns' names, which are '' if the file has no header.
        dialect: how the file is written.
        careful: whether Python reads it, which takes longer but can read every row.
        block: how many bytes Arrow reads at a time.
    """

    label: str
    path: Path
    names: tuple[str, ...]
    dialect: Dialect
    careful: bool = False
    block: int = _BLOCK

    def slices(self, rows: int, log: IssueLog | None = None) -> Iterator[pl.DataFrame]:
        """Frames of texts with columns 0, 1, 2 ..., as long as `rows`, or shorter; at least one.

        A cell with nothing in it is null. A cell of two quotation marks is an empty text, if Arrow can read the file.

        Args:
            rows: how many rows a frame has.
            log: takes rows that do not have as many cells as there are columns.

        Raises:
            UnfitError: a row has too many or too few cells, or is too long, and the file is not read carefully.
            csv.Error: Python cannot read on either.
        """
        rows = max(1, min(rows, _SLICE_CELLS // len(self.names)))
        frames = self._careful(rows, log) if self.careful else _cut(self._fast(), rows)
        null = self.dialect.null_sequence
        for frame in frames:
            yield frame if null is None else frame.with_columns(pl.when(pl.all() != null).then(pl.all()))

    def _fast(self) -> Iterator[pl.DataFrame]:
        """The rows as Arrow reads them, with all cores."""
        columns = _columns(len(self.names))
        try:
            batches = arrow_csv.open_csv(
                self.path,
                read_options=arrow_csv.ReadOptions(column_names=columns, block_size=self.block),
                parse_options=_parse_options(self.dialect),
                convert_options=_convert_options(columns),
            )
            header = len(self.dialect.header_rows)
            for batch in batches:
                frame = pl.DataFrame(pl.from_arrow(pa.Table.from_batches([batch])))
                yield frame[header:]
                header = 0 if frame.height else header
        except pa.ArrowInvalid as error:
            raise UnfitError(self._otherwise(str(error))) from error

    def _otherwise(self, error: str) -> CsvReader:
        """How to read the file after an error of Arrow's: in larger blocks if a row does not fit, or carefully."""
        if "straddling" in error and self.block < _LARGEST:
            return replace(self, block=8 * self.block)
        return replace(self, careful=True)

    def _careful(self, rows: int, log: IssueLog | None) -> Iterator[pl.DataFrame]:
        """The rows as Python reads them, filled up or cut to the number of columns."""
        width = len(self.names)
        schema = dict.fromkeys(_columns(width), pl.String)
        waiting: list[list[str | None]] = []
        misshapen: dict[str, list[tuple[int, str]]] = defaultdict(list)
        with _opened(self.path) as stream:
            for number, (_, cells) in enumerate(_rows(stream, self.dialect), start=1):
                if len(cells) != width:
                    rule, message = _misshapen(len(cells), width)
                    misshapen[rule].append((number, message))
                waiting.append([cell or None for cell in cells[:width]] + [None] * (width - len(cells)))
                if len(waiting) == rows:
                    yield pl.DataFrame(waiting, schema=schema, orient="row")
                    self._take(misshapen, log)
                    waiting.clear()
        self._take(misshapen, log)
        yield pl.DataFrame(waiting, schema=schema, orient="row")

    def _take(self, misshapen: dict[str, list[tuple[int, str]]], log: IssueLog | None) -> None:
        if log is not None:
            for rule, rows in misshapen.items():
                frame = pl.DataFrame(rows, schema={"row": pl.get_index_type(), "message": pl.String}, orient="row")
                log.add(declared()[rule], [Violation(self.label, None, frame)])
        misshapen.clear()


def open_csv(label: str, path: Path, log: IssueLog, *, dialect: Dialect | None = None) -> CsvReader | None:
    """A delimited file; None if it cannot be read as texts in columns, and `log` takes why."""
    dialect = dialect or Dialect()
    if (wrong := _byte_issue(label, path)) is not None:
        log.extend([wrong])
        return None
    try:
        names = read_header(path, dialect)
        wrong = _header_issue(label, names, dialect) or _quotation_issue(label, path, dialect)
    except csv.Error as error:
        wrong = unreadable_csv(label, error)
    if wrong is not None:
        log.extend([wrong])
        return None
    return CsvReader(label, path, names, dialect, careful=not _is_known_to_arrow(dialect))


def _header_issue(label: str, names: Sequence[str], dialect: Dialect) -> Issue | None:
    if not names or (dialect.header_rows and not any(names)):
        return issue(label, "csv-unreadable", "found no header row, expected the columns' names")
    return too_many_columns(label, len(names)) if len(names) > MOST_COLUMNS else None


def _quotation_issue(label: str, path: Path, dialect: Dialect) -> Issue | None:
    """A quotation mark that is never closed, or text after a closing one."""
    marks = 0 if dialect.escape_char is not None else _count(path, dialect.quote_char)
    row = _unclosed_quotation(path, dialect) if marks % 2 else None
    if row is not None:
        message = "found a quotation mark that is never closed, expected its end; the file may be cut off"
        return issue(label, "csv-unreadable", message, row=row if row > 0 else None)
    if not marks or not dialect.double_quote or (line := _text_after_quotation(path, dialect)) is None:
        return None
    expected = f"expected {dialect.delimiter!r} or the row's end"
    return issue(label, "csv-unreadable", f"found text after a closing quotation mark in {line}, {expected}")


def _count(path: Path, text: str) -> int:
    with path.open("rb") as stream:
        return sum(piece.count(text.encode()) for piece in iter(lambda: stream.read(_PIECE), b""))


def read_with(reader: CsvReader, read: Callable[[CsvReader, IssueLog], T], log: IssueLog) -> T | None:
    """What `read` makes of a file: if a way of reading it does not work, it is read again from the start in another.

    Args:
        reader: the file.
        read: reads it to its end; takes the way to read it, and a log that counts only if it comes to the end.
        log: takes the issues; None is returned if the file cannot be read at all, which is an issue.
    """
    while True:
        attempt = IssueLog()
        try:
            result = read(reader, attempt)
        except UnfitError as error:
            reader = error.otherwise
        except csv.Error as error:
            log.extend([unreadable_csv(reader.label, error)])
            return None
        else:
            log.take(attempt)
            return result


def read_header(path: Path, dialect: Dialect | None = None) -> tuple[str, ...]:
    """The names of the columns: of several header rows joined, of none as many empty names as the first row has cells.

    Raises:
        OSError: the file cannot be read.
        csv.Error: its first rows are not delimited text.
    """
    dialect = dialect or Dialect()
    parts: list[list[str]] = []
    with _opened(path) as stream:
        if not dialect.header_rows:
            return ("",) * len(next((row for _, row in _rows(stream, dialect)), []))
        header_rows = header_rows_of(dialect)
        for number, row in _rows(stream, dialect, with_header=True):
            if number in header_rows:
                parts.append(row)
            if number >= max(header_rows):
                break
    width = max(map(len, parts), default=0)
    return tuple(
        dialect.header_join.join(row[place] for row in parts if place < len(row) and row[place])
        for place in range(width)
    )


def too_many_columns(label: str, columns: int) -> Issue:
    """The issue that a table has more columns than are read."""
    return issue(label, "table-unreadable", f"found {columns:,} columns, expected at most {MOST_COLUMNS:,}")


def unreadable_csv(label: str, error: Exception) -> Issue:
    """The issue that a file is not delimited text."""
    return issue(label, "csv-unreadable", f"found {error}, expected CSV (RFC 4180)")


def byte_issues(label: str, path: Path) -> Iterator[Issue]:
    """A byte-order mark, and the first carriage return, neither of which newsrows' own files have."""
    lines, first = 1, True
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            if first and piece.startswith(_BOM):
                yield issue(label, "byte-order-mark", "found a byte-order mark, expected none")
            if (place := piece.find(b"\r")) >= 0:
                line = lines + piece.count(b"\n", 0, place)
                yield issue(label, "line-ends", f"found a carriage return in line {line}, expected LF alone")
                return
            lines += piece.count(b"\n")
            first = False


def _byte_issue(label: str, path: Path) -> Issue | None:
    """The first byte that is not UTF-8, or the first line that is too long to be read."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    before = length = 0
    with path.open("rb") as stream:
        while True:
            piece = stream.read(_PIECE)
            line_end = piece.rfind(b"\n")
            length = len(piece) - line_end if line_end >= 0 else length + len(piece)
            if length > _LARGEST:
                return unreadable_csv(label, csv.Error(f"a line of more than {show_size(_LARGEST)}"))
            waiting = decoder.getstate()[0]
            try:
                if waiting or not piece.isascii():
                    decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                line = _line_of(path, before - len(waiting) + error.start)
                byte = error.object[error.start]
                return issue(label, "encoding", f"found byte 0x{byte:02x} in line {line}, expected utf-8")
            if not piece:
                return None
            before += len(piece)


def _line_of(path: Path, place: int) -> int:
    """The line, from 1, of a byte of a file."""
    with path.open("rb") as stream:
        return 1 + sum(stream.read(min(_PIECE, place - start)).count(b"\n") for start in range(0, place, _PIECE))


@contextmanager
def _opened(path: Path) -> Iterator[io.TextIOWrapper]:
    csv.field_size_limit(max(csv.field_size_limit(), _LARGEST))  # a cell may be longer than Python's 128 KiB
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        yield stream


@dataclass(slots=True)
class _Lines:
    """The lines of a file for a reader of rows, which has to call `start_row` before each row."""

    stream: Iterator[str]
    size: int = 0

    def __iter__(self) -> Iterator[str]:
        for line in self.stream:
            self.size += len(line)
            if self.size > _LARGEST:
                raise csv.Error(f"a row of more than {show_size(_LARGEST)}")
            yield line

    def start_row(self) -> None:
        """Count the characters of a row from its beginning."""
        self.size = 0


def _rows(stream: io.TextIOWrapper, dialect: Dialect, *, with_header: bool = False) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers in the file, from 1, without comments and, unless asked for, without the header."""
    header_rows = header_rows_of(dialect)
    first = 1 if with_header else max(header_rows, default=0) + 1
    lines = _Lines(iter(with_escaped_nulls(_lines(stream, dialect.properties.get("lineTerminator")), dialect)))
    reader = csv.reader(
        iter(lines),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote_char,
        doublequote=dialect.double_quote,
        escapechar=dialect.escape_char,
        skipinitialspace=dialect.skip_initial_space,
    )
    number = 0
    for row in reader:
        lines.start_row()
        if dialect.comment_char and row and row[0].startswith(dialect.comment_char):
            continue  # the header is the first row that is not a comment
        number += 1
        if number >= first and number not in dialect.comment_rows:
            yield number, row


def header_rows_of(dialect: Dialect) -> tuple[int, ...]:
    """The rows of the header. If the first row is a comment, and no other is said to be it, it is the next row."""
    if dialect.header_rows != (1,) or 1 not in dialect.comment_rows:
        return dialect.header_rows
    return (next(row for row in count(1) if row not in dialect.comment_rows),)


def _lines(stream: io.TextIOWrapper, terminator: object) -> Iterator[str]:
    """The lines of a file; with a terminator of its own, each line ends with it, and LF is a character like others."""
    if not isinstance(terminator, str) or terminator in LINE_ENDS:
        yield from stream
        return
    rest = ""
    while piece := stream.read(_PIECE):
        *lines, rest = (rest + piece).split(terminator)
        yield from (f"{line}\n" for line in lines)
        if len(rest) > _LARGEST:
            raise csv.Error(f"a row of more than {show_size(_LARGEST)}")
    if rest.strip("\r\n"):
        yield rest


def _text_after_quotation(path: Path, dialect: Dialect) -> str | None:
    """Where text follows a closing quotation mark, which programs read in different ways; None if nowhere.

    A single mark in the midst of text is rare, so most files are only searched.
    """
    if not _has_inner_mark(path, dialect):
        return None
    with _opened(path) as stream:
        lines = _Lines(stream)
        reader = csv.reader(
            iter(lines),
            delimiter=dialect.delimiter,
            quotechar=dialect.quote_char,
            skipinitialspace=dialect.skip_initial_space,
            strict=True,
        )
        try:
            for _ in reader:
                lines.start_row()
        except csv.Error as error:
            return None if "expected after" not in str(error) else f"line {reader.line_num}"
    return None


def _has_inner_mark(path: Path, dialect: Dialect) -> bool:
    """Whether an odd number of quotation marks stands between two characters that end no cell.

    Of marks and delimiters that are not ASCII it sees too many.
    """
    mark = dialect.quote_char.encode()
    if len(mark) > 1:
        return True
    ends = b"\r\n" + dialect.delimiter.encode() * dialect.delimiter.isascii()
    rest = b"\n"
    with path.open("rb") as stream:
        stream.seek(len(_BOM) if stream.read(len(_BOM)) == _BOM else 0)
        while piece := stream.read(_PIECE):
            data = rest + piece
            size = len(data.rstrip(mark))  # more marks may follow those at the end
            rest = data[size - 1 :]
            if _stands_between(mark, data[:size], ends):
                return True
            if mark * 3 in data and _stands_between(mark, data[:size].replace(mark * 2, b""), ends):
                return True
    return False


def _stands_between(mark: bytes, data: bytes, ends: bytes) -> bool:
    """Whether a mark stands between two characters that are neither marks nor among `ends`."""
    import numpy as np  # noqa: PLC0415 - only for files with quotation marks

    characters = np.frombuffer(data, dtype=np.uint8)
    is_mark = characters == mark[0]
    is_other = ~is_mark
    for end in ends:
        is_other &= characters != end
    return bool((is_mark[1:-1] & is_other[:-2] & is_other[2:]).any())


def _unclosed_quotation(path: Path, dialect: Dialect) -> int | None:
    """The row, from 1, without the header, with a quotation mark that is never closed; None if there is none.

    A file that was cut off in a download ends so, and all its rows after the mark look like one cell. An even number of
    quotation marks is never such a file, so most files are not read again.
    """
    rows, last = 0, []
    with _opened(path) as text:
        lines = _Lines(chain(text, ["\n", f"{_END}\n"]))
        reader = csv.reader(
            iter(lines),
            delimiter=dialect.delimiter,
            quotechar=dialect.quote_char,
            doublequote=dialect.double_quote,
            skipinitialspace=dialect.skip_initial_space,
        )
        for last in reader:  # noqa: B007 - the last row is looked at below
            lines.start_row()
            rows += 1
    return None if last == [_END] else rows - max(dialect.header_rows, default=0)


def _misshapen(cells: int, width: int) -> tuple[str, str]:
    """The rule that a row with so many cells breaks if there are `width` columns, and the message."""
    if not cells:
        return "blank-row", "found an empty line, expected a row"
    return "extra-cell" if cells > width else "missing-cell", f"found {cells} cells, expected {width}"


def _is_known_to_arrow(dialect: Dialect) -> bool:
    """Whether Arrow can read all of a dialect."""
    has_escaped_null = dialect.escape_char is not None and dialect.escape_char in (dialect.null_sequence or "")
    odd = has_escaped_null or dialect.skip_initial_space or dialect.comment_rows or dialect.comment_char
    has_own_ends = dialect.properties.get("lineTerminator", "\n") not in LINE_ENDS
    characters = f"{dialect.delimiter}{dialect.quote_char}{dialect.escape_char or ''}"
    return not (odd or has_own_ends) and dialect.header_rows in {(), (1,)} and characters.isascii()


def _parse_options(dialect: Dialect) -> arrow_csv.ParseOptions:
    """A dialect in Arrow's terms. A row without as many cells as there are columns is an error."""
    return arrow_csv.ParseOptions(
        delimiter=dialect.delimiter,
        quote_char=dialect.quote_char,
        double_quote=dialect.double_quote,
        escape_char=dialect.escape_char or False,
        newlines_in_values=True,
        ignore_empty_lines=False,
    )


def _convert_options(columns: Sequence[str]) -> arrow_csv.ConvertOptions:
    """Every column as texts; a cell with nothing in it is null, two quotation marks are an empty text."""
    return arrow_csv.ConvertOptions(
        column_types=dict.fromkeys(columns, pa.large_string()),
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
    )


def _columns(width: int) -> list[str]:
    return [str(place) for place in range(width)]


def _cut(frames: Iterator[pl.DataFrame], rows: int) -> Iterator[pl.DataFrame]:
    """The same rows in frames of `rows`, fewer where texts are long; the last frame may be empty."""
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
