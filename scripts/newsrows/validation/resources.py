"""The descriptor of any package: its JSON, its resources with their schemas and dialects, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newsrows.datapackage.descriptor import build_resource, build_schema
from newsrows.datapackage.documents import DocumentError, parse_leniently
from newsrows.datapackage.limits import is_url
from newsrows.datapackage.loading import reference_target
from newsrows.datapackage.model import Resource, TableSchema
from newsrows.datapackage.normalise import as_list
from newsrows.datapackage.sources import FolderSource
from newsrows.records import Issue, PackageError
from newsrows.validation.cells import distinct_names
from newsrows.validation.open_package import OpenPackage
from newsrows.validation.registry import issue
from newsrows.validation.report import Unchecked

Mapped = Sequence[tuple[str, Path]]
"""Web addresses, and the folders that hold copies of what is below them."""


@dataclass(frozen=True, slots=True)
class LocatedResource:
    """A resource, and its files.

    Attributes:
        resource: the resource.
        files: its files; none if its rows are in the descriptor or on the web.
        labels: the files' names in issues, which are their paths in the package.
        remote: its web addresses, from which nothing is fetched.
    """

    resource: Resource
    files: tuple[Path, ...]
    labels: tuple[str, ...]
    remote: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The resource's name; a number if it has none."""
        return self.resource.name


def read_object(package: OpenPackage, path: str) -> tuple[dict[str, Any] | None, list[Issue]]:
    """The JSON object in a file of a package, or an issue that says why there is none.

    Raises:
        PackageError: the file is larger than the limit.
    """
    limits = package.source.limits
    file = package.source.root / path
    try:
        with file.open("rb") as stream:
            data = stream.read(limits.json_bytes + 1)
        value = parse_leniently(data, path, limits).value
    except FileNotFoundError:
        message = f"found no {path} in {file.parent}, " + (
            "so it is not a package" if path == package.descriptor else "expected one"
        )
        return None, [issue(path, "descriptor-missing", message)]
    except (OSError, DocumentError) as error:
        return None, [issue(path, "descriptor-unreadable", f"found {error}, expected a JSON object")]
    if not isinstance(value, dict):
        message = f"found {type(value).__name__} at the top, expected a JSON object"
        return None, [issue(path, "descriptor-unreadable", message)]
    return value, []


def dereference(
    package: OpenPackage, descriptor: Mapping[str, Any], mapped: Mapped, unchecked: list[Unchecked]
) -> tuple[dict[str, Any], list[Issue]]:
    """The descriptor with schemas and dialects in full; one that cannot be read is an issue, and left out.

    One on the web is read from its copy in `mapped`. Without a copy it is left out, and put into `unchecked`.

    Raises:
        PackageError: a path leaves the package, a file is too large, or a file holds another reference.
    """
    issues: list[Issue] = []
    resources: list[Any] = []
    for place, resource in enumerate(as_list(descriptor.get("resources"))):
        if not isinstance(resource, Mapping):
            resources.append(resource)
            continue
        full = dict(resource)
        for member in ("schema", "dialect"):
            path = reference_target(full.get(member))
            if path is None:
                continue
            if is_url(path):
                copy = find_copy(package, path, mapped)
                if copy is None:
                    name = str(full.get("name") or f"resource {place}")
                    unchecked.append(Unchecked(name, f"the {member} {path} is not fetched; next: --map URL=FOLDER"))
                    del full[member]
                    if member == "dialect":
                        full[member] = {"$ref": path}  # so that nobody reads the rows in the usual dialect
                    continue
                source, path = copy
            else:
                source = package
            source.source.inside(path, f"{package.descriptor}, /resources/{place}/{member}")
            full[member], reading_issues = read_object(source, path)
            issues += reading_issues
            if reference_target(full[member]) is not None:
                raise PackageError(f"{path}: found a reference in place of a {member}, expected the {member} itself")
            if full[member] is None:
                del full[member]
        resources.append(full)
    return {**descriptor, "resources": resources}, issues


def find_copy(package: OpenPackage, address: str, mapped: Mapped) -> tuple[OpenPackage, str] | None:
    """The copy of a file on the web: the folder that holds it, and its path there; None if there is no such folder."""
    for start, folder in mapped:
        if address.startswith(start):
            source = FolderSource(folder, package.source.limits)
            return OpenPackage(source, package.descriptor), address[len(start) :].lstrip("/")
    return None


def read_resources(package: OpenPackage, descriptor: Mapping[str, Any]) -> tuple[list[LocatedResource], list[Issue]]:
    """The resources of a dereferenced descriptor, and what is wrong with the list of them.

    Raises:
        PackageError: a path leaves the package.
    """
    name = package.descriptor
    listed = descriptor.get("resources")
    if not isinstance(listed, list) or not listed:
        message = "found no resources, expected at least one"
        return [], [issue(name, "descriptor-incomplete", message, column="resources")]
    issues: list[Issue] = []
    resources: list[LocatedResource] = []
    for place, written in enumerate(listed):
        if not isinstance(written, Mapping):
            continue  # Frictionless reports it
        if not isinstance(written.get("name"), str) or not written["name"]:
            issues.append(issue(name, "descriptor-incomplete", f"found no name of resource {place}, expected one"))
        elif any(written["name"] == other.name for other in resources):
            message = f"found two resources called {written['name']}, expected every name once"
            issues.append(issue(name, "descriptor-invalid", message, column=written["name"]))
        resources.append(_located(package, written, place, descriptor.get("$schema")))
    return resources, issues


def _located(package: OpenPackage, written: Mapping[str, Any], place: int, profile: Any) -> LocatedResource:
    name, schema, dialect = written.get("name"), written.get("schema"), written.get("dialect")
    name = name if isinstance(name, str) and name else f"resource {place}"
    paths = [path for path in as_list(written.get("path") or written.get("url")) if isinstance(path, str)]
    resource = build_resource(
        {**written, "name": name, "path": paths},
        place,
        schema=_distinct(build_schema(schema, name=name, profile=profile)) if isinstance(schema, Mapping) else None,
        dialect=dialect if isinstance(dialect, Mapping) else {},
    )
    remote = tuple(path for path in resource.paths if is_url(path))
    if remote:
        return LocatedResource(resource, (), (name,), remote)
    where = f"{package.descriptor}, /resources/{place}/path"
    files = tuple(package.source.inside(path, where) for path in resource.paths)
    return LocatedResource(resource, files, resource.paths or (name,))


def _distinct(schema: TableSchema) -> TableSchema:
    """The schema with a name of its own for each field."""
    names = distinct_names(schema.field_names)
    if names == schema.field_names:
        return schema
    return replace(
        schema, fields=tuple(replace(one, name=name) for one, name in zip(schema.fields, names, strict=True))
    )
