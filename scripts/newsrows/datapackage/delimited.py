"""Delimited text files made plain: one header, one row per line of cells, as every reader takes them.

Most files are plain already. That is proved without reading their cells: outside of quotation marks, a file with n
columns has n - 1 delimiters per line. Every other file is read carefully and written anew, so that comments, several
header rows, escapes and empty lines are gone, and a row with too few or too many cells is an error with its line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsrows.datapackage.model import Dialect
from newsrows.records import PackageError

_CHUNK = 1 << 18
# Of a dialect's properties, those that every reader of plain files knows, with the only values that it knows.
_PLAIN: Mapping[str, tuple[Any, ...]] = {
    "escapeChar": (None,),
    "doubleQuote": (True,),
    "headerRows": ([1], 1),
    "commentRows": ([], None),
    "commentChar": (None, ""),
    "skipInitialSpace": (False, None),
    "lineTerminator": ("\r\n", "\n", None),
}
_BOM = b"\xef\xbb\xbf"
_LINE_ENDS = ("\r\n", "\n", "\r", None)


def is_plain(file: Path, dialect: Dialect) -> bool:
    """Whether a UTF-8 file is certainly plain: the dialect is, and all rows have as many cells as the first.

    Source: in RFC 4180, a delimiter belongs to a cell if and only if an odd number of quotation marks stands before it,
    and quotation marks stand around cells or are doubled. A file that does not keep to the RFC is not plain.
    """
    properties = dialect.properties
    if any(properties.get(name, known[0]) not in known for name, known in _PLAIN.items()):
        return False
    mark, delimiter = (properties.get("quoteChar") or ""), dialect.delimiter
    if len(mark) > 1 or not mark.isascii() or not delimiter.isascii():
        return False
    try:
        with file.open("rb") as stream:
            return _is_regular(stream, ord(mark) if mark else None, ord(delimiter))
    except OSError:
        return False


def _is_regular(stream: io.BufferedReader, mark: int | None, delimiter: int) -> bool:
    import numpy as np  # noqa: PLC0415 - Parquet files are read without

    borders = (delimiter, ord("\n"), ord("\r"), mark)  # what may stand beside a cell in quotation marks
    delimiters = lines = returns = marks = 0
    per_line = 0  # delimiters of the first line
    last = ord("\n")
    if stream.peek(len(_BOM)).startswith(_BOM):
        stream.read(len(_BOM))
    while piece := stream.read(_CHUNK):
        data = np.frombuffer(piece, dtype=np.uint8)
        is_delimiter, is_end, is_return = (data == byte for byte in borders[:3])
        if last == mark and not marks % 2 and piece[0] not in borders:
            return False  # text after a closing mark
        if mark is not None and (marks % 2 or mark in piece):
            is_mark = data == mark
            inside = np.logical_xor.accumulate(is_mark) ^ bool(marks % 2)
            is_border = is_delimiter | is_end | is_return | is_mark
            opens, closes = is_mark & inside, is_mark & ~inside
            if (opens[1:] & ~is_border[:-1]).any() or (closes[:-1] & ~is_border[1:]).any():
                return False
            if opens[0] and last not in borders:
                return False
            marks += int(np.count_nonzero(is_mark))
            is_delimiter, is_end, is_return = is_delimiter & ~inside, is_end & ~inside, is_return & ~inside
        if not lines:
            first = int(is_end.argmax()) if is_end.any() else len(data)
            per_line += int(np.count_nonzero(is_delimiter[:first]))
        delimiters += int(np.count_nonzero(is_delimiter))
        lines += int(np.count_nonzero(is_end))
        returns += int(np.count_nonzero(is_return))
        last = piece[-1]
    if marks % 2 or returns not in {0, lines}:  # a carriage return alone may end a line
        return False
    lines += last != ord("\n")
    return per_line > 0 and delimiters == per_line * lines


def write_plainly(file: Path, dialect: Dialect, names: tuple[str, ...] | None, shown: str, target: Path) -> None:
    """Write a UTF-8 file anew as plain CSV: commas, double quotation marks, one header row.

    Empty lines are left out, except in a table of one column, where they are cells without a value.

    Args:
        file: the file.
        dialect: how it is written.
        names: the columns' names if it has no header; None: column_1, column_2 ...
        shown: the file's name in messages.
        target: the file to write.

    Raises:
        PackageError: a row has too few or too many cells, a quotation mark is never closed, or the dialect is unknown.
    """
    terminator = dialect.properties.get("lineTerminator")
    if terminator not in _LINE_ENDS:
        raise PackageError(f"{shown}: found the lineTerminator {terminator!r}, expected a line end")
    csv.field_size_limit(max(csv.field_size_limit(), file.stat().st_size))  # a cell may be longer than Python's 128 KiB
    with (
        file.open(encoding="utf-8-sig", errors="replace", newline="") as stream,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)  # Python 3.11 leaves "\r" bare
        rows = _rows(stream, dialect, shown)
        header = _header(rows, dialect) if dialect.header_rows else None
        first = next(rows, None) if header is None else None
        if header is None:
            width = len(names) if names else len(first[1]) if first is not None else 0
            header = list(names) if names else [f"column_{place}" for place in range(1, width + 1)]
        writer.writerow(header)
        for line, cells in rows if first is None else _with_first(first, rows):
            if not cells and len(header) > 1:
                continue
            if len(cells or [""]) != len(header):
                raise PackageError(
                    f"{shown}, line {line}: found a row with {len(cells)} cells, expected {len(header)}; "
                    "next: correct the row, or quote cells that contain the delimiter or a line end"
                )
            writer.writerow(cells or [""])


def _with_first(first: tuple[int, list[str]], rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    yield first
    yield from rows


def _header(rows: Iterator[tuple[int, list[str]]], dialect: Dialect) -> list[str]:
    """The columns' names: of several header rows, the parts that are not empty, joined. `rows` starts after them."""
    parts = []
    for number in range(1, max(dialect.header_rows) + 1):
        row = next(rows, None)
        if row is not None and number in dialect.header_rows:
            parts.append(row[1])
    width = max(map(len, parts), default=0)
    return [
        dialect.header_join.join(row[place] for row in parts if place < len(row) and row[place])
        for place in range(width)
    ]


