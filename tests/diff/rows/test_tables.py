from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import polars as pl
import pytest

from diff.packages import write
from diff.rows.row_packages import FIELDS, NEW, OLD, counts, diff, package, table
from newsrows.datapackage import frames


def variants(folder: Path) -> dict[str, str]:
    """The rows of `OLD`, stored in other ways."""
    frame = pl.DataFrame({"id": ["a", "b", "c", "d"], "n": [1.0, 2, 3, 4], "text": ["one", None, "three", "four"]})
    (folder / "parquet").mkdir(parents=True)
    frame.write_parquet(folder / "parquet" / "t.parquet")
    packed = folder / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("t.csv", OLD)
    zipped = folder / "package.zip"
    inside = Path(package(folder / "inside", OLD))
    with zipfile.ZipFile(zipped, "w") as archive:
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
        "comments": package(
            folder / "comments",
            "# made by hand\n" + OLD.replace("b,2,", "# a note\nb,2,"),
            dialect={"commentChar": "#"},
        ),
        "comment row": package(folder / "row", "about\n" + OLD, dialect={"commentRows": [1]}),
        "spaces": package(folder / "spaces", OLD.replace(",", ", "), dialect={"skipInitialSpace": True}),
        "null sequence": package(folder / "null", OLD.replace("2,", "2,\\N"), dialect={"nullSequence": "\\N"}),
        "escaped null sequence": package(
            folder / "escaped", OLD.replace("2,", "2,\\N"), dialect={"nullSequence": "\\N", "escapeChar": "\\"}
        ),
        "two header rows": package(
            folder / "headers",
            OLD.replace("id,n,text", "i,,te\nd,n,xt"),
            dialect={"headerRows": [1, 2], "headerJoin": ""},
        ),
        "escapes": package(
            folder / "escapes", OLD.replace("one", "o\\ne"), dialect={"escapeChar": "\\", "doubleQuote": False}
        ),
        "empty lines": package(folder / "empty", OLD.replace("\nb", "\n\nb") + "\n\n"),
        "old line ends": package(folder / "cr", OLD.replace("\n", "\r")),
        "gzip": package(folder / "gzip", gzip.compress(OLD.encode()), path="t.csv.gz"),
        "zipped table": package(folder / "zipped", packed.read_bytes(), path="t.csv.zip"),
        "zipped package": str(zipped),
        "several files": str(parts.parent),
        "inline": str(write(folder / "inline", {"name": "p", "version": "1.0.0", "resources": [inline]})),
        "parquet": package(folder / "parquet", (folder / "parquet" / "t.parquet").read_bytes(), path="t.parquet"),
    }


def test_file_formats_and_spellings_do_not_change_rows(tmp_path: Path) -> None:
    old = package(tmp_path / "old", OLD)
    for name, source in variants(tmp_path / "variants").items():
        assert (name, counts(table(old, source))) == (name, (0, 0, 0))


def test_unreadable_files_are_refused(tmp_path: Path) -> None:
    good = package(tmp_path / "good", OLD)
    bad = {
        "missing": (package(tmp_path / "missing", OLD, path="u.csv"), "no such file"),
        "outside": (package(tmp_path / "outside", OLD), "leaves the package"),
        "address": (package(tmp_path / "address", OLD), "nothing is fetched"),
        "not gzip": (package(tmp_path / "gz", OLD, path="t.csv.gz"), "damaged"),
        "excel": (package(tmp_path / "xlsx", OLD, path="t.xlsx"), "expected CSV or Parquet"),
        "line ends": (package(tmp_path / "ends", OLD, dialect={"lineTerminator": "|"}), "lineTerminator"),
        "quotes": (package(tmp_path / "quotes", OLD, dialect={"quoteChar": "''"}), "expected one character"),
        "delimiters": (package(tmp_path / "two", OLD, dialect={"delimiter": "::"}), "expected one character"),
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


def test_rows_with_cells_missing_are_named(tmp_path: Path) -> None:
    good = package(tmp_path / "good", OLD)
    for name, text, match in (
        ("short", OLD.replace("b,2,", "b,2"), "t.csv, line 3: found a row with 2 cells, expected 3"),
        ("quoted", OLD.replace("a,1,one\nb,2,", 'a,1,"o,n\ne"\nb,2'), "t.csv, line 4: found a row with 2 cells"),
        ("even", OLD.replace("a,1,one\nb,2,", "a,1\nb,2,,"), "t.csv, line 2: found a row with 2 cells"),
        ("cut off", OLD.replace("three", '"three'), "t.csv, line 5: found text that is not CSV"),
    ):
        report, code = diff(good, package(tmp_path / name, text))
        assert (name, code, match in report) == (name, 2, True), report


@pytest.mark.parametrize("held", [0, 1 << 28])
def test_large_tables_give_the_same_differences(held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "HELD_BYTES", held)
    old = package(tmp_path / "old", OLD)
    assert counts(table(old, package(tmp_path / "new", NEW))) == (1, 1, 2)
    for name, source in variants(tmp_path / "variants").items():
        assert (name, counts(table(old, source))) == (name, (0, 0, 0))


def test_gzip_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    bomb = package(tmp_path / "bomb", gzip.compress(b"id,n,text\n" + b" " * 30_000_000), path="t.csv.gz")
    text, code = diff(bomb, bomb, "--max-unpacked", "1MB")
    assert (code, "--max-unpacked" in text) == (2, True)
