"""Keep the schemas of a released version, for comparisons in clones without tags (docs/schema-changes.md).

Usage: python scripts/maintain/release_schemas.py [PACKAGE]

Writes schemas/released/<version>/datapackage.json. PACKAGE is datapackage.json by default.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from newsrows.datapackage.loading import load_package
from newsrows.datapackage.model import Package, Resource
from newsrows.datapackage.sources import DESCRIPTOR
from newsrows.diff.schemas.baseline import latest_release
from newsrows.diff.schemas.report.text import as_text
from newsrows.diff.schemas.verdict import Criteria, judge
from newsrows.diff.schemas.version import parse_version
from newsrows.records import PackageError

ROOT = Path(__file__).resolve().parents[2]
# Properties that change with the rows, not with the schemas.
ROW_PROPERTIES = frozenset({"bytes", "hash", "stats", "rowCount", "data", "created"})


def keep_release(package: Path, released: Path, criteria: Criteria | None = None) -> Path:
    """Write the descriptor of a package, with complete schemas and without properties of the rows.

    Args:
        package: a datapackage.json, or the folder of one.
        released: folder with one folder per released version.
        criteria: how the changes since the last release are judged.

    Returns:
        The file. If it already exists with the same content, it is not written again.

    Raises:
        PackageError: the package has no version, the version was released with other schemas, or it is too low for the
            changes since the last release.
    """
    new = load_package(str(package))
    version = parse_version(new.version or "")
    if version is None:
        raise PackageError(f"{package}: found the version {new.version!r}, expected one such as 1.2.0")
    target = released / str(version) / DESCRIPTOR
    text = json.dumps(complete_descriptor(new), ensure_ascii=False, indent=2) + "\n"
    if target.exists():
        if target.read_text(encoding="utf-8") == text:
            return target
        raise PackageError(f"{target}: {version} was released with other schemas; next: raise the version in {package}")
    last = latest_release(released)
    if last is not None:
        verdict = judge(load_package(str(last)), new, criteria or Criteria())
        if verdict.exit_code:
            raise PackageError(f"{package}: not released:\n{as_text(verdict)}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


def complete_descriptor(package: Package) -> dict[str, Any]:
    """The descriptor, with schemas and dialects instead of their paths, and without properties of the rows."""
    descriptor = {name: value for name, value in package.descriptor.items() if name not in ROW_PROPERTIES}
    return {**descriptor, "resources": [_complete_resource(resource) for resource in package.resources]}


def _complete_resource(resource: Resource) -> Mapping[str, Any]:
    descriptor = {name: value for name, value in resource.descriptor.items() if name not in ROW_PROPERTIES}
    if resource.schema is not None:
        descriptor["schema"] = dict(resource.schema.descriptor)
    if "dialect" in descriptor:
        descriptor["dialect"] = dict(resource.dialect.properties)
    return descriptor


if __name__ == "__main__":
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "datapackage.json"
    try:
        written = keep_release(source, ROOT / "schemas" / "released")
    except PackageError as error:
        sys.exit(f"release_schemas: {error}")
    sys.stdout.write(f"{written}\n")
