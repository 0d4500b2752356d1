from __future__ import annotations

import json
from pathlib import Path

from diff.packages import write
from diff.rows.row_packages import FIELDS, NEW, OLD, counts, diff, package, table


def test_a_package_has_the_same_rows_as_itself_in_whatever_order(tmp_path: Path) -> None:
    head, *rows = OLD.splitlines(keepends=True)
    old, new = package(tmp_path / "old", OLD), package(tmp_path / "new", "".join([head, *reversed(rows)]))
    assert counts(table(old, new)) == (0, 0, 0)
    assert "No rows changed." in diff(old, new)[0]


def test_a_renamed_column_is_compared_with_itself(tmp_path: Path) -> None:
    fields = [{"name": "key", "renamedFrom": "id"}, FIELDS[1], {"name": "words", "renamedFrom": "text"}]
    old = package(tmp_path / "old", OLD)
    new = package(
        tmp_path / "new", NEW.replace("id,n,text", "key,n,words"), schema={"fields": fields, "primaryKey": "key"}
    )
    found = table(old, new)
    assert (counts(found), found["columnsAdded"], found["columnsRemoved"]) == ((1, 1, 2), [], [])


def test_columns_that_came_and_went_are_named(tmp_path: Path) -> None:
    old = package(tmp_path / "old", "id,n\na,1\n", schema={"fields": FIELDS[:2]})
    new = package(tmp_path / "new", "id,text\na,x\n", schema={"fields": [FIELDS[0], FIELDS[2]]})
    found = table(old, new)
    assert (counts(found), found["columnsAdded"], found["columnsRemoved"]) == ((0, 0, 0), ["text"], ["n"])


def test_a_key_can_be_named(tmp_path: Path) -> None:
    sides = [package(tmp_path / name, text, schema={"primaryKey": []}) for name, text in (("old", OLD), ("new", NEW))]
    assert counts(table(*sides, "--key", "t=id")) == (1, 1, 2)
    text, code = diff(*sides, "--key", "t=nothing")
    assert (code, "the key 'nothing' is no column" in text) == (2, True)


def test_other_files_are_left_out(tmp_path: Path) -> None:
    file = Path(package(tmp_path, OLD))
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    descriptor["resources"].append({"name": "notes", "path": "notes.pdf"})
    write(tmp_path, descriptor)
    assert counts(table(str(file), str(file))) == (0, 0, 0)
