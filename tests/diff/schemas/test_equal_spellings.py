"""Two spellings of the same are no change, and one change is reported once."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsrows.datapackage.loading import load_package
from newsrows.diff.schemas.change import Change
from newsrows.diff.schemas.compare import find_changes


def changes(folder: Path, old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    sides = []
    for name, written in (("old", old), ("new", new)):
        (folder / f"{name}.json").write_text(json.dumps(written))
        sides.append(load_package(str(folder / f"{name}.json")))
    return find_changes(*sides, date(2026, 1, 1))


def rules(folder: Path, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [change.rule for change in changes(folder, old, new)]


def field(**properties: Any) -> dict[str, Any]:
    return {"name": "boats", "fields": [{"name": "built", **properties}]}


@pytest.mark.parametrize(("kind", "written"), [("date", "%Y-%m-%d"), ("time", "%H:%M:%S")])
def test_default_format_written_out_is_no_change(kind: str, written: str, tmp_path: Path) -> None:
    assert rules(tmp_path, field(type=kind), field(type=kind, format=written)) == []
    assert rules(tmp_path, field(type=kind), field(type=kind, format="%d.%m.%y")) == ["field-format-changed"]


def test_change_of_the_type_is_reported_once(tmp_path: Path) -> None:
    words = {"trueValues": ["yes"], "falseValues": ["no"]}
    assert rules(tmp_path, field(type="string"), field(type="boolean", **words)) == ["type-narrowed"]
    assert rules(tmp_path, field(type="date", format="any"), field(type="year")) == ["type-changed"]
    assert rules(tmp_path, field(type="boolean"), field(type="boolean", **words)) == ["boolean-values-changed"] * 2


def test_number_that_may_have_a_unit_breaks_readers_alone(tmp_path: Path) -> None:
    bare, free = field(type="number"), field(type="number", bareNumber=False)
    assert [(one.reader.level.name, one.producer.level.name) for one in changes(tmp_path, bare, free)] == [
        ("MAJOR", "MINOR")
    ]
    assert [one.producer.level.name for one in changes(tmp_path, free, bare)] == ["MAJOR"]


def test_url_is_another_spelling_of_path(tmp_path: Path) -> None:
    def package(**place: str) -> dict[str, Any]:
        return {"name": "harbour", "resources": [{"name": "boats", **place}]}

    assert rules(tmp_path, package(url="b.csv"), package(path="b.csv")) == []
    both = package(url="https://example.org/b.csv", path="b.csv")
    assert rules(tmp_path, both, package(path="b.csv")) == ["path-changed"]


def test_schema_that_lists_example_files_is_a_schema(tmp_path: Path) -> None:
    examples = {
        "version": "1.2.0",
        "resources": [{"title": "Example", "name": "ok", "path": "https://example.org/ok.csv"}],
    }
    old, new = field(type="date") | examples, field(type="string") | examples
    assert rules(tmp_path, old, new) == ["type-widened"]
    assert load_package(str(tmp_path / "old.json")).version == "1.2.0"


def two_formats(kind: str, csv_name: str = "boats.csv", **schema: Any) -> dict[str, Any]:
    fields = {"fields": [{"name": "built", "type": kind}], **schema}
    return {
        "name": "harbour",
        "resources": [
            {"name": "boats", "path": f"csv/{csv_name}", "schema": fields},
            {"name": "boats-parquet", "path": "parquet/boats.parquet", "schema": fields},
        ],
    }


def test_change_of_a_table_in_two_formats_is_reported_once(tmp_path: Path) -> None:
    (change,) = changes(tmp_path, two_formats("integer"), two_formats("string"))
    assert (change.place, change.also, change.places) == (
        "boats.built",
        ("boats-parquet",),
        ("boats.built", "boats-parquet.built"),
    )


def test_tables_of_other_names_or_schemas_have_changes_of_their_own(tmp_path: Path) -> None:
    sides = [two_formats(kind, csv_name="ships.csv") for kind in ("integer", "string")]
    assert {change.place for change in changes(tmp_path, *sides)} == {"boats.built", "boats-parquet.built"}
    apart = two_formats("string")
    apart["resources"][1]["schema"] = {**apart["resources"][1]["schema"], "title": "Boats"}
    places = [change.place for change in changes(tmp_path, two_formats("integer"), apart)]
    assert sorted(places) == ["boats-parquet", "boats-parquet.built", "boats.built"]


def test_schema_alone_with_a_foreign_key_is_compared(tmp_path: Path) -> None:
    key = {"fields": "built", "reference": {"resource": "years", "fields": "year"}}
    old, new = ({**field(type=kind), "foreignKeys": [key]} for kind in ("integer", "string"))
    assert rules(tmp_path, old, new) == ["type-widened"]
