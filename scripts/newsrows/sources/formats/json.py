"""Reads JSON and JSON Lines.

A JSON file may be an array of objects, a sequence of objects, one article, or an object with a list of articles.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any, BinaryIO, NamedTuple

from newsrows.sources.encoding import decode
from newsrows.sources.errors import BadFileError, NoTextColumnError
from newsrows.sources.formats.columns import choose_columns, to_record
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, InputFile, Record

_CHUNK = 1 << 18
_BETWEEN = " \t\r\n,"
# An object with a list of articles, as web services return, is read at once; it may be this many times as large.
_WRAPPER_FACTOR = 32
_UNDECODED = re.compile("[\udc80-\udcff]")  # bytes that are not UTF-8, decoded with surrogateescape


def _integer(digits: str) -> int | float:
    """Return a number; Python refuses integers of more than 4,300 digits, which become floating-point numbers."""
    return int(digits) if len(digits) <= _MAX_DIGITS else float(digits)


_MAX_DIGITS = 300
_WHITE_SPACE = " \t\r\n"
_SHOWN = 40  # characters of a value in a message
_LONGEST_TOKEN = 16  # characters of an escape or a word, such as -Infinity
# Not strict: many programs write tabs in strings.
_DECODER = json.JSONDecoder(strict=False)
# A function for each integer makes the decoder several times slower.
_LONG_NUMBERS_DECODER = json.JSONDecoder(strict=False, parse_int=_integer)


def _parsed(text: str, start: int = 0) -> tuple[Any, int]:
    """Return the JSON value at `start`, and where it ends.

    Raises:
        ValueError: it is not valid.
        RecursionError: it is nested too deeply.
    """
    try:
        return _DECODER.raw_decode(text, start)
    except json.JSONDecodeError:
        raise
    except ValueError:  # an integer of more than 4,300 digits
        return _LONG_NUMBERS_DECODER.raw_decode(text, start)


def _loaded(text: str) -> Any:
    """Return the only JSON value in a text; raises as `_parsed` does."""
    stripped = text.strip(_WHITE_SPACE)
    value, end = _parsed(stripped)
    if end != len(stripped):
        raise json.JSONDecodeError("Extra data", stripped, end)
    return value


class _NotAnObjectError(BadFileError):
    """A value is a number, text or list, so it is no article."""


class _Value(NamedTuple):
    """A JSON value or a BadFileError, and its encoding."""

    value: Any
    encoding: str = "utf-8"


def read_json(input_file: InputFile, options: ReadOptions) -> Iterator[Record | BadRecord]:
    """Yield the articles of a JSON file, numbered from 1 (without a number if the file is one article).

    The file is read piece by piece.

    Raises:
        BadFileError: the JSON is broken; the articles before the error have been yielded.
        NoTextColumnError: none of the objects has text.
    """
    with input_file.open() as stream:
        yield from _records(_json_results(_TextBuffer(stream), options), "item")


def _json_results(text: _TextBuffer, options: ReadOptions) -> Iterator[Result]:
    is_array = text.opens_array()
    values = _values(text, options, is_array=is_array)
    if not is_array:
        first = list(islice(values, 1))
        if first and (inner := _wrapped(first[0].value, options)):
            values = (_Value(value, first[0].encoding) for value in inner)
        elif first and text.is_at_end():
            yield _result(first[0], None, options)
            return
        else:
            values = chain(first, values)
    yield from (_result(value, number, options) for number, value in enumerate(values, 1))


def _result(item: _Value, number: int | None, options: ReadOptions) -> Result:
    if isinstance(item.value, BadFileError):
        return number, item.value
    try:
        return number, _object_to_record(item.value, number, options, encoding=item.encoding)
    except BadFileError as error:
        return number, error


def _wrapped(value: Any, options: ReadOptions) -> list[Any]:
    """Return the only list of objects in an object that is not an article: {"status": "ok", "articles": [...]}."""
    if not isinstance(value, dict):
        return []
    try:
        choose_columns(tuple(value), options)
    except NoTextColumnError:
        lists = [entry for entry in value.values() if isinstance(entry, list) and entry and isinstance(entry[0], dict)]
        return lists[0] if len(lists) == 1 else []
    return []


def _values(text: _TextBuffer, options: ReadOptions, *, is_array: bool) -> Iterator[_Value]:
    """Yield the values at the top level, or those of the array at the top level."""
    limit = options.max_bytes * (1 if is_array else _WRAPPER_FACTOR)
    number = 0
    while True:
        text.skip(_BETWEEN)
        following = text.peek()
        if is_array and not following:
            raise BadFileError(
                f"the array has no end after item {number}: the file is cut off; next: get the file again"
            )
        if not following or (is_array and following == "]"):
            return
        number += 1
        yield text.value(number, limit, options)


class _TextBuffer:
    """The text of a stream that was read but not parsed yet, and a position in it."""

    def __init__(self, stream: BinaryIO) -> None:
        # read1 returns the bytes that are available, so those before damage in an archive are parsed.
        self._read_bytes: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._read = ""
        self.position = 0
        self._at_end = False

    def _more(self, size: int = _CHUNK) -> bool:
        if self._at_end:
            return False
        data = self._read_bytes(size)
        self._at_end = not data
        text = self._decoder.decode(data, self._at_end)
        self._read, self.position = self._read[self.position :] + text, 0
        return True

    def opens_array(self) -> bool:
        """Return whether the text begins with an array, and skip the bracket."""
        self.skip(" \t\r\n\ufeff")
        if self.peek() != "[":
            return False
        self.position += 1
        return True

    def is_at_end(self) -> bool:
        """Return whether only white space follows."""
        self.skip(_BETWEEN)
        return not self.peek()

    def skip(self, characters: str) -> None:
        """Skip these characters."""
        while True:
            while self.position < len(self._read) and self._read[self.position] in characters:
                self.position += 1
            if self.position < len(self._read) or not self._more():
                return

    def peek(self) -> str:
        """Return the next character; '' at the end."""
        return self._read[self.position : self.position + 1]

    def value(self, number: int, limit: int, options: ReadOptions) -> _Value:
        """Parse the next value, and read as much of the stream as that needs."""
        while True:
            try:
                value, end = _parsed(self._read, self.position)
            except (ValueError, RecursionError) as error:
                buffered = len(self._read) - self.position
                if buffered > limit:
                    raise BadFileError(f"item {number}: {options.too_many_bytes()}") from error
                # The buffer doubles, so that a long value is not parsed too many times.
                if not _may_go_on(error, len(self._read)) or not self._more(max(_CHUNK, buffered)):
                    raise BadFileError(
                        f"item {number}: found invalid JSON ({error}); nothing after it was read; next: correct it"
                    ) from error
                continue
            if end == len(self._read) and self._more():  # the next chunk may continue a number
                continue
            source, self.position = self._read[self.position : end], end
            return _Value(value) if source.isascii() or not _UNDECODED.search(source) else _recoded(source)


def _may_go_on(error: Exception, size: int) -> bool:
    """Return whether a value that cannot be parsed may only be cut off at the end of the `size` characters read."""
    if not isinstance(error, json.JSONDecodeError):  # nested too deeply
        return False
    return error.msg.startswith("Unterminated string") or error.pos >= size - _LONGEST_TOKEN


def _recoded(source: str) -> _Value:
    """Parse a value that is not UTF-8 in the encoding that its bytes look like."""
    try:
        text, encoding = decode(source.encode("utf-8", "surrogateescape"))
        return _Value(_loaded(text), encoding)
    except BadFileError as error:
        return _Value(error)
    except (ValueError, RecursionError) as error:
        return _Value(BadFileError(f"found invalid JSON ({error})"))


# JSON Lines: one object per line (https://jsonlines.org/).

_BOM = b"\xef\xbb\xbf"
_SKIP_BYTES = 1 << 20


def read_json_lines(input_file: InputFile, options: ReadOptions) -> Iterator[Record | BadRecord]:
    """Yield the articles of the lines with their line numbers; a broken line is yielded as a `BadRecord`.

    Raises:
        BadFileError: the file is not text.
        NoTextColumnError: no line has text.
    """
    with input_file.open() as stream:
        yield from _records(_line_results(stream, options), "line")


def _line_results(stream: BinaryIO, options: ReadOptions) -> Iterator[Result]:
    for number, line in _lines(stream, options.max_bytes):
        if line is None:
            yield number, BadFileError(options.too_many_bytes())
            continue
        try:
            yield number, _read_line(line, number, options)
        except BadFileError as error:
            yield number, error


def _read_line(line: bytes, number: int, options: ReadOptions) -> Record:
    """Return the article in one line.

    Raises:
        BadFileError: the line is not a JSON object, or has no text.
    """
    text, encoding = _decoded(line)
    try:
        row = _loaded(text)
    except (ValueError, RecursionError) as error:
        raise BadFileError(f"found invalid JSON ({error}), expected an object on one line") from error
    return _object_to_record(row, number, options, encoding=encoding)


def _object_to_record(row: Any, number: int | None, options: ReadOptions, *, encoding: str = "utf-8") -> Record:
    """Return the article in a JSON value.

    Raises:
        BadFileError: the value is not an object, or has no text.
    """
    if not isinstance(row, dict):
        raise _NotAnObjectError(f"found {type(row).__name__} {_beginning(row)!r}, expected an object")
    return to_record(row, choose_columns(tuple(row), options), number, encoding=encoding)


def _beginning(value: object) -> str:
    """Return the first characters of a value; a list may be longer than memory as text."""
    if isinstance(value, list):
        return str(value[:10])[:_SHOWN]
    return str(value)[:_SHOWN]


def _decoded(line: bytes) -> tuple[str, str]:
    try:
        return line.decode(), "utf-8"
    except UnicodeDecodeError:
        return decode(line)


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines that are not blank with their numbers; None for a line of more than `limit` bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if number == 1:
            line = _first_line(line)
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(_SKIP_BYTES)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        elif line.strip():
            yield number, line


def _first_line(line: bytes) -> bytes:
    if b"\0" in line[:1024]:
        raise BadFileError("found NUL bytes, expected JSON lines in UTF-8 (a binary file, or UTF-16?)")
    return line.removeprefix(_BOM)


# Both formats: results become records.

# The number of an object (None if the file is one object), and its record or error.
Result = tuple[int | None, Record | BadFileError]
# If this many values in a row are no objects, the file holds something else, such as a table of numbers.
_MAX_WITHOUT_OBJECT = 1_000
# If this many objects have no text, the key of the text has another name, and the rest need not be read.
_MAX_WITHOUT_TEXT = 100


def _records(results: Iterable[Result], unit: str) -> Iterator[Record | BadRecord]:
    """Yield the records, and a `BadRecord` for each error.

    Raises:
        NoTextColumnError: none of the objects, or none of the first hundred, has text.
        BadFileError: the file is one object, and it is bad; or it has very many values in a row that are no objects.
    """
    without_object = 0
    waiting: list[tuple[BadRecord, NoTextColumnError]] = []
    has_record = False
    for number, result in results:
        if number is None and isinstance(result, BadFileError):
            raise result
        if isinstance(result, NoTextColumnError) and not has_record:
            waiting.append((BadRecord(f"{unit} {number}", str(result)), result))
            if len(waiting) == _MAX_WITHOUT_TEXT:
                break
        elif isinstance(result, BadFileError):
            yield BadRecord(f"{unit} {number}", str(result))
            without_object = without_object + 1 if isinstance(result, _NotAnObjectError) else 0
            if without_object == _MAX_WITHOUT_OBJECT:
                raise BadFileError(
                    f"found {without_object:,} values in a row that are no objects, so nothing after {unit} {number} "
                    "was read; next: remove the file, or these values"
                )
        else:
            without_object = 0
            has_record = True
            yield from (bad for bad, _ in waiting)
            waiting.clear()
            yield result
    if waiting:
        raise waiting[0][1]
