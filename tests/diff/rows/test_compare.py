"""Rows that were added, removed and changed, however their files are kept."""

from __future__ import annotations

import argparse
import gzip
import json
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diff.packages import write
from newsrows.cli.diff import add_arguments, run
from newsrows.diff.rows.table_diff import compare_tables
from newsrows.diff.rows.tables import Table

FIELDS = [
    {"name": "id", "type": "string"},
    {"name": "n", "type": "number"},
    {"name": "text", "type": "string"},
]
OLD = "id,n,text\na,1,one\nb,2,\nc,3,three\nd,4,four\n"
NEW = "id,n,text\na,1.0,one\nc,3.5,\ne,5,five\nd,4,four!\n"


def package(folder: Path, content: str | bytes, path: str = "t.csv", schema: Any = None, **resource: Any) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content.encode() if isinstance(content, str) else content)
    table = {"name": "t", "path": path, "schema": {"fields": FIELDS, "primaryKey": "id", **(schema or {})}, **resource}
    return str(write(folder, {"name": "p", "version": "1.0.0", "resources": [table]}))


def diff(*arguments: str) -> tuple[str, int]:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(["data", *arguments]))


def table(*arguments: str) -> dict[str, Any]:
    text, code = diff(*arguments, "--format", "json")
    assert code == 0, text
    (found,) = json.loads(text)["tables"]
    assert isinstance(found, dict)
    return found


def counts(found: dict[str, Any]) -> tuple[int, int, int]:
    return found["added"]["rows"], found["removed"]["rows"], found["changed"]["rows"]


def test_rows_are_matched_by_key_and_columns_counted(tmp_path: Path) -> None:
    found = table(package(tmp_path / "old", OLD), package(tmp_path / "new", NEW))
    assert counts(found) == (1, 1, 2)
    assert (found["added"]["examples"], found["removed"]["examples"]) == ([["e"]], [["b"]])
    assert found["changed"]["columns"] == [
        {"name": "n", "rows": 1, "toNull": 0, "fromNull": 0, "examples": [{"key": ["c"], "old": "3", "new": "3.5"}]},
        {
            "name": "text",
            "rows": 2,
            "toNull": 1,
            "fromNull": 0,
            "examples": [
                {"key": ["c"], "old": "three", "new": None},
                {"key": ["d"], "old": "four", "new": "four!"},
            ],
        },
    ]


def test_a_package_has_the_same_rows_as_itself_in_whatever_order(tmp_path: Path) -> None:
    head, *rows = OLD.splitlines(keepends=True)
    old, new = package(tmp_path / "old", OLD), package(tmp_path / "new", "".join([head, *reversed(rows)]))
    assert counts(table(old, new)) == (0, 0, 0)
    assert "No rows changed." in diff(old, new)[0]


def variants(folder: Path) -> dict[str, str]:
    """The same rows, kept in other ways."""
    frame = pl.DataFrame({"id": ["a", "b", "c", "d"], "n": [1.0, 2, 3, 4], "text": ["one", None, "three", "four"]})
    (folder / "parquet").mkdir(parents=True)
    frame.write_parquet(folder / "parquet" / "t.parquet")
    packed = folder / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("t.csv", OLD)
    whole = folder / "whole.zip"
    inside = Path(package(folder / "inside", OLD))
    with zipfile.ZipFile(whole, "w") as archive:
        archive.write(inside, "datapackage.json")
        archive.write(inside.parent / "t.csv", "t.csv")
    head, *rows = OLD.splitlines(keepends=True)
    parts = Path(package(folder / "parts", head + "".join(rows[:2]), path="1.csv", schema={}))
    (parts.parent / "2.csv").write_text(head + "".join(rows[2:]), encoding="utf-8")
    descriptor = json.loads(parts.read_text(encoding="utf-8"))
    descriptor["resources"][0]["path"] = ["1.csv", "2.csv"]
    write(folder / "parts", descriptor)
    cells = [dict(zip(["id", "n", "text"], line.strip().split(","), strict=True)) for line in rows]
    inline = {"name": "t", "data": cells, "schema": {"fields": FIELDS, "primaryKey": "id"}}
    return {
        "semicolons": package(folder / "semicolons", OLD.replace(",", ";"), dialect={"delimiter": ";"}),
        "tabs": package(folder / "tabs", OLD.replace(",", "\t"), path="t.tsv"),
        "no header": package(folder / "bare", "".join(rows), dialect={"header": False}),
        "another missing value": package(folder / "na", OLD.replace("2,", "2,NA"), schema={"missingValues": ["NA"]}),
        "utf-16": package(folder / "wide", OLD.encode("utf-16"), encoding="utf-16"),
        "line ends": package(folder / "crlf", OLD.replace("\n", "\r\n")),
        "gzip": package(folder / "gzip", gzip.compress(OLD.encode()), path="t.csv.gz"),
        "zipped table": package(folder / "zipped", packed.read_bytes(), path="t.csv.zip"),
        "zipped package": str(whole),
        "several files": str(parts.parent),
        "inline": str(write(folder / "inline", {"name": "p", "version": "1.0.0", "resources": [inline]})),
        "parquet": package(folder / "parquet", (folder / "parquet" / "t.parquet").read_bytes(), path="t.parquet"),
    }


