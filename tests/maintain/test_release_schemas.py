from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from diff.packages import write
from maintain.release_schemas import keep_release
from maintain.rule_examples import package_with
from newsrows.records import PackageError

if TYPE_CHECKING:
    from pathlib import Path


def test_release_has_complete_schemas_and_no_properties_of_the_rows(tmp_path: Path) -> None:
    write(tmp_path / "schemas", {"fields": [{"name": "id"}]}, "q.json")
    rows = {"bytes": 5, "hash": "x", "stats": {"bytes": 5}, "rowCount": 1}
    resource = {"name": "q", "path": "q.csv", **rows, "schema": "schemas/q.json"}
    package = write(tmp_path, {"name": "p", "version": "1.0.0", "created": "2026-01-01", "resources": [resource]})
    target = keep_release(package, tmp_path / "released")
    assert target == tmp_path / "released" / "1.0.0" / "datapackage.json"
    assert json.loads(target.read_text(encoding="utf-8")) == {
        "name": "p",
        "version": "1.0.0",
        "resources": [{"name": "q", "path": "q.csv", "schema": {"fields": [{"name": "id"}]}}],
    }
    assert keep_release(package, tmp_path / "released") == target


def test_release_with_changed_schemas_needs_a_version_that_fits(tmp_path: Path) -> None:
    released = tmp_path / "released"
    keep_release(write(tmp_path / "a", package_with("field", {"constraints": {"required": True}})), released)
    changed = package_with("field", {})
    with pytest.raises(PackageError, match="was released with other schemas"):
        keep_release(write(tmp_path / "b", changed), released)
    with pytest.raises(PackageError, match=r"set version to 2\.0\.0"):
        keep_release(write(tmp_path / "b", {**changed, "version": "1.1.0"}), released)
    assert keep_release(write(tmp_path / "b", {**changed, "version": "2.0.0"}), released).parent.name == "2.0.0"


def test_release_without_a_version_is_refused(tmp_path: Path) -> None:
    package = {**package_with("field", {}), "version": "next"}
    with pytest.raises(PackageError, match="found the version 'next', expected one such as"):
        keep_release(write(tmp_path, package), tmp_path / "released")
