"""The descriptor and the files of newsrows' own package, compared with schemas/ and with the layout."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newsrows.datapackage.sources import DESCRIPTOR
from newsrows.records import Issue
from newsrows.validation.article_tables.layout import DATA, Layout, PublishedFile, resources_of
from newsrows.validation.open_package import OpenPackage
from newsrows.validation.registry import issue

_PROPERTIES = ("name", "version", "licenses", "sources", "contributors")


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
            found = f"found no resource {file.resource}, expected one for {file.path}"
            yield issue(DESCRIPTOR, "resource-missing", found, column=file.resource)
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
        found = f"found {rows} rows, the descriptor says {resource.get('rowCount', 'nothing')}"
        yield issue(file.label, "row-count-mismatch", found)


def _resource_issues(file: PublishedFile, resource: Mapping[str, Any]) -> Iterator[Issue]:
    for name, expected in file.properties.items():
        if resource.get(name) != expected:
            found = f"{file.resource}: found {name} {resource.get(name)!r}, expected {expected!r}"
            yield issue(DESCRIPTOR, "resource-mismatch", found, column=file.resource)
    if resource.get("schema") != file.table.descriptor:
        place = _difference(resource.get("schema"), file.table.descriptor)
        found = f"{file.resource}: found another schema than schemas/{file.table.name}.json, first at {place}"
        yield issue(DESCRIPTOR, "schema-mismatch", found, column=file.resource)


def _difference(found: Any, expected: Any, pointer: str = "") -> str:
    """The JSON pointer to the first place where two values differ (RFC 6901)."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for name in [*expected, *(name for name in found if name not in expected)]:
            if name not in found or name not in expected or found[name] != expected[name]:
                return _difference(found.get(name), expected.get(name), f"{pointer}/{name}")
    if isinstance(found, list) and isinstance(expected, list):
        for place, (here, there) in enumerate(zip(found, expected, strict=False)):
            if here != there:
                return _difference(here, there, f"{pointer}/{place}")
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
        found = f"found {size} bytes, the descriptor says {resource.get('bytes', 'nothing')}"
        yield issue(file.label, "size-mismatch", found)
    if resource.get("hash") != digest:
        found = f"found {digest}, the descriptor says {resource.get('hash', 'nothing')}"
        yield issue(file.label, "hash-mismatch", found)
