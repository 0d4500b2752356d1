"""Reads metadata.csv: the metadata of the articles in its folder, one row per article."""

from __future__ import annotations

import csv
import io
import os
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Protocol

from newsrows.filesystems import connect
from newsrows.records import Rejected
from newsrows.regular_files import RefusedFileError, read_regular
from newsrows.sources.encoding import decode
from newsrows.sources.errors import BadFileError, ReadError
from newsrows.sources.formats.delimited import SEPARATORS
from newsrows.sources.locate.streams import RemoteFile
from newsrows.sources.locate.suffixes import READABLE, is_readable
from newsrows.sources.metadata.fields import METADATA_KEYS, Metadata, read_metadata
from newsrows.sources.omissions import Omissions
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import InputFile

METADATA_NAME = "metadata.csv"
_FILE_NAME = "file_name"
# Spreadsheets have more columns than are needed, but not thousands.
_MAX_COLUMNS = 1_000
_NAMED_COLUMNS = 12
# How many bad rows of a file are listed one by one.
_MAX_BAD_ROWS = 1_000
_COLUMNS = (_FILE_NAME, *METADATA_KEYS)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its number in the file (the header is row 1); `surplus` are cells without a header."""

    number: int
    cells: Mapping[str, str]
    surplus: Sequence[str]


def read_metadata_files(
    folders: Iterable[MetadataFolder], omissions: Omissions
) -> tuple[dict[str, Metadata], list[Rejected]]:
    """Return the metadata of articles by key from the metadata.csv in each of `folders`, and the rejected rows.

    The column file_name is relative to the folder of the file. Unknown columns are ignored, and their names are
    added to `omissions`. A row with an error is rejected completely.
    """
    metadata_by_key: dict[str, Metadata] = {}
    places: dict[str, str] = {}
    rejected: list[Rejected] = []
    for folder in folders:
        shown = folder.shown(METADATA_NAME)
        bad_rows = 0
        try:
            text = decode(folder.read(METADATA_NAME))[0]
            separator = _separator(text)
            for _ in _rows(text, separator):  # a file that is damaged anywhere is not used at all
                pass
        except BadFileError as error:
            rejected.append(Rejected(shown, f"{error} (nothing in it was used)"))
            continue
        if unknown := _unknown_columns(text, separator):
            omissions.ignore_columns(shown, unknown)
        for row in _rows(text, separator):
            try:
                article, metadata = _read_row(row, folder, places)
            except BadFileError as error:
                bad_rows += 1
                if bad_rows <= _MAX_BAD_ROWS:
                    rejected.append(Rejected(shown, f"row {row.number} (the header is row 1): {error}"))
            else:
                metadata_by_key[article], places[article] = metadata, f"{shown}, row {row.number}"
        if bad_rows > _MAX_BAD_ROWS:
            rejected.append(Rejected(shown, f"found {bad_rows - _MAX_BAD_ROWS:,} more rows that cannot be used"))
    return metadata_by_key, rejected


def _separator(text: str) -> str:
    """Return the separator of the cells, which the header shows: the one that makes most of its cells known columns."""
    header = text.partition("\n")[0]
    return max(SEPARATORS, key=lambda separator: _known_columns(header, separator))


def _known_columns(header: str, separator: str) -> int:
    try:
        names = next(csv.reader([header], delimiter=separator), [])
    except csv.Error:  # a cell that is too long
        return 0
    return sum(name.strip().lower() in _COLUMNS for name in names)


def _unknown_columns(text: str, separator: str) -> tuple[str, ...]:
    """Return the names of the columns that are not used, as they are written."""
    names = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    return tuple(name.strip() for name in names if name.strip() and name.strip().lower() not in _COLUMNS)


def _rows(text: str, separator: str) -> Iterator[_Row]:
    """Yield the rows that are not empty.

    Raises:
        BadFileError: the header is wrong, or the text is not CSV.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        _check_header(header)
        for number, cells in enumerate(reader, 2):
            if row := _row(number, cells, header):
                yield row
    except csv.Error as error:
        raise BadFileError(f"line {reader.line_num}: found no valid CSV ({error}); next: correct the line") from error


def _row(number: int, cells: Sequence[str], header: Sequence[str]) -> _Row | None:
    """Return a row with the columns that are used; None if it is empty."""
    if not any(cell.strip() for cell in cells):
        return None
    used = {name: cell for name, cell in zip(header, cells, strict=False) if name in _COLUMNS}
    surplus = (cell for cell in islice(cells, len(header), None) if cell.strip())  # spreadsheets add empty cells
    return _Row(number, used, tuple(islice(surplus, _NAMED_COLUMNS)))


