"""metadata.csv: what is known of the articles beside it, one row an article."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from newsrows.read.decode import decode
from newsrows.read.errors import BadFileError, need
from newsrows.read.files import METADATA_NAME
from newsrows.read.metadata import KEYS, Metadata, read_metadata
from newsrows.read.sources import RemoteFile
from newsrows.read.suffixes import READABLE, is_readable
from newsrows.records import Rejected

_FILE_NAME = "file_name"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row under its number in the file: the header is row 1. `surplus` are cells without a header."""

    number: int
    cells: Mapping[str, str]
    surplus: Sequence[str]


def read_metadata_files(paths: Sequence[Path | str]) -> tuple[dict[str, Metadata], list[Rejected]]:
    """What the metadata.csv files at `paths` say of articles, by `SourceFile.key`, and the rows that are no use.

    A file's column file_name is relative to its own folder; of the others, those that newsrows knows are used. A row
    that is wrong is left out as a whole.
    """
    known: dict[str, Metadata] = {}
    places: dict[str, str] = {}
    rejected: list[Rejected] = []
    for path in paths:
        folder = _LocalFolder(path.parent) if isinstance(path, Path) else _RemoteFolder(path.rpartition("/")[0])
        try:
            rows = list(_rows(folder.read(METADATA_NAME)))
        except BadFileError as error:
            rejected.append(Rejected(str(path), f"{error} (nothing in it was used)"))
            continue
        for row in rows:
            try:
                article, metadata = _read_row(row, folder, places)
            except BadFileError as error:
                rejected.append(Rejected(str(path), f"row {row.number} (the header is row 1): {error}"))
            else:
                known[article], places[article] = metadata, f"{path}, row {row.number}"
    return known, rejected


@dataclass(frozen=True, slots=True)
class _LocalFolder:
    path: Path

    def __str__(self) -> str:
        return str(self.path)

    def read(self, name: str) -> bytes:
        try:
            return (self.path / name).read_bytes()
        except OSError as error:
            raise BadFileError(f"cannot be read ({error.strerror}); next: check its permissions") from error

    def key(self, name: str) -> str | None:
        """The key of the file of that name; None if there is none."""
        path = self.path / name
        return os.path.realpath(path) if os.path.isfile(path) else None  # noqa: PTH113  Path.is_file may raise


@dataclass(frozen=True, slots=True)
class _RemoteFolder:
    url: str

    def __str__(self) -> str:
        return self.url

    def read(self, name: str) -> bytes:
        with RemoteFile(f"{self.url}/{name}", name).open() as stream:
            return stream.read()

    def key(self, name: str) -> str | None:
        """The key of the file of that name; None if there is none."""
        filesystem, path = need("fsspec.core", "remote").url_to_fs(f"{self.url}/{name}")
        return f"{self.url}/{name}" if filesystem.isfile(path) else None


def _rows(data: bytes) -> Iterator[_Row]:
    """The rows that are not empty."""
    text, _ = decode(data)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise BadFileError(f"line {reader.line_num}: found no valid CSV ({error}); next: correct the line") from error
    header = [name.strip().lower() for name in rows[0]] if rows else []
    _check_header(header)
    for number, cells in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in cells):
            surplus = [cell for cell in cells[len(header) :] if cell.strip()]  # spreadsheets add empty ones
            yield _Row(number, dict(zip(header, cells, strict=False)), surplus)


def _check_header(header: Sequence[str]) -> None:
    columns = f"{_FILE_NAME}, title, publisher, published_on, url"
    if _FILE_NAME not in header:
        raise BadFileError(
            f"row 1: found no column {_FILE_NAME} (found {', '.join(header) or 'nothing'}), expected {columns} "
            "with commas between them; next: correct the header"
        )
    if twice := [name for name in header if name and header.count(name) > 1]:
        raise BadFileError(f"row 1: found the column {twice[0]} twice; next: remove one")
    missing = [name for name in (_FILE_NAME, *KEYS) if name not in header]
    for name in header:
        if name not in {_FILE_NAME, *KEYS} and (meant := get_close_matches(name, missing, n=1)):
            raise BadFileError(f"row 1: found the column {name!r}, expected {meant[0]}; next: correct the header")


def _read_row(row: _Row, folder: _LocalFolder | _RemoteFolder, places: Mapping[str, str]) -> tuple[str, Metadata]:
    if row.surplus:
        raise BadFileError(
            f"found more cells than the header has ({', '.join(row.surplus)}); "
            "next: put values that hold a comma in quotation marks"
        )
    name = row.cells.get(_FILE_NAME, "").strip().replace("\\", "/")
    if not name:
        raise BadFileError(f"found no {_FILE_NAME}; next: fill it in or remove the row")
    article = folder.key(name)
    if article is None:
        raise BadFileError(f"found no file {name!r} in {folder}; next: correct the name or remove the row")
    if not is_readable(name):
        raise BadFileError(f"{name!r} is no article, expected {READABLE}; next: remove the row")
    if article in places:
        raise BadFileError(f"{name!r} was described before, in {places[article]}; next: remove one of the rows")
    return article, read_metadata(row.cells)
