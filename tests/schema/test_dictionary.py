from __future__ import annotations

import pytest

from newsrows.schema import SchemaError, load_tables
from newsrows.schema.dictionary import as_cell, as_code, dictionary, entries
from newsrows.schema.withheld import ARTICLE_TEXT, without_columns
from trips import TRIPS

TABLES = load_tables()


def test_entry_describes_a_column() -> None:
    found = {entry.column: entry for entry in entries([TRIPS])}
    assert list(found) == list(TRIPS.field_names)
    assert (found["day"].required, found["day"].key) == (True, "part of the primary key")
    assert (found["kind"].required, found["kind"].values) == (False, "out, back, lost")
    assert (found["boat"].points_to, found["boat"].example) == ("boats.name", "Ida|May")
    assert next(entries(TABLES.values())).key == "primary key"


def test_markup_in_a_schema_does_not_break_the_markdown_table() -> None:
    lines = dictionary([TRIPS]).splitlines()
    assert "| `fare` | number, may be null | In &lt;pounds>\\|pence. |  |" in lines
    assert "| `boat` | string, may be null | Points to boats.name. | `Ida\\|May` |" in lines
    assert as_cell("a\n| b") == "a \\| b"
    assert as_code("a `b`\n") == "`a 'b'`"


def test_withheld_columns_are_gone_from_model_and_descriptor() -> None:
    tables = without_columns(TABLES, ARTICLE_TEXT)
    for name, table in tables.items():
        assert table.field_names == tuple(field["name"] for field in table.descriptor["fields"])
        gone = {f"{name}.{column}" for column in set(TABLES[name].field_names) - set(table.field_names)}
        assert gone <= set(ARTICLE_TEXT)
    assert tables["quotes"] is TABLES["quotes"]
    assert "text" in TABLES["articles"].field_names


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("articles.body", "found 'articles.body', expected a column"),
        ("text", "found 'text', expected a column"),
        ("quotes.person_id", "found 'quotes.person_id', which is part of a key"),
    ],
)
def test_columns_that_cannot_be_withheld(place: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        without_columns(TABLES, [place])
