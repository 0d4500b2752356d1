"""The descriptor of any package: its JSON, its resources with their schemas and dialects, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsrows.datapackage.descriptor import build_resource, build_schema
from newsrows.datapackage.documents import DocumentError, parse_leniently
from newsrows.datapackage.loading import reference_target
from newsrows.datapackage.model import Resource
from newsrows.datapackage.normalise import as_list
from newsrows.records import Issue, PackageError
from newsrows.validation.open_package import OpenPackage
from newsrows.validation.registry import issue


@dataclass(frozen=True, slots=True)
class LocatedResource:
    """A resource, and its files: `labels` are their names in issues, which are their paths in the package."""

    resource: Resource
    files: tuple[Path, ...]
    labels: tuple[str, ...]

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


def dereference(package: OpenPackage, descriptor: Mapping[str, Any]) -> tuple[dict[str, Any], list[Issue]]:
    """The descriptor with schemas and dialects in full; one that cannot be read is an issue, and left out.

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
            package.source.inside(path, f"{package.descriptor}, /resources/{place}/{member}")
            full[member], reading_issues = read_object(package, path)
            issues += reading_issues
            if reference_target(full[member]) is not None:
                raise PackageError(f"{path}: found a reference in place of a {member}, expected the {member} itself")
            if full[member] is None:
                del full[member]
        resources.append(full)
    return {**descriptor, "resources": resources}, issues


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
    resource = build_resource(
        {**written, "name": name, "path": [path for path in as_list(written.get("path")) if isinstance(path, str)]},
        place,
        schema=build_schema(schema, name=name, profile=profile) if isinstance(schema, Mapping) else None,
        dialect=dialect if isinstance(dialect, Mapping) else {},
    )
    where = f"{package.descriptor}, /resources/{place}/path"
    files = tuple(package.source.inside(path, where) for path in resource.paths)
    return LocatedResource(resource, files, resource.paths or (name,))
