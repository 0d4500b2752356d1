"""Small packages are made from a few words."""

from __future__ import annotations

import json
from pathlib import Path

from maintain.conformance.packages import REMOVED, changed, column, table


def test_column_becomes_a_table_with_row_numbers() -> None:
    package = column({"type": "string"}, ["x", "a,b"])
    assert package.files["t.csv"] == b'n,a\n0,x\n1,"a,b"\n'


def test_pointers_change_add_and_remove() -> None:
    package = table("a\n", {"fields": [{"name": "a"}]})
    other = changed(
        package, {"/version": "1", "/resources/0/schema/fields/0/type": "year", "/resources/0/path": REMOVED}
    )
    assert other.descriptor["version"] == "1"
    assert other.descriptor["resources"][0]["schema"]["fields"] == [{"name": "a", "type": "year"}]
    assert "path" not in other.descriptor["resources"][0]
    assert "version" not in package.descriptor


def test_package_is_written_with_its_files(tmp_path: Path) -> None:
    folder = table("a\n1\n", {"fields": []}).write(tmp_path / "p")
    assert (folder / "t.csv").read_text() == "a\n1\n"
    assert json.loads((folder / "datapackage.json").read_text())["resources"][0]["name"] == "t"
