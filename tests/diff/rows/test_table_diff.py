from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diff.rows.row_packages import FIELDS, NEW, OLD, counts, diff, package, table
from newsrows.diff.rows import table_diff
from newsrows.diff.rows.table_diff import compare_tables
from newsrows.diff.rows.tables import Rows, Table
from newsrows.diff.rows.values import Column


def test_rows_are_matched_by_key_and_changes_counted_per_column(tmp_path: Path) -> None:
    differences = table(package(tmp_path / "old", OLD), package(tmp_path / "new", NEW))
    assert counts(differences) == (1, 1, 2)
    assert (differences["added"]["examples"], differences["removed"]["examples"]) == ([["e"]], [["b"]])
    assert differences["changed"]["columns"] == [
        {"name": "n", "rows": 1, "toNull": 0, "fromNull": 0, "examples": [{"key": ["c"], "old": "3", "new": "3.5"}]},
        {
            "name": "text",
            "rows": 2,
            "toNull": 1,
            "fromNull": 0,
            "examples": [
                {"key": ["c"], "old": "three", "new": None},
                {"key": ["d"], "old": "four", "new": "four!"},
            ],
        },
    ]


def test_nulls_in_keys_match_each_other(tmp_path: Path) -> None:
    keys = {"primaryKey": ["id", "n"]}
    old = package(tmp_path / "old", "id,n,text\na,,x\na,1,y\n", schema=keys)
    new = package(tmp_path / "new", "id,n,text\na,,z\na,1,y\n", schema=keys)
    assert counts(table(old, new)) == (0, 0, 1)


def test_whole_rows_are_compared_if_there_is_no_key(tmp_path: Path) -> None:
    old = package(tmp_path / "old", "id,n,text\na,1,x\na,1,x\nb,1,x\n", schema={"primaryKey": []})
    new = package(tmp_path / "new", "id,n,text\na,1,x\nb,2,x\nb,2,x\n", schema={"primaryKey": []})
    differences = table(old, new)
    assert (counts(differences), differences["key"]) == ((2, 2, 0), [])
    assert "no primary key" in differences["remarks"][0]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("id,n,text\na,1,x\na,2,y\n", "2 rows share their key"),
        ("id,n,text\na,1,x,too,many\n", "t.csv, line 2: found a row with 5 cells, expected 3"),
        ("n,text\n1,x\n", "the key field 'id' must be a column of both versions"),
    ],
)
def test_repeated_keys_and_unreadable_rows_are_refused(text: str, match: str, tmp_path: Path) -> None:
    report, code = diff(package(tmp_path / "old", text), package(tmp_path / "new", text))
    assert (code, match in report) == (2, True), report


def texts_table(columns: dict[str, list[Any]], *, held: bool) -> Table:
    frame = pl.LazyFrame(columns, schema=dict.fromkeys(columns, pl.String))
    written = Column(pl.String(), None, frozenset({""}))
    return Table("t", dict.fromkeys(columns, written), Rows.of(frame, held=held))


def test_whole_rows_are_compared_by_value(tmp_path: Path) -> None:
    old = package(tmp_path / "old", "id,n,text\na,1,x\na,1.0,x\nb,2,x\n", schema={"primaryKey": []})
    new = package(tmp_path / "new", "id,n,text\nb,2.0,x\na,1.00,x\na,1.00,x\na,1,x\n", schema={"primaryKey": []})
    assert counts(table(old, new)) == (1, 0, 0)


def test_integer_keys_match_however_they_are_written(tmp_path: Path) -> None:
    fields = [{"name": "id", "type": "integer"}, *FIELDS[1:]]
    old = package(tmp_path / "old", "id,n,text\n1,1,x\n2,1,y\n", schema={"fields": fields})
    new = package(tmp_path / "new", "id,n,text\n02,1,y\n+1,1,z\n", schema={"fields": fields})
    assert counts(table(old, new)) == (0, 0, 1)


def test_keys_of_two_fields_do_not_run_into_each_other(tmp_path: Path) -> None:
    keys = {"primaryKey": ["id", "text"]}
    old = package(tmp_path / "old", "id,n,text\nab,1,c\na,1,bc\n", schema=keys)
    new = package(tmp_path / "new", "id,n,text\na,2,bc\nabc,1,\n", schema=keys)
    assert counts(table(old, new)) == (1, 1, 1)


ROWS = st.dictionaries(
    st.text("abc", min_size=1, max_size=2), st.tuples(*[st.none() | st.sampled_from("xyz")] * 2), max_size=8
)


@settings(max_examples=40)
@given(ROWS, ROWS, st.booleans())
def test_differences_equal_those_of_a_comparison_in_python(
    old: dict[str, tuple[str | None, ...]], new: dict[str, tuple[str | None, ...]], held: bool
) -> None:
    sides = [
        texts_table(
            {"k": list(rows), "u": [row[0] for row in rows.values()], "v": [row[1] for row in rows.values()]}, held=held
        )
        for rows in (old, new)
    ]
    differences = compare_tables(sides[0], sides[1], ("k",), {}, examples=100)
    changed = {key for key in old.keys() & new.keys() if old[key] != new[key]}
    assert {key[0] for key in differences.added_examples} == new.keys() - old.keys()
    assert {key[0] for key in differences.removed_examples} == old.keys() - new.keys()
    assert (differences.added, differences.removed, differences.changed) == (
        len(new.keys() - old.keys()),
        len(old.keys() - new.keys()),
        len(changed),
    )
    per_column = {column.name: {key[0] for key, _, _ in column.examples} for column in differences.columns}
    for index, name in enumerate("uv"):
        assert per_column.get(name, set()) == {key for key in changed if old[key][index] != new[key][index]}


@pytest.mark.parametrize("held", [True, False])
def test_changed_rows_of_several_batches_are_counted(monkeypatch: pytest.MonkeyPatch, held: bool) -> None:
    monkeypatch.setattr(table_diff, "BATCH_ROWS", 2)
    old, new = (texts_table({"k": list("abcde"), "v": values}, held=held) for values in (["x"] * 5, ["y"] * 5))
    (column,) = compare_tables(old, new, ("k",), {}, examples=3).columns
    assert (column.changed, [key for key, _, _ in column.examples]) == (5, [("a",), ("b",), ("c",)])


NUMBERED = st.dictionaries(st.integers(-9, 9), st.integers(0, 2), max_size=8)


@settings(max_examples=40)
@given(NUMBERED, NUMBERED)
def test_integer_keys_match_alike_near_and_far_apart(old: dict[int, int], new: dict[int, int]) -> None:
    def difference(apart: int) -> tuple[int, int, int]:
        sides = [pl.LazyFrame({"k": [key * apart for key in one], "v": list(one.values())}) for one in (old, new)]
        written = dict.fromkeys("kv", Column(pl.Int64(), None, frozenset()))
        tables = [Table("t", written, Rows.of(side.cast(pl.Int64), held=True)) for side in sides]
        diff = compare_tables(tables[0], tables[1], ("k",), {})
        return diff.added, diff.removed, diff.changed

    changed = sum(old[key] != new[key] for key in old.keys() & new.keys())
    expected = (len(new.keys() - old.keys()), len(old.keys() - new.keys()), changed)
    assert difference(1) == difference(10**17) == expected


def test_values_that_change_places_within_a_row_are_changes() -> None:
    old, new = (texts_table({"k": ["a"], "u": [one], "v": [other]}, held=True) for one, other in ("xy", "yx"))
    assert [column.name for column in compare_tables(old, new, ("k",), {}).columns] == ["u", "v"]