def _check_header(header: Sequence[str]) -> None:
    columns = f"{_FILE_NAME}, title, publisher, authors, section, published_on, url"
    if len(header) > _MAX_COLUMNS:
        raise BadFileError(
            f"row 1: found {len(header):,} columns, expected at most {_MAX_COLUMNS:,}; next: keep only {columns}"
        )
    if _FILE_NAME not in header:
        named = ", ".join(header[:_NAMED_COLUMNS]) + (", ..." if len(header) > _NAMED_COLUMNS else "")
        raise BadFileError(
            f"row 1: found no column {_FILE_NAME} (found {named or 'nothing'}), expected {columns} "
            "with commas, semicolons or tabs between them; next: correct the header"
        )
    counts = Counter(header)
    if duplicates := [name for name in header if name and counts[name] > 1]:
        raise BadFileError(f"row 1: found the column {duplicates[0]} twice; next: remove one")
    missing = [name for name in _COLUMNS if name not in counts]
    for name in counts:
        if name not in _COLUMNS and (similar := get_close_matches(name, missing, n=1)):
            raise BadFileError(f"row 1: found the column {name!r}, expected {similar[0]}; next: correct the header")


def _read_row(row: _Row, folder: MetadataFolder, places: Mapping[str, str]) -> tuple[str, Metadata]:
    if row.surplus:
        raise BadFileError(
            f"found more cells than the header has ({', '.join(row.surplus)}); "
            "next: put values that hold a separator in quotation marks"
        )
    name = row.cells.get(_FILE_NAME, "").strip().replace("\\", "/")
    if not name:
        raise BadFileError(f"found no {_FILE_NAME}; next: fill it in or remove the row")
    article = folder.key(name)
    if article is None:
        raise BadFileError(f"found no file {name!r} in {folder}; next: correct the name or remove the row")
    if not is_readable(name):
        raise BadFileError(f"found {name!r}, expected an article ({READABLE}); next: remove the row")
    if article in places:
        raise BadFileError(f"{name!r} was described before, in {places[article]}; next: remove one of the rows")
    return article, read_metadata(row.cells)


class MetadataFolder(Protocol):
    """A folder with a metadata.csv: on this machine, at a URL or in a zip; `str` is its name for messages."""

    def read(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            BadFileError: the file cannot be read.
        """

    def shown(self, name: str) -> str:
        """Return the name of a file for messages."""

    def key(self, name: str) -> str | None:
        """Return the key of a file, which is the same under all its names; None if the file does not exist."""


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder on this machine; the size of its metadata.csv is limited by `options`."""

    path: Path
    options: ReadOptions

    def __str__(self) -> str:
        return str(self.path)

    def read(self, name: str) -> bytes:
        """See `MetadataFolder`."""
        path, limit = self.path / name, self.options.max_metadata_bytes
        try:
            if path.stat().st_size > limit:
                raise BadFileError(self.options.too_much_metadata())
            return read_regular(path, limit)
        except RefusedFileError as error:
            raise BadFileError(f"{error.strerror}; next: remove it") from error
        except OSError as error:
            raise BadFileError(f"cannot be read ({error.strerror}); next: check its permissions") from error

    def shown(self, name: str) -> str:
        """See `MetadataFolder`."""
        return str(self.path / name)

    def key(self, name: str) -> str | None:
        """See `MetadataFolder`; the same as `LocalFile.key`."""
        path = self.path / name
        return os.path.realpath(path) if os.path.isfile(path) else None  # noqa: PTH113  Path.is_file may raise


@dataclass(frozen=True, slots=True)
class RemoteFolder:
    """A folder at a URL; the size of its metadata.csv is limited by `options`."""

    url: str
    options: ReadOptions

    def __str__(self) -> str:
        return self.url

    def read(self, name: str) -> bytes:
        """See `MetadataFolder`."""
        limit = self.options.max_metadata_bytes
        with RemoteFile(self.shown(name), name).open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise BadFileError(self.options.too_much_metadata())
        return data

    def shown(self, name: str) -> str:
        """See `MetadataFolder`."""
        return f"{self.url}/{name}"

    def key(self, name: str) -> str | None:
        """See `MetadataFolder`; the same as `RemoteFile.key`."""
        filesystem, path = connect(self.shown(name), ReadError)
        return self.shown(name) if filesystem.isfile(path) else None


@dataclass(frozen=True, slots=True)
class ArchiveFolder:
    """A folder in a zip; `members` are all files of the zip by `InputFile.file_name`, which begin with `path`."""

    path: str
    members: Mapping[str, InputFile]
    options: ReadOptions

    def __str__(self) -> str:
        return self.path

    def read(self, name: str) -> bytes:
        """See `MetadataFolder`."""
        return self.members[f"{self.path}/{name}"].read(self.options)

    def shown(self, name: str) -> str:
        """See `MetadataFolder`."""
        return self.members[f"{self.path}/{name}"].shown

    def key(self, name: str) -> str | None:
        """See `MetadataFolder`; the same as `InputFile.file_name`."""
        path = posixpath.normpath(f"{self.path}/{name}")
        return path if path in self.members else None
