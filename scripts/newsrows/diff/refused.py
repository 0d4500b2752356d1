"""What makes a comparison impossible, and the limits that a user can raise."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNITS = {"": 1, "b": 1, "k": 10**3, "kb": 10**3, "m": 10**6, "mb": 10**6, "g": 10**9, "gb": 10**9, "tb": 10**12}
SIZE = re.compile(r"\s*([0-9]{1,12})\s*([a-z]*)\s*", re.IGNORECASE)


class CannotCompareError(Exception):
    """The two sides cannot be compared; the message says where, what was found, what was expected, what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most. Sizes in bytes; `depth` counts nested JSON objects and lists."""

    json_bytes: int = 16 * 10**6
    unpacked_bytes: int = 8 * 10**9
    files: int = 10_000
    depth: int = 64


def parse_size(text: str) -> int:
    """Read `16MB`, `4 gb` or `1000000` as a number of bytes (decimal units).

    Raises:
        ValueError: if the text is no such size.
    """
    found = SIZE.fullmatch(text)
    if found is None or found[2].lower() not in UNITS:
        raise ValueError(f"expected a size such as 16MB or 4GB, found {text!r}")
    return int(found[1]) * UNITS[found[2].lower()]


def show_size(size: int) -> str:
    """Write a number of bytes for people: `16 MB`."""
    for unit in ("TB", "GB", "MB", "kB"):
        scale = UNITS[unit.lower()]
        if size >= scale:
            return f"{size / scale:.3g} {unit}"
    return f"{size} bytes"
