"""How a delimited text file is written: its encoding, delimiter, quotation marks, comments and header."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from charset_normalizer import from_bytes

from newsrows.records import PackageError

SAMPLE_BYTES = 1 << 20
_DELIMITERS = (",", ";", "\t", "|")
_CHUNK = 1 << 20
# Encodings of texts in Latin letters besides Unicode, the most likely first.
_WESTERN = ["cp1252", "mac_roman", "cp850"]


@dataclass(frozen=True, slots=True)
class TextDialect:
    """What the first rows of a file show, and what its bytes prove.

    Attributes:
        encoding: Python's name of the encoding.
        delimiter: what separates cells.
        comment_char: what begins the comment lines above the header; None if there are none.
        skip_initial_space: whether a space follows every delimiter.
        first_rows: the first rows, without comments.
    """

    encoding: str
    delimiter: str
    comment_char: str | None
    skip_initial_space: bool
    first_rows: tuple[tuple[str, ...], ...]

    def descriptor(self, *, has_header: bool, default: str) -> dict[str, Any]:
        """The properties of a dialect that differ from the defaults of the file's format."""
        written: dict[str, Any] = {}
        if self.delimiter != default:
            written["delimiter"] = self.delimiter
        if self.comment_char is not None:
            written["commentChar"] = self.comment_char
        if self.skip_initial_space:
            written["skipInitialSpace"] = True
        if not has_header:
            written["header"] = False
        return written


def text_dialect(file: Path, shown: str, *, default: str = ",") -> TextDialect:
    """Recognise the dialect of a file.

    Args:
        file: the file, which is not compressed.
        shown: its name in messages.
        default: the delimiter of files of its format, which a table of one column has.

    Raises:
        PackageError: it is not text, or its encoding cannot be recognised.
    """
    encoding = _encoding(file, shown)
    with file.open("rb") as stream:
        data = stream.read(SAMPLE_BYTES)
    cut = len(data) == SAMPLE_BYTES
    text = codecs.getincrementaldecoder(encoding)().decode(data, final=not cut).removeprefix("\ufeff")
    if "\0" in text:
        raise PackageError(f"{shown}: found NUL characters, expected text")
    lines = text.splitlines(keepends=True)
    lines = lines[:-1] if cut and len(lines) > 1 else lines
    comment = "#" if lines and lines[0].startswith("#") and not all(line.startswith("#") for line in lines) else None
    if comment is not None:
        lines = [line for line in lines if not line.startswith(comment)]
    delimiter = _delimiter(lines, default)
    rows = _rows(lines, delimiter)
    rests = [cell for row in rows for cell in row[1:] if cell]
    spaced = bool(rests) and all(cell.startswith(" ") for cell in rests)
    if spaced:
        rows = [[cell.removeprefix(" ") for cell in row] for row in rows]
    return TextDialect(encoding, delimiter, comment, spaced, tuple(tuple(row) for row in rows if row))


def _encoding(file: Path, shown: str) -> str:
    """UTF-8 if the whole file is; else what its byte-order mark says, or what charset-normalizer recognises."""
    with file.open("rb") as stream:
        start = stream.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with file.open("rb") as stream:
            while piece := stream.read(_CHUNK):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _other_encoding(file, shown)
    return "utf-8"


def _other_encoding(file: Path, shown: str) -> str:
    with file.open("rb") as stream:
        match = from_bytes(stream.read(8 * SAMPLE_BYTES), cp_isolation=_WESTERN).best()
    if match is None:
        raise PackageError(f"{shown}: found text in an unknown encoding, expected UTF-8; next: save it as UTF-8")
    return match.encoding


def _delimiter(lines: Sequence[str], default: str) -> str:
    """The delimiter by which the most rows have as many cells as the first one, of several the one that gives more."""
    scores = []
    for place, delimiter in enumerate(_DELIMITERS):
        widths = [len(row) for row in _rows(lines, delimiter) if row]
        if widths and widths[0] > 1:
            scores.append((widths.count(widths[0]) / len(widths), widths[0], -place, delimiter))
    return max(scores)[3] if scores else default


def _rows(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """The rows; those before the first one that is not CSV, if there is one."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows.extend(csv.reader(lines, delimiter=delimiter))
    return rows
