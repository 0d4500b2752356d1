"""Writes a whole package: every table as CSV and Parquet, and the descriptor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl

from newsrows import atomic
from newsrows.publishing.descriptor import PackageInfo, describe, publishers
from newsrows.publishing.errors import ExportError
from newsrows.publishing.layout import DATA, DESCRIPTOR, PACKAGE_FORMATS, TABLE_PATHS, PackageFormat
from newsrows.publishing.ownership import refuse_foreign_package
from newsrows.publishing.tables import Rows, write_table
from newsrows.schema import ID_CHANGES, load_id_changes, load_tables
from newsrows.schema.withheld import without_columns

PACKAGE = atomic.Output(
    name="package",
    option="--out",
    error=ExportError,
    refuse_foreign=refuse_foreign_package,
    parts=lambda _stage: (DATA, DESCRIPTOR),
)
"""A package as `newsrows.atomic` replaces it."""


def export_package(
    tables: Mapping[str, Rows],
    folder: Path,
    *,
    info: PackageInfo | None = None,
    check: Callable[[Path], None] | None = None,
    formats: Sequence[PackageFormat] = PACKAGE_FORMATS,
) -> dict[str, int]:
    """Replace the package in `folder`: data/csv/, data/parquet/ and datapackage.json, all at once or not at all.

    The same tables give the same bytes.

    Args:
        tables: the rows of all tables of schemas/, by name, in their final order; id_changes may be missing.
        folder: where data/ and datapackage.json go. It is made if it does not exist.
        info: what the descriptor says about the whole package; without sources, these are the articles' publishers.
        check: judges the complete package before it is published, and raises an error to stop it.
        formats: the formats in which each table is written.

    Returns:
        The number of rows of each table.

    Raises:
        ExportError: the package cannot be written; `folder` is unchanged.
        Exception: whatever `check` raises; `folder` is unchanged.
    """
    with atomic.replacing(folder, PACKAGE) as stage:
        with PACKAGE.explain_errors(folder):
            row_counts = write_package(tables, stage, info=info or PackageInfo(), formats=formats)
        if check is not None:
            check(stage)
    return row_counts


def check_folder(folder: Path) -> None:
    """Raise at once what `export_package` would raise for `folder`, and complete a swap that was cut off.

    Raises:
        ExportError: `folder` cannot be written, holds data/ or datapackage.json that newsrows did not make, or another
            build is writing there.
    """
    atomic.check_folder(folder, PACKAGE)


def write_package(
    tables: Mapping[str, Rows],
    folder: Path,
    *,
    info: PackageInfo,
    formats: Sequence[PackageFormat] = PACKAGE_FORMATS,
) -> dict[str, int]:
    """Write the files of a package to `folder`, which holds no package yet; returns the number of rows of each table.

    Raises:
        ExportError: a table is missing, or its columns are not those of schemas/ without the ones that `info`
            withholds.
        OSError: a file cannot be written.
    """
    schemas = without_columns(load_tables(), info.withheld)
    if missing := [name for name in schemas if name not in tables]:
        raise ExportError(f"found no table {missing[0]}, expected {', '.join(schemas)}; next: report it as an error")
    if ID_CHANGES in tables:
        schemas[ID_CHANGES] = load_id_changes()
    seen = _SeenArticles()
    row_counts: dict[str, int] = {}
    for name, table in schemas.items():
        rows = seen.count(tables[name]) if name == "articles" else tables[name]
        paths = {kind: folder / path(name) for kind, path in TABLE_PATHS.items() if kind in formats}
        for path in paths.values():
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            row_counts[name] = write_table(rows, table, paths, version=info.version)
        except pl.exceptions.PolarsError as error:
            raise ExportError(f"table {name}: it cannot be written ({error}); next: check the space on disk") from error
    if not info.sources:
        info = replace(info, sources=publishers(seen.publishers))
    if seen.days:
        info = replace(info, temporal={"start": min(seen.days).isoformat(), "end": max(seen.days).isoformat()})
    (folder / DESCRIPTOR).write_text(describe(folder, schemas, row_counts, info, formats), "utf-8", newline="\n")
    return row_counts


@dataclass(frozen=True, slots=True)
class _SeenArticles:
    """What is seen of articles while their rows pass.

    Attributes:
        publishers: the number of articles of each publisher; None stands for no publisher.
        days: the first and last day of publication of each frame that has one.
    """

    publishers: Counter[str | None] = field(default_factory=Counter)
    days: set[date] = field(default_factory=set)

    def count(self, rows: Rows) -> Iterator[pl.DataFrame]:
        for frame in [rows] if isinstance(rows, pl.DataFrame) else rows:
            if "publisher" in frame.columns:
                self.publishers.update(dict(frame.group_by("publisher").len().iter_rows()))
            if "published_on" in frame.columns:
                days = frame.get_column("published_on")
                self.days.update(day for day in (days.min(), days.max()) if isinstance(day, date))
            yield frame
