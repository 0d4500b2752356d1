"""What of a descriptor means nothing is an issue at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsrows.validation import validate
from newsrows.validation.schema_checks import is_pattern

COLOURS = {"name": "a", "categories": ["red", "blue"]}


def found(folder: Path, schema: dict[str, Any], path: str = "t.csv") -> list[str | None]:
    (folder / path).write_text("a\n")
    resource = {"name": "t", "path": path, "schema": schema}
    (folder / "datapackage.json").write_text(json.dumps({"name": "x", "resources": [resource]}))
    return [one.column for one in validate(folder).issues if one.rule == "descriptor-invalid"]


def constrained(kind: str, **constraints: Any) -> dict[str, Any]:
    return {"fields": [{"name": "a", "type": kind, "constraints": constraints}]}


FIELD = "/resources/0/schema/fields/0"
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "pattern": (constrained("string", pattern="[a-"), f"{FIELD}/constraints/pattern"),
    "maximum": (constrained("integer", maximum="many"), f"{FIELD}/constraints/maximum"),
    "minimum": (constrained("date", minimum="spring"), f"{FIELD}/constraints/minimum"),
    "enum": (constrained("integer", enum=["1", "two"]), f"{FIELD}/constraints/enum/1"),
    "category twice": ({"fields": [COLOURS | {"categories": ["red", "red"]}]}, f"{FIELD}/categories"),
    "enum beside categories": (
        {"fields": [COLOURS | {"constraints": {"enum": ["green"]}}]},
        f"{FIELD}/constraints/enum",
    ),
    "unique key": (
        {"fields": [{"name": "a"}], "uniqueKeys": [["a"], ["b"]]},
        "/resources/0/schema/uniqueKeys/1",
    ),
    "primary key": ({"fields": [{"name": "a"}], "primaryKey": ["b"]}, "/resources/0/schema/primaryKey"),
    "type": ({"fields": [{"name": "a", "type": "colour"}]}, f"{FIELD}/type"),
    "older type": ({"fields": [{"name": "a", "type": "str"}]}, f"{FIELD}/type"),
    "field of a foreign key": (
        {"fields": [{"name": "a"}], "foreignKeys": [{"fields": "b", "reference": {"resource": "", "fields": "a"}}]},
        "/resources/0/schema/foreignKeys/0/fields",
    ),
    "foreign key within the table": (
        {"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a", "reference": {"resource": "", "fields": "b"}}]},
        "/resources/0/schema/foreignKeys/0/reference",
    ),
    "foreign key of two fields": (
        {
            "fields": [{"name": "a"}],
            "foreignKeys": [{"fields": "a", "reference": {"resource": "", "fields": ["a", "a"]}}],
        },
        "/resources/0/schema/foreignKeys/0/reference",
    ),
    "foreign key": (
        {"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a", "reference": {"resource": "no", "fields": "b"}}]},
        "/resources/0/schema/foreignKeys/0/reference",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_means_nothing_is_an_issue_at_its_pointer(name: str, tmp_path: Path) -> None:
    schema, pointer = WRONG[name]
    assert found(tmp_path, schema) == [pointer]


@pytest.mark.parametrize(
    ("resources", "pointers"),
    [
        ([{"name": "t"}], ["/resources/0"]),
        ([{"name": "t", "path": "t.csv", "data": []}], ["/resources/0/data"]),
        ([{"name": "t", "path": "t.csv"}] * 2, ["/resources/1/name"]),
        (
            [{"name": "t", "path": "t.csv", "bytes": "2", "schema": {"fields": [{"name": "a"}], "primaryKey": "b"}}],
            ["/resources/0/bytes", "/resources/0/schema/primaryKey"],
        ),
    ],
)
def test_all_mistakes_of_resources_are_named_once(
    resources: list[dict[str, Any]], pointers: list[str], tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text("a\n")
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "x", "resources": resources}))
    issues = validate(tmp_path).issues
    assert [one.column for one in issues if one.rule == "descriptor-invalid"] == pointers


RIGHT: dict[str, dict[str, Any]] = {
    "bounds as texts": constrained("date", minimum="2024-01-01", maximum="2024-12-31"),
    "bounds as numbers": constrained("integer", minimum=1, maximum=9),
    "decimal comma": {
        "fields": [
            {"name": "a", "type": "number", "decimalChar": ",", "constraints": {"minimum": "1.5", "maximum": 9.5}}
        ]
    },
    "classes of XML Schema": constrained("string", pattern=r"\p{Lu}\p{Ll}+"),
    "categories and enum": {"fields": [COLOURS | {"constraints": {"enum": ["red"]}}]},
    "enum of a list": constrained("list", enum=["a,b"]),
    "names twice": {"fields": [{"name": "a"}, {"name": "a"}]},
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_the_standard_allows_is_no_issue(name: str, tmp_path: Path) -> None:
    assert found(tmp_path, RIGHT[name]) == []


def test_hidden_file_is_an_issue(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a"}]}
    assert found(tmp_path, schema, ".t.csv") == ["/resources/0/path"]
    assert found(tmp_path, schema, "./t.csv") == []


def test_patterns_of_either_engine_are_known() -> None:
    assert is_pattern("(?=a)b")
    assert is_pattern(r"\p{Lu}")
    assert not is_pattern("(")
