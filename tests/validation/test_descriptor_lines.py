"""Issues of a descriptor name the file and line where the property stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsrows.validation import explain, validate

SCHEMA = """{
 "fields": [
  {"name": "berth",
   "type": "string",
   "constraints": {"pattern": "("}}
 ]
}
"""
RESOURCE = '{"name": "%s", "path": "t.csv",\n   "schema": %s}'


def places(folder: Path, *schemas: str) -> list[tuple[str, int | None, str | None]]:
    resources = ",\n  ".join(RESOURCE % (f"t{number}", schema) for number, schema in enumerate(schemas))
    (folder / "datapackage.json").write_text(f'{{"name": "p",\n "resources": [\n  {resources}]}}\n')
    (folder / "schema.json").write_text(SCHEMA)
    (folder / "t.csv").write_text("berth\n1\n")
    return [(issue.table, issue.line, issue.column) for issue in validate(folder).issues]


def test_property_in_the_descriptor(tmp_path: Path) -> None:
    schema = SCHEMA.replace("\n", "\n    ")
    pointer = "/resources/0/schema/fields/0/constraints/pattern"
    assert places(tmp_path, schema) == [("datapackage.json", 8, pointer)]


@pytest.mark.parametrize("reference", ['"schema.json"', '{"$ref": "schema.json"}'])
def test_property_in_a_schema_of_its_own_file_is_one_issue_for_all_tables(tmp_path: Path, reference: str) -> None:
    assert places(tmp_path, reference, reference) == [("schema.json", 5, "/fields/0/constraints/pattern")]


def test_property_beside_a_reference_is_in_the_descriptor(tmp_path: Path) -> None:
    resource = '{"name": "t", "schema": "s.json",\n  "path": ".t.csv"}'
    (tmp_path / "datapackage.json").write_text(f'{{"name": "p", "resources": [\n {resource}]}}')
    (tmp_path / "s.json").write_text('{"fields": [{"name": "a"}]}')
    (tmp_path / ".t.csv").write_text("a\n")
    assert [(one.table, one.line) for one in validate(tmp_path).issues] == [("datapackage.json", 3)]


def test_every_format_names_the_line(tmp_path: Path) -> None:
    places(tmp_path, '"schema.json"')
    issues = validate(tmp_path).issues
    assert explain(issues).startswith("schema.json, line 5, /fields/0/constraints/pattern: descriptor-invalid: ")
    assert json.loads(explain(issues, "json"))["issues"][0]["line"] == 5
    assert explain(issues, "github", folder=tmp_path).startswith(f"::error file={tmp_path}/schema.json,line=5,")
