"""Paths of a package's files, relative to its folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, get_args

PackageFormat = Literal["csv", "parquet"]
PACKAGE_FORMATS: tuple[PackageFormat, ...] = get_args(PackageFormat)

DESCRIPTOR = "datapackage.json"
DATA = "data"


def csv_path(table: str) -> str:
    """The path of a table's CSV file: data/csv/quotes.csv."""
    return f"{DATA}/csv/{table}.csv"


def parquet_path(table: str) -> str:
    """The path of a table's Parquet file: data/parquet/quotes.parquet."""
    return f"{DATA}/parquet/{table}.parquet"


TABLE_PATHS: Final[Mapping[PackageFormat, Callable[[str], str]]] = {"csv": csv_path, "parquet": parquet_path}
"""The path of a table's file, by format."""
