"""JSON files, read with care: what is unreadable, ambiguous or too large is refused."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from newsrows.diff import pointers
from newsrows.diff.refused import CannotCompareError, Limits, show_size


@dataclass(frozen=True, eq=False)
class Document:
    """One JSON file: the name that people know it by, its text, its value."""

    file: str
    text: str
    value: Any
    _lines: dict[str, int] = field(default_factory=dict)

    def line(self, pointer: str) -> int:
        """Line of a pointer, from 1; of the nearest thing around it, if it stands nowhere."""
        if not self._lines:
            self._lines.update(pointers.line_map(self.text))
        while pointer and pointer not in self._lines:
            pointer = pointers.parent(pointer)
        return self._lines.get(pointer, 1)


@dataclass(frozen=True)
class Origin:
    """Where a thing stands: a document and a pointer into it."""

    document: Document
    pointer: str = ""

    @property
    def file(self) -> str:
        """Name of the file."""
        return self.document.file

    @property
    def line(self) -> int:
        """Line in the file, from 1."""
        return self.document.line(self.pointer)

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"

    def down(self, *parts: str | int) -> Origin:
        """The origin of something below this one."""
        return Origin(self.document, pointers.join(self.pointer, *parts))


def parse_document(data: bytes, file: str, limits: Limits) -> Document:
    """Read a JSON file.

    Raises:
        CannotCompareError: if it is too large or too deep, not UTF-8, not JSON, or names a member twice in an object.
    """
    if len(data) > limits.json_bytes:
        raise CannotCompareError(
            f"{file}: more than {show_size(limits.json_bytes)} of JSON; a descriptor is small. "
            "If this one is meant, raise the limit with --max-json"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotCompareError(f"{file}: not UTF-8 at byte {error.start}; JSON is UTF-8 (RFC 8259)") from None
    try:
        value = json.loads(text, object_pairs_hook=_unambiguous, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair could not be shown
    except RecursionError:
        raise CannotCompareError(_too_deep(file, limits)) from None
    except json.JSONDecodeError as error:
        raise CannotCompareError(
            f"{file}, line {error.lineno}, column {error.colno}: not JSON: {error.msg}; nothing was compared"
        ) from None
    except ValueError as error:
        raise CannotCompareError(f"{file}: {error}") from None
    _check_depth(value, file, limits)
    return Document(file, text, value)


def _unambiguous(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"an object has two members {twice!r}, and programs differ in which they take: keep one")
    return members


def _no_constant(text: str) -> None:
    raise ValueError(f"{text} is no JSON value")


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
    raise CannotCompareError(_too_deep(file, limits))


def _too_deep(file: str, limits: Limits) -> str:
    return f"{file}: nested more than {limits.depth} deep; no descriptor is. Raise --max-depth if it is meant"
