"""JSON files: an array of objects, objects one after another, one article, or an object around a list of articles."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from newsrows.read.errors import BadFileError, NoTextColumnError
from newsrows.read.formats.columns import choose_columns
from newsrows.read.formats.json_lines import object_to_record
from newsrows.read.formats.outcomes import Outcome, tell
from newsrows.read.options import ReadOptions
from newsrows.read.record import BadRecord, Input, Record

_CHUNK = 1 << 18
_BETWEEN = " \t\r\n,"
# An object around a list of articles, as web services answer, is read whole.
_WRAPPER = 32


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
    first = next(values, None)
    if not is_array and (inner := _wrapped(first, options)):
        yield from (_outcome(value, number, options) for number, value in enumerate(inner, 1))
        return
    second = next(values, None)
    if first is not None:
        yield _outcome(first, 1 if is_array or second is not None else None, options)
    if second is not None:
        yield from (_outcome(value, number, options) for number, value in enumerate(chain([second], values), 2))


def _outcome(value: Any, number: int | None, options: ReadOptions) -> Outcome:
    try:
        return number, object_to_record(value, number, options)
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


def _values(text: _Text, options: ReadOptions, *, is_array: bool) -> Iterator[Any]:
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
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._decode = json.JSONDecoder().raw_decode
        self._read = ""
        self.position = 0
        self._at_end = False

    def _more(self, size: int = _CHUNK) -> bool:
        if self._at_end:
            return False
        data = self._stream.read(size)
        self._at_end = not data
        try:
            text = self._decoder.decode(data, self._at_end)
        except UnicodeDecodeError as error:
            raise BadFileError(f"found the byte 0x{error.object[error.start]:02x}, expected UTF-8") from error
        self._read, self.position = self._read[self.position :] + text, 0
        return True

    def opens_array(self) -> bool:
        """Whether the first character begins an array; it is passed over then."""
        self.skip(" \t\r\n\ufeff")
        if self.peek() != "[":
            return False
        self.position += 1
        return True

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

    def value(self, number: int, limit: int, options: ReadOptions) -> Any:
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
            self.position = end
            return value
