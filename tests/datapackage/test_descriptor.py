"""The model is built from any JSON objects: older spellings count as newer ones, nonsense counts as absent."""

from __future__ import annotations

from typing import Any

import pytest

from newsrows.datapackage.descriptor import build_dialect, build_resource, build_schema
from newsrows.datapackage.model import Constraints, Dialect, Field, ForeignKey, Resource

SECOND = "https://datapackage.org/profiles/2.0/tableschema.json"


def field(**descriptor: Any) -> Field:
    return build_schema({"fields": [{"name": "a", **descriptor}]}).fields[0]


def resource(**descriptor: Any) -> Resource:
    return build_resource(descriptor, 3, schema=None, dialect=descriptor.get("dialect", {}))


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ({"type": "bool"}, "boolean"),
        ({"type": "date-time"}, "datetime"),
        ({"type": "integer"}, "integer"),
        ({}, "string"),
    ],
)
def test_types_have_their_present_spelling(written: dict[str, Any], kind: str) -> None:
    assert field(**written).type == kind


def test_field_without_type_is_any_in_the_second_edition() -> None:
    descriptor = {"fields": [{"name": "a"}]}
    assert build_schema(descriptor | {"$schema": SECOND}).fields[0].type == "any"
    assert build_schema(descriptor, profile=SECOND).fields[0].type == "any"


def test_format_of_2013_and_name_of_2011_are_read() -> None:
    (old,) = build_schema({"fields": [{"id": "day", "type": "date", "format": "fmt:%Y"}]}).fields
    assert (old.name, old.format) == ("day", "%Y")


def test_constraints_of_the_wrong_kind_are_absent() -> None:
    wrong = {"required": "yes", "minLength": "x", "maxLength": True, "pattern": 5, "enum": "a"}
    assert field(constraints=wrong).constraints == Constraints()
    right = {"required": "true", "unique": True, "minLength": 1, "exclusiveMinimum": 0, "enum": ["a", 1]}
    assert field(constraints=right).constraints == Constraints(
        required=True, unique=True, min_length=1, exclusive_minimum=0, enum=("a", 1)
    )
    assert field(constraints=right).constraint("minLength") == 1
    assert field(constraints=5).constraint("minLength") is None


def test_missing_values_of_a_field_replace_those_of_the_schema() -> None:
    schema = build_schema(
        {
            "missingValues": [{"value": "NA", "label": "not asked"}, ""],
            "fields": [{"name": "a"}, {"name": "b", "missingValues": "-"}],
        }
    )
    assert schema.column("a").missing_values == {"NA": "not asked", "": None}
    assert schema.column("b").missing_values == {"-": None}
    assert field().missing_values == {"": None}


def test_categories_are_read_without_their_labels() -> None:
    assert field(categories=["north", {"value": "south", "label": "the South"}]).categories == ("north", "south")
    assert field(categories={"a": 1}).categories is None


def test_keys_may_be_single_names() -> None:
    schema = build_schema(
        {
            "fields": [{"name": "a"}, {"name": "b", "constraints": {"unique": True}}],
            "primaryKey": "a",
            "uniqueKeys": ["b", ["a", "b"], 5],
            "foreignKeys": {"fields": "b", "reference": {"resource": "self", "fields": ["a"]}},
        }
    )
    assert schema.primary_key == ("a",)
    assert schema.unique_keys == (("b",), ("a", "b"))
    assert schema.foreign_keys == (ForeignKey(("b",), "", ("a",)),)
    assert str(schema.foreign_keys[0]) == "(b) to itself (a)"
    assert schema.is_required(schema.column("a"))
    assert not schema.is_required(schema.column("b"))
    assert schema.is_unique(schema.column("a"))


def test_fields_without_name_and_keys_without_reference_are_left_out() -> None:
    schema = build_schema({"fields": [{"type": "integer"}, 5, {"name": "b"}], "foreignKeys": [5, {"fields": "b"}]})
    assert [(one.name, one.index, one.origin.pointer) for one in schema.fields] == [("b", 2, "/fields/2")]
    assert schema.foreign_keys == ()


def test_schema_is_described_by_texts_alone() -> None:
    schema = build_schema({"title": 5, "description": "what", "fields": "none"}, name="t")
    assert (schema.name, schema.title, schema.description, schema.fields) == ("t", "", "what", ())


@pytest.mark.parametrize(
    ("written", "delimiter"),
    [({}, "\t"), ({"delimiter": ";"}, ";"), ({"csv": {"delimiter": "|"}}, "|"), ({"delimiter": "ab"}, "\t")],
)
def test_delimiter_is_the_stated_one_or_that_of_the_format(written: dict[str, Any], delimiter: str) -> None:
    assert build_dialect(written, delimiter="\t").delimiter == delimiter


def test_dialect_has_defaults_and_properties_of_the_wrong_kind_are_absent() -> None:
    wrong = {
        "quoteChar": None,
        "escapeChar": 5,
        "headerRows": "x",
        "commentRows": 3,
        "nullSequence": 1,
        "headerJoin": 1,
    }
    dialect = build_dialect(wrong)
    assert dialect == Dialect(properties=dialect.properties)
    assert build_dialect({"header": False}).header_rows == ()
    assert build_dialect({"headerRows": [1, 2], "commentRows": [4]}).header_rows == (1, 2)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ({"path": "t.csv"}, "csv"),
        ({"path": ["t.TSV.gz", "u.tsv"]}, "tsv"),
        ({"path": "t.csv.zst"}, "csv"),
        ({"path": "t.x", "format": ".CSV"}, "csv"),
        ({"path": "t.pq"}, "parquet"),
        ({"url": "t.csv"}, "csv"),
        ({"data": []}, "inline"),
        ({}, ""),
    ],
)
def test_format_is_declared_or_the_ending_of_the_path(written: dict[str, Any], kind: str) -> None:
    assert resource(**written).format == kind


def test_resource_without_name_is_named_after_its_file_or_number() -> None:
    assert (resource(path="data/quotes.csv.gz").name, resource(path="data/quotes.csv.gz").named) == ("quotes", False)
    assert resource().name == "#3"
    assert (resource(name="t", encoding="UTF8").encoding, resource(name="t").named) == ("utf-8", True)


def test_columns_are_read_by_position_in_delimited_files_whose_fields_match_exactly() -> None:
    schema = build_schema({"fieldsMatch": ["subset"], "fields": [{"name": "a"}]})
    assert resource(path="t.csv").read_by_position
    assert not resource(path="t.parquet").read_by_position
    assert not build_resource({"path": "t.csv"}, 0, schema=schema, dialect={}).read_by_position
