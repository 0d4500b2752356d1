"""Rows that were joined are told from rows that were removed."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from diff.packages import write
from diff.rows.row_packages import diff

PEOPLE = {"fields": [{"name": "person_id", "type": "string"}], "primaryKey": "person_id"}
CHANGES = {"fields": [{"name": name} for name in ("number", "table", "change", "old_id", "new_id", "reason")]}
ROWS = (
    "number,table,change,old_id,new_id,reason\n1,people,kept,ann,ann,3 of 3\n2,people,joined,bo,ann,2 of 2\n"
    "3,people,removed,cy,,nothing\n4,people,new,,di,nothing\n"
)


def package(folder: Path, people: str, changes: str | None = None) -> str:
    folder.mkdir(parents=True)
    (folder / "people.csv").write_text("person_id\n" + "".join(f"{one}\n" for one in people.split()), "utf-8")
    resources: list[dict[str, Any]] = [{"name": "people", "path": "people.csv", "schema": PEOPLE}]
    if changes is not None:
        (folder / "changes.csv").write_text(changes, "utf-8")
        resources.append({"name": "id_changes", "path": "changes.csv", "schema": CHANGES})
    return str(write(folder, {"name": "p", "version": "1.0.0", "resources": resources}))


@pytest.fixture
def sides(tmp_path: Path) -> tuple[str, str]:
    return package(tmp_path / "old", "ann bo cy"), package(tmp_path / "new", "ann di", ROWS)


def test_text_says_into_which_row_another_went(sides: tuple[str, str]) -> None:
    text, code = diff(*sides)
    assert code == 0
    assert "people: 3 rows before, 2 after: 1 added, 2 removed, 0 changed" in text
    assert "ids: 1 joined with another row, 0 parted, 1 removed for good" in text
    assert "'bo' is now in 'ann' (2 of 2)" in text
    assert "id_changes" not in text  # its own rows say how others changed


def test_json_has_the_changes_and_follows_its_schema(sides: tuple[str, str]) -> None:
    report = json.loads(diff(*sides, "--format", "json")[0])
    jsonschema.validate(
        report, json.loads((files("newsrows.diff.rows") / "data-report.schema.json").read_text("utf-8"))
    )
    (people,) = report["tables"]
    assert {name: people["ids"][name] for name in ("joined", "parted", "removed")} == {
        "joined": 1,
        "parted": 0,
        "removed": 1,
    }
    assert people["ids"]["examples"][0] == {"change": "joined", "old": "bo", "new": "ann", "reason": "2 of 2"}


def test_a_part_with_an_id_of_its_own_is_named(tmp_path: Path) -> None:
    changes = "number,table,change,old_id,new_id,reason\n1,people,kept,ann,ann,3 of 4\n2,people,parted,ann,bo,1 of 4\n"
    text, _ = diff(package(tmp_path / "old", "ann"), package(tmp_path / "new", "ann bo", changes))
    assert "a part of 'ann' is now 'bo' (1 of 4)" in text


def test_changes_since_another_package_are_ignored(sides: tuple[str, str], tmp_path: Path) -> None:
    other = package(tmp_path / "other", "ann bo cy ed")
    assert "ids:" not in diff(other, sides[1])[0]
    assert "ids:" not in diff(package(tmp_path / "third", "ann bo ed"), sides[1])[0]


def test_the_table_is_compared_if_it_is_named(sides: tuple[str, str]) -> None:
    text, _ = diff(*sides, "--table", "id_changes")
    assert text.startswith("id_changes: 0 rows before, 4 after: 4 added")
