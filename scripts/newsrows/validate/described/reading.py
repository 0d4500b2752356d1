"""A descriptor read into resources: schemas and dialects by path are followed, paths are kept inside the package."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from newsrows.compression import COMPRESSED
from newsrows.datapackage.limits import Limits
from newsrows.records import Issue
from newsrows.validate.described.model import Format, Resource, read_schema
from newsrows.validate.dialect import read_dialect
from newsrows.validate.documents import read_object
from newsrows.validate.opening import Opened, PackageRefusedError, inside
from newsrows.validate.rulebook import issue

_DELIMITERS: Mapping[str, str] = {"csv": ",", "tsv": "\t", "tab": "\t", "txt": ",", "psv": "|"}


def dereferenced(package: Opened, descriptor: Mapping[str, Any], limits: Limits) -> tuple[dict[str, Any], list[Issue]]:
    """The descriptor with schemas and dialects in full; one that cannot be read is an issue, and left out.

    Raises:
        PackageRefusedError: a path leaves the package, or a file is too large.
    """
    issues: list[Issue] = []
    resources: list[Any] = []
    for place, resource in enumerate(_list(descriptor.get("resources"))):
        if not isinstance(resource, Mapping):
            resources.append(resource)
            continue
        full = dict(resource)
        for member in ("schema", "dialect"):
            path = _path(full.get(member))
            if path is None:
                continue
            file = inside(package, path, f"{package.descriptor.name}, /resources/{place}/{member}")
            full[member], found = read_object(file, path, limits)
            issues += found
            if _path(full[member]) is not None:
                raise PackageRefusedError(
                    f"{path}: found a reference in place of a {member}, expected the {member} itself"
                )
            if full[member] is None:
                del full[member]
        resources.append(full)
    return {**descriptor, "resources": resources}, issues


def read_resources(package: Opened, descriptor: Mapping[str, Any]) -> tuple[list[Resource], list[Issue]]:
    """The resources of a dereferenced descriptor, and what is wrong with the list of them.

    Raises:
        PackageRefusedError: a path leaves the package.
    """
    name = package.descriptor.name
    listed = descriptor.get("resources")
    if not isinstance(listed, list) or not listed:
        return [], [
            issue(name, "descriptor-incomplete", "found no resources, expected at least one", column="resources")
        ]
    issues: list[Issue] = []
    resources: list[Resource] = []
    for place, written in enumerate(listed):
        if not isinstance(written, Mapping):
            continue  # the standard's own check names it
        if not isinstance(written.get("name"), str) or not written["name"]:
            issues.append(issue(name, "descriptor-incomplete", f"found no name of resource {place}, expected one"))
        elif any(written["name"] == other.name for other in resources):
            found = f"found two resources called {written['name']}, expected every name once"
            issues.append(issue(name, "descriptor-invalid", found, column=written["name"]))
        resources.append(_resource(package, written, place))
    return resources, issues


def _resource(package: Opened, written: Mapping[str, Any], place: int) -> Resource:
    name = written.get("name")
    name = name if isinstance(name, str) and name else f"resource {place}"
    where = f"{package.descriptor.name}, /resources/{place}/path"
    paths = [path for path in _list(written.get("path")) if isinstance(path, str)]
    kind = format_of(written, paths)
    schema, dialect, encoding = written.get("schema"), written.get("dialect"), written.get("encoding")
    return Resource(
        name=name,
        format=_reader(kind, written, paths),
        files=tuple(inside(package, path, where) for path in paths),
        labels=tuple(paths) or (name,),
        encoding=encoding if isinstance(encoding, str) else "utf-8",
        dialect=read_dialect(dialect if isinstance(dialect, Mapping) else {}, delimiter=_DELIMITERS.get(kind, ",")),
        schema=read_schema(schema, name) if isinstance(schema, Mapping) else None,
        descriptor=written,
    )


def format_of(written: Mapping[str, Any], paths: list[str]) -> str:
    """The format as declared, else the first path's ending, without that of a compression."""
    declared = written.get("format")
    if isinstance(declared, str) and declared:
        return declared.lower().lstrip(".")
    if not paths:
        return ""
    path = PurePosixPath(paths[0].lower())
    return PurePosixPath(path.stem if path.suffix in COMPRESSED else path.name).suffix.lstrip(".")


def _reader(kind: str, written: Mapping[str, Any], paths: list[str]) -> Format:
    if not paths:
        return "inline" if isinstance(written.get("data"), list) else "file"
    if kind in _DELIMITERS:
        return "csv"
    return "parquet" if kind in {"parquet", "apache-parquet", "pq"} else "file"


def _path(written: Any) -> str | None:
    """The path that stands for a schema or dialect, be it as a text or as {"$ref": path}."""
    if isinstance(written, Mapping) and isinstance(written.get("$ref"), str):
        return str(written["$ref"])
    return written if isinstance(written, str) else None


def _list(written: Any) -> list[Any]:
    if written is None:
        return []
    return written if isinstance(written, list) else [written]
