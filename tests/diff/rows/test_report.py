from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from diff.rows.row_packages import NEW, OLD, diff, package


@pytest.mark.parametrize("limits", [[], ["--max-removed", "0"]])
def test_json_is_valid_by_its_published_schema(limits: list[str], tmp_path: Path) -> None:
    schema = json.loads((files("newsrows.diff.rows") / "data-report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    sides = package(tmp_path / "old", OLD), package(tmp_path / "new", NEW)
    jsonschema.validate(json.loads(diff(*sides, "--format", "json", *limits)[0]), schema)
    jsonschema.validate(json.loads(diff(sides[0], "nowhere", "--format", "json")[0]), schema)


def test_markdown_has_numbers_of_rows_and_examples(tmp_path: Path) -> None:
    text, _ = diff(package(tmp_path / "old", OLD), package(tmp_path / "new", NEW), "--format", "markdown")
    assert "| t | 4 | 4 | 1 | 1 | 2 |" in text
    assert "removed: id='b'" in text


def test_long_values_are_cut_around_their_first_difference(tmp_path: Path) -> None:
    start = "".join(chr(ord("a") + number % 26) for number in range(80))
    old = package(tmp_path / "old", f"id,n,text\na,1,{start}old\n")
    new = package(tmp_path / "new", f"id,n,text\na,1,{start}new\n")
    assert f"id='a': '...{start[60:]}old' becomes '...{start[60:]}new'" in diff(old, new)[0]


def test_long_values_are_cut_in_text(tmp_path: Path) -> None:
    old = package(tmp_path / "old", f"id,n,text\na,1,{'x' * 61}\n")
    new = package(tmp_path / "new", f"id,n,text\na,1,{'y' * 60}\n")
    assert f"id='a': '{'x' * 57}...' becomes '{'y' * 60}'" in diff(old, new)[0]
