"""Each way to break the files or the descriptor is caught by its rule, and the rest is checked all the same."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from newsrows.schema import load_tables
from newsrows.validation import validate_package

Change = Callable[[Path], object]

# what any change of bytes that keeps their number, and any other change, brings with it
SAME_SIZE = {"quotes.csv: hash-mismatch"}
CHANGED = SAME_SIZE | {"quotes.csv: size-mismatch"}
DIFFERS = {"quotes.parquet: csv-parquet-mismatch"}


def csv(change: Callable[[bytes], bytes], table: str = "quotes") -> Change:
    """Change the bytes of a CSV file."""

    def apply(package: Path) -> None:
        path = package / f"data/csv/{table}.csv"
        before = path.read_bytes()
        after = change(before)
        assert after != before
        path.write_bytes(after)

    return apply


def swap(old: str, new: str, table: str = "quotes") -> Change:
    """Put other text in place of the first that is `old`."""
    return csv(lambda data: data.replace(old.encode(), new.encode(), 1), table)


def remove(path: str) -> Change:
    return lambda package: (package / path).unlink()


def describe(change: Callable[[dict[str, Any]], object]) -> Change:
    """Change the descriptor."""

    def apply(package: Path) -> None:
        path = package / "datapackage.json"
        descriptor = json.loads(path.read_text("utf-8"))
        change(descriptor)
        path.write_text(json.dumps(descriptor), "utf-8")

    return apply


def resource(name: str, **values: Any) -> Change:
    """Change properties of one resource in the descriptor."""

    def change(descriptor: dict[str, Any]) -> None:
        next(entry for entry in descriptor["resources"] if entry["name"] == name).update(values)

    return describe(change)


def truncate(path: str, size: int) -> Change:
    return lambda package: (package / path).write_bytes((package / path).read_bytes()[:size])


def swap_header(data: bytes) -> bytes:
    return data.replace(b"kind,polarity,text,start", b"text,polarity,kind,start", 1)


def swap_columns(data: bytes) -> bytes:
    """The columns of quote_spans in another order, header and cells alike."""
    rows = [line.split(b",") for line in data.split(b"\n")[:-1]]
    return b"".join(b",".join([row[1], row[0], *row[2:]]) + b"\n" for row in rows)


def add_line(line: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data + line + b"\n"


def extra_parquet_column(package: Path) -> None:
    path = package / "data/parquet/people.parquet"
    table = parquet.read_table(path)
    parquet.write_table(table.append_column("age", table["quotes"]), path)


def other_parquet_type(package: Path) -> None:
    path = package / "data/parquet/people.parquet"
    table = parquet.read_table(path)
    place = table.schema.get_field_index("quotes")
    parquet.write_table(table.set_column(place, "quotes", table["quotes"].cast("string")), path)


def fewer_parquet_rows(package: Path) -> None:
    path = package / "data/parquet/mentions.parquet"
    parquet.write_table(parquet.read_table(path).slice(1), path)


PEOPLE_PARQUET = {"people.parquet: hash-mismatch", "people.parquet: size-mismatch"}

FILES: dict[str, tuple[Change, set[str]]] = {
    "no descriptor": (remove("datapackage.json"), {"datapackage.json: descriptor-missing"}),
    "broken JSON": (truncate("datapackage.json", 100), {"datapackage.json: descriptor-unreadable"}),
    "descriptor is a list": (
        lambda package: (package / "datapackage.json").write_text("[]"),
        {"datapackage.json: descriptor-unreadable"},
    ),
    "descriptor without sources": (
        describe(lambda descriptor: descriptor.pop("sources")),
        {"datapackage.json: descriptor-incomplete"},
    ),
    "resource not listed": (
        describe(lambda descriptor: descriptor["resources"].pop(3)),
        {"datapackage.json: resource-missing"},
    ),
    "resources are no list": (
        describe(lambda descriptor: descriptor.update(resources={"quotes": 1})),
        {"datapackage.json: descriptor-incomplete"},
    ),
    "path leaves the package": (
        resource("quotes", path="../quotes.csv"),
        {"datapackage.json: resource-mismatch"},
    ),
    "other encoding declared": (resource("people", encoding="latin-1"), {"datapackage.json: resource-mismatch"}),
    "schema of another table": (
        describe(lambda descriptor: descriptor["resources"][2].update(schema=descriptor["resources"][4]["schema"])),
        {"datapackage.json: schema-mismatch"},
    ),
    "unknown type in a schema": (
        describe(lambda descriptor: descriptor["resources"][0]["schema"]["fields"][0].update(type="text")),
        {"datapackage.json: schema-mismatch", "datapackage.json: descriptor-invalid"},
    ),
    "wrong hash": (resource("quotes", hash="sha256:" + "0" * 64), {"quotes.csv: hash-mismatch"}),
    "wrong hash of Parquet": (resource("quotes-parquet", hash="0" * 32), {"quotes.parquet: hash-mismatch"}),
    "wrong size": (resource("quotes", bytes=3), {"quotes.csv: size-mismatch"}),
    "wrong number of rows": (resource("quotes", rowCount=9), {"quotes.csv: row-count-mismatch"}),
    "missing CSV": (remove("data/csv/quotes.csv"), {"quotes.csv: file-missing"}),
    "missing Parquet": (remove("data/parquet/quotes.parquet"), {"quotes.parquet: file-missing"}),
    "unknown file": (
        lambda package: (package / "data/csv/notes.csv").write_text("a\n1\n"),
        {"data/csv/notes.csv: file-unknown"},
    ),
    "truncated Parquet": (
        truncate("data/parquet/people.parquet", 900),
        PEOPLE_PARQUET | {"people.parquet: parquet-unreadable"},
    ),
    "empty Parquet": (
        truncate("data/parquet/people.parquet", 0),
        PEOPLE_PARQUET | {"people.parquet: parquet-unreadable"},
    ),
    "another column in Parquet": (extra_parquet_column, PEOPLE_PARQUET | {"people.parquet: columns-mismatch"}),
    "another type in Parquet": (other_parquet_type, PEOPLE_PARQUET | {"people.parquet: columns-mismatch"}),
    "a row gone from Parquet": (
        fewer_parquet_rows,
        {
            "mentions.parquet: hash-mismatch",
            "mentions.parquet: size-mismatch",
            "mentions.parquet: row-count-mismatch",
            "mentions.parquet: csv-parquet-mismatch",
            "organisations.parquet: mention-count-mismatch",
            "organisations.parquet: article-count-mismatch",
            "aliases.parquet: alias-count-mismatch",
        },
    ),
    "empty CSV": (csv(lambda _: b""), CHANGED | {"quotes.csv: csv-unreadable"}),
    "truncated CSV": (
        csv(lambda data: data[:-30]),
        CHANGED | DIFFERS | {"quotes.csv: missing-cell", "utterances.csv: utterance-count-mismatch"},
    ),
    "CSV in Latin-1": (
        csv(lambda data: data.decode().encode("cp1252"), "articles"),
        {
            "articles.csv: hash-mismatch",
            "articles.csv: size-mismatch",
            "articles.csv: encoding",
        },
    ),
    "byte-order mark": (csv(lambda data: b"\xef\xbb\xbf" + data), CHANGED | {"quotes.csv: byte-order-mark"}),
    "CRLF": (csv(lambda data: data.replace(b"\n", b"\r\n")), CHANGED | {"quotes.csv: line-ends"}),
    "a word for a number": (
        swap(",54,", ",five,"),
        CHANGED | DIFFERS | {"quotes.csv: type-error"},
    ),
    "a decimal for an integer": (
        swap(",54,", ",54.0,"),
        CHANGED | DIFFERS | {"quotes.csv: type-error"},
    ),
    "a cell too many": (
        csv(lambda data: data.replace(b"\n", b",x\n").replace(b",x\n", b"\n", 1)),
        CHANGED | {"quotes.csv: extra-cell"},
    ),
    "a cell too few": (
        csv(lambda data: data.replace(b",0.9,none\n", b",0.9\n", 1)),
        CHANGED | DIFFERS | {"quotes.csv: missing-cell"},
    ),
    "an empty line": (
        csv(add_line(b"")),
        CHANGED | DIFFERS | {"quotes.csv: blank-row", "quotes.csv: row-count-mismatch"},
    ),
    "names of columns swapped": (
        csv(swap_header),
        SAME_SIZE
        | DIFFERS
        | {
            "quotes.csv: columns-mismatch",
            "quotes.csv: enum",
            "quotes.csv: quote-text-mismatch",
            "quotes.csv: word-count-mismatch",
            "quotes.csv: full-variant-mismatch",
        },
    ),
    "columns swapped": (
        csv(swap_columns, "quote_spans"),
        {"quote_spans.csv: hash-mismatch", "quote_spans.csv: columns-mismatch"},
    ),
    "no header": (csv(lambda data: data.split(b"\n", 1)[1]), CHANGED | {"quotes.csv: columns-mismatch"}),
    "a column renamed": (swap("confidence", "certainty"), CHANGED | {"quotes.csv: columns-mismatch"}),
    "a number changed in CSV alone": (
        swap(",0.9,none\n", ",0.8,none\n"),
        SAME_SIZE | DIFFERS,
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_caught_by_its_rule(name: str, package: Path) -> None:
    corrupt, expected = FILES[name]
    corrupt(package)
    assert {f"{issue.table}: {issue.rule}" for issue in validate_package(package)} == expected


def test_a_valid_package_has_no_issue(package: Path) -> None:
    assert validate_package(package) == []


def test_each_missing_file_is_an_issue(package: Path) -> None:
    shutil.rmtree(package / "data")
    assert [issue.rule for issue in validate_package(package)] == ["file-missing"] * 2 * len(load_tables())


def test_an_empty_folder_has_no_descriptor(tmp_path: Path) -> None:
    (found,) = validate_package(tmp_path)
    assert found.rule == "descriptor-missing"
    assert found.message.endswith(
        "next: name the folder of a package, or build one (newsrows build ARTICLES --out DIR)"
    )


def test_a_damaged_descriptor_does_not_hide_a_damaged_row(package: Path) -> None:
    truncate("datapackage.json", 100)(package)
    swap("Ada Quill,,1.0,none\n", "Ada Qill,,1.0,none\n", "mentions")(package)
    assert "mentions.csv: span-text-mismatch" in {f"{issue.table}: {issue.rule}" for issue in validate_package(package)}


def test_issue_names_row_column_and_value(package: Path) -> None:
    swap("We listened,", "We listened!", "quote_spans")(package)
    found = next(issue for issue in validate_package(package) if issue.rule == "span-text-mismatch")
    assert (found.table, found.row, found.column) == ("quote_spans.csv", 3, "text")
    assert found.message.startswith('found "We listened!", the article has "We listened," at 94-106; next: ')
