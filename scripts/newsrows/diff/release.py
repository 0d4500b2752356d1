"""Released schemas, kept in the repository: what a clone without tags is compared with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsrows.datapackage.loading import load_package
from newsrows.datapackage.model import Package, Resource
from newsrows.datapackage.sources import DESCRIPTOR
from newsrows.diff.against import latest_release
from newsrows.diff.report.as_text import as_text
from newsrows.diff.verdict import Terms, judge
from newsrows.diff.version import parse_version
from newsrows.records import PackageError

OF_THE_DATA = frozenset(
    {"bytes", "hash", "stats", "rowCount", "data", "created"}
)  # they change with the rows, not with the schemas


def keep_release(package: Path, released: Path, terms: Terms | None = None) -> Path:
    """Write the descriptor of a package, schemas written out and without what belongs to the rows, below its version.

    Args:
        package: a datapackage.json, or the folder of one.
        released: folder with one folder a released version.
        terms: how changes since the last release are judged.

    Returns:
        The file written. A release that is there already and says the same is left alone.

    Raises:
        PackageError: if the package has no version, if that version was released with other schemas, or if it is
            too low for what changed since the last release.
    """
    new = load_package(str(package))
    version = parse_version(new.version or "")
    if version is None:
        raise PackageError(f"{package}: version {new.version!r}: a release needs one such as 1.2.0")
    target = released / str(version) / DESCRIPTOR
    text = json.dumps(written_out(new), ensure_ascii=False, indent=2) + "\n"
    if target.exists():
        if target.read_text(encoding="utf-8") == text:
            return target
        raise PackageError(f"{target}: {version} was released with other schemas; raise the version in {package}")
    last = latest_release(released)
    if last is not None:
        verdict = judge(load_package(str(last)), new, terms or Terms())
        if verdict.exit_code:
            raise PackageError(f"{package}: not released:\n{as_text(verdict)}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


def written_out(package: Package) -> dict[str, Any]:
    """The descriptor with schemas and dialects in place of their paths, without what belongs to the rows."""
    kept = {name: value for name, value in package.descriptor.items() if name not in OF_THE_DATA}
    return {**kept, "resources": [_resource(resource) for resource in package.resources]}


def _resource(resource: Resource) -> Mapping[str, Any]:
    kept = {name: value for name, value in resource.descriptor.items() if name not in OF_THE_DATA}
    if resource.schema is not None:
        kept["schema"] = dict(resource.schema.descriptor)
    if "dialect" in kept:
        kept["dialect"] = dict(resource.dialect.properties)
    return kept
