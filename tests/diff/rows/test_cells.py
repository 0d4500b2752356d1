from __future__ import annotations

import io
import json
from pathlib import Path

import polars as pl
import pytest

import newsrows as nr
from diff.packages import write
from diff.rows.row_packages import FIELDS, NEW, OLD, diff, package
from newsrows.diff.rows.cells import COLUMNS, table_schema

# OLD to NEW of the row packages.
ROWS = [
    ("t", "c", "n", "changed", "3", "3.5"),
    ("t", "c", "text", "changed", "three", None),
    ("t", "d", "text", "changed", "four", "four!"),
    ("t", "b", "n", "removed", "2", None),
    ("t", "b", "text", "removed", None, None),
    ("t", "e", "n", "added", None, "5"),
    ("t", "e", "text", "added", None, "five"),
]


def sides(folder: Path) -> tuple[str, str]:
    return package(folder / "old", OLD), package(folder / "new", NEW)


def test_csv_on_standard_output_has_a_row_per_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, code = diff(*sides(tmp_path), "--format", "csv", "--max-removed", "0")
    assert (pl.read_csv(io.StringIO(text)).rows(), code) == (ROWS, 1)
    assert "1 rows removed of 4" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["diff.csv", "diff.parquet"])
def test_output_is_a_table_by_its_own_schema(name: str, tmp_path: Path) -> None:
    text, code = diff(*sides(tmp_path), "--output", str(tmp_path / "out" / name))
    assert (code, "1 added, 1 removed, 2 changed" in text) == (0, True)
    file = tmp_path / "out" / name
    frame = pl.read_csv(file) if name.endswith("csv") else pl.read_parquet(file)
    assert frame.rows() == ROWS
    assert sorted(path.name for path in file.parent.iterdir()) == sorted([name, "diff.schema.json"])
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "diff",
        "resources": [{"name": "diff", "path": name, "schema": "diff.schema.json"}],
    }
    write(file.parent, descriptor)
    assert nr.validate(file.parent) == []


def test_python_gets_the_same_rows(tmp_path: Path) -> None:
    old, new = sides(tmp_path)
    found = nr.diff_data(old, new, cells=True)
    assert found.cells is not None
    assert (tuple(found.cells.columns), found.cells.rows()) == (COLUMNS, ROWS)
    assert nr.diff_data(old, new).cells is None


def test_keys_of_several_fields_are_lists(tmp_path: Path) -> None:
    keys = {"primaryKey": ["id", "n"]}
    old = package(tmp_path / "old", "id,n,text\na,,x\n", schema=keys)
    new = package(tmp_path / "new", "id,n,text\na,,y\n", schema=keys)
    cells = nr.diff_data(old, new, cells=True).cells
    assert cells is not None
    assert [json.loads(key) for key in cells["key"]] == [["a", None]]


def test_rows_without_a_key_have_their_numbers(tmp_path: Path) -> None:
    keyless = {"primaryKey": []}
    old = package(tmp_path / "old", "id,n,text\na,1,x\nb,1,x\n", schema=keyless)
    new = package(tmp_path / "new", "id,n,text\na,1,x\nc,1,x\n", schema=keyless)
    cells = nr.diff_data(old, new, cells=True).cells
    assert cells is not None
    assert [row[1:4] for row in cells.rows() if row[2] == "id"] == [("2", "id", "removed"), ("2", "id", "added")]


def test_whole_columns_and_tables_are_one_row_each(tmp_path: Path) -> None:
    old = Path(package(tmp_path / "old", "id,n\na,1\n", schema={"fields": FIELDS[:2]}))
    new = Path(package(tmp_path / "new", "id,text\na,x\n", schema={"fields": [FIELDS[0], FIELDS[2]]}))
    descriptor = json.loads(new.read_text(encoding="utf-8"))
    descriptor["resources"].append({**descriptor["resources"][0], "name": "u"})
    cells = nr.diff_data(old, write(new.parent, descriptor), cells=True).cells
    assert cells is not None
    assert cells.rows() == [
        ("t", None, "n", "column_removed", None, None),
        ("t", None, "text", "column_added", None, None),
        ("u", None, None, "table_added", None, None),
    ]


def test_key_columns_alone_give_a_row_per_row(tmp_path: Path) -> None:
    only = {"fields": FIELDS[:1]}
    old, new = (package(tmp_path / name, f"id\n{name}\nx\n", schema=only) for name in ("old", "new"))
    cells = nr.diff_data(old, new, cells=True).cells
    assert cells is not None
    assert [row[1:4] for row in cells.rows()] == [("old", None, "removed"), ("new", None, "added")]


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        (["--output", "diff.xlsx"], "expected .csv or .parquet"),
        (["--format", "parquet"], "expected a file to write"),
        (["--format", "csv", "--output", "diff.parquet"], "expected a name that ends in .csv"),
    ],
)
def test_output_of_another_format_is_refused(
    arguments: list[str], match: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = sides(tmp_path)
    monkeypatch.chdir(tmp_path)
    text, code = diff(old, new, *arguments)
    assert (code, match in text) == (2, True), text
    assert not list(tmp_path.glob("diff*"))


def test_only_an_earlier_difference_is_replaced(tmp_path: Path) -> None:
    old, new = sides(tmp_path)
    file = tmp_path / "out" / "diff.csv"
    assert diff(old, new, "--output", str(file))[1] == 0
    assert diff(old, old, "--output", str(file))[1] == 0
    assert pl.read_csv(file).height == 0
    file.write_text("mine\n1\n", encoding="utf-8")
    text, code = diff(old, new, "--output", str(file))
    assert (code, "found another file" in text, file.read_text(encoding="utf-8")) == (2, True, "mine\n1\n")


def test_failed_comparison_writes_nothing(tmp_path: Path) -> None:
    old, new = package(tmp_path / "old", OLD), package(tmp_path / "new", NEW.replace("e,5", "c,5"))
    assert diff(old, new, "--output", str(tmp_path / "out" / "diff.csv"))[1] == 2
    assert not (tmp_path / "out").exists()


def test_schema_names_all_columns() -> None:
    assert [field["name"] for field in table_schema()["fields"]] == list(COLUMNS)
