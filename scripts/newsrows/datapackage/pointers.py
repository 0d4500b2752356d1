"""The line on which a JSON pointer (RFC 6901) stands."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


@dataclass(slots=True)
class _Level:
    """One open object or list while the text is scanned."""

    pointer: str
    is_object: bool
    key: str | int = 0
    wants_key: bool = False


def escape(part: str | int) -> str:
    """Write one step of a pointer: `~` as `~0`, `/` as `~1`."""
    return str(part).replace("~", "~0").replace("/", "~1")


def join(pointer: str, *parts: str | int) -> str:
    """A pointer further down."""
    return pointer + "".join(f"/{escape(part)}" for part in parts)


def parent(pointer: str) -> str:
    """The pointer one step up; that of the document is itself."""
    return pointer.rpartition("/")[0]


def line_map(text: str) -> dict[str, int]:
    """Every pointer of a valid JSON text with its line, from 1: of a member the line of its key.

    One pass over the tokens without recursion, so that depth costs no stack.
    """
    lines: dict[str, int] = {"": 1}
    stack: list[_Level] = []
    line, seen = 1, 0
    for found in TOKEN.finditer(text):
        line += text.count("\n", seen, found.start())
        seen = found.start()
        _step(found.group(), line, stack, lines)
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
        lines[join(top.pointer, top.key)] = line
    else:
        pointer = join(top.pointer, top.key) if top is not None else ""
        lines.setdefault(pointer, line)
        if text in "{[":
            stack.append(_Level(pointer, text == "{", wants_key=text == "{"))


def _unquote(text: str) -> str:
    return str(json.loads(text, strict=False))
