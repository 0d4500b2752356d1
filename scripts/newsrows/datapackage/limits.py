"""Limits on what is read of a package that anybody may have made: how much, and nothing outside its folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from newsrows.records import PackageError

# So many bytes of a table, after unpacking, are held at a time.
SLICE_BYTES = 1 << 27
# Units in lower case; decimal, as file sizes usually are.
UNITS = {"": 1, "b": 1, "k": 10**3, "kb": 10**3, "m": 10**6, "mb": 10**6, "g": 10**9, "gb": 10**9, "tb": 10**12}
_SIZE = re.compile(r"\s*([0-9]{1,12})\s*([a-z]*)\s*", re.IGNORECASE)
# 'https://...', and schemes that need no //. Any other name with a colon is a path: 'C:/t.csv', 'Rain: 2024.csv'.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://|(?:file|data|mailto|javascript):(?=\S)")


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read: bytes per JSON file, bytes after unpacking, files per folder or zip file, JSON nesting."""

    json_bytes: int = 16 * 10**6
    unpacked_bytes: int = 8 * 10**9
    files: int = 10_000
    depth: int = 64


def parse_size(text: str) -> int:
    """Read `16MB`, `4 gb` or `1000000` as a number of bytes (decimal units).

    Raises:
        PackageError: the text is not such a size.
    """
    match = _SIZE.fullmatch(text)
    if match is None or match[2].lower() not in UNITS:
        raise PackageError(f"found the limit {text!r}, expected a size such as 16MB or 4GB")
    return int(match[1]) * UNITS[match[2].lower()]


def show_size(size: int) -> str:
    """Write a number of bytes for people: `16 MB`."""
    for unit in ("TB", "GB", "MB", "kB"):
        scale = UNITS[unit.lower()]
        if size >= scale:
            return f"{size / scale:.3g} {unit}"
    return f"{size} bytes"


def is_url(path: str) -> bool:
    """Whether a path is a web address: 'https://example.org/t.csv'."""
    return _SCHEME.match(path) is not None


def stays_inside(path: str) -> bool:
    """Whether a path stays below the folder that it starts from, on every operating system."""
    pure = PurePosixPath(path)
    return pure.parts != () and not (pure.is_absolute() or ".." in pure.parts or "\\" in path or "\0" in path)
