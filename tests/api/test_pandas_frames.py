"""Columns with listed values become categories in pandas."""

from __future__ import annotations

import polars as pl

from newsrows.api.pandas_frames import pandas_frame
from newsrows.schema import load_tables

KINDS = pl.DataFrame({"quote_id": ["a:q1", "a:q2", "a:q3"], "kind": ["mixed", None, "direct"]})


def test_listed_values_are_categories_in_the_order_of_the_schema() -> None:
    frame = pandas_frame(KINDS, load_tables()["quotes"])
    assert frame["kind"].cat.categories.to_list() == ["direct", "indirect", "mixed"]
    assert frame["kind"].isna().to_list() == [False, True, False]
    assert frame["quote_id"].to_list() == ["a:q1", "a:q2", "a:q3"]


def test_a_column_with_another_value_stays_text() -> None:
    other = KINDS.with_columns(kind=pl.lit("whispered"))
    assert pandas_frame(other, load_tables()["quotes"])["kind"].to_list() == ["whispered"] * 3


def test_a_table_without_schema_is_converted_as_it_is() -> None:
    assert pandas_frame(KINDS, None)["kind"].to_list()[::2] == ["mixed", "direct"]
