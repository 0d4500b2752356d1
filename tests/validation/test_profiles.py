"""Profiles of others are applied to the descriptor if there is a copy of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsrows.validation.package import validate
from newsrows.validation.report import ValidationReport
from newsrows.validation.web_copies import WebCopies

PROFILE = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "allOf": [
        {"$ref": "https://specs.frictionlessdata.io/schemas/data-package.json"},
        {
            "required": ["harbour"],
            "properties": {
                "harbour": {"type": "object", "properties": {"depth": {"type": "number"}}},
                "code": {"pattern": "^[A-Z]{3}$"},
            },
        },
    ],
}
ADDRESS = "https://quay.example/profiles/"


def judged(folder: Path, profile: Any, /, **descriptor: Any) -> ValidationReport:
    copies = folder / "copies"
    copies.mkdir()
    (copies / "harbour.json").write_text(json.dumps(profile))
    (folder / "t.csv").write_text("a\n1\n")
    resource = {"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a", "type": "integer"}]}}
    written = {"profile": f"{ADDRESS}harbour.json", "resources": [resource], **descriptor}
    (folder / "datapackage.json").write_text(json.dumps(written))
    return validate(folder, copies=WebCopies(((ADDRESS, copies),)))


def test_descriptor_that_follows_its_profile_is_valid_and_nothing_is_unchecked(tmp_path: Path) -> None:
    report = judged(tmp_path, PROFILE, harbour={"depth": 4}, code="QUA")
    assert (report.issues, report.unchecked) == ((), ())


@pytest.mark.parametrize(
    ("descriptor", "pointer", "found"),
    [
        ({}, None, "found no property 'harbour', expected one"),
        ({"harbour": {"depth": "deep"}}, "/harbour/depth", 'found "deep", expected a number'),
        ({"harbour": {}, "code": "quay"}, "/code", 'found "quay", expected a text like ^[A-Z]{3}$'),
    ],
)
def test_what_a_profile_does_not_allow_is_an_issue_at_its_pointer(
    descriptor: dict[str, Any], pointer: str | None, found: str, tmp_path: Path
) -> None:
    (issue,) = judged(tmp_path, PROFILE, **descriptor).issues
    assert (issue.table, issue.rule, issue.column) == ("datapackage.json", "descriptor-invalid", pointer)
    assert issue.message.startswith(f"{found} (profile {ADDRESS}harbour.json)")


@pytest.mark.parametrize(
    ("profile", "reason"),
    [
        ({"type": 7}, "expected a JSON Schema"),
        ({"$ref": "https://pier.example/other.json"}, "https://pier.example/other.json is not fetched"),
        ({"allOf": [{"$ref": "none.json"}]}, "none.json has no copy in"),
        ({"$ref": "#"}, "refers to itself without end"),
    ],
)
def test_profile_that_cannot_be_applied_is_listed(profile: Any, reason: str, tmp_path: Path) -> None:
    report = judged(tmp_path, profile)
    assert not report.issues
    assert [reason in str(part) for part in report.unchecked] == [True]


def test_rest_of_a_profile_is_applied_if_a_part_of_it_is_missing(tmp_path: Path) -> None:
    report = judged(tmp_path, {"required": ["depth"], "allOf": [{"$ref": "https://pier.example/other.json"}]})
    assert [one.message.partition(" (")[0] for one in report.issues] == ["found no property 'depth', expected one"]
    assert len(report.unchecked) == 1


def test_reference_without_its_first_slash_is_understood(tmp_path: Path) -> None:
    report = judged(
        tmp_path, {"properties": {"depth": {"$ref": "#$defs/d"}}, "$defs": {"d": {"type": "number"}}}, depth="x"
    )
    assert [one.column for one in report.issues] == ["/depth"]


def test_profile_may_refer_to_a_file_beside_it(tmp_path: Path) -> None:
    report = judged(tmp_path, {"allOf": [{"$ref": "https://quay.example/profiles/depth.json"}]})
    (part,) = report.unchecked
    missing = f"{ADDRESS}depth.json has no copy in {tmp_path / 'copies'}"
    assert part.reason == f"a part of the profile {ADDRESS}harbour.json: {missing}"
    (tmp_path / "copies" / "depth.json").write_text('{"required": ["depth"]}')
    again = validate(tmp_path, copies=WebCopies(((ADDRESS, tmp_path / "copies"),)))
    assert [one.message.partition(" (")[0] for one in again.issues] == ["found no property 'depth', expected one"]


def test_fiscal_package_has_its_profile_at_the_usual_address(tmp_path: Path) -> None:
    report = judged(tmp_path, PROFILE, profile="fiscal-data-package")
    assert "the profile fiscal-data-package is not fetched" in str(report.unchecked[0])
    copies = WebCopies((("https://specs.frictionlessdata.io/schemas/", tmp_path / "copies"),))
    (tmp_path / "copies" / "fiscal-data-package.json").write_text('{"required": ["countryCode"]}')
    (issue,) = validate(tmp_path, copies=copies).issues
    assert "found no property 'countryCode'" in issue.message


def test_tabular_package_has_a_schema_for_every_resource(tmp_path: Path) -> None:
    resource = {"name": "t", "path": "t.csv"}
    report = judged(tmp_path, {}, profile="tabular-data-package", resources=[resource])
    assert ("/resources/0", "descriptor-invalid") in [(one.column, one.rule) for one in report.issues]
