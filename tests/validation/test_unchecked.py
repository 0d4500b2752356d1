"""What is not read or not judged is named, and never called valid."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsrows.validation import validate
from newsrows.validation.package import validate as validate_with_copies
from newsrows.validation.web_copies import WebCopies

BOATS = {"fields": [{"name": "boat", "type": "string"}, {"name": "crew", "type": "integer"}]}
ELSEWHERE = {"package": "q", "resource": "r", "fields": "x"}
ROWS = "boat,crew\nPetrel,4\n"


def package(folder: Path, *resources: dict[str, Any], **properties: Any) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "boats.csv").write_text(ROWS)
    usual = {"name": "boats", "path": "boats.csv", "schema": BOATS}
    described = [usual | one for one in resources or ({},)]
    text = json.dumps({"name": "harbour", "resources": described, **properties})
    (folder / "datapackage.json").write_text(text)
    return folder


def skipped(folder: Path) -> list[str]:
    return [str(part) for part in validate(folder).unchecked]


def test_package_that_is_read_as_a_whole_skips_nothing(tmp_path: Path) -> None:
    report = validate(package(tmp_path))
    assert (report.valid, report.complete, report.unchecked) == (True, True, ())


PARTS: dict[str, tuple[dict[str, Any], str]] = {
    "no schema": ({"schema": None}, "boats: the resource has no schema, so the values in its rows are not checked"),
    "format": ({"format": "sql"}, "boats: the format 'sql' is not read, only the files are checked"),
    "rows on the web": (
        {"path": "https://example.org/b.csv"},
        "boats: https://example.org/b.csv is not fetched; next: --map URL=FOLDER, or --fetch",
    ),
    "schema on the web": (
        {"schema": "https://example.org/s.json"},
        "boats: the schema https://example.org/s.json is not fetched; next: --map URL=FOLDER, or --fetch",
    ),
    "delimiter": (
        {"dialect": {"delimiter": "::"}},
        "boats: the delimiter '::' has more than one character, so the rows are not read",
    ),
    "profile": (
        {"profile": "https://example.org/p.json"},
        "boats: the profile https://example.org/p.json is not fetched; next: --map URL=FOLDER, or --fetch",
    ),
    "key into another package": (
        {"schema": BOATS | {"foreignKeys": [{"fields": "boat", "reference": ELSEWHERE}]}},
        "boats: the foreign key (boat) to q r (x) points into another package",
    ),
}


@pytest.mark.parametrize("name", PARTS)
def test_part_that_is_not_checked_is_named(name: str, tmp_path: Path) -> None:
    resource, sentence = PARTS[name]
    assert sentence in skipped(package(tmp_path, resource))


def test_key_to_rows_that_are_not_read_is_named(tmp_path: Path) -> None:
    key = {"fields": "boat", "reference": {"resource": "register", "fields": "boat"}}
    package(
        tmp_path, {"schema": BOATS | {"foreignKeys": [key]}}, {"name": "register", "path": "https://example.org/r.csv"}
    )
    assert "boats: the foreign key (boat) to register (boat) points to rows that are not read" in skipped(tmp_path)


def test_other_resources_are_checked_all_the_same(tmp_path: Path) -> None:
    package(tmp_path, {}, {"name": "far", "path": "https://example.org/b.csv"})
    (tmp_path / "boats.csv").write_text("boat,crew\nPetrel,four\n")
    assert [(one.table, one.rule) for one in validate(tmp_path).issues] == [("boats.csv", "type-error")]


def test_profile_of_the_standard_is_not_named(tmp_path: Path) -> None:
    assert skipped(package(tmp_path, {"profile": "tabular-data-resource"}, profile="tabular-data-package")) == []


def test_schema_on_the_web_is_read_from_its_copy(tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / "s.json").write_text(json.dumps(BOATS))
    folder = package(tmp_path / "package", {"schema": "https://example.org/1/s.json"})
    (folder / "boats.csv").write_text("boat,crew\nPetrel,four\n")
    report = validate_with_copies(folder, copies=WebCopies((("https://example.org/1/", copies),)))
    assert [(one.rule, one.column) for one in report.issues] == [("type-error", "crew")]
    assert report.unchecked == ()