def test_the_way_rows_are_kept_is_no_change_of_them(tmp_path: Path) -> None:
    old = package(tmp_path / "old", OLD)
    for name, source in variants(tmp_path / "variants").items():
        assert (name, counts(table(old, source))) == (name, (0, 0, 0))


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


def test_without_a_key_whole_rows_are_compared(tmp_path: Path) -> None:
    old = package(tmp_path / "old", "id,n,text\na,1,x\na,1,x\nb,1,x\n", schema={"primaryKey": []})
    new = package(tmp_path / "new", "id,n,text\na,1,x\nb,2,x\nb,2,x\n", schema={"primaryKey": []})
    found = table(old, new)
    assert (counts(found), found["key"]) == ((2, 2, 0), [])
    assert "no primary key" in found["remarks"][0]


def test_a_key_can_be_named(tmp_path: Path) -> None:
    sides = [package(tmp_path / name, text, schema={"primaryKey": []}) for name, text in (("old", OLD), ("new", NEW))]
    assert counts(table(*sides, "--key", "t=id")) == (1, 1, 2)
    text, code = diff(*sides, "--key", "t=nothing")
    assert (code, "the key 'nothing' is no column" in text) == (2, True)


def test_a_null_in_a_key_matches_a_null(tmp_path: Path) -> None:
    keys = {"primaryKey": ["id", "n"]}
    old = package(tmp_path / "old", "id,n,text\na,,x\na,1,y\n", schema=keys)
    new = package(tmp_path / "new", "id,n,text\na,,z\na,1,y\n", schema=keys)
    assert counts(table(old, new)) == (0, 0, 1)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ([], 0),
        (["--max-removed", "1"], 0),
        (["--max-removed", "0"], 1),
        (["--max-removed", "25%"], 0),
        (["--max-removed", "24.9%"], 1),
        (["--max-added", "0"], 1),
        (["--max-changed", "49%"], 1),
        (["--max-changed", "50%"], 0),
        (["--max-shrink", "0"], 0),
    ],
)
def test_limits(limits: list[str], code: int, tmp_path: Path) -> None:
    text, found = diff(package(tmp_path / "old", OLD), package(tmp_path / "new", NEW), *limits)
    assert found == code
    assert ("Wrong: " in text) == bool(code)


