"""Where the files of a package are, counted from its folder."""

from __future__ import annotations

from typing import Literal, get_args

PackageFormat = Literal["csv", "parquet"]
PACKAGE_FORMATS: tuple[PackageFormat, ...] = get_args(PackageFormat)

DESCRIPTOR = "datapackage.json"
DATA = "data"


def csv_path(table: str) -> str:
    """data/csv/quotes.csv."""
    return f"{DATA}/csv/{table}.csv"


def parquet_path(table: str) -> str:
    """data/parquet/quotes.parquet."""
    return f"{DATA}/parquet/{table}.parquet"
