"""Values that are spelt differently are the same in constraints and keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsrows.validation import validate


def found(folder: Path, field: dict[str, Any], *cells: str, **schema: Any) -> list[tuple[str, int | None]]:
    (folder / "t.csv").write_text("a\n" + "".join(f'"{cell}"\n' for cell in cells))
    resource = {"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a"} | field]} | schema}
    (folder / "datapackage.json").write_text(json.dumps({"name": "x", "resources": [resource]}))
    return [(one.rule, one.row) for one in validate(folder).issues]


COMMA = {"type": "number", "decimalChar": ",", "groupChar": "."}
UNIQUE = {"constraints": {"unique": True}}
CASES: dict[str, tuple[dict[str, Any], tuple[str, ...], list[tuple[str, int]]]] = {
    "groups of an integer": ({"type": "integer", "groupChar": " "}, ("12 000", "-7", "1 2x"), [("type-error", 3)]),
    "comma and groups": (COMMA, ("1.234,5", "-,5", "7", "1,5e3"), []),
    "group after the comma": (COMMA, ("1,234.5",), [("type-error", 1)]),
    "two commas": (COMMA, ("1,2,3",), [("type-error", 1)]),
    "bound of a decimal comma": (COMMA | {"constraints": {"maximum": 1.5}}, ("1,4", "1,6"), [("maximum", 2)]),
    "the same number": (COMMA | UNIQUE, ("2,50", "2,5"), [("unique", 2)]),
    "the same time": ({"type": "time"} | UNIQUE, ("08:00:00.25", "08:00:00.250"), [("unique", 2)]),
    "the same day": ({"type": "date", "format": "%d.%m.%Y"} | UNIQUE, ("01.02.2024", "1.2.2024"), [("unique", 2)]),
    "the same long number": ({"type": "integer"} | UNIQUE, ("7" * 45, "+" + "7" * 45), [("unique", 2)]),
    "list of an enum": (
        {"type": "list", "constraints": {"enum": [["a", "b"], ["c"]]}},
        ("a,b", "c", "c,a"),
        [("enum", 3)],
    ),
    "class of XML Schema": ({"constraints": {"pattern": r"\p{Lu}+"}}, ("ÄÖ", "äö"), [("pattern", 2)]),
}


@pytest.mark.parametrize("name", CASES)
def test_cell_is_judged_by_its_value(name: str, tmp_path: Path) -> None:
    field, cells, expected = CASES[name]
    assert found(tmp_path, field, *cells) == expected


def test_key_joins_days_of_two_formats(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("day\n05/03/2024\n06/03/2024\n")
    (tmp_path / "days.csv").write_text("day\n2024-03-05\n")
    key = {"fields": "day", "reference": {"resource": "days", "fields": "day"}}
    log = {"fields": [{"name": "day", "type": "date", "format": "%d/%m/%Y"}], "foreignKeys": [key]}
    days = {"fields": [{"name": "day", "type": "date"}]}
    resources = [
        {"name": "log", "path": "log.csv", "schema": log},
        {"name": "days", "path": "days.csv", "schema": days},
    ]
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "x", "resources": resources}))
    assert [(one.rule, one.row) for one in validate(tmp_path).issues] == [("foreign-key", 2)]


def written(folder: Path, text: str, names: tuple[str, ...], **dialect: Any) -> list[tuple[str, int | None]]:
    (folder / "t.csv").write_text(text)
    schema = {"fields": [{"name": name} for name in names]}
    resource = {"name": "t", "path": "t.csv", "schema": schema, "dialect": dialect}
    (folder / "datapackage.json").write_text(json.dumps({"name": "x", "resources": [resource]}))
    return [(one.rule, one.row) for one in validate(folder).issues]


def test_header_follows_comments(tmp_path: Path) -> None:
    assert written(tmp_path, "# by hand\n# twice\na,b\n1,2\n", ("a", "b"), commentChar="#") == []


def test_quotation_mark_that_is_never_closed_is_an_issue_at_its_row(tmp_path: Path) -> None:
    assert written(tmp_path, 'a,b\n1,2\n3,"4\n5,6\n', ("a", "b")) == [("csv-unreadable", 2)]
    assert written(tmp_path, 'a,b\n1,5" pipe\n', ("a", "b")) == []
    assert written(tmp_path, 'a,b\n1,"4\n5"\n', ("a", "b")) == []


def test_column_more_than_fields_is_an_issue_without_a_header(tmp_path: Path) -> None:
    assert written(tmp_path, "1,2,3\n", ("a", "b"), header=False) == [("columns-mismatch", None)]


def test_wide_table_names_what_is_missing(tmp_path: Path) -> None:
    names = tuple(f"c{place}" for place in range(40))
    written(tmp_path, ",".join(names[:-1]) + "\n", names)
    (issue,) = validate(tmp_path).issues
    assert issue.message.startswith("found c39 missing; 39 columns, expected 40")
