"""JSON files: an array of objects, objects one after another, one article, or an object around a list of articles."""

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
from newsrows.sources.record import BadRecord, Input, Record

_CHUNK = 1 << 18
_BETWEEN = " \t\r\n,"
# An object around a list of articles, as web services answer, is read whole.
_WRAPPER = 32
_STRANGE = re.compile("[\udc80-\udcff]")  # bytes that are no UTF-8, as surrogateescape leaves them


class _Value(NamedTuple):
    """A JSON value, or what is wrong with it, and the encoding that it was written in."""

    value: Any
    encoding: str = "utf-8"


def read_json(given: Input, options: ReadOptions) -> Iterator[Record | BadRecord]:
    """The articles of a JSON file, read piece by piece and numbered from 1; of one object the file is the article.

    Raises:
        BadFileError: the JSON is broken; the articles before the place have been given.
        NoTextColumnError: none of its objects has a text.
    """
    with given.open() as stream:
        yield from tell(_outcomes(_Text(stream), options), "item")


def _outcomes(text: _Text, options: ReadOptions) -> Iterator[Outcome]:
    is_array = text.opens_array()
    values = _values(text, options, is_array=is_array)
    if not is_array:
        first = list(islice(values, 1))
        if first and (inner := _wrapped(first[0].value, options)):
            values = (_Value(value, first[0].encoding) for value in inner)
        elif first and text.is_at_end():
            yield _outcome(first[0], None, options)
            return
        else:
            values = chain(first, values)
    yield from (_outcome(value, number, options) for number, value in enumerate(values, 1))


def _outcome(found: _Value, number: int | None, options: ReadOptions) -> Outcome:
    if isinstance(found.value, BadFileError):
        return number, found.value
    try:
        return number, object_to_record(found.value, number, options, encoding=found.encoding)
    except BadFileError as error:
        return number, error


def _wrapped(value: Any, options: ReadOptions) -> list[Any]:
    """The one list of objects in an object that is no article itself: {"status": "ok", "articles": [...]}."""
    if not isinstance(value, dict):
        return []
    try:
        choose_columns(tuple(value), options)
    except NoTextColumnError:
        lists = [entry for entry in value.values() if isinstance(entry, list) and entry and isinstance(entry[0], dict)]
        return lists[0] if len(lists) == 1 else []
    return []


def _values(text: _Text, options: ReadOptions, *, is_array: bool) -> Iterator[_Value]:
    """The values at the top, or those of the one array at the top."""
    limit = options.max_bytes * (1 if is_array else _WRAPPER)
    number = 0
    while True:
        text.skip(_BETWEEN)
        following = text.peek()
        if is_array and not following:
            raise BadFileError(f"the array has no end after item {number}: the file is cut off")
        if not following or (is_array and following == "]"):
            return
        number += 1
        yield text.value(number, limit, options)


class _Text:
    """The text of a stream, in pieces: what was read and not used up yet, and a position in it."""

    def __init__(self, stream: BinaryIO) -> None:
        # What is there: where an archive is damaged, the bytes before the place are not held back.
        self._read_bytes: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._decode = json.JSONDecoder(strict=False).raw_decode
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
        """Whether the first character begins an array; it is passed over then."""
        self.skip(" \t\r\n\ufeff")
        if self.peek() != "[":
            return False
        self.position += 1
        return True

    def is_at_end(self) -> bool:
        """Whether nothing but white space follows."""
        self.skip(_BETWEEN)
        return not self.peek()

    def skip(self, characters: str) -> None:
        """Pass over characters of that kind."""
        while True:
            while self.position < len(self._read) and self._read[self.position] in characters:
                self.position += 1
            if self.position < len(self._read) or not self._more():
                return

    def peek(self) -> str:
        """The next character; '' at the end."""
        return self._read[self.position : self.position + 1]

    def value(self, number: int, limit: int, options: ReadOptions) -> _Value:
        """The next value, for which as much is read as it takes."""
        while True:
            try:
                value, end = self._decode(self._read, self.position)
            except (ValueError, RecursionError) as error:
                held = len(self._read) - self.position
                if held > limit:
                    raise BadFileError(f"item {number}: {options.too_many_bytes()}") from error
                # As much again, so that a long value is not begun over and over.
                if not self._more(max(_CHUNK, held)):
                    raise BadFileError(f"item {number}: found no JSON ({error}); nothing after it was read") from error
                continue
            if end == len(self._read) and self._more():  # a number may go on
                continue
            source, self.position = self._read[self.position : end], end
            return _Value(value) if source.isascii() or not _STRANGE.search(source) else _recoded(source)


def _recoded(source: str) -> _Value:
    """The value in text that is no UTF-8: as what its bytes look like."""
    try:
        text, encoding = decode(source.encode("utf-8", "surrogateescape"))
        return _Value(json.loads(text, strict=False), encoding)
    except BadFileError as error:
        return _Value(error)


# JSON lines: an object a line (https://jsonlines.org/).

_BOM = b"\xef\xbb\xbf"
_NEVER_SKIPPED = 1 << 20


def read_json_lines(given: Input, options: ReadOptions) -> Iterator[Record | BadRecord]:
    """The articles of the lines, numbered as the lines are. A line that is broken, or too long, costs only itself.

    Raises:
        BadFileError: the file is no text.
        NoTextColumnError: no line has a text.
    """
    with given.open() as stream:
        yield from tell(_outcomes_json_lines(stream, options), "line")


def _outcomes_json_lines(stream: BinaryIO, options: ReadOptions) -> Iterator[Outcome]:
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


# What became of the objects of a JSON file, told as records.

# The number of an object, None if the file is one object, and its record or what is wrong with it.
Outcome = tuple[int | None, Record | BadFileError]
# After so many objects without a text the keys are called something else, and the rest need not be read.
_PATIENCE = 100


def tell(outcomes: Iterable[Outcome], unit: str) -> Iterator[Record | BadRecord]:
    """The records, and in their places those that are bad.

    Raises:
        NoTextColumnError: none of the objects has a text, or none of the first hundred.
        BadFileError: the one object of the file is bad.
    """
    waiting: list[tuple[BadRecord, NoTextColumnError]] = []
    good = False
    for number, outcome in outcomes:
        if number is None and isinstance(outcome, BadFileError):
            raise outcome
        if isinstance(outcome, NoTextColumnError) and not good:
            waiting.append((BadRecord(f"{unit} {number}", str(outcome)), outcome))
            if len(waiting) == _PATIENCE:
                break
        elif isinstance(outcome, BadFileError):
            yield BadRecord(f"{unit} {number}", str(outcome))
        else:
            good = True
            yield from (bad for bad, _ in waiting)
            waiting.clear()
            yield outcome
    if waiting:
        raise waiting[0][1]
