"""Lists in cells: their items in one form, and the constraints that look at them."""

from __future__ import annotations

from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from newsrows.datapackage.descriptor import build_schema
from newsrows.datapackage.model import Field
from newsrows.datapackage.values import read_column

ITEMS = {
    "integer": ["0", "7", "-12", "007", "+5", "-0", "1.0", "x", "", "9" * 25],
    "number": ["1.5", "0", "0.0", "0.00001", "-0.00012", "7.0", "-20.25", "2", "1e3", "1.50", "x", "1234567.5e1"],
    "boolean": ["true", "false", "1", "FALSE", "yes"],
    "date": ["2024-02-29", "2023-02-29", "31.01.2024"],
}


def field(**descriptor: Any) -> Field:
    return build_schema({"fields": [{"name": "a", "type": "list", **descriptor}]}).fields[0]


@pytest.mark.parametrize("delimiter", [",", "; ", "-", "1", "."])
@pytest.mark.parametrize("kind", ITEMS)
@settings(max_examples=2, phases=[Phase.generate])  # randoms shrink slowly
@given(random=st.randoms(use_true_random=True))
def test_list_is_read_item_by_item(kind: str, delimiter: str, random: Random) -> None:
    rows = [random.choices(ITEMS[kind], k=random.randrange(1, 4)) for _ in range(100)]
    texts = pl.Series([*map(delimiter.join, rows), None])
    column = read_column(field(itemType=kind, delimiter=delimiter), texts)
    items = [text.split(delimiter) for text in texts.drop_nulls()]
    flat = pl.Series([item for row in items for item in row])
    usual = iter(read_column(Field("a", kind), flat).values.cast(pl.String).str.strip_suffix(".0").to_list())
    read = [[next(usual) for _ in row] for row in items]
    assert column.values.to_list() == [None if None in row else delimiter.join(map(str, row)) for row in read] + [None]
    wrong = {text for text, row in zip(texts, read, strict=False) if None in row}
    assert column.broken == ({"type": wrong} if wrong else {})


def test_length_is_the_number_of_items() -> None:
    column = read_column(
        field(constraints={"minLength": 2, "maxLength": 3}, delimiter=";"), pl.Series(["a", "a;", "a;b;c;d"])
    )
    assert column.broken == {"minLength": {"a"}, "maxLength": {"a;b;c;d"}}


def test_enum_compares_items() -> None:
    limited = field(constraints={"enum": [[1, 2], "3"]}, itemType="integer")
    column = read_column(limited, pl.Series(["1,02", "3", "4", None]))
    assert column.values.to_list() == ["1,2", "3", "4", None]
    assert column.broken == {"enum": {"4"}}
