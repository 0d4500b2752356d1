"""The Table Schemas in schemas/ say everything that people and derived schemas need."""

import itertools
import json

import pytest

from newsrows.schema import ID_CHANGES, SchemaError, load_id_changes, load_tables, read_table
from newsrows.schema.load import TABLE_ORDER, schema_folder

TABLES = {**load_tables(), ID_CHANGES: load_id_changes()}
FIELDS = [pytest.param(field, id=f"{table.name}.{field.name}") for table in TABLES.values() for field in table.fields]


def test_every_schema_file_is_a_table() -> None:
    assert sorted(path.stem for path in schema_folder().glob("*.json")) == sorted([*TABLE_ORDER, ID_CHANGES])


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_has_title_description_and_example(field) -> None:
    assert field.title
    assert field.description.endswith(".")
    assert field.example is not None


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_keys_name_columns_and_point_to_keys_of_tables_before(table) -> None:
    names = set(table.field_names)
    assert table.primary_key
    assert names.issuperset({*table.primary_key, *itertools.chain(*table.unique_keys)})
    for key in table.foreign_keys:
        assert names.issuperset(key.fields)
        assert TABLES[key.resource].primary_key == key.reference_fields
        assert key.resource == table.name or TABLE_ORDER.index(key.resource) < TABLE_ORDER.index(table.name)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_strings_may_not_be_empty(table) -> None:
    for field in table.fields:
        if field.type == "string":
            limits = field.constraints
            assert limits.min_length or limits.pattern or limits.enum, field.name


def test_a_schema_file_is_written_as_json_dumps_writes_it() -> None:
    for path in schema_folder().glob("*.json"):
        text = path.read_text("utf-8")
        assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


def test_keys_may_be_single_names() -> None:
    table = read_table(
        {
            "name": "visits",
            "fields": [{"name": "id", "type": "integer"}, {"name": "place"}],
            "primaryKey": "id",
            "foreignKeys": [{"fields": "place", "reference": {"resource": "places", "fields": "name"}}],
        }
    )
    assert table.primary_key == ("id",)
    assert table.foreign_keys[0].reference_fields == ("name",)
    assert table.column("place").type == "string"


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ({"name": "when", "type": "moment"}, "moment"),
        ({"type": "string"}, "'\\?'"),
        ({"name": "n", "constraints": {"minimun": 1}}, "minimun"),
    ],
)
def test_an_unknown_type_or_constraint_is_refused(field, found) -> None:
    with pytest.raises(SchemaError, match=found):
        read_table({"name": "visits", "fields": [field]})
