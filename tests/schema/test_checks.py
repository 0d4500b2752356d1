"""Polars, Arrow and Pandera say of a table what its Table Schema says."""

from datetime import date, datetime

import pandera.polars as pa
import polars as pl
import pytest
from pandera.errors import SchemaErrors

from newsrows.datapackage import build_schema
from newsrows.schema import load_tables, read_table
from newsrows.schema.checks import pandera_schema
from newsrows.schema.constraint_rules import Checked, screen
from newsrows.schema.frames import arrow_schema, polars_schema

TABLES = load_tables()


_EXAMPLES = {"date": date.fromisoformat, "datetime": datetime.fromisoformat}


def example_row(table) -> pl.DataFrame:
    values = {field.name: _EXAMPLES.get(field.type, str)(field.example) for field in table.fields}
    return pl.DataFrame([values], schema=polars_schema(table))


def broken_rules(schema: pa.DataFrameSchema, frame: pl.DataFrame) -> list[str]:
    with pytest.raises(SchemaErrors) as failure:
        schema.validate(frame, lazy=True)
    return sorted(set(failure.value.failure_cases["check"]))


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_examples_of_a_table_are_a_valid_row(table) -> None:
    frame = example_row(table)
    assert pandera_schema(table).validate(frame, lazy=True).equals(frame)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_arrow_keeps_descriptions_and_refuses_nulls_in_required_columns(table) -> None:
    schema = arrow_schema(table)
    assert schema.names == list(table.field_names)
    for field in table.fields:
        metadata = schema.field(field.name).metadata
        assert metadata[b"description"].decode() == field.description
    required = [field.name for field in table.fields if field.constraints.required]
    with_null = example_row(table).with_columns(pl.lit(None, polars_schema(table)[required[0]]).alias(required[0]))
    with pytest.raises(ValueError, match=required[0]):
        with_null.to_arrow().cast(schema)


VISITS = read_table(
    {
        "name": "visits",
        "fields": [
            {
                "name": "place",
                "type": "string",
                "constraints": {"required": True, "minLength": 2, "maxLength": 6, "pattern": "[a-z]*"},
            },
            {"name": "kind", "type": "string", "constraints": {"enum": ["day", "night"]}},
            {"name": "number", "type": "integer", "constraints": {"unique": True, "minimum": 1, "maximum": 9}},
        ],
        "primaryKey": ["place", "kind"],
        "uniqueKeys": [["kind", "number"]],
    }
)


@pytest.mark.parametrize(
    ("rows", "rules"),
    [
        ([(None, "day", 1)], ["not_nullable"]),
        ([("a", "day", 1)], ["min-length"]),
        ([("abcdefg", "day", 1)], ["max-length"]),
        ([("ab1", "day", 1)], ["pattern"]),
        ([("abc", "noon", 1)], ["enum"]),
        ([("abc", "day", 0)], ["minimum"]),
        ([("abc", "day", 10)], ["maximum"]),
        ([("abc", "day", 1), ("abd", "night", 1)], ["unique"]),
        ([("abc", "day", 1), ("abc", "day", 2)], ["primary-key"]),
        ([("abc", "day", 1), ("abd", "day", 1)], ["unique", "unique-key"]),
    ],
)
def test_each_constraint_and_key_is_a_named_check(rows, rules) -> None:
    frame = pl.DataFrame(rows, schema=polars_schema(VISITS), orient="row")
    assert broken_rules(pandera_schema(VISITS), frame) == rules


def test_nulls_break_nothing_where_a_column_may_be_null() -> None:
    frame = pl.DataFrame([("abc", "day", None), ("abd", "day", None)], schema=polars_schema(VISITS), orient="row")
    visits = pandera_schema(read_table({**VISITS.descriptor, "primaryKey": ["place"], "uniqueKeys": []}))
    assert visits.validate(frame, lazy=True).height == 2


READINGS = build_schema(
    {
        "fields": [
            {"name": "code", "type": "string", "constraints": {"pattern": "(?!X)[A-Z]+", "required": True}},
            {"name": "day", "type": "date", "constraints": {"minimum": "2024-01-01", "exclusiveMaximum": "2025-01-01"}},
            {"name": "value", "type": "integer", "constraints": {"exclusiveMinimum": 0, "enum": [1, "2"]}},
            {"name": "region", "type": "string", "categories": [{"value": "north"}, "south"]},
            {"name": "moment", "type": "duration", "constraints": {"minimum": "PT1S"}},
        ],
        "primaryKey": "code",
    }
)


def reading(**values: object) -> pl.DataFrame:
    row = {"code": "AB", "day": date(2024, 5, 1), "value": 1, "region": "north", "moment": "PT1H", **values}
    return pl.DataFrame([row])


@pytest.mark.parametrize(
    ("values", "rules"),
    [
        ({"code": "XA"}, ["pattern"]),
        ({"code": None}, ["not_nullable"]),
        ({"day": date(2023, 12, 31)}, ["minimum"]),
        ({"day": date(2025, 1, 1)}, ["exclusive-maximum"]),
        ({"value": 0}, ["enum", "exclusive-minimum"]),
        ({"region": "east"}, ["category"]),
    ],
)
def test_pandera_schema_of_any_table_schema_names_what_is_broken(values: dict[str, object], rules: list[str]) -> None:
    frame = reading(**values)
    checked = Checked(types=frame.schema, keys=False, without={"moment"})
    assert broken_rules(pandera_schema(READINGS, checked), frame) == rules
    assert not screen(READINGS, checked).passes(frame)


def test_pandera_schema_of_any_table_schema_takes_the_columns_that_there_are() -> None:
    whole = reading()
    for frame in (whole, whole.select("day", "code"), pl.concat([whole, whole])):
        checked = Checked(types=frame.schema, keys=False, without={"moment"})
        assert pandera_schema(READINGS, checked).validate(frame, lazy=True).equals(frame)
        assert screen(READINGS, checked).passes(frame)


def test_bound_that_is_not_a_value_and_pattern_that_is_not_one_are_not_checked() -> None:
    odd = build_schema(
        {
            "fields": [
                {"name": "a", "type": "integer", "constraints": {"minimum": "x"}},
                {"name": "b", "constraints": {"pattern": "("}},
            ]
        }
    )
    frame = pl.DataFrame({"a": [1], "b": ["x"]})
    assert pandera_schema(odd, Checked(types=frame.schema)).validate(frame, lazy=True).equals(frame)
