"""JSON files, read with care: what is unreadable, ambiguous or too large is an error."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from newsrows.datapackage.limits import Limits, show_size
from newsrows.records import PackageError


@dataclass(frozen=True, eq=False)
class Document:
    """One JSON file: the name that people know it by, its text, its value."""

    file: str
    text: str
    value: Any
    _lines: dict[str, int] = field(default_factory=dict)

    def line(self, pointer: str) -> int:
        """The line of a JSON pointer, from 1. If nothing stands there, the line of the nearest thing around it."""
        if not self._lines:
            self._lines.update(line_map(self.text))
        while pointer and pointer not in self._lines:
            pointer = parent_pointer(pointer)
        return self._lines.get(pointer, 1)


@dataclass(frozen=True)
class Origin:
    """Where a property stands: a document and a JSON pointer into it."""

    document: Document
    pointer: str = ""

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.document.file

    @property
    def line(self) -> int:
        """The line in the file, from 1."""
        return self.document.line(self.pointer)

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"

    def down(self, *parts: str | int) -> Origin:
        """The origin of a property below this one."""
        return Origin(self.document, join_pointer(self.pointer, *parts))


# The origin of what was read from no file.
NOWHERE = Origin(Document("", "", None))


class DocumentError(PackageError):
    """The content of a JSON file cannot be used."""


def parse_document(data: bytes, file: str, limits: Limits) -> Document:
    """Read a JSON file strictly.

    Raises:
        PackageError: it is too large.
        DocumentError: it is nested too deeply, not UTF-8, not JSON, or has the same member twice in an object.
    """
    check_json_size(data, file, limits)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{file}: not UTF-8 at byte {error.start}; JSON is UTF-8 (RFC 8259)") from None
    try:
        value = json.loads(text, object_pairs_hook=_unambiguous, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair could not be shown
    except RecursionError:
        raise DocumentError(_too_deep(file, limits)) from None
    except json.JSONDecodeError as error:
        raise DocumentError(f"{file}, line {error.lineno}, column {error.colno}: not JSON: {error.msg}") from None
    except ValueError as error:
        raise DocumentError(f"{file}: {error}") from None
    _check_depth(value, file, limits)
    return Document(file, text, value)


def parse_leniently(data: bytes, file: str, limits: Limits) -> Document:
    """Read a JSON file as most programs do: of two members with the same name, the last one counts.

    Raises:
        PackageError: it is too large.
        DocumentError: it is not UTF-8 or not JSON.
    """
    check_json_size(data, file, limits)
    try:
        text = data.decode("utf-8-sig")
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair could be neither shown nor written
        return Document(file, text, value)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError, ValueError) as error:
        raise DocumentError(str(error)) from None


def check_json_size(data: bytes, file: str, limits: Limits) -> None:
    """Refuse a JSON file that is too large.

    Raises:
        PackageError: it is.
    """
    if len(data) > limits.json_bytes:
        raise PackageError(
            f"{file}: found more than {show_size(limits.json_bytes)} of JSON, expected less; "
            "next: raise the limit with --max-json if the file is meant to be this large"
        )


def _unambiguous(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        (twice, _), *_ = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"an object has two members {twice!r}, and programs differ in which they take: keep one")
    return members


def _no_constant(text: str) -> None:
    raise ValueError(f"{text} is not a JSON value")


def _check_depth(value: Any, file: str, limits: Limits) -> None:
    layer = [value]
    for _ in range(limits.depth + 1):
        layer = [
            child
            for node in layer
            if isinstance(node, dict | list)
            for child in (node.values() if isinstance(node, dict) else node)
        ]
        if not layer:
            return
    raise DocumentError(_too_deep(file, limits))


def _too_deep(file: str, limits: Limits) -> str:
    return (
        f"{file}: found JSON nested more than {limits.depth} deep, expected less; "
        "next: raise the limit with --max-depth if it is meant"
    )


# JSON pointers (RFC 6901), and the lines on which they stand.

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


@dataclass(slots=True)
class _Level:
    """One open object or list while the text is scanned."""

    pointer: str
    is_object: bool
    key: str | int = 0
    wants_key: bool = False


def escape_part(part: str | int) -> str:
    """Write one step of a pointer: `~` as `~0`, `/` as `~1`."""
    return str(part).replace("~", "~0").replace("/", "~1")


def join_pointer(pointer: str, *parts: str | int) -> str:
    """A pointer further down."""
    return pointer + "".join(f"/{escape_part(part)}" for part in parts)


def parent_pointer(pointer: str) -> str:
    """The pointer one step up; that of the document is itself."""
    return pointer.rpartition("/")[0]


def line_map(text: str) -> dict[str, int]:
    """Every pointer of a valid JSON text with its line, from 1: of a member the line of its key.

    One pass over the tokens without recursion, so that depth costs no stack.
    """
    lines: dict[str, int] = {"": 1}
    stack: list[_Level] = []
    line, seen = 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", seen, token.start())
        seen = token.start()
        _step(token.group(), line, stack, lines)
    return lines


def _step(text: str, line: int, stack: list[_Level], lines: dict[str, int]) -> None:
    top = stack[-1] if stack else None
    if text in "}]":
        stack.pop()
    elif text == ",":
        if top is not None and top.is_object:
            top.wants_key = True
        elif top is not None and isinstance(top.key, int):
            top.key += 1
    elif text == ":":
        return
    elif top is not None and top.wants_key:
        top.key, top.wants_key = _unquote(text), False
        lines[join_pointer(top.pointer, top.key)] = line
    else:
        pointer = join_pointer(top.pointer, top.key) if top is not None else ""
        lines.setdefault(pointer, line)
        if text in "{[":
            stack.append(_Level(pointer, text == "{", wants_key=text == "{"))


def _unquote(text: str) -> str:
    return str(json.loads(text, strict=False))
