"""The editions that are asked for, written to one folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import polars as pl

from newsrows.publishing.atomic import check_folder
from newsrows.publishing.editions.contents import Contents, read_contents
from newsrows.publishing.editions.croissant import CROISSANT_PATH, write_croissant
from newsrows.publishing.editions.duckdb_file import DUCKDB_PATH, write_duckdb
from newsrows.publishing.editions.excel import EXCEL_PATH, write_excel
from newsrows.publishing.editions.json_lines import json_lines_path, write_json_lines
from newsrows.publishing.editions.sqlite_file import DATASETTE_PATH, SQLITE_PATH, write_sqlite
from newsrows.publishing.editions.staging import publish, refuse_foreign, refuse_leftovers, stage
from newsrows.publishing.editions.zip_file import ZIP_PATH, write_zip
from newsrows.publishing.errors import ExportError, explained
from newsrows.publishing.layout import DESCRIPTOR, PACKAGE_FORMATS, csv_path, parquet_path
from newsrows.publishing.package import export_package
from newsrows.schema import load_tables
from newsrows.schema.withheld import ARTICLE_TEXT


@dataclass(frozen=True, slots=True)
class _Edition:
    """A format: the files that it consists of, what writes them, and the library that this takes."""

    files: tuple[str, ...]
    write: Callable[[Contents, Path], list[str]]
    library: str = ""
    extra: str = ""


_EDITIONS: Mapping[str, _Edition] = {
    "sqlite": _Edition((SQLITE_PATH, DATASETTE_PATH), write_sqlite, "sqlite_utils", "sqlite"),
    "duckdb": _Edition((DUCKDB_PATH,), write_duckdb, "duckdb", "duckdb"),
    "xlsx": _Edition((EXCEL_PATH,), write_excel, "xlsxwriter", "xlsx"),
    "zip": _Edition((ZIP_PATH,), write_zip),
    "jsonl": _Edition(tuple(json_lines_path(table) for table in load_tables()), write_json_lines),
}
_CROISSANT = "croissant"
FORMATS: tuple[str, ...] = (*PACKAGE_FORMATS, *_EDITIONS, _CROISSANT)


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote, in the order of writing, and what users should know of it."""

    files: tuple[Path, ...]
    notes: tuple[str, ...]


def export_editions(
    package: Path, to: Path, *, formats: Sequence[str] = PACKAGE_FORMATS, without_text: bool = False
) -> Exported:
    """Write editions of a package to the folder `to`, with SHA256SUMS over them.

    csv and parquet are the package itself: data/ and datapackage.json, which replace those in `to` whole. All other
    files are written beside these; editions that were there and are not asked for stay. Every edition is complete
    before the first one takes its place. With the same libraries the same package gives the same bytes, but for DuckDB,
    of which only the rows are promised.

    Args:
        package: the folder of a valid package.
        to: where the editions go; it is made if it does not exist.
        formats: some of `FORMATS`, in any order.
        without_text: leave out the columns that hold the articles' own sentences (`schema.withheld.ARTICLE_TEXT`).

    Raises:
        ExportError: an edition cannot be written, is unknown, or needs a library that is not installed.
    """
    _check(formats)
    contents = read_contents(package)
    if without_text:
        contents = contents.without(ARTICLE_TEXT)
    chosen = [name for name in PACKAGE_FORMATS if name in formats]
    if chosen:
        check_folder(to)
    with stage(to) as files:
        with explained(to):
            refuse_foreign(to, _files(formats), {*_files(FORMATS), *_package_files(PACKAGE_FORMATS)})
            if contents.info.withheld:
                refuse_leftovers(to, _files(formats), package=bool(chosen))
        editions = [edition for name, edition in _EDITIONS.items() if name in formats]
        notes = [note for edition in editions for note in _write(edition, contents, files)]
        if chosen:
            export_package(contents.frames, to, info=contents.info, formats=chosen)
        with explained(to):
            if _CROISSANT in formats:
                write_croissant(to, files)
            published = publish(files, to, _package_files(chosen))
    return Exported(tuple(to / name for name in [*_package_files(chosen), *published]), tuple(notes))


def _check(formats: Sequence[str]) -> None:
    if not formats:
        raise ExportError(f"--format: found nothing, expected some of {', '.join(FORMATS)}")
    for name in formats:
        if name not in FORMATS:
            raise ExportError(f"--format: found {name!r}, expected some of {', '.join(FORMATS)}")
        if name in _EDITIONS and (library := _EDITIONS[name].library):
            require(library, extra=_EDITIONS[name].extra, edition=name)
    if _CROISSANT in formats and not set(formats) & set(PACKAGE_FORMATS):
        raise ExportError("--format: found no csv or parquet, which croissant describes; next: add one of them")


def _write(edition: _Edition, contents: Contents, files: Path) -> list[str]:
    try:
        return edition.write(contents, files)
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ExportError(
            f"{edition.files[0]}: it cannot be written ({reason}), and what was there is as it was; "
            "next: check space and permissions, or name another folder with --to"
        ) from error


def _files(formats: Sequence[str]) -> list[str]:
    """The files of editions, without those of the package."""
    listed = [file for name, edition in _EDITIONS.items() if name in formats for file in edition.files]
    return [*listed, *([CROISSANT_PATH] if _CROISSANT in formats else [])]


def _package_files(formats: Sequence[str]) -> list[str]:
    paths = {"csv": csv_path, "parquet": parquet_path}
    listed = [paths[name](table) for table in load_tables() for name in PACKAGE_FORMATS if name in formats]
    return [DESCRIPTOR, *listed] if listed else []


# Libraries that only one edition needs.


def require(library: str, *, extra: str, edition: str) -> None:
    """Stop where `library`, which the extra `extra` installs, is not there.

    Raises:
        ExportError: it is not.
    """
    if find_spec(library) is None:
        raise ExportError(
            f"the {edition} edition needs {library}, which is not installed; next: pip install 'newsrows[{extra}]'"
        )
