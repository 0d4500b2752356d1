"""JSON lines: an object a line (https://jsonlines.org/)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from newsrows.read.decode import decode
from newsrows.read.errors import BadFileError
from newsrows.read.formats.columns import choose_columns, to_record
from newsrows.read.formats.outcomes import Outcome, tell
from newsrows.read.options import ReadOptions
from newsrows.read.record import BadRecord, Input, Record

_BOM = b"\xef\xbb\xbf"
_NEVER_SKIPPED = 1 << 20


def read_json_lines(given: Input, options: ReadOptions) -> Iterator[Record | BadRecord]:
    """The articles of the lines, numbered as the lines are. A line that is broken, or too long, costs only itself.

    Raises:
        BadFileError: the file is no text.
        NoTextColumnError: no line has a text.
    """
    with given.open() as stream:
        yield from tell(_outcomes(stream, options), "line")


def _outcomes(stream: BinaryIO, options: ReadOptions) -> Iterator[Outcome]:
    for number, line in _lines(stream, options.max_bytes):
        if line is None:
            yield number, BadFileError(options.too_many_bytes())
            continue
        try:
            yield number, _read_line(line, number, options)
        except BadFileError as error:
            yield number, error


def _read_line(line: bytes, number: int, options: ReadOptions) -> Record:
    """The article in one line.

    Raises:
        BadFileError: the line is no JSON object, or has no text.
    """
    text, encoding = _decoded(line)
    try:
        row: Any = json.loads(text, strict=False)  # tabs in strings, which many writers leave there
    except (ValueError, RecursionError) as error:
        raise BadFileError(f"found no JSON ({error}), expected an object on one line") from error
    return object_to_record(row, number, options, encoding=encoding)


def object_to_record(row: Any, number: int | None, options: ReadOptions, *, encoding: str = "utf-8") -> Record:
    """The article in a JSON value.

    Raises:
        BadFileError: it is no object, or has no text.
    """
    if not isinstance(row, dict):
        raise BadFileError(f"found {type(row).__name__} {str(row)[:40]!r}, expected an object")
    return to_record(row, choose_columns(tuple(row), options), number, encoding=encoding)


def _decoded(line: bytes) -> tuple[str, str]:
    try:
        return line.decode(), "utf-8"
    except UnicodeDecodeError:
        return decode(line)


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, by number; None for one of more than `limit` bytes, which is passed over."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if number == 1:
            line = _first(line)
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(_NEVER_SKIPPED)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        elif line.strip():
            yield number, line


def _first(line: bytes) -> bytes:
    if b"\0" in line[:1024]:
        raise BadFileError("found NUL bytes, expected JSON lines in UTF-8 (a binary file, or UTF-16?)")
    return line.removeprefix(_BOM)
