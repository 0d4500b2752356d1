"""The descriptor of newsrows' own package, compared with schemas/ and with the layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsrows.datapackage.sources import DESCRIPTOR
from newsrows.records import Issue
from newsrows.validation.article_tables.layout import Layout, PublishedFile, resources_of
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