def with_escaped_nulls(lines: Iterable[str], dialect: Dialect) -> Iterable[str]:
    r"""Lines in which a null sequence such as `\N` is escaped if it has the escape character in it.

    Whoever reads a cell with the escape character then gets the sequence, and not the N alone.
    """
    null, escape = dialect.null_sequence, dialect.escape_char
    if not null or not escape or escape not in null:
        return lines
    delimiter = re.escape(dialect.delimiter)
    cell = re.compile(rf"(^|{delimiter}){re.escape(null)}(?={delimiter}|[\r\n]|$)")
    escaped = null.replace(escape, 2 * escape)
    return (cell.sub(lambda match: match[1] + escaped, line) for line in lines)


def _rows(stream: io.TextIOWrapper, dialect: Dialect, shown: str) -> Iterator[tuple[int, list[str]]]:
    """The rows without comments, each with the line where it ends.

    Raises:
        PackageError: a quotation mark is never closed, or text follows a closing one.
    """
    mark = dialect.properties.get("quoteChar") or None
    reader = csv.reader(
        with_escaped_nulls(stream, dialect),
        delimiter=dialect.delimiter,
        quotechar=mark,
        quoting=csv.QUOTE_MINIMAL if mark else csv.QUOTE_NONE,
        doublequote=dialect.double_quote,
        escapechar=dialect.escape_char,
        skipinitialspace=dialect.skip_initial_space,
        strict=True,
    )
    number = 0
    with _explained(reader, shown):
        for row in reader:
            if dialect.comment_char and row and row[0].startswith(dialect.comment_char):
                continue
            number += 1
            if number not in dialect.comment_rows:
                yield reader.line_num, row


@contextmanager
def _explained(reader: Any, shown: str) -> Iterator[None]:
    try:
        yield
    except csv.Error as error:
        raise PackageError(
            f"{shown}, line {reader.line_num}: found text that is not CSV ({error}), expected RFC 4180; "
            "next: look for a quotation mark that is not closed or not doubled"
        ) from None
