"""A whole package: every table as CSV and Parquet, and the descriptor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from newsrows.export.descriptor import PackageInfo, describe, publishers
from newsrows.export.errors import ExportError, explained
from newsrows.export.layout import DESCRIPTOR, PACKAGE_FORMATS, PackageFormat, csv_path, parquet_path
from newsrows.export.swap import replacing
from newsrows.export.tables import write_csv, write_parquet
from newsrows.schema import TableSchema, load_tables
from newsrows.schema.frames import polars_schema
from newsrows.schema.withheld import without_columns


def export_package(
    tables: Mapping[str, pl.DataFrame],
    folder: Path,
    *,
    info: PackageInfo | None = None,
    check: Callable[[Path], None] | None = None,
    formats: Sequence[PackageFormat] = PACKAGE_FORMATS,
) -> Path:
    """Put a package into `folder`, whole or not at all: data/csv/, data/parquet/ and datapackage.json.

    The same tables give the same bytes.

    Args:
        tables: the frames of all tables, by name, as schemas/ has them, in their final order.
        folder: where data/ and datapackage.json go; it is made if it does not exist. An older package is replaced.
        info: what the descriptor says of the package as a whole; without sources, the articles' publishers are named.
        check: judges the package where it was written, before it is published; raises what is to stop it.
        formats: in which formats the tables are written.

    Returns:
        The path of datapackage.json.

    Raises:
        ExportError: the package cannot be written; what was in `folder` is as it was.
        Exception: whatever `check` raises, likewise.
    """
    with replacing(folder) as stage:
        with explained(folder):
            write_package(tables, stage, info=info or PackageInfo(), formats=formats)
        if check is not None:
            check(stage)
    return folder / DESCRIPTOR


def write_package(
    tables: Mapping[str, pl.DataFrame],
    folder: Path,
    *,
    info: PackageInfo,
    formats: Sequence[PackageFormat] = PACKAGE_FORMATS,
) -> None:
    """Write the files of a package to `folder`, which holds none yet.

    Raises:
        ExportError: a table is missing or does not fit its schema, which is that of schemas/ without what `info` says
            is withheld.
        OSError: a file cannot be written.
    """
    schemas = without_columns(load_tables(), info.withheld)
    check_tables(tables, schemas)
    for name, table in schemas.items():
        try:
            if "parquet" in formats:
                write_parquet(tables[name], table, _made(folder / parquet_path(name)), version=info.version)
            if "csv" in formats:
                write_csv(tables[name], _made(folder / csv_path(name)))
        except pl.exceptions.PolarsError as error:
            raise ExportError(f"table {name}: it cannot be written ({error}); next: check the space on disk") from error
    if not info.sources:
        info = replace(info, sources=publishers(tables["articles"]))
    rows = {name: tables[name].height for name in schemas}
    (folder / DESCRIPTOR).write_text(describe(folder, schemas, rows, info, formats), "utf-8", newline="\n")


def check_tables(tables: Mapping[str, pl.DataFrame], schemas: Mapping[str, TableSchema]) -> None:
    """Stop where a table is missing or has other columns than its schema.

    Raises:
        ExportError: it is or has.
    """
    if missing := [name for name in schemas if name not in tables]:
        raise ExportError(f"found no table {missing[0]}, expected {', '.join(schemas)}; next: report it as an error")
    for name, table in schemas.items():
        if tables[name].schema != polars_schema(table):
            raise ExportError(
                f"table {name}: found columns {dict(tables[name].schema)}, expected {dict(polars_schema(table))}; "
                "next: report it as an error"
            )


def _made(path: Path) -> Path:
    """The path, its folder made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
