"""Rows in JSON, JSON Lines, Excel and the descriptor are judged like rows of CSV."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from newsrows.datapackage.model import Field
from newsrows.validation import validate
from newsrows.validation.row_tables import cell_text

CREW = {"name": "crew", "type": "integer"}
SCHEMA = {
    "fields": [
        {"name": "boat", "type": "string"},
        {"name": "built", "type": "date"},
        {"name": "crew", "type": "integer"},
    ]
}
GOOD = [["Petrel", "1999-05-01", 4], ["Tern", "2004-11-30", 2]]
BAD = [["Petrel", "1999-05-01", 4], ["Tern", "long ago", "two"]]


def write(folder: Path, kind: str, rows: list[list[Any]]) -> Path:
    names = [field["name"] for field in SCHEMA["fields"]]
    file = folder / f"boats.{kind}"
    objects = [dict(zip(names, row, strict=False)) for row in rows]
    if kind == "json":
        file.write_text(json.dumps(objects))
    elif kind == "jsonl":
        file.write_text("".join(json.dumps(one) + "\n" for one in objects))
    else:
        book = openpyxl.Workbook()
        for row in [names, *rows]:
            book.active.append(row)
        book.save(file)
    return describe(folder, {"path": file.name})


def describe(folder: Path, resource: dict[str, Any]) -> Path:
    resource = {"name": "boats", "schema": SCHEMA} | resource
    (folder / "datapackage.json").write_text(json.dumps({"name": "harbour", "resources": [resource]}))
    return folder


def found(folder: Path) -> list[tuple[str, int | None, str | None]]:
    report = validate(folder)
    assert report.unchecked == ()
    return [(one.rule, one.row, one.column) for one in report.issues]


@pytest.mark.parametrize("kind", ["json", "jsonl", "xlsx"])
def test_good_rows_are_valid_and_bad_cells_are_found(kind: str, tmp_path: Path) -> None:
    assert found(write(tmp_path, kind, GOOD)) == []
    assert found(write(tmp_path, kind, BAD)) == [("type-error", 2, "built"), ("type-error", 2, "crew")]


def test_dates_of_excel_are_dates(tmp_path: Path) -> None:
    assert found(write(tmp_path, "xlsx", [["Petrel", datetime(1999, 5, 1), 4]])) == []  # noqa: DTZ001 - as Excel has it


@pytest.mark.parametrize(
    ("kind", "text"), [("json", "[{"), ("json", '{"a": 1}'), ("jsonl", '{"boat": 1}\n{'), ("xlsx", "x")]
)
def test_file_that_holds_no_table_is_an_issue(kind: str, text: str, tmp_path: Path) -> None:
    (tmp_path / f"boats.{kind}").write_text(text)
    assert [rule for rule, _, _ in found(describe(tmp_path, {"path": f"boats.{kind}"}))] == ["table-unreadable"]


def test_rows_may_stand_below_a_property(tmp_path: Path) -> None:
    (tmp_path / "boats.json").write_text(
        json.dumps({"fleet": {"rows": [{"boat": "Tern", "built": None, "crew": "x"}]}})
    )
    describe(tmp_path, {"path": "boats.json", "dialect": {"property": "fleet.rows"}})
    assert found(tmp_path) == [("type-error", 1, "crew")]


def test_list_with_another_number_of_cells_is_an_issue(tmp_path: Path) -> None:
    names = ["boat", "built", "crew"]
    describe(tmp_path, {"data": [names, ["Tern", "2001-01-01", 2, "more"], ["Gull"]]})
    assert found(tmp_path) == [("extra-cell", 1, None), ("missing-cell", 2, None)]


def test_delimited_text_in_the_descriptor_is_read(tmp_path: Path) -> None:
    text = "boat,built,crew\nTern,2001-01-01,two\n"
    assert found(describe(tmp_path, {"data": text, "format": "csv"})) == [("type-error", 1, "crew")]


def test_file_inside_an_archive_is_the_one_that_innerpath_names(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("readme.txt", "Boats of the harbour")
        archive.writestr("boats.csv", "boat,built,crew\nTern,2001-01-01,two\n")
    resource = {"path": "all.zip", "format": "csv", "compression": "zip"}
    assert found(describe(tmp_path, resource | {"innerpath": "boats.csv"})) == [("type-error", 1, "crew")]
    assert found(describe(tmp_path, resource)) == [("csv-unreadable", None, None)]
    assert found(describe(tmp_path, resource | {"innerpath": "none.csv"})) == [("csv-unreadable", None, None)]


def test_rows_without_a_schema_have_as_many_cells_as_the_header(tmp_path: Path) -> None:
    (tmp_path / "boats.csv").write_text("boat,crew\nTern,2,more\nGull\n,\n")
    resource = {"name": "boats", "path": "boats.csv"}
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "harbour", "resources": [resource]}))
    rules = [(one.rule, one.row) for one in validate(tmp_path).issues]
    assert sorted(rules) == [("blank-row", 3), ("extra-cell", 1), ("missing-cell", 2)]


def test_values_are_written_as_their_field_writes_them() -> None:
    asked = Field("a", "boolean", descriptor={"trueValues": ["yes"], "falseValues": ["no"]})
    priced = Field("a", "number", descriptor={"decimalChar": ","})
    dated = Field("a", "date", "%d/%m/%Y")
    assert cell_text(value=True, field=asked) == "yes"
    assert cell_text(1.5, priced) == "1,5"
    assert cell_text(datetime(2024, 3, 9), dated) == "09/03/2024"  # noqa: DTZ001 - as Excel has it
    assert cell_text(4.0, None) == "4"
    assert cell_text({"a": [1]}, None) == '{"a": [1]}'
