"""A whole package: every table as CSV and Parquet, and the descriptor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from newsrows.publishing.atomic import replacing
from newsrows.publishing.descriptor import PackageInfo, describe, publishers
from newsrows.publishing.errors import ExportError, explained
from newsrows.publishing.layout import DESCRIPTOR, PACKAGE_FORMATS, PackageFormat, csv_path, parquet_path
from newsrows.publishing.tables import Rows, write_table
from newsrows.schema import load_tables
from newsrows.schema.withheld import without_columns

_PATHS: Mapping[PackageFormat, Callable[[str], str]] = {"csv": csv_path, "parquet": parquet_path}


def export_package(
    tables: Mapping[str, Rows],
    folder: Path,
    *,
    info: PackageInfo | None = None,
    check: Callable[[Path], None] | None = None,
    formats: Sequence[PackageFormat] = PACKAGE_FORMATS,
) -> dict[str, int]:
    """Put a package into `folder`, whole or not at all: data/csv/, data/parquet/ and datapackage.json.

    The same tables give the same bytes.

    Args:
        tables: the rows of all tables, by name, as schemas/ has them, in their final order.
        folder: where data/ and datapackage.json go; it is made if it does not exist. An older package is replaced.
        info: what the descriptor says of the package as a whole; without sources, the articles' publishers are named.
        check: judges the package where it was written, before it is published; raises what is to stop it.
        formats: in which formats the tables are written.

    Returns:
        The rows of each table.

    Raises:
        ExportError: the package cannot be written; what was in `folder` is as it was.
        Exception: whatever `check` raises, likewise.
    """
    with replacing(folder) as stage:
        with explained(folder):
            rows = write_package(tables, stage, info=info or PackageInfo(), formats=formats)
        if check is not None:
            check(stage)
    return rows


def write_package(
    tables: Mapping[str, Rows],
    folder: Path,
    *,
    info: PackageInfo,
    formats: Sequence[PackageFormat] = PACKAGE_FORMATS,
) -> dict[str, int]:
    """Write the files of a package to `folder`, which holds none yet; returns the rows of each table.

    Raises:
        ExportError: a table is missing or does not fit its schema, which is that of schemas/ without what `info` says
            is withheld.
        OSError: a file cannot be written.
    """
    schemas = without_columns(load_tables(), info.withheld)
    if missing := [name for name in schemas if name not in tables]:
        raise ExportError(f"found no table {missing[0]}, expected {', '.join(schemas)}; next: report it as an error")
    named = _Publishers()
    rows: dict[str, int] = {}
    for name, table in schemas.items():
        paths = {kind: _made(folder / path(name)) for kind, path in _PATHS.items() if kind in formats}
        found = named.seen(tables[name]) if name == "articles" else tables[name]
        try:
            rows[name] = write_table(found, table, paths, version=info.version)
        except pl.exceptions.PolarsError as error:
            raise ExportError(f"table {name}: it cannot be written ({error}); next: check the space on disk") from error
    if not info.sources:
        info = replace(info, sources=publishers(named.counts))
    (folder / DESCRIPTOR).write_text(describe(folder, schemas, rows, info, formats), "utf-8", newline="\n")
    return rows


@dataclass(frozen=True, slots=True)
class _Publishers:
    """How many articles each publisher has, counted while they pass."""

    counts: Counter[str | None] = field(default_factory=Counter)

    def seen(self, articles: Rows) -> Iterator[pl.DataFrame]:
        for frame in [articles] if isinstance(articles, pl.DataFrame) else articles:
            if "publisher" in frame.columns:
                self.counts.update(dict(frame.group_by("publisher").len().iter_rows()))
            yield frame


def _made(path: Path) -> Path:
    """The path, its folder made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
