"""Where the files of newsrows' own packages are, and what their descriptors must say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from newsrows.datapackage.model import TableSchema
from newsrows.schema import load_tables

DATA = "data"

FileFormat = Literal["csv", "parquet"]
FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)

Resources = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of a package: `resource` is its name in the descriptor, `path` starts at the package's folder."""

    table: TableSchema
    format: FileFormat

    @property
    def label(self) -> str:
        """Its name in issues: quotes.csv."""
        return f"{self.table.name}.{self.format}"

    @property
    def resource(self) -> str:
        """The name of its resource: quotes for the CSV file, quotes-parquet for the Parquet file."""
        return self.table.name if self.format == "csv" else f"{self.table.name}-parquet"

    @property
    def path(self) -> str:
        """data/csv/quotes.csv."""
        return f"{DATA}/{self.format}/{self.label}"

    @property
    def properties(self) -> Mapping[str, str]:
        """What the resource must say of the file."""
        if self.format == "parquet":
            # With this name Frictionless takes it for a file without rows, and checks its size and hash correctly.
            return {"path": self.path, "format": "apache-parquet"}
        return {"path": self.path, "format": "csv", "encoding": "utf-8"}


@dataclass(frozen=True, slots=True)
class Layout:
    """What a package consists of: its tables, without the columns that it withholds, in one format or in both."""

    formats: tuple[FileFormat, ...] = FORMATS
    withheld: tuple[str, ...] = ()
    tables: Mapping[str, TableSchema] = field(default_factory=load_tables)

    def files(self) -> Iterator[PublishedFile]:
        """Every file of the package, table by table."""
        for table in self.tables.values():
            for kind in self.formats:
                yield PublishedFile(table, kind)


def is_article_package(descriptor: Mapping[str, Any] | None, folder: Path) -> bool:
    """Whether a package is newsrows' own.

    It is if its descriptor lists at least half of newsrows' tables, or, if it lists nothing, one of their files exists.
    """
    tables = load_tables()
    listed = {_table_of(name) for name in resources_of(descriptor or {})}
    if not listed:
        files = [PublishedFile(table, kind).path for table in tables.values() for kind in FORMATS]
        return any((folder / path).exists() for path in files)
    return 2 * len(listed & tables.keys()) >= len(tables)


def resources_of(descriptor: Mapping[str, Any]) -> Resources:
    """The resources by name, without those that are not objects or have no name."""
    listed = descriptor.get("resources")
    return {
        entry["name"]: entry
        for entry in (listed if isinstance(listed, list) else ())
        if isinstance(entry, dict) and isinstance(entry.get("name"), str)
    }


def _table_of(resource: str) -> str:
    """The table that a resource is named after: quotes for quotes and for quotes-parquet."""
    return resource.removesuffix("-parquet")
