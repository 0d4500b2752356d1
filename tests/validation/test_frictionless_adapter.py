"""Frictionless finds in the lean descriptors of files what it finds in the package itself, except foreign keys."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import frictionless
import pytest

from newsrows.validation.frictionless_adapter import _rule, _table_issue, descriptor_issues, file_issues

Findings = set[tuple[str, str, int | None, str | None]]


def resources(package: Path) -> list[dict[str, Any]]:
    return list(json.loads((package / "datapackage.json").read_text("utf-8"))["resources"])


def in_package(package: Path, table: str) -> Findings:
    """What Frictionless finds in one table of a package, as issues; not foreign keys."""
    (resource,) = (one for one in resources(package) if one["name"] == table)
    schema = {name: value for name, value in resource["schema"].items() if name != "foreignKeys"}
    whole = frictionless.Package.from_descriptor(
        {"name": "x", "resources": [{**resource, "schema": schema}]}, basepath=str(package)
    )
    key = schema["primaryKey"]
    return {
        (found.table, found.rule, found.row, found.column)
        for task in whole.validate().tasks
        for error in task.errors
        for found in _table_issue(task.name, key[0] if len(key) == 1 else None, error)
    }


def in_files(package: Path, table: str) -> Findings:
    some = [resource for resource in resources(package) if resource["name"] == table]
    return {(found.table, found.rule, found.row, found.column) for found in file_issues(package, some)}


def test_valid_files_have_no_issue(package: Path) -> None:
    assert list(file_issues(package, resources(package))) == []


@pytest.mark.parametrize(
    ("table", "words", "others", "rule"),
    [
        ("articles", "bridge,", "Bridge,", "pattern"),
        ("articles", "bridge,", "harbour,", "unique"),
        ("mentions", ",name,", ",title,", "enum"),
        ("aliases", "p:ada-quill:0,", "p:ada-quill:0,,", "extra-cell"),
        ("aliases", "alias_id,", "alias_id,other,", "columns-mismatch"),
        ("aliases", "alias_id,", "other,", "columns-mismatch"),
        ("statistics", "40.0,", "forty,", "type-error"),
        ("statistics", "40.0,", ",", "required"),
        ("roles", "harbour:r", "\nharbour:r", "blank-row"),
    ],
)
def test_broken_table_is_found_alike(package: Path, table: str, words: str, others: str, rule: str) -> None:
    path = package / "data" / "csv" / f"{table}.csv"
    text = path.read_text("utf-8")
    assert words in text
    path.write_text(text.replace(words, others), "utf-8")
    found = in_files(package, table)
    assert found == in_package(package, table)
    assert rule in {one for _, one, _, _ in found}


def test_parquet_file_is_left_to_the_rules(package: Path) -> None:
    (package / "data" / "parquet" / "people.parquet").write_bytes(b"")
    assert in_files(package, "people-parquet") == set()


def test_missing_file_is_found(package: Path) -> None:
    (package / "data" / "csv" / "people.csv").unlink()
    assert {found[:2] for found in in_files(package, "people")} == {("people.csv", "file-missing")}


def test_descriptor_that_breaks_the_standard_is_found() -> None:
    wrong = {"name": "x", "resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": 1}]}}]}
    assert {found.rule for found in descriptor_issues("datapackage.json", wrong)} == {"descriptor-invalid"}
    right = {"name": "x", "resources": [{"name": "t", "path": "t.csv", "profile": "https://example.org/profile.json"}]}
    assert list(descriptor_issues("datapackage.json", right)) == []


def test_unknown_error_of_frictionless_is_another_finding() -> None:
    assert _rule(frictionless.Error(note="something")) == "other-finding"


def test_frictionless_is_not_given_a_pipe(package: Path) -> None:
    place = package / "data" / "csv" / "people.csv"
    place.unlink()
    os.mkfifo(place)
    assert [found for found in file_issues(package, resources(package)) if found.table.startswith("people")] == []
