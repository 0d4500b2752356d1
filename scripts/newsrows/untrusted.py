"""What is read of a package that anybody may have made: how much at most, and nothing outside of its folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

# By names in small letters; decimal, as sizes of files are told.
UNITS = {"": 1, "b": 1, "k": 10**3, "kb": 10**3, "m": 10**6, "mb": 10**6, "g": 10**9, "gb": 10**9, "tb": 10**12}
_SIZE = re.compile(r"\s*([0-9]{1,12})\s*([a-z]*)\s*", re.IGNORECASE)
# Two letters at least: 'C:' is a drive.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most: bytes of JSON a file, bytes unpacked in all, files in a folder or zip file."""

    json_bytes: int = 16 * 10**6
    unpacked_bytes: int = 8 * 10**9
    files: int = 10_000


def parse_size(text: str) -> int:
    """Read `16MB`, `4 gb` or `1000000` as a number of bytes (decimal units).

    Raises:
        ValueError: the text is no such size.
    """
    found = _SIZE.fullmatch(text)
    if found is None or found[2].lower() not in UNITS:
        raise ValueError(f"expected a size such as 16MB or 4GB, found {text!r}")
    return int(found[1]) * UNITS[found[2].lower()]


def is_url(path: str) -> bool:
    """Whether a path leads into the net: 'https://example.org/t.csv'."""
    return _SCHEME.match(path) is not None


def stays_inside(path: str) -> bool:
    """Whether a path stays below the folder that it starts from, on whatever system it is read."""
    pure = PurePosixPath(path)
    return pure.parts != () and not (pure.is_absolute() or ".." in pure.parts or "\\" in path or "\0" in path)
