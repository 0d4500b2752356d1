from __future__ import annotations

import polars as pl
import pytest

from newsrows.description.keys import KeyColumns, foreign_keys, is_key_like, singular


def table(name: str, **columns: list[str | None]) -> KeyColumns:
    series = {column: pl.Series(values, dtype=pl.String) for column, values in columns.items()}
    return KeyColumns(name, dict.fromkeys(columns, "integer"), series)


@pytest.mark.parametrize(
    ("keys", "primary"),
    [
        (table("boats", id=["1", "2"]), "id"),
        (table("boats", boat_id=["1", "2"]), "boat_id"),
        (table("boats", harbour_id=["1", "2"], code=["a", "b"]), "code"),
        (table("boats", id=["1", "1"]), None),
        (table("boats", id=["1", None]), None),
        (table("boats", id=["1"]), None),
        (table("boats", harbour_id=["1", "2"]), None),
        (table("boats", id=["1", "x" * 101]), None),
    ],
)
def test_primary_key_is_named_like_one_and_has_different_values(keys: KeyColumns, primary: str | None) -> None:
    assert keys.primary_key == primary


@pytest.mark.parametrize(
    ("name", "values", "found"),
    [
        ("boat_id", ["1", "1", None], True),
        ("boats_id", ["2"], True),
        ("boat_id", ["1", "3"], False),
        ("boat_id", [None], False),
        ("ship_id", ["1"], False),
        ("id", ["1"], False),
    ],
)
def test_foreign_key_is_named_after_a_table_that_has_all_its_values(
    name: str, values: list[str | None], found: bool
) -> None:
    boats, trips = table("boats", id=["1", "2"]), table("trips", **{name: values})
    expected = [{"fields": name, "reference": {"resource": "boats", "fields": "id"}}] if found else []
    assert list(foreign_keys(trips, [boats, trips])) == expected


def test_key_of_two_tables_is_nobodys() -> None:
    tables = [table(name, boat_id=["1", "2"]) for name in ("boats", "boat")]
    assert list(foreign_keys(table("trips", boat_id=["1"]), tables)) == []


def test_types_of_a_foreign_key_are_the_same() -> None:
    boats, trips = table("boats", id=["1", "2"]), table("trips", boat_id=["1"])
    other = KeyColumns("trips", {"boat_id": "string"}, trips.columns)
    assert list(foreign_keys(other, [boats])) == []


@pytest.mark.parametrize(
    ("plural", "one"),
    [("boats", "boat"), ("cities", "city"), ("classes", "class"), ("glass", "glass"), ("boxes", "box")],
)
def test_singular_of_names(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_names_and_types_of_keys() -> None:
    assert [is_key_like(name, "integer") for name in ("id", "boat_id", "ISO_code", "paid", "width")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert not is_key_like("id", "number")
