"""Where the files of newsrows' own packages are: read from a descriptor, and compared with schemas/."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from newsrows.datapackage.model import TableSchema
from newsrows.datapackage.parquet import UnreadableParquetError, read_schema
from newsrows.datapackage.sources import DESCRIPTOR
from newsrows.records import Issue
from newsrows.schema import ID_CHANGES, load_id_changes, load_tables
from newsrows.schema.withheld import ARTICLE_TEXT, without_columns
from newsrows.validation.csv_reader import read_header
from newsrows.validation.open_package import OpenPackage
from newsrows.validation.registry import issue

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


# The layout that a descriptor describes: the listed formats, and the withheld columns.


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
        objection = next(_objections(package, place, formats), None)
        if objection:
            message = f"found {objection}; expected some of {', '.join(ARTICLE_TEXT)} that no file has"
            issues.append(issue(package.descriptor, "withheld-mismatch", message, column=str(place)))
        elif place not in withheld:
            withheld.append(place)
    tables = without_columns(load_tables(), withheld)
    if _has_id_changes(package.folder, descriptor or {}):
        tables[ID_CHANGES] = load_id_changes()
    return Layout(formats, tuple(withheld), tables), issues


def _has_id_changes(folder: Path, descriptor: Mapping[str, Any]) -> bool:
    """Whether a package has the table that only a build with a previous package makes: it is listed, or has a file."""
    files = [PublishedFile(load_id_changes(), kind) for kind in FORMATS]
    listed = resources_of(descriptor)
    return any(file.resource in listed or (folder / file.path).exists() for file in files)


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


# What differs from the layout.

_PROPERTIES = ("name", "sources", "contributors")


def descriptor_issues(descriptor: Mapping[str, Any], layout: Layout) -> Iterator[Issue]:
    """What is missing from the descriptor, or differs from schemas/ and the layout."""
    for name in _PROPERTIES:
        if not descriptor.get(name):
            yield issue(DESCRIPTOR, "descriptor-incomplete", f"found no {name}, expected some", column=name)
    if not isinstance(descriptor.get("resources"), list):
        yield issue(DESCRIPTOR, "descriptor-incomplete", "found no list of resources, expected one", column="resources")
        return
    resources = resources_of(descriptor)
    for file in layout.files():
        resource = resources.get(file.resource)
        if resource is None:
            message = f"found no resource {file.resource}, expected one for {file.path}"
            yield issue(DESCRIPTOR, "resource-missing", message, column=file.resource)
        else:
            yield from _resource_issues(file, resource)


def file_issues(package: OpenPackage, layout: Layout, resources: Mapping[str, Mapping[str, Any]]) -> Iterator[Issue]:
    """Files that are missing, unknown, or have another size or hash than the descriptor says.

    Raises:
        PackageError: a file is a link that leaves the package.
    """
    for file in layout.files():
        path = package.source.inside(file.path, file.label)
        if not path.is_file():
            yield issue(file.label, "file-missing", f"found no file {file.path}, expected one")
        elif file.resource in resources:
            yield from _content_issues(file, path, resources[file.resource])
    known = {file.path for file in layout.files()}
    for path in sorted((package.folder / DATA).rglob("*")):
        place = path.relative_to(package.folder).as_posix()
        if not path.is_dir() and place not in known:
            yield issue(place, "file-unknown", f"found {place}, expected only the tables' files")


def row_count_issues(file: PublishedFile, rows: int, resource: Mapping[str, Any]) -> Iterator[Issue]:
    """The file has another number of rows than the descriptor says."""
    if resource.get("rowCount") != rows:
        message = f"found {rows} rows, the descriptor says {resource.get('rowCount', 'nothing')}"
        yield issue(file.label, "row-count-mismatch", message)


def _resource_issues(file: PublishedFile, resource: Mapping[str, Any]) -> Iterator[Issue]:
    for name, expected in file.properties.items():
        if resource.get(name) != expected:
            message = f"{file.resource}: found {name} {resource.get(name)!r}, expected {expected!r}"
            yield issue(DESCRIPTOR, "resource-mismatch", message, column=file.resource)
    if resource.get("schema") != file.table.descriptor:
        place = _difference(resource.get("schema"), file.table.descriptor)
        message = f"{file.resource}: found another schema than schemas/{file.table.name}.json, first at {place}"
        yield issue(DESCRIPTOR, "schema-mismatch", message, column=file.resource)


def _difference(actual: Any, expected: Any, pointer: str = "") -> str:
    """The JSON pointer to the first place where two values differ (RFC 6901)."""
    if isinstance(actual, dict) and isinstance(expected, dict):
        for name in [*expected, *(name for name in actual if name not in expected)]:
            if name not in actual or name not in expected or actual[name] != expected[name]:
                return _difference(actual.get(name), expected.get(name), f"{pointer}/{name}")
    if isinstance(actual, list) and isinstance(expected, list):
        for place, (actual_item, expected_item) in enumerate(zip(actual, expected, strict=False)):
            if actual_item != expected_item:
                return _difference(actual_item, expected_item, f"{pointer}/{place}")
    return pointer or "/"


def _content_issues(file: PublishedFile, path: Path, resource: Mapping[str, Any]) -> Iterator[Issue]:
    try:
        with path.open("rb") as stream:
            digest = f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"
            size = stream.tell()
    except OSError as error:
        yield issue(file.label, "file-missing", f"found a file that cannot be read ({error.strerror}), expected one")
        return
    if resource.get("bytes") != size:
        message = f"found {size} bytes, the descriptor says {resource.get('bytes', 'nothing')}"
        yield issue(file.label, "size-mismatch", message)
    if resource.get("hash") != digest:
        message = f"found {digest}, the descriptor says {resource.get('hash', 'nothing')}"
        yield issue(file.label, "hash-mismatch", message)
