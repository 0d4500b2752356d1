"""Texts become values of their field: odd spellings as Frictionless reads them, newsrows' own in one form."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from newsrows.datapackage.descriptor import build_schema
from newsrows.datapackage.model import Field
from newsrows.datapackage.values import read_canonical_column, read_column, read_values


def field(kind: str, **descriptor: Any) -> Field:
    return build_schema({"fields": [{"name": "a", "type": kind, **descriptor}]}).fields[0]


def texts(*values: str | None) -> pl.Series:
    return pl.Series(values, dtype=pl.String)


@pytest.mark.parametrize(
    ("kind", "written", "values", "wrong"),
    [
        ("integer", ["1", "-2", None, "+5", "x"], [1, -2, None, 5, None], {"x"}),
        ("integer", ["12345678901234567890", "1"], [12345678901234567890, 1], set()),
        ("number", ["1", ".5", "INF", "1,5"], [1.0, 0.5, float("inf"), None], {"1,5"}),
        ("boolean", ["true", "0", "yes"], [True, False, None], {"yes"}),
        ("date", ["2024-01-31", "2024-02-30"], [date(2024, 1, 31), None], {"2024-02-30"}),
        ("datetime", ["2024-01-31T10:00:00Z"], [datetime(2024, 1, 31, 10, tzinfo=UTC)], set()),
        ("string", ["", None, "é"], ["", None, "é"], set()),
        ("geopoint", ["4.9,52.4", "190,52.4"], ["(Decimal('4.9'), Decimal('52.4'))", None], {"190,52.4"}),
    ],
)
def test_texts_are_read_as_values(kind: str, written: list[Any], values: list[Any], wrong: set[str]) -> None:
    column = read_column(field(kind), texts(*written))
    if kind != "geopoint":
        assert column.values.to_list() == values
    assert column.values.is_null().to_list() == [value is None for value in values]
    assert set(column.broken.get("type", ())) == wrong


def test_column_whose_values_cannot_be_compared_is_checked_with_its_texts() -> None:
    limited = field("list", constraints={"minLength": 2}, itemType="integer")
    column = read_column(limited, texts("1,2", "1", "1,x"))
    assert column.checked
    assert {what: set(some) for what, some in column.broken.items()} == {"minLength": {"1"}, "type": {"1,x"}}


def test_moments_with_and_without_time_zone_stay_texts() -> None:
    column = read_column(field("datetime"), texts("2024-01-31T10:00:00Z", "2024-01-31T10:00:00"))
    assert column.checked
    assert column.values.n_unique() == 2


def test_bound_and_enum_hold_for_moments_of_their_kind_in_a_mixed_column() -> None:
    limits = {"minimum": "2024-01-01T00:00:00", "enum": ["2024-01-31T10:00:00Z", "2023-05-05T10:00:00"]}
    written = texts("2024-01-31T12:00:00+02:00", "2023-05-05T10:00:00", "2022-05-05T10:00:00Z", "x")
    broken = read_column(field("datetime", constraints=limits), written).broken
    assert {what: set(some) for what, some in broken.items()} == {
        "type": {"x"},
        "minimum": {"2023-05-05T10:00:00"},
        "enum": {"2022-05-05T10:00:00Z"},
    }


def test_text_that_is_valid_and_without_value_is_checked_by_itself() -> None:
    column = read_column(field("number", constraints={"maximum": 5}), texts("NaN", "1e999", "3", "7.0", "+7"))
    assert column.values.to_list() == [None, None, 3.0, 7.0, 7.0]
    assert set(column.broken["maximum"]) >= {"1e999"}
    assert "+7" not in column.broken["maximum"]


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("integer", ["1", "+4", "-007"], ["1.0", " 5", "1_0", "x", "", "99999999999999999999"]),
        ("number", ["1", ".5", "1e3", "NaN", "-INF"], ["1,5", "x", "1_0.5"]),
        ("date", ["2024-01-31"], ["2024-1-31", "31/01/2024", "2024-02-30"]),
        ("boolean", ["true", "false"], ["True", "1", "yes"]),
        ("string", ["anything", ""], []),
    ],
)
def test_own_tables_have_one_form_per_type(kind: str, right: list[str], wrong: list[str]) -> None:
    column = read_canonical_column(field(kind), texts(*right, None, *wrong))
    assert column.values.is_null().to_list() == [False] * len(right) + [True] * (1 + len(wrong))
    assert set(column.broken.get("type", ())) == set(wrong)


def test_constraints_are_read_as_values_of_their_field() -> None:
    assert read_values(field("integer"), ["3", 4, "x"]).to_list() == [3, 4, None]
    assert read_values(field("date"), ["2024-01-01"]).to_list() == [date(2024, 1, 1)]
    assert read_values(field("boolean"), [True]).to_list() == [True]
