from __future__ import annotations

from datetime import date, datetime
from typing import Any

import polars as pl
import pytest

from newsrows.description.column_types import type_of_column, type_of_texts, type_of_values

MIDNIGHT = datetime(2024, 1, 1)  # noqa: DTZ001 - Excel knows no zones


def described(*texts: str | None) -> dict[str, Any]:
    field = type_of_texts(pl.Series(texts, dtype=pl.String)).field("x")
    return {name: value for name, value in field.items() if name != "name"}


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        (["1", "-20", "0"], {"type": "integer"}),
        (["1", "2.50", "1e-3"], {"type": "number"}),
        (["1,5", "20,25"], {"type": "number", "decimalChar": ","}),
        (["1.234,50", "12,5"], {"type": "number", "decimalChar": ",", "groupChar": "."}),
        (["1,234.50", "12.5"], {"type": "number", "groupChar": ","}),
        (["true", "FALSE"], {"type": "boolean"}),
        (["2024-02-29", "1999-12-31"], {"type": "date"}),
        (["31/12/2024", "01/02/2024"], {"type": "date", "format": "%d/%m/%Y"}),
        (["12/31/2024", "01/02/2024"], {"type": "date", "format": "%m/%d/%Y"}),
        (["31.12.2024", "1.2.2024"], {"type": "date", "format": "%d.%m.%Y"}),
        (["2024-05", "2024-06"], {"type": "yearmonth"}),
        (["2024-05-01T10:00:00Z", "2024-05-01T10:00:00.5+02:00"], {"type": "datetime"}),
        (["10:00:00", "23:59:59"], {"type": "time"}),
        (['{"a": 1}', "{}"], {"type": "object"}),
        (["[1, 2]", "[]"], {"type": "array"}),
        (["5", "NA", "-", None, ""], {"type": "integer", "missingValues": ["", "-", "NA"]}),
    ],
)
def test_type_is_the_narrowest_that_all_values_have(texts: list[str | None], field: dict[str, Any]) -> None:
    assert described(*texts) == field


@pytest.mark.parametrize(
    "texts",
    [
        ["007", "12"],
        ["+1", "2"],
        ["1,234", "5,678"],
        ["1,234,567", "12"],
        ["0.5", "1,5"],
        ["yes", "no"],
        ["2024-02-30", "2024-01-01"],
        ["01/02/2024", "03/04/2024"],
        ["31/12/2024", "12/31/2024"],
        ["24:00:01", "10:00:00"],
        ["{a}", "{}"],
        ["NA", "-"],
        ["NA", "Kenya"],
        ["1", "x"],
        ["123456789012345678901", "1"],
        ["2024-05-01 10:00", "2024-05-02 11:00"],
    ],
)
def test_doubtful_values_stay_text(texts: list[str]) -> None:
    assert described(*texts) == {"type": "string"}


def test_column_without_values_may_be_anything() -> None:
    assert described(None, "") == {"type": "any"}


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        (pl.Series([1]), "integer"),
        (pl.Series([1.0]), "number"),
        (pl.Series([date(2024, 1, 1)]), "date"),
        (pl.Series([MIDNIGHT]), "datetime"),
        (pl.Series([True]), "boolean"),
        (pl.Series([[1]]), "array"),
        (pl.Series([{"a": 1}]), "object"),
        (pl.Series(["1"]), "string"),
        (pl.Series([None]), "any"),
        (pl.Series([b"x"]), "any"),
    ],
)
def test_parquet_says_its_types_itself(column: pl.Series, kind: str) -> None:
    assert type_of_column(column).type == kind


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, 2.0, None], "integer"),
        ([1, 2.5], "number"),
        ([True, False], "boolean"),
        ([True, 1], "any"),
        (["1", "2"], "string"),
        (["2024-01-01"], "date"),
        ([1, "2"], "any"),
        ([[1], []], "array"),
        ([{"a": 1}], "object"),
        ([MIDNIGHT, None], "date"),
        ([MIDNIGHT.replace(hour=10)], "datetime"),
        ([float("inf"), 1], "number"),
    ],
)
def test_cells_of_json_and_excel_keep_their_own_types(values: list[Any], kind: str) -> None:
    texts = pl.Series([None if value is None else str(value) for value in values], dtype=pl.String)
    assert type_of_values(values, texts).type == kind
