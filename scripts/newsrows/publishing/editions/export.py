"""Writes the requested editions of a package to one folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import polars as pl

from newsrows import atomic
from newsrows.progress import Progress, Silent
from newsrows.publishing.checksums import CHECKSUMS_PATH, checksums, write_checksums
from newsrows.publishing.editions.brat import BRAT_PATH, write_brat
from newsrows.publishing.editions.contents import Contents, read_contents
from newsrows.publishing.editions.croissant import CROISSANT_PATH, write_croissant
from newsrows.publishing.editions.duckdb_file import DUCKDB_PATH, write_duckdb
from newsrows.publishing.editions.excel import EXCEL_PATH, write_excel
from newsrows.publishing.editions.flat_csv import FLAT_PATHS, write_flat_csv
from newsrows.publishing.editions.json_lines import json_lines_path, write_json_lines
from newsrows.publishing.editions.label_studio import (
    LABEL_STUDIO_CONFIG_PATH,
    LABEL_STUDIO_PATH,
    write_label_studio,
)
from newsrows.publishing.editions.ownership import (
    earlier_checksums,
    refuse_foreign_editions,
    refuse_package_itself,
    refuse_remaining_text,
)
from newsrows.publishing.editions.sqlite_file import DATASETTE_PATH, SQLITE_PATH, write_sqlite
from newsrows.publishing.editions.web_annotation import WEB_ANNOTATION_PATH, write_web_annotation
from newsrows.publishing.editions.zip_file import ZIP_PATH, write_zip
from newsrows.publishing.errors import ExportError
from newsrows.publishing.layout import DATA, DESCRIPTOR, PACKAGE_FORMATS, TABLE_PATHS, PackageFormat
from newsrows.publishing.ownership import refuse_foreign_package
from newsrows.publishing.package import write_package
from newsrows.schema import load_tables
from newsrows.schema.withheld import ARTICLE_TEXT


@dataclass(frozen=True, slots=True)
class _Edition:
    """An edition: the paths of its files, the function that writes them, and the library that this needs, if any.

    `write` takes the package and a folder, and returns notes for the user. `extra` installs the library.
    """

    files: tuple[str, ...]
    write: Callable[[Contents, Path], list[str]]
    library: str = ""
    extra: str = ""


_EDITIONS: Mapping[str, _Edition] = {
    "sqlite": _Edition((SQLITE_PATH, DATASETTE_PATH), write_sqlite, "sqlite_utils", "sqlite"),
    "duckdb": _Edition((DUCKDB_PATH,), write_duckdb, "duckdb", "duckdb"),
    "xlsx": _Edition((EXCEL_PATH,), write_excel, "xlsxwriter", "xlsx"),
    "zip": _Edition((ZIP_PATH,), write_zip),
    "flat": _Edition(FLAT_PATHS, write_flat_csv),
    "jsonl": _Edition(tuple(json_lines_path(table) for table in load_tables()), write_json_lines),
    "web-annotation": _Edition((WEB_ANNOTATION_PATH,), write_web_annotation),
    "label-studio": _Edition((LABEL_STUDIO_PATH, LABEL_STUDIO_CONFIG_PATH), write_label_studio),
    "brat": _Edition((BRAT_PATH,), write_brat),
}
_CROISSANT = "croissant"
_SILENT: Final = Silent()
FORMATS: tuple[str, ...] = (*PACKAGE_FORMATS, *_EDITIONS, _CROISSANT)


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that an export wrote, in the order of writing, and notes that users should read."""

    files: tuple[Path, ...]
    notes: tuple[str, ...]


