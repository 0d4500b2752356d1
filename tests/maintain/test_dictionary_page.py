from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from maintain.dictionary_page import dictionary_page, profiles
from newsrows.schema import SchemaError, load_tables, read_table
from newsrows.schema.dictionary import as_cell, as_code, dictionary, entries
from newsrows.schema.withheld import ARTICLE_TEXT, without_columns

TOP = Path(__file__).resolve().parents[2]
TABLES = load_tables()
TRIPS = read_table(
    {
        "name": "trips",
        "description": "One row a trip.",
        "fields": [
            {"name": "day", "type": "date", "constraints": {"required": True}},
            {"name": "kind", "type": "string", "constraints": {"enum": ["out", "back", "lost"]}},
            {"name": "fare", "type": "number", "description": "In <pounds>|pence."},
            {"name": "boat", "type": "string", "example": "Ida|May"},
            {"name": "crew", "type": "integer"},
        ],
        "primaryKey": ["day", "kind"],
        "foreignKeys": [{"fields": "boat", "reference": {"resource": "boats", "fields": "name"}}],
    }
)
ROWS = pl.DataFrame(
    {
        "day": [date(2024, 3, 1), date(2024, 3, 2), date(2024, 3, 3)],
        "kind": ["out", "out", "back"],
        "fare": [2.5, None, 1000.0],
        "boat": ["Ida\nMay", "a" * 50, None],
        "crew": pl.Series([None, None, None], dtype=pl.Int64),
    }
)


def test_an_entry_says_what_a_column_is() -> None:
    found = {entry.column: entry for entry in entries([TRIPS])}
    assert list(found) == list(TRIPS.field_names)
    assert (found["day"].required, found["day"].key) == (True, "part of the primary key")
    assert (found["kind"].required, found["kind"].values) == (False, "out, back, lost")
    assert (found["boat"].points_to, found["boat"].example) == ("boats.name", "Ida|May")
    assert next(entries(TABLES.values())).key == "primary key"


def test_nothing_in_a_schema_breaks_the_table() -> None:
    lines = dictionary([TRIPS]).splitlines()
    assert "| `fare` | number, may be null | In &lt;pounds>\\|pence. |  |" in lines
    assert "| `boat` | string, may be null | Points to boats.name. | `Ida\\|May` |" in lines
    assert as_cell("a\n| b") == "a \\| b"
    assert as_code("a `b`\n") == "`a 'b'`"


def test_a_profile_counts_what_a_column_holds() -> None:
    day, kind, fare, boat, crew = profiles(TRIPS, ROWS)
    assert (day.nulls, day.distinct, day.lowest, day.highest) == (0, 3, date(2024, 3, 1), date(2024, 3, 3))
    assert kind.commonest == (("out", 2), ("back", 1))
    assert (fare.nulls, fare.distinct, fare.lowest, fare.highest) == (1, 2, 2.5, 1000.0)
    assert (boat.lowest, boat.highest) == (7, 50)
    assert (crew.nulls, crew.distinct, crew.lowest, crew.highest, crew.commonest) == (3, 0, None, None, ())


def test_the_page_has_a_line_a_column() -> None:
    page = dictionary_page({"trips": TRIPS}, {"trips": ROWS})
    assert "3 rows in data/:" in page
    assert "| `day` | 0 | 3 | 2024-03-01 to 2024-03-03 | `2024-03-01`, `2024-03-02`, `2024-03-03` |" in page
    assert "| `kind` | 0 | 2 |  | `out` 2, `back` 1 |" in page
    assert "| `fare` | 1 | 2 | 2.5 to 1,000 | `2.5`, `1,000` |" in page
    assert f"| `boat` | 1 | 2 | 7 to 50 characters | `Ida May`, `{'a' * 40}…` |" in page
    assert "| `crew` | 3 | 0 |  |  |" in page


def test_the_page_is_that_of_the_data() -> None:
    frames = {name: pl.read_parquet(TOP / "data" / "parquet" / f"{name}.parquet") for name in TABLES}
    assert (TOP / "docs" / "dictionary.md").read_text("utf-8") == dictionary_page(TABLES, frames)


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
