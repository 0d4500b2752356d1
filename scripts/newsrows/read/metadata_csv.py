"""metadata.csv: what is known of the articles beside it, one row an article."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from newsrows.read.decode import decode
from newsrows.read.errors import BadFileError
from newsrows.read.metadata import KEYS, Metadata, read_metadata
from newsrows.read.metadata_folders import MetadataFolder
from newsrows.read.suffixes import READABLE, is_readable
from newsrows.records import Rejected

METADATA_NAME = "metadata.csv"
_FILE_NAME = "file_name"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row under its number in the file: the header is row 1. `surplus` are cells without a header."""

    number: int
    cells: Mapping[str, str]
    surplus: Sequence[str]


def read_metadata_files(folders: Iterable[MetadataFolder]) -> tuple[dict[str, Metadata], list[Rejected]]:
    """What the metadata.csv in each of `folders` says of articles, by their keys, and the rows that are no use.

    A file's column file_name is relative to its own folder; of the others, those that newsrows knows are used. A row
    that is wrong is left out as a whole.
    """
    known: dict[str, Metadata] = {}
    places: dict[str, str] = {}
    rejected: list[Rejected] = []
    for folder in folders:
        shown = folder.shown(METADATA_NAME)
        try:
            rows = list(_rows(folder.read(METADATA_NAME)))
        except BadFileError as error:
            rejected.append(Rejected(shown, f"{error} (nothing in it was used)"))
            continue
        for row in rows:
            try:
                article, metadata = _read_row(row, folder, places)
            except BadFileError as error:
                rejected.append(Rejected(shown, f"row {row.number} (the header is row 1): {error}"))
            else:
                known[article], places[article] = metadata, f"{shown}, row {row.number}"
    return known, rejected


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


def _read_row(row: _Row, folder: MetadataFolder, places: Mapping[str, str]) -> tuple[str, Metadata]:
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
