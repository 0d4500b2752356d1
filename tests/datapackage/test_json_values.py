"""JSON in cells: objects, arrays and GeoJSON, and the constraints that only they have."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

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


SCALARS = [
    "1",
    "-0.5e3",
    "01",
    "1.",
    '"é"',
    '"\\u00e9"',
    '"\\x"',
    '"\t"',
    "true",
    "null",
    "NaN",
    "tru",
    '"',
    "{}",
    "[]",
    "",
]
KINDS = ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "Dot"]
POSITIONS = ["[1,2]", "[1.5, -2]", "[1, 2.25]", "[1,2,3]", "[true,2]"]


def json_like(random: Random, depth: int = 0) -> str:
    """A text that is JSON or nearly so."""
    if depth > 4 or random.random() < 0.3:
        return random.choice(SCALARS[:8] * 3 + SCALARS)
    start, end = random.choice(["[]", "{}", "[]", "{}", "[}"])
    parts = [json_like(random, depth + 1) for _ in range(random.randrange(4))]
    if start == "{" and random.random() < 0.95:
        parts = [f'"a"{random.choice([":", " : "])}{part}' for part in parts]
    return f"{start}{random.choice([',', ' , ', ',,'] if random.random() < 0.2 else [', ']).join(parts)}{end}"


def geometry_like(random: Random) -> str:
    """A text that is a geometry or nearly so."""
    depth = random.randrange(4)
    positions = random.choices(POSITIONS, [9, 9, 9, 1, 1], k=random.randrange(1, 6))
    members = [
        f'"type": "{random.choice(KINDS)}"',
        f'"coordinates" :{"[" * depth}{", ".join(positions)}{"]" * depth}',
        '"type": "Point"',
    ]
    return "{" + ",".join(random.sample(members, random.choice([2, 2, 2, 3]))) + "}"


@pytest.mark.parametrize("kind", ["object", "array", "geojson"])
@settings(max_examples=4, phases=[Phase.generate])  # randoms shrink slowly
@given(random=st.randoms(use_true_random=True))
def test_pattern_of_plain_texts_judges_like_the_parser(kind: str, random: Random) -> None:
    make = geometry_like if kind == "geojson" else json_like
    texts = [make(random) for _ in range(300)]
    parsed = [text + " " * 4_000 for text in texts]  # too long for the pattern, and the same JSON
    verdicts = read_json_column(field(kind), pl.Series(texts + parsed), lambda _: False).values.is_null().to_list()
    assert verdicts[:300] == verdicts[300:]
    if kind != "geojson":
        assert verdicts[:300] == [not isinstance(loaded(text), {"object": dict, "array": list}[kind]) for text in texts]


def loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def test_number_with_more_digits_than_python_reads_is_of_the_wrong_type() -> None:
    assert broken(field("array"), f"[{'9' * 4301}]") == {"type": {f"[{'9' * 4301}]"}}


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


@pytest.mark.parametrize(
    "schema",
    [
        7,
        {"type": 7},
        {"items": {"$ref": "https://quay.example/s.json"}},
        {"$ref": "#/x"},
        {"properties": {"a": {"$ref": "#nowhere"}}},
        {"$ref": "#"},
        {"anyOf": [{"type": "array"}, {"$ref": "#"}]},
    ],
)
def test_what_is_no_schema_or_refers_elsewhere_nowhere_or_without_end_is_not_applied(schema: Any) -> None:
    assert schema_validator(schema) is None


def test_schema_that_refers_to_a_part_of_itself_is_applied() -> None:
    tree = {"$defs": {"tree": {"type": "array", "items": {"$ref": "#/$defs/tree"}}}, "$ref": "#/$defs/tree"}
    validator = schema_validator(tree)
    assert validator.is_valid([[], [[]]])
    assert not validator.is_valid([1])
