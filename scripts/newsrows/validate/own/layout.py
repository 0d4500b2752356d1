"""Where the files of newsrows' own package are, and what its descriptor must say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from newsrows.schema import TableSchema, load_tables

DESCRIPTOR = "datapackage.json"
DATA = "data"


@dataclass(frozen=True, slots=True)
class Published:
    """A file of the package: `resource` is its name in the descriptor, `path` counts from the package's folder."""

    table: TableSchema
    format: Literal["csv", "parquet"]

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


def published() -> Iterator[Published]:
    """Every file of the package, table by table."""
    for table in load_tables().values():
        yield Published(table, "csv")
        yield Published(table, "parquet")
