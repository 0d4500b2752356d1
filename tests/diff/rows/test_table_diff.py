from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diff.rows.row_packages import NEW, OLD, counts, diff, package, table
from newsrows.diff.rows import table_diff
from newsrows.diff.rows.table_diff import compare_tables
from newsrows.diff.rows.tables import Table


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
        ("id,n,text\na,1,x,too,many\n", "table 't'"),
        ("n,text\n1,x\n", "the key field 'id' must be a column of both versions"),
    ],
)
def test_repeated_keys_and_unreadable_rows_are_refused(text: str, match: str, tmp_path: Path) -> None:
    report, code = diff(package(tmp_path / "old", text), package(tmp_path / "new", text))
    assert (code, match in report) == (2, True), report


ROWS = st.dictionaries(
    st.text("abc", min_size=1, max_size=2), st.tuples(*[st.none() | st.sampled_from("xyz")] * 2), max_size=8
)


@settings(deadline=None)
@given(ROWS, ROWS)
def test_differences_equal_those_of_a_comparison_in_python(
    old: dict[str, tuple[str | None, ...]], new: dict[str, tuple[str | None, ...]]
) -> None:
    sides = [
        Table(
            "t",
            ("k", "u", "v"),
            pl.LazyFrame(
                {"k": list(rows), "u": [row[0] for row in rows.values()], "v": [row[1] for row in rows.values()]},
                schema={"k": pl.String, "u": pl.String, "v": pl.String},
            ),
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


def test_changed_rows_of_several_batches_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_diff, "BATCH_ROWS", 2)
    old, new = (
        Table("t", ("k", "v"), pl.LazyFrame({"k": list("abcde"), "v": values})) for values in (["x"] * 5, ["y"] * 5)
    )
    (column,) = compare_tables(old, new, ("k",), {}, examples=3).columns
    assert (column.changed, [key for key, _, _ in column.examples]) == (5, [("a",), ("b",), ("c",)])