def test_a_table_that_is_gone_counts_as_removed_rows(tmp_path: Path) -> None:
    old = Path(package(tmp_path / "old", OLD))
    descriptor = json.loads(old.read_text(encoding="utf-8"))
    descriptor["resources"].append({**descriptor["resources"][0], "name": "u"})
    both = str(write(tmp_path / "old", descriptor))
    new = package(tmp_path / "new", OLD)
    text, code = diff(both, new, "--max-removed", "1%")
    assert (code, "u: 4 rows removed of 4 (100.00%)" in text) == (1, True)
    assert diff(new, both, "--max-added", "3")[1] == 1
    assert diff(both, new, "--max-removed", "1%", "--table", "t")[1] == 0
    assert "expected one of t, u" in diff(both, new, "--table", "v")[0]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("id,n,text\na,1,x\na,2,y\n", "2 rows share their key"),
        ("id,n,text\na,1,x,too,many\n", "table 't'"),
        ("n,text\n1,x\n", "the key 'id' is no column"),
    ],
)
def test_rows_that_cannot_be_told_apart_or_read_are_refused(text: str, match: str, tmp_path: Path) -> None:
    report, code = diff(package(tmp_path / "old", text), package(tmp_path / "new", text))
    assert (code, match in report) == (2, True), report


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    good = package(tmp_path / "good", OLD)
    bad = {
        "missing": (package(tmp_path / "missing", OLD, path="u.csv"), "no such file"),
        "outside": (package(tmp_path / "outside", OLD), "leaves the package"),
        "address": (package(tmp_path / "address", OLD), "nothing is fetched"),
        "not gzip": (package(tmp_path / "gz", OLD, path="t.csv.gz"), "damaged"),
        "excel": (package(tmp_path / "xlsx", OLD, path="t.xlsx"), "expected CSV or Parquet"),
        "escapes": (package(tmp_path / "escape", OLD, dialect={"escapeChar": "\\"}), "escapeChar"),
        "not parquet": (package(tmp_path / "parquet", OLD, path="t.parquet"), "cannot be read"),
        "encoding": (package(tmp_path / "bytes", "id\n\xe9\n".encode("latin-1"), encoding="utf-16"), "utf-16"),
    }
    (tmp_path / "missing" / "u.csv").unlink()
    for name, path in (("outside", "../good/t.csv"), ("address", "https://example.org/t.csv")):
        file = tmp_path / name / "datapackage.json"
        file.write_text(file.read_text(encoding="utf-8").replace('"t.csv"', f'"{path}"'), encoding="utf-8")
    for name, (source, match) in bad.items():
        text, code = diff(good, source)
        assert (name, code, match in text) == (name, 2, True), text


def test_a_gzip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = package(tmp_path / "bomb", gzip.compress(b"id,n,text\n" + b" " * 30_000_000), path="t.csv.gz")
    text, code = diff(bomb, bomb, "--max-unpacked", "1MB")
    assert (code, "--max-unpacked" in text) == (2, True)


def test_other_files_are_left_out(tmp_path: Path) -> None:
    file = Path(package(tmp_path, OLD))
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    descriptor["resources"].append({"name": "notes", "path": "notes.pdf"})
    write(tmp_path, descriptor)
    assert counts(table(str(file), str(file))) == (0, 0, 0)


@pytest.mark.parametrize("limits", [[], ["--max-removed", "0"]])
def test_json_keeps_to_its_published_schema(limits: list[str], tmp_path: Path) -> None:
    schema = json.loads((files("newsrows.diff.rows") / "data-report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    sides = package(tmp_path / "old", OLD), package(tmp_path / "new", NEW)
    jsonschema.validate(json.loads(diff(*sides, "--format", "json", *limits)[0]), schema)
    jsonschema.validate(json.loads(diff(sides[0], "nowhere", "--format", "json")[0]), schema)


def test_markdown_shows_counts_and_examples(tmp_path: Path) -> None:
    text, _ = diff(package(tmp_path / "old", OLD), package(tmp_path / "new", NEW), "--format", "markdown")
    assert "| t | 4 | 4 | 1 | 1 | 2 |" in text
    assert "removed: id='b'" in text


ROWS = st.dictionaries(
    st.text("abc", min_size=1, max_size=2), st.tuples(*[st.none() | st.sampled_from("xyz")] * 2), max_size=8
)


@settings(deadline=None)
@given(ROWS, ROWS)
def test_counts_are_those_of_a_plain_comparison(
    old: dict[str, tuple[str | None, ...]], new: dict[str, tuple[str | None, ...]]
) -> None:
    sides = [
        Table(
            "t",
            ("k", "u", "v"),
            pl.LazyFrame(
                {"k": list(rows), "u": [row[0] for row in rows.values()], "v": [row[1] for row in rows.values()]},
                schema={"k": pl.String, "u": pl.String, "v": pl.String},
            ),
        )
        for rows in (old, new)
    ]
    found = compare_tables(sides[0], sides[1], ("k",), {}, examples=100)
    changed = {key for key in old.keys() & new.keys() if old[key] != new[key]}
    assert {key[0] for key in found.added_examples} == new.keys() - old.keys()
    assert {key[0] for key in found.removed_examples} == old.keys() - new.keys()
    assert (found.added, found.removed, found.changed) == (
        len(new.keys() - old.keys()),
        len(old.keys() - new.keys()),
        len(changed),
    )
    per_column = {column.name: {key[0] for key, _, _ in column.examples} for column in found.columns}
    for index, name in enumerate("uv"):
        assert per_column.get(name, set()) == {key for key in changed if old[key][index] != new[key][index]}
