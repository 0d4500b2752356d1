from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from newsrows.datapackage.descriptor import build_schema
from newsrows.diff.rows.values import Column, Tolerance, canonical_texts, equal_values, shown_texts


def column(kind: pl.DataType | None = None, missing: tuple[str, ...] = ("",), **field: Any) -> Column:
    stated = build_schema({"fields": [{"name": "x", **field}]}).fields[0] if field else None
    return Column(kind or pl.String(), stated, frozenset(missing))


def canonical(written: Column, values: pl.Series) -> list[str | None]:
    return canonical_texts(written, shown_texts(written, values)).to_list()


@pytest.mark.parametrize(
    ("field", "texts", "values"),
    [
        ({"type": "number"}, ["1", "1.0", "+01.50", ".5", "-0", "5."], ["1", "1", "1.5", "0.5", "0", "5"]),
        ({"type": "number"}, ["1e3", "1.5E-3", "NaN", "abc", ""], ["1000", "0.0015", "NaN", "abc", None]),
        ({"type": "number", "decimalChar": ",", "groupChar": "."}, ["1.234,50", "2,0"], ["1234.5", "2"]),
        ({"type": "number", "bareNumber": False}, ["$ 12.50", "12.5 %", "none"], ["12.5", "12.5", "none"]),
        ({"type": "integer"}, ["007", "+7", "7.0", "-0", "12345678901234567890123"], None),
        ({"type": "integer", "groupChar": " "}, ["1 000", "1000"], ["1000", "1000"]),
        ({"type": "boolean"}, ["1", "TRUE", "false", "yes"], ["true", "true", "false", "yes"]),
        ({"type": "boolean", "trueValues": ["Y"], "falseValues": ["N"]}, ["Y", "N", "1"], ["true", "false", "1"]),
        ({"type": "date", "format": "%d/%m/%Y"}, ["31/12/2024", "soon"], ["2024-12-31", "soon"]),
        (
            {"type": "datetime"},
            ["2024-05-01T10:00:00+02:00", "2024-05-01T08:00:00Z", "2024-05-01T08:00:00", "2024-05-01T08:00:00.500Z"],
            ["2024-05-01T08:00:00Z", "2024-05-01T08:00:00Z", "2024-05-01T08:00:00", "2024-05-01T08:00:00.5Z"],
        ),
        ({"type": "time"}, ["10:00:00", "10:00:00.250"], ["10:00:00", "10:00:00.25"]),
        ({"type": "object"}, ['{"b": 1, "a": [1, 2]}', "{"], ['{"a":[1,2],"b":1}', "{"]),
        ({"type": "string"}, ["1.0", "x"], ["1.0", "x"]),
    ],
)
def test_texts_have_one_spelling_per_value(
    field: dict[str, Any], texts: list[str], values: list[str | None] | None
) -> None:
    expected = values or ["7", "7", "7.0", "0", "12345678901234567890123"]
    assert canonical(column(**field), pl.Series(texts)) == expected


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (pl.Series([1.5, 2.0, None]), ["1.5", "2", None]),
        (pl.Series([Decimal("1.50")], dtype=pl.Decimal(10, 2)), ["1.5"]),
        (pl.Series([3, 2**63 - 1]), ["3", "9223372036854775807"]),
        (pl.Series([True, None]), ["true", None]),
        (pl.Series([date(2024, 5, 1)]), ["2024-05-01"]),
        (pl.Series([time(9, 30, 0, 250_000)]), ["09:30:00.25"]),
        (pl.Series([datetime(2024, 5, 1, 9, tzinfo=UTC)]).dt.convert_time_zone("Asia/Tokyo"), ["2024-05-01T09:00:00Z"]),
        (pl.Series([timedelta(hours=1)]), ["PT1H"]),
        (pl.Series([b"\x01\xff"]), ["01ff"]),
        (pl.Series([[1, 2], None]), ["[1,2]", None]),
        (pl.Series([{"b": 1, "a": "x"}]), ['{"a":"x","b":1}']),
        (pl.Series(["x", ""], dtype=pl.Categorical), ["x", None]),
        (pl.Series([None], dtype=pl.Null), [None]),
    ],
)
def test_values_of_parquet_have_the_texts_that_csv_has(values: pl.Series, texts: list[str | None]) -> None:
    assert canonical(column(values.dtype), values) == texts


def test_people_see_what_the_file_has() -> None:
    written = column(type="number", decimalChar=",", missing=("", "NA"))
    assert shown_texts(written, pl.Series(["1,50", "NA", ""])).to_list() == ["1,50", None, None]


def test_long_decimals_are_compared_digit_by_digit_and_binary_numbers_as_such() -> None:
    amounts = pl.Series(["12345678901234567.01", "0.1"]), pl.Series(["12345678901234567.02", "0.10000000000000000555"])
    texts, floats = column(type="number"), column(pl.Float64())
    assert equal_values(texts, texts, *amounts).to_list() == [False, False]
    assert equal_values(texts, floats, *amounts).to_list() == [True, True]
    powers = pl.Series(["1e23"]), pl.Series(["100000000000000000000000"])
    assert equal_values(texts, texts, *powers).to_list() == [True]


def test_missing_values_are_equal_to_each_other_alone() -> None:
    written = column(type="number")
    old, new = pl.Series([None, None, "1"], dtype=pl.String), pl.Series([None, "1", None], dtype=pl.String)
    assert equal_values(written, written, old, new).to_list() == [True, False, False]


@pytest.mark.parametrize(
    ("tolerance", "allowed"),
    [
        (Tolerance(difference=0.01), [True, False, False, False]),
        (Tolerance(share=0.01), [True, False, True, False]),
        (Tolerance(), [False, False, False, False]),
    ],
)
def test_tolerance_is_a_difference_or_a_share_of_the_old_number(tolerance: Tolerance, allowed: list[bool]) -> None:
    old, new = pl.Series(["1", "1", "1000000", None]), pl.Series(["1.01", "1.0101", "1009999", "1"])
    assert tolerance.allows(old, new).to_list() == allowed


@pytest.mark.parametrize(
    ("old", "new", "alike"),
    [
        (column(type="number"), column(type="number", title="Amount"), True),
        (column(type="number"), column(type="number", decimalChar=","), False),
        (column(type="number"), column(type="string"), False),
        (column(type="string"), column(type="string", missing=("NA",)), False),
        (column(pl.Datetime("us", "UTC")), column(pl.Datetime("us", "Asia/Tokyo")), False),
        (column(pl.List(pl.Int64())), column(pl.List(pl.Int64())), False),
    ],
)
def test_cells_are_alike_only_if_they_are_written_in_the_same_way(old: Column, new: Column, alike: bool) -> None:
    assert old.is_alike(new) == alike
