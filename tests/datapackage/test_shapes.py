"""Properties of the wrong JSON kind are found, and a descriptor is read without them."""

from __future__ import annotations

from typing import Any

import pytest

from newsrows.datapackage.shapes import misshapen, without_misshapen


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        ("package", {"resources": {}}),
        ("resource", {"path": [1]}),
        ("resource", {"bytes": 2**80}),
        ("schema", {"primaryKey": [["id"]]}),
        ("field", {"trueValues": [["yes"]]}),
        ("field", {"missingValues": [{"value": []}]}),
        ("field", {"delimiter": ""}),
        ("constraints", {"maxLength": 10**30}),
        ("constraints", {"minLength": -1}),
        ("constraints", {"enum": [[1]]}),
        ("constraints", {"minimum": {}}),
        ("dialect", {"delimiter": 5}),
        ("dialect", {"headerRows": ["1"]}),
        ("reference", {"fields": {"a": 1}}),
    ],
)
def test_property_of_the_wrong_kind_is_found(kind: str, members: dict[str, Any]) -> None:
    (wrong,) = misshapen(kind, members, field_type="string" if kind == "constraints" else None)
    assert wrong.path == (next(iter(members)),)


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        ("resource", {"path": "t.csv", "schema": "schema.json", "bytes": 5}),
        ("schema", {"primaryKey": "id", "missingValues": ["", {"value": "-", "label": "none"}]}),
        ("field", {"trueValues": ["yes", 1], "categories": [1, {"value": 2}]}),
        ("constraints", {"required": "true", "minimum": "2020-01-01", "maxLength": 5}),
        ("dialect", {"quoteChar": None, "header": False, "commentRows": [3]}),
        ("foreignKey", {"fields": ["a"], "reference": {}}),
    ],
)
def test_older_and_shorter_spellings_are_allowed(kind: str, members: dict[str, Any]) -> None:
    assert list(misshapen(kind, members)) == []


def test_lists_are_values_of_fields_of_lists() -> None:
    assert list(misshapen("constraints", {"enum": [[1, 2]]}, field_type="array")) == []


def test_descriptor_is_read_without_them() -> None:
    field = {"name": "a", "type": "boolean", "trueValues": {}, "constraints": {"enum": [[]], "required": True}}
    key = {"fields": ["a"], "reference": {"resource": [], "fields": ["b"]}}
    schema = {"fields": [field, 5], "foreignKeys": [key, "x"], "uniqueKeys": [["a"]]}
    resource = {"name": "t", "schema": schema, "dialect": {"csv": {"delimiter": []}}}
    clean, found = without_misshapen({"name": [], "resources": [resource, 7]})
    assert [one.path for one in found] == [
        ("name",),
        ("resources", 0, "schema", "foreignKeys"),
        ("resources", 0, "schema", "fields", 0, "trueValues"),
        ("resources", 0, "schema", "fields", 0, "constraints", "enum"),
        ("resources", 0, "dialect", "csv", "delimiter"),
    ]
    assert clean["resources"][0]["schema"]["fields"] == [
        {"name": "a", "type": "boolean", "constraints": {"required": True}},
        5,
    ]
    assert clean["resources"][0]["dialect"] == {"csv": {}}
    assert clean["resources"][1] == 7
