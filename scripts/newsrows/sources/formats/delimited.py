"""Reads CSV and TSV: one article per row."""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from newsrows.sources.encoding import decode
from newsrows.sources.errors import BadFileError
from newsrows.sources.formats.columns import choose_columns, to_record
from newsrows.sources.locate.suffixes import split_suffixes
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, InputFile, Record

_HEAD_BYTES = 1 << 16
SEPARATORS = (",", "\t", ";", "|")
_UNDECODED = re.compile("[\udc80-\udcff]")  # bytes that are not UTF-8, decoded with surrogateescape
_UTF_16_OR_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_delimited(input_file: InputFile, options: ReadOptions) -> Iterator[Record | BadRecord]:
    """Yield the articles of the rows, numbered from 1 below the header; a broken row is yielded as a `BadRecord`.

    The separator of a .csv (comma, tab, semicolon or bar) is recognised from its header. The encoding is that of the
    byte-order mark, UTF-8, or what the first bytes look like.

    Raises:
        BadFileError: the file is not text, or has no header.
        NoTextColumnError: no column holds text.
    """
    with input_file.open() as raw:
        stream = raw if hasattr(raw, "peek") else io.BufferedReader(raw, _HEAD_BYTES)  # type: ignore[type-var]
        text = io.TextIOWrapper(stream, _encoding(stream), errors="surrogateescape", newline="")
        lines = _Lines(text, options.max_bytes)
        header = _header(lines, _separators(input_file))
        columns = choose_columns(tuple(header.names), options)
        rows = csv.reader(lines, delimiter=header.separator, strict=True)
        for number, cells in _rows(rows, lines):
            line = lines.first
            try:
                if isinstance(cells, BadFileError):
                    raise cells
                row, encoding = _row(cells, header.names, text.encoding)
                yield to_record(row, columns, number, encoding=encoding)
            except BadFileError as error:
                yield BadRecord(f"row {number} (line {line})", str(error))


_BINARY = "found NUL bytes, expected a table in text (a binary file?); next: save it as CSV in UTF-8"


@dataclass(frozen=True, slots=True)
class _Header:
    names: Sequence[str]
    separator: str


class _Lines:
    """The lines of a table, counted; a row that is too long raises BadFileError, and reading can go on after it.

    Without a limit, a quotation mark that is not closed ('the 6" pipe') would make the rest of the file one row.
    """

    def __init__(self, text: io.TextIOWrapper, limit: int) -> None:
        self._text, self._limit = text, limit
        self.count = self.first = self._size = 0
        self._is_damaged = False

    def start_row(self) -> None:
        self.first, self._size = self.count + 1, 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._readline(self._limit + 1)
        if not line:
            raise StopIteration
        self.count += 1
        self._size += len(line)
        if self._size > self._limit:
            if self.first == 1 and "\0" in line:
                raise BadFileError(_BINARY)
            while not line.endswith("\n") and (line := self._readline(_HEAD_BYTES)):
                pass
            raise BadFileError(
                f"found more than {self._limit:,} characters in one row, expected fewer; "
                "next: look for a quotation mark that is not closed, or raise the limit with --max-characters"
            )
        return line

    def _readline(self, limit: int) -> str:
        if self._is_damaged:
            return ""
        try:
            return self._text.readline(limit)
        except UnicodeError as error:  # surrogateescape does not take half a character of UTF-16 or UTF-32
            self._is_damaged = True
            raise BadFileError(
                f"found bytes that are not {self._text.encoding.upper()}, so the rest of the file was not read; "
                "next: save the file as UTF-8"
            ) from error


def _separators(input_file: InputFile) -> Sequence[str]:
    return ("\t",) if split_suffixes(input_file.file_name)[0] == ".tsv" else SEPARATORS


def _header(lines: _Lines, separators: Sequence[str]) -> _Header:
    lines.start_row()
    line = next(lines, "")
    if "\0" in line:
        raise BadFileError(_BINARY)
    if not line.strip():
        raise BadFileError(
            "found an empty file or line, expected a header with the names of the columns; next: add one"
        )
    candidates = [(next(csv.reader([line], delimiter=separator)), separator) for separator in separators]
    names, separator = max(candidates, key=lambda candidate: len(candidate[0]))
    return _Header([name.strip().removeprefix("\ufeff") for name in names], separator)


def _rows(rows: Iterator[list[str]], lines: _Lines) -> Iterator[tuple[int, list[str] | BadFileError]]:
    """Yield the rows that are not blank with their numbers, and an error for each broken row."""
    number = 0
    while True:
        lines.start_row()
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # a global setting, which other code may have changed
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield number, BadFileError(f"found no valid CSV ({error})")
        except BadFileError as error:
            number += 1
            yield number, error
        else:
            if cells:
                number += 1
                yield number, cells


def _row(cells: list[str], names: Sequence[str], encoding: str) -> tuple[dict[str, str], str]:
    """Return the cells by column name, and the encoding of the row."""
    surplus = [cell for cell in cells[len(names) :] if cell.strip()]
    if surplus or len(cells) < len(names):
        raise BadFileError(
            f"found {len(cells)} cells, expected {len(names)} as in the header; "
            "next: put values that hold a separator or a line end in quotation marks"
        )
    encoding = encoding.removesuffix("-sig")
    if any(not cell.isascii() and _UNDECODED.search(cell) for cell in cells):
        data = [cell.encode(encoding, "surrogateescape") for cell in cells]
        encoding = decode(b"\n".join(data))[1]
        try:
            cells = [cell.decode(encoding) for cell in data]
        except UnicodeDecodeError as error:
            raise BadFileError("found bytes that fit no encoding of text, expected UTF-8") from error
    return dict(zip(names, cells, strict=False)), encoding


def _encoding(stream: BinaryIO | io.BufferedReader) -> str:
    head = stream.peek(_HEAD_BYTES)[:_HEAD_BYTES]  # type: ignore[union-attr]
    if head.startswith(_UTF_16_OR_32):
        return "utf-32" if head.startswith(_UTF_16_OR_32[:2]) else "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # not final: the last character may be cut
    except UnicodeDecodeError:
        with suppress(BadFileError):  # UTF-8 with a few bad bytes: only their rows are rejected
            return decode(head)[1]
    return "utf-8-sig"