def export_editions(
    package: Path,
    to: Path,
    *,
    formats: Sequence[str] = PACKAGE_FORMATS,
    without_text: bool = False,
    progress: Progress = _SILENT,
) -> Exported:
    """Write editions of a package to the folder `to`, with a SHA256SUMS that covers them.

    The formats csv and parquet are the package itself: data/ and datapackage.json, which replace those in `to`. Earlier
    editions that are not requested remain. All files take their places at once, when every edition is complete. The
    same package and the same library versions give the same bytes, except in DuckDB, where only the rows are the same.

    Args:
        package: the folder of a valid package.
        to: where the editions go. It is made if it does not exist.
        formats: some of `FORMATS`, in any order.
        without_text: leave out the columns that hold sentences of the articles (`schema.withheld.ARTICLE_TEXT`).
        progress: is told what happens.

    Raises:
        ExportError: an edition cannot be written, is unknown, or needs a library that is not installed; or `package`
            itself would be replaced.
    """
    _check_formats(formats)
    package_formats = [name for name in PACKAGE_FORMATS if name in formats]
    refuse_package_itself(package, to, replaces_package=bool(package_formats))
    progress.step("reading the tables and writing the editions")
    contents = read_contents(package)
    if without_text:
        contents = contents.without(ARTICLE_TEXT)
    output = _output(formats, text_is_withheld=bool(contents.info.withheld))
    with atomic.replacing(to, output) as stage:
        editions = [edition for name, edition in _EDITIONS.items() if name in formats]
        counted = progress.items(editions, len(editions), "edition")
        notes = [note for edition in counted for note in _write_edition(edition, contents, stage)]
        with output.explain_errors(to):
            if package_formats:
                write_package(contents.frames, stage, info=contents.info, formats=package_formats)
            if _CROISSANT in formats:
                write_croissant(stage, stage)
            files = [*_package_files(package_formats), *sorted(_edition_files(formats))]
            earlier = earlier_checksums(to, replaces_package=bool(package_formats))
            write_checksums(stage, earlier | checksums(stage, files))
    return Exported(tuple(to / name for name in [*files, CHECKSUMS_PATH]), tuple(notes))


def _check_formats(formats: Sequence[str]) -> None:
    if not formats:
        raise ExportError(f"--format: found nothing, expected some of {', '.join(FORMATS)}")
    for name in formats:
        if name not in FORMATS:
            raise ExportError(f"--format: found {name!r}, expected some of {', '.join(FORMATS)}")
        if name in _EDITIONS:
            _check_library(name, _EDITIONS[name])
    if _CROISSANT in formats and not set(formats) & set(PACKAGE_FORMATS):
        raise ExportError("--format: found no csv or parquet, which croissant describes; next: add one of them")


def _check_library(name: str, edition: _Edition) -> None:
    if edition.library and find_spec(edition.library) is None:
        raise ExportError(
            f"the {name} edition needs {edition.library}, which is not installed; "
            f"next: pip install 'newsrows[{edition.extra}]'"
        )


def _output(formats: Sequence[str], *, text_is_withheld: bool) -> atomic.Output:
    """The editions of `formats` as `newsrows.atomic` replaces them."""
    files = _edition_files(formats)
    replaces_package = any(name in PACKAGE_FORMATS for name in formats)

    def refuse_foreign(folder: Path) -> None:
        if replaces_package:
            refuse_foreign_package(folder, option="--to")
        refuse_foreign_editions(folder, files, {*_edition_files(FORMATS), *_package_files(PACKAGE_FORMATS)})
        if text_is_withheld:
            refuse_remaining_text(folder, files, replaces_package=replaces_package)

    return atomic.Output(
        name="export",
        option="--to",
        error=ExportError,
        refuse_foreign=refuse_foreign,
        parts=lambda _stage: (*sorted(files), DATA, CHECKSUMS_PATH, DESCRIPTOR),
    )


def _write_edition(edition: _Edition, contents: Contents, folder: Path) -> list[str]:
    try:
        return edition.write(contents, folder)
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ExportError(
            f"{edition.files[0]}: it cannot be written ({reason}), and the folder is unchanged; "
            "next: check space and permissions, or name another folder with --to"
        ) from error


def _edition_files(formats: Sequence[str]) -> list[str]:
    """The paths of the editions' files, without those of the package."""
    files = [file for name, edition in _EDITIONS.items() if name in formats for file in edition.files]
    return [*files, *([CROISSANT_PATH] if _CROISSANT in formats else [])]


def _package_files(formats: Sequence[PackageFormat]) -> list[str]:
    """The paths of the package's files: the descriptor, then each table in each format."""
    files = [TABLE_PATHS[name](table) for table in load_tables() for name in PACKAGE_FORMATS if name in formats]
    return [DESCRIPTOR, *files] if files else []
