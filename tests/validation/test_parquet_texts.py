"""Texts in Parquet files are judged like texts in CSV files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from newsrows.validation import validate

CASES: dict[str, tuple[dict[str, Any], list[Any], list[tuple[str, int]]]] = {
    "format": ({"type": "string", "format": "email"}, ["a@b.org", "nobody"], [("type-error", 2)]),
    "type": ({"type": "yearmonth"}, ["2024-02", "2024-31"], [("type-error", 2)]),
    "missing": ({"missingValues": ["-"], "constraints": {"required": True}}, ["x", "-", ""], [("required", 2)]),
    "list twice": ({"type": "list", "constraints": {"unique": True}}, [["a"], ["b"], ["a"]], [("unique", 3)]),
}


@pytest.mark.parametrize("name", CASES)
def test_text_is_judged(name: str, tmp_path: Path) -> None:
    field, values, expected = CASES[name]
    pl.DataFrame({"a": values}).write_parquet(tmp_path / "t.parquet")
    resource = {"name": "t", "path": "t.parquet", "schema": {"fields": [{"name": "a"} | field]}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "x", "resources": [resource]}))
    assert [(one.rule, one.row) for one in validate(tmp_path).issues] == expected
