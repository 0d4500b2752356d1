"""What makes a comparison impossible, and the limits that a user can raise."""

from __future__ import annotations

from dataclasses import dataclass

from newsrows import untrusted


class CannotCompareError(Exception):
    """The two sides cannot be compared; the message says where, what was found, what was expected, what to do."""


@dataclass(frozen=True, slots=True)
class Limits(untrusted.Limits):
    """What is read at most; `depth` counts nested JSON objects and lists."""

    depth: int = 64


def show_size(size: int) -> str:
    """Write a number of bytes for people: `16 MB`."""
    for unit in ("TB", "GB", "MB", "kB"):
        scale = untrusted.UNITS[unit.lower()]
        if size >= scale:
            return f"{size / scale:.3g} {unit}"
    return f"{size} bytes"
