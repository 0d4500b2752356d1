"""Reads a package from its folder; every edition is made from this."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from newsrows.datapackage.parquet import UnreadableParquetError, read_table
from newsrows.publishing.descriptor import PackageInfo
from newsrows.publishing.errors import ExportError
from newsrows.publishing.layout import DESCRIPTOR, csv_path, parquet_path
from newsrows.publishing.tables import check_columns
from newsrows.schema import TableSchema, load_tables
from newsrows.schema.frames import polars_schema
from newsrows.schema.views import View, flat_frames, views
from newsrows.schema.withheld import without_columns

# The name of an edition's file, and of the database in it.
NAME = "newsrows"
_REBUILD = "next: check it with newsrows validate, and build it again"


@dataclass(frozen=True, eq=False)
class Contents:
    """A package: information about the whole, and the schema and rows of each table, in the order of schemas/."""

    info: PackageInfo
    schemas: Mapping[str, TableSchema]
    frames: Mapping[str, pl.DataFrame]

    def without(self, withheld: Sequence[str]) -> Contents:
        """The package without the columns in `withheld` (each as table.column) and those that it leaves out already."""
        columns = tuple(dict.fromkeys([*self.info.withheld, *withheld]))
        schemas = without_columns(load_tables(), columns)
        return Contents(
            info=replace(self.info, withheld=columns),
            schemas=schemas,
            frames={name: self.frames[name].select(schemas[name].field_names) for name in schemas},
        )

    @cached_property
    def flat(self) -> tuple[tuple[View, pl.DataFrame], ...]:
        """The flat views with their rows, in the order of `newsrows.schema.views`; several editions have them."""
        rows = flat_frames(self.frames, self.schemas)
        return tuple((view, rows[view.name].collect()) for view in views(self.schemas))


def licences(info: PackageInfo) -> list[str]:
    """One line per licence with its title and address."""
    return [f"{licence.get('title', licence.get('name', ''))} {licence.get('path', '')}" for licence in info.licenses]


def read_contents(package: Path) -> Contents:
    """Read a package: the Parquet file of each table, or the CSV file if there is no Parquet file.

    Raises:
        ExportError: there is no package that newsrows made, or its files cannot be read.
    """
    descriptor = _descriptor(package / DESCRIPTOR)
    properties = {field.name: descriptor[field.name] for field in fields(PackageInfo) if field.name in descriptor}
    info = PackageInfo(**properties)
    schemas = without_columns(load_tables(), info.withheld)
    frames = {name: _frame(package, table) for name, table in schemas.items()}
    for name, table in schemas.items():
        check_columns(frames[name], table)
    return Contents(info, schemas, frames)


def _descriptor(path: Path) -> dict[str, Any]:
    try:
        descriptor = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise ExportError(f"{path}: found no such file, expected a package; next: newsrows build") from error
    except (OSError, ValueError, RecursionError) as error:
        raise ExportError(f"{path}: it cannot be read ({error}); {_REBUILD}") from error
    if not isinstance(descriptor, dict):
        raise ExportError(f"{path}: found {type(descriptor).__name__}, expected a JSON object; {_REBUILD}")
    return descriptor


def _frame(package: Path, table: TableSchema) -> pl.DataFrame:
    parquet, csv = package / parquet_path(table.name), package / csv_path(table.name)
    try:
        if parquet.is_file():
            return read_table(parquet).with_columns(pl.col(pl.Categorical).cast(pl.String))
        if csv.is_file():
            return pl.read_csv(csv, schema=polars_schema(table))
    except (OSError, UnreadableParquetError, pl.exceptions.PolarsError) as error:
        raise ExportError(f"{package}: table {table.name} cannot be read ({error}); {_REBUILD}") from error
    raise ExportError(f"{package}: found neither {parquet_path(table.name)} nor {csv_path(table.name)}; {_REBUILD}")
