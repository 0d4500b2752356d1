"""The layout of a package: the formats that its descriptor lists, and the columns that it withholds."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newsrows.records import Issue
from newsrows.schema import load_tables
from newsrows.schema.withheld import ARTICLE_TEXT, without_columns
from newsrows.validation.article_tables.layout import DATA, FORMATS, FileFormat, Layout, PublishedFile, resources_of
from newsrows.validation.csv_reader import read_header
from newsrows.validation.open_package import OpenPackage
from newsrows.validation.parquet_reader import UnreadableParquetError, read_schema
from newsrows.validation.registry import issue


def read_layout(package: OpenPackage, descriptor: Mapping[str, Any] | None) -> tuple[Layout, list[Issue]]:
    """The layout of a package, and what is wrong with the list of columns that it withholds.

    A column that may not be withheld, or that a file still has, counts as not withheld.

    Raises:
        PackageError: a file is a link that leaves the package.
    """
    formats = _formats(package.folder, descriptor or {})
    declared = (descriptor or {}).get("withheld", [])
    issues: list[Issue] = []
    withheld: list[str] = []
    for place in declared if isinstance(declared, list) else [declared]:
        found = next(_objections(package, place, formats), None)
        if found:
            message = f"found {found}; expected some of {', '.join(ARTICLE_TEXT)} that no file has"
            issues.append(issue(package.descriptor, "withheld-mismatch", message, column=str(place)))
        elif place not in withheld:
            withheld.append(place)
    return Layout(formats, tuple(withheld), without_columns(load_tables(), withheld)), issues


def _formats(folder: Path, descriptor: Mapping[str, Any]) -> tuple[FileFormat, ...]:
    """The formats of the tables that are listed; if none is, those of the files that exist; or else all."""
    tables = load_tables().values()
    listed = resources_of(descriptor)
    files = [PublishedFile(table, kind) for table in tables for kind in FORMATS]
    named = {file.format for file in files if file.resource in listed}
    named = named or {kind for kind in FORMATS if (folder / DATA / kind).is_dir()}
    return tuple(kind for kind in FORMATS if kind in named) or FORMATS


def _objections(package: OpenPackage, place: Any, formats: tuple[FileFormat, ...]) -> Iterator[str]:
    """Why a column does not count as withheld: it may not be withheld, or a file has it."""
    if place not in ARTICLE_TEXT:
        yield f"{place!r} withheld, which may not be"
        return
    table, _, column = place.partition(".")
    for kind in formats:
        file = PublishedFile(load_tables()[table], kind)
        if column in _columns(package.source.inside(file.path, file.label), kind):
            yield f"{place!r} withheld, which {file.label} has"


def _columns(path: Path, kind: FileFormat) -> tuple[str, ...]:
    """The columns of a file; none if it cannot be read."""
    try:
        return read_header(path) if kind == "csv" else tuple(read_schema(path).names)
    except (OSError, csv.Error, UnreadableParquetError):
        return ()
