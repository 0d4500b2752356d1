"""JSON in cells: objects, arrays and GeoJSON, and the constraints that only they have."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from newsrows.datapackage.descriptor import build_schema
from newsrows.datapackage.json_values import broken_values, read_json_column, schema_validator
from newsrows.datapackage.model import Field


def field(kind: str, **constraints: Any) -> Field:
    return build_schema({"fields": [{"name": "a", "type": kind, "constraints": constraints}]}).fields[0]


def broken(one: Field, *texts: str) -> dict[str, set[str]]:
    column = read_json_column(one, pl.Series(texts), lambda _: False)
    return {what: set(some) for what, some in column.broken.items()}


def test_text_of_another_kind_is_of_the_wrong_type() -> None:
    assert broken(field("object"), '{"a": 1}', "[1]", "{", "1") == {"type": {"[1]", "{", "1"}}
    assert broken(field("array"), "[1]", "{}") == {"type": {"{}"}}


def test_plain_geometries_are_certainly_valid_and_all_others_are_asked_for() -> None:
    good = '{"type": "Point", "coordinates": [1, 2.5]}'
    short = '{"type": "LineString", "coordinates": [[1, 2]]}'
    assert broken(field("geojson"), good, short, '{"type": "Dot"}') == {"type": {short, '{"type": "Dot"}'}}


def test_length_enum_and_json_schema_look_at_the_value() -> None:
    limits = {"minLength": 2, "enum": [[1, 2], "[3]"], "jsonSchema": {"items": {"maximum": 2}}}
    assert broken(field("array", **limits), "[1,2]", "[3]", "[0, 1]") == {
        "minLength": {"[3]"},
        "enum": {"[0, 1]"},
        "jsonSchema": {"[3]"},
    }


def test_unique_field_has_one_spelling_of_each_value() -> None:
    column = read_json_column(field("object", unique=True), pl.Series(['{"a":1,"b":2}', '{ "b": 2, "a": 1 }']), bool)
    assert column.values.n_unique() == 1


def test_values_of_parquet_break_constraints_likewise() -> None:
    assert broken_values(field("array", maxLength=1), [[1], None, [1, 2]]) == {"maxLength": [2]}


@pytest.mark.parametrize("schema", [7, {"type": 7}, {"items": {"$ref": "https://quay.example/s.json"}}])
def test_what_is_no_schema_or_refers_elsewhere_is_not_applied(schema: Any) -> None:
    assert schema_validator(schema) is None
