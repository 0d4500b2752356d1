"""The descriptor of any package: its JSON, its resources with their schemas and dialects, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from newsrows.datapackage.descriptor import build_resource, build_schema
from newsrows.datapackage.documents import DocumentError, parse_leniently
from newsrows.datapackage.limits import is_url
from newsrows.datapackage.loading import ReferenceTotal, check_number_of_files, reference_target
from newsrows.datapackage.model import Resource, TableSchema
from newsrows.datapackage.normalise import as_list
from newsrows.records import Issue, PackageError
from newsrows.regular_files import RefusedFileError, open_regular
from newsrows.validation.cells import distinct_names, frame_name
from newsrows.validation.open_package import OpenPackage
from newsrows.validation.registry import issue
from newsrows.validation.report import Unchecked
from newsrows.validation.web_copies import NoCopyError, WebCopies, read_bytes

_YAML = ("datapackage.yaml", "datapackage.yml")


@dataclass(frozen=True, slots=True)
class LocatedResource:
    """A resource, and its files.

    Attributes:
        resource: the resource.
        files: its files, or copies of those on the web; none if its rows are in the descriptor.
        labels: the files' names in issues, which are their paths in the package.
        missing: why the rows are not read, if they are on the web and there is no copy; '' if they are read.
    """

    resource: Resource
    files: tuple[Path, ...]
    labels: tuple[str, ...]
    missing: str = ""

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
        with open_regular(file) as stream:
            data = stream.read(limits.json_bytes + 1)
        value = parse_leniently(data, path, limits).value
    except FileNotFoundError:
        yaml = next((name for name in _YAML if path == package.descriptor and (file.parent / name).is_file()), None)
        message = f"found no {path} in {file.parent}, " + (
            f"but {yaml}, expected JSON"
            if yaml is not None
            else "so it is not a package"
            if path == package.descriptor
            else "expected one"
        )
        return None, [issue(path, "descriptor-missing", message)]
    except (OSError, DocumentError) as error:
        reason = error.found if isinstance(error, RefusedFileError) else str(error)
        found = "YAML" if isinstance(error, DocumentError) and path.endswith((".yaml", ".yml")) else reason
        return None, [issue(path, "descriptor-unreadable", f"found {found}, expected a JSON object")]
    if not isinstance(value, dict):
        message = f"found {type(value).__name__} at the top, expected a JSON object"
        return None, [issue(path, "descriptor-unreadable", message)]
    return value, []


@dataclass(frozen=True, slots=True)
class _References:
    """The files to which a descriptor refers for schemas and dialects, each read once."""

    package: OpenPackage
    objects: dict[str, tuple[dict[str, Any] | None, list[Issue]]] = field(default_factory=dict)
    total: ReferenceTotal = field(default_factory=ReferenceTotal)

    def read(self, path: str) -> tuple[dict[str, Any] | None, list[Issue]]:
        """What `read_object` returns for a file.

        Raises:
            PackageError: the file is larger than the limit, or references add up to too much.
        """
        if path not in self.objects:
            self.objects[path] = read_object(self.package, path)
        with suppress(OSError):  # there is no such file, or its name is too long for one
            self.total.add((self.package.source.root / path).stat().st_size, path, self.package.source.limits)
        return self.objects[path]


def dereference(
    package: OpenPackage, descriptor: Mapping[str, Any], copies: WebCopies, unchecked: list[Unchecked]
) -> tuple[dict[str, Any], list[Issue]]:
    """The descriptor with schemas and dialects in full; one that cannot be read is an issue, and left out.

    One on the web is read from its copy. Without a copy it is left out, and put into `unchecked`.

    Raises:
        PackageError: a path leaves the package, a file is too large, a file holds another reference, or there are more
            files than the limit.
    """
    issues: list[Issue] = []
    resources: list[Any] = []
    listed = as_list(descriptor.get("resources"))
    check_number_of_files(listed, package.descriptor, package.source.limits)
    files = _References(package)
    for place, resource in enumerate(listed):
        if not isinstance(resource, Mapping):
            resources.append(resource)
            continue
        full = dict(resource)
        for member in ("schema", "dialect"):
            path = reference_target(full.get(member))
            if path is None:
                continue
            if is_url(path):
                try:
                    full[member], reading_issues = _read_copy(package, path, copies)
                except NoCopyError as error:
                    name = str(full.get("name") or f"resource {place}")
                    unchecked.append(Unchecked(name, f"the {member} {path} {error}"))
                    del full[member]
                    if member == "dialect":
                        full[member] = {"$ref": path}  # so that nobody reads the rows in the usual dialect
                    continue
            else:
                package.source.inside(path, f"{package.descriptor}, /resources/{place}/{member}")
                full[member], reading_issues = files.read(path)
            issues += reading_issues
            if reference_target(full[member]) is not None:
                raise PackageError(f"{path}: found a reference in place of a {member}, expected the {member} itself")
            if full[member] is None:
                del full[member]
        resources.append(full)
    return {**descriptor, "resources": resources}, issues


def _read_copy(package: OpenPackage, address: str, copies: WebCopies) -> tuple[dict[str, Any] | None, list[Issue]]:
    """The JSON object in a copy of a file on the web.

    Raises:
        NoCopyError: there is no copy.
        PackageError: the file is larger than the limit.
    """
    limits = package.source.limits
    try:
        value = parse_leniently(read_bytes(copies, address, limits), address, limits).value
    except (OSError, DocumentError) as error:
        return None, [issue(address, "descriptor-unreadable", f"found {error}, expected a JSON object")]
    if not isinstance(value, dict):
        message = f"found {type(value).__name__} at the top, expected a JSON object"
        return None, [issue(address, "descriptor-unreadable", message)]
    return value, []


def read_resources(
    package: OpenPackage, descriptor: Mapping[str, Any], copies: WebCopies
) -> tuple[list[LocatedResource], list[Issue]]:
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
    names: set[str] = set()
    for place, written in enumerate(listed):
        if not isinstance(written, Mapping):
            continue  # Frictionless reports it
        if not isinstance(written.get("name"), str) or not written["name"]:
            message = "found no name, expected one"
            issues.append(issue(name, "descriptor-incomplete", message, column=f"/resources/{place}"))
        elif written["name"] in names:
            message = f"found two resources called {written['name']}, expected every name once"
            issues.append(issue(name, "descriptor-invalid", message, column=f"/resources/{place}/name"))
        resources.append(_located(package, written, place, descriptor.get("$schema"), copies))
        names.add(resources[-1].name)
    return resources, issues


def _located(
    package: OpenPackage, written: Mapping[str, Any], place: int, profile: Any, copies: WebCopies
) -> LocatedResource:
    name, schema, dialect = written.get("name"), written.get("schema"), written.get("dialect")
    name = name if isinstance(name, str) and name else f"resource {place}"
    paths = [path for path in as_list(written.get("path") or written.get("url")) if isinstance(path, str)]
    resource = build_resource(
        {**written, "name": name, "path": paths},
        place,
        schema=_distinct(build_schema(schema, name=name, profile=profile)) if isinstance(schema, Mapping) else None,
        dialect=dialect if isinstance(dialect, Mapping) else {},
    )
    where = f"{package.descriptor}, /resources/{place}/path"
    files = []
    for path in resource.paths:
        try:
            remote = is_url(path)
            files.append(copies.find(path, package.source.limits) if remote else package.source.inside(path, where))
        except NoCopyError as error:
            return LocatedResource(resource, (), (name,), f"{path} {error}")
    return LocatedResource(resource, tuple(files), resource.paths or (name,))


def _distinct(schema: TableSchema) -> TableSchema:
    """The schema with a name of its own for each field, none of which is row."""
    names = distinct_names(tuple(map(frame_name, schema.field_names)))
    return replace(
        schema,
        fields=tuple(
            one if one.name == name else replace(one, name=name) for one, name in zip(schema.fields, names, strict=True)
        ),
        primary_key=_in_frames(schema.primary_key),
        unique_keys=tuple(map(_in_frames, schema.unique_keys)),
        foreign_keys=tuple(
            replace(
                key,
                fields=tuple(map(frame_name, key.fields)),
                reference_fields=tuple(map(frame_name, key.reference_fields)),
            )
            for key in schema.foreign_keys
        ),
    )


def _in_frames(key: tuple[str, ...]) -> tuple[str, ...]:
    """The different columns of a key by their names in frames."""
    return tuple(dict.fromkeys(map(frame_name, key)))
