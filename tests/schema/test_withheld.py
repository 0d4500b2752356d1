"""The schemas of packages that leave columns out."""

from __future__ import annotations

import pytest

from newsrows.schema import SchemaError, load_tables
from newsrows.schema.withheld import ARTICLE_TEXT, without_columns

TABLES = load_tables()


def test_withheld_columns_are_gone_from_fields_and_descriptor() -> None:
    tables = without_columns(TABLES, ARTICLE_TEXT)
    for place in ARTICLE_TEXT:
        table, _, column = place.partition(".")
        assert column in TABLES[table].field_names
        assert column not in tables[table].field_names
        assert column not in [field["name"] for field in tables[table].descriptor["fields"]]


def test_other_tables_and_keys_stay_as_they_are() -> None:
    tables = without_columns(TABLES, ARTICLE_TEXT)
    assert list(tables) == list(TABLES)
    assert tables["quotes"] is TABLES["quotes"]
    assert tables["articles"].unique_keys == TABLES["articles"].unique_keys


@pytest.mark.parametrize(
    "place", ["articles.article_id", "articles.file_name", "mentions.start", "quotes.person_id", "quote_spans.part"]
)
def test_columns_of_keys_cannot_be_withheld(place: str) -> None:
    with pytest.raises(SchemaError, match=f"found '{place}', which is part of a key"):
        without_columns(TABLES, [place])


@pytest.mark.parametrize("place", ["articles.body", "news.text", "text", ""])
def test_what_is_no_column_cannot_be_withheld(place: str) -> None:
    with pytest.raises(SchemaError, match=r"expected a column such as articles\.text"):
        without_columns(TABLES, [place])
