"""Datetimes with and without a time zone, in one column or against one bound."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsrows.validation import validate_package

ZONED, PLAIN, LATER = "2024-01-31T10:00:00Z", "2024-01-31T10:00:00", "2024-08-01T00:00:00"


def issues(folder: Path, name: str, constraints: dict[str, Any]) -> list[tuple[int | None, str]]:
    schema = {"fields": [{"name": "at", "type": "datetime", "constraints": constraints}]}
    content = {"name": "p", "resources": [{"name": "t", "path": name, "schema": schema}]}
    (folder / "datapackage.json").write_text(json.dumps(content), "utf-8")
    return [(found.row, found.rule) for found in validate_package(folder)]


@pytest.mark.parametrize(
    ("maximum", "row"), [("2024-06-01T00:00:00Z", 3), ("2024-06-01T00:00:00", 4), ("2024-06-01T00:00:00+02:00", 3)]
)
def test_datetimes_are_compared_with_a_bound_if_both_or_neither_have_a_time_zone(tmp_path, maximum, row) -> None:
    (tmp_path / "t.csv").write_text("\n".join(("at", ZONED, PLAIN, f"{LATER}Z", LATER, "")), "utf-8")
    assert issues(tmp_path, "t.csv", {"maximum": maximum}) == [(row, "maximum")]


@pytest.mark.parametrize("cells", [(ZONED, PLAIN, LATER), (PLAIN, PLAIN, LATER), (ZONED, ZONED, f"{LATER}Z")])
def test_enum_may_hold_datetimes_with_and_without_a_time_zone(tmp_path, cells) -> None:
    (tmp_path / "t.csv").write_text("\n".join(("at", *cells, "")), "utf-8")
    assert issues(tmp_path, "t.csv", {"enum": [ZONED, PLAIN]}) == [(3, "enum")]
