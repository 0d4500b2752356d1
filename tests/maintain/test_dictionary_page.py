from __future__ import annotations

from datetime import date

import polars as pl

from clone import TOP
from maintain.dictionary_page import COMMAND, dictionary_page, profiles
from newsrows.schema import load_tables
from trips import TRIPS

TABLES = load_tables()

ROWS = pl.DataFrame(
    {
        "day": [date(2024, 3, 1), date(2024, 3, 2), date(2024, 3, 3)],
        "kind": ["out", "out", "back"],
        "fare": [2.5, None, 1000.0],
        "boat": ["Ida\nMay", "a" * 50, None],
        "crew": pl.Series([None, None, None], dtype=pl.Int64),
    }
)


def test_profile_counts_nulls_and_distinct_values_of_a_column() -> None:
    day, kind, fare, boat, crew = profiles(TRIPS, ROWS)
    assert (day.nulls, day.distinct, day.lowest, day.highest) == (0, 3, date(2024, 3, 1), date(2024, 3, 3))
    assert kind.commonest == (("out", 2), ("back", 1))
    assert (fare.nulls, fare.distinct, fare.lowest, fare.highest) == (1, 2, 2.5, 1000.0)
    assert (boat.lowest, boat.highest) == (7, 50)
    assert (crew.nulls, crew.distinct, crew.lowest, crew.highest, crew.commonest) == (3, 0, None, None, ())


def test_page_has_one_line_per_column() -> None:
    page = dictionary_page({"trips": TRIPS}, {"trips": ROWS})
    assert "3 rows in data/:" in page
    assert "| `day` | 0 | 3 | 2024-03-01 to 2024-03-03 | `2024-03-01`, `2024-03-02`, `2024-03-03` |" in page
    assert "| `kind` | 0 | 2 |  | `out` 2, `back` 1 |" in page
    assert "| `fare` | 1 | 2 | 2.5 to 1,000 | `2.5`, `1,000` |" in page
    assert f"| `boat` | 1 | 2 | 7 to 50 characters | `Ida May`, `{'a' * 40}…` |" in page
    assert "| `crew` | 3 | 0 |  |  |" in page


def test_page_in_docs_is_up_to_date() -> None:
    frames = {name: pl.read_parquet(TOP / "data" / "parquet" / f"{name}.parquet") for name in TABLES}
    assert (TOP / "docs" / "dictionary.md").read_text("utf-8") == dictionary_page(TABLES, frames), f"next: {COMMAND}"
