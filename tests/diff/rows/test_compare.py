from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from diff.packages import write
from diff.rows.row_packages import FIELDS, NEW, OLD, counts, diff, package, table


def test_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    head, *rows = OLD.splitlines(keepends=True)
    old, new = package(tmp_path / "old", OLD), package(tmp_path / "new", "".join([head, *reversed(rows)]))
    assert counts(table(old, new)) == (0, 0, 0)
    assert "No rows changed." in diff(old, new)[0]


def test_renamed_column_is_compared_with_its_old_values(tmp_path: Path) -> None:
    fields = [{"name": "key", "renamedFrom": "id"}, FIELDS[1], {"name": "words", "renamedFrom": "text"}]
    old = package(tmp_path / "old", OLD)
    new = package(
        tmp_path / "new", NEW.replace("id,n,text", "key,n,words"), schema={"fields": fields, "primaryKey": "key"}
    )
    differences = table(old, new)
    assert (counts(differences), differences["columnsAdded"], differences["columnsRemoved"]) == ((1, 1, 2), [], [])


def test_added_and_removed_columns_are_listed(tmp_path: Path) -> None:
    old = package(tmp_path / "old", "id,n\na,1\n", schema={"fields": FIELDS[:2]})
    new = package(tmp_path / "new", "id,text\na,x\n", schema={"fields": [FIELDS[0], FIELDS[2]]})
    differences = table(old, new)
    assert (counts(differences), differences["columnsAdded"], differences["columnsRemoved"]) == (
        (0, 0, 0),
        ["text"],
        ["n"],
    )


def test_key_option_names_the_fields_that_identify_a_row(tmp_path: Path) -> None:
    sides = [package(tmp_path / name, text, schema={"primaryKey": []}) for name, text in (("old", OLD), ("new", NEW))]
    assert counts(table(*sides, "--key", "t=id")) == (1, 1, 2)
    text, code = diff(*sides, "--key", "t=nothing")
    assert (code, "the key field 'nothing' must be a column of both versions" in text) == (2, True)


def test_files_that_are_not_tables_are_ignored(tmp_path: Path) -> None:
    file = Path(package(tmp_path, OLD))
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    descriptor["resources"].append({"name": "notes", "path": "notes.pdf"})
    write(tmp_path, descriptor)
    assert counts(table(str(file), str(file))) == (0, 0, 0)


@pytest.mark.parametrize(
    "fault",
    [
        {"colour": "red", "schema": {"fields": FIELDS, "primaryKey": "id", "primarykey": "n"}},
        {"schema": {"fields": [*FIELDS, {"type": "string"}], "primaryKey": "id"}},
        {"schema": {"fields": FIELDS, "primaryKey": "id", "fieldsMatch": "nearly"}},
        {"schema": {"fields": FIELDS, "primaryKey": "id", "foreignKeys": [{"fields": "x"}]}},
        {
            "schema": {
                "fields": [{**FIELDS[0], "constraints": {"required": "perhaps"}}, *FIELDS[1:]],
                "primaryKey": "id",
            }
        },
    ],
)
def test_faults_of_the_descriptor_that_rows_do_not_need_are_ignored(fault: Any, tmp_path: Path) -> None:
    old = Path(package(tmp_path / "old", OLD))
    descriptor = json.loads(old.read_text(encoding="utf-8"))
    descriptor["resources"][0] |= fault
    assert counts(table(str(write(tmp_path / "old", descriptor)), package(tmp_path / "new", NEW))) == (1, 1, 2)


def test_schema_that_cannot_be_read_stops_only_its_own_table(tmp_path: Path) -> None:
    file = Path(package(tmp_path, OLD))
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    descriptor["resources"].append({"name": "u", "path": "t.csv", "schema": "https://example.org/schema.json"})
    source = str(write(tmp_path, descriptor))
    assert counts(table(source, source, "--table", "t")) == (0, 0, 0)
    text, code = diff(source, source)
    assert (code, "--map URL=FOLDER" in text) == (2, True), text
