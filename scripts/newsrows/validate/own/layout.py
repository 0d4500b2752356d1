"""Where the files of newsrows' own package are, and what its descriptor must say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from newsrows.schema import TableSchema, load_tables

DESCRIPTOR = "datapackage.json"
DATA = "data"

FileFormat = Literal["csv", "parquet"]
FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)


@dataclass(frozen=True, slots=True)
class Published:
    """A file of the package: `resource` is its name in the descriptor, `path` counts from the package's folder."""

    table: TableSchema
    format: FileFormat

    @property
    def label(self) -> str:
        """What issues call it: quotes.csv."""
        return f"{self.table.name}.{self.format}"

    @property
    def resource(self) -> str:
        """The name of its resource: quotes for the CSV file, quotes-parquet for the other."""
        return self.table.name if self.format == "csv" else f"{self.table.name}-parquet"

    @property
    def path(self) -> str:
        """data/csv/quotes.csv."""
        return f"{DATA}/{self.format}/{self.label}"

    @property
    def properties(self) -> Mapping[str, str]:
        """What the resource must say of the file."""
        if self.format == "parquet":
            # The exporter's name for it: Frictionless then takes it for a file, and judges its bytes and hash rightly.
            return {"path": self.path, "format": "apache-parquet"}
        return {"path": self.path, "format": "csv", "encoding": "utf-8"}


@dataclass(frozen=True, slots=True)
class Layout:
    """What a package consists of: its tables, without the columns that it withholds, in one format or both."""

    formats: tuple[FileFormat, ...] = FORMATS
    withheld: tuple[str, ...] = ()
    tables: Mapping[str, TableSchema] = field(default_factory=load_tables)

    def files(self) -> Iterator[Published]:
        """Every file of the package, table by table."""
        for table in self.tables.values():
            for kind in self.formats:
                yield Published(table, kind)


def table_of(resource: str) -> str:
    """The table that a resource is called after: quotes for quotes and for quotes-parquet."""
    return resource.removesuffix("-parquet")
