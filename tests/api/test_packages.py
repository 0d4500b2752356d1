"""`newsrows.load`: packages of newsrows and of others, as lazy frames with types."""

from __future__ import annotations

import gzip
import json
import shutil
import zipfile
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import newsrows as nr
from clone import TOP
from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema


def describe(folder: Path, fields: list[dict[str, Any]], csv: str, **resource: Any) -> Path:
    """Write a package of one table, `readings`, as somebody else would."""
    (folder / "readings.csv").write_text(csv, "utf-8")
    described = {"name": "readings", "path": "readings.csv", "schema": {"fields": fields}, **resource}
    (folder / "datapackage.json").write_text(json.dumps({"name": "theirs", "resources": [described]}), "utf-8")
    return folder


def test_own_package_has_its_tables_in_order_with_types_and_keys() -> None:
    package = nr.load(TOP)
    assert package.tables == tuple(load_tables())
    assert list(package) == list(package.tables)
    assert len(package) == 11
    for name, table in load_tables().items():
        assert isinstance(package[name], pl.LazyFrame)
        assert package[name].collect_schema() == polars_schema(table)
        assert package.primary_keys[name] == table.primary_key
    (key, *_) = package.foreign_keys["quotes"]
    assert (key.fields, key.resource, key.reference_fields) == (("article_id",), "articles", ("article_id",))
    assert package.descriptor["name"] == "newsrows"


def test_parquet_is_read_where_the_package_has_it_and_csv_gives_the_same_rows(tmp_path) -> None:
    shutil.copytree(TOP / "data", tmp_path / "data")
    descriptor = json.loads((TOP / "datapackage.json").read_text("utf-8"))
    descriptor["resources"] = [one for one in descriptor["resources"] if one["format"] == "csv"]
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    own, only_csv = nr.load(TOP), nr.load(tmp_path / "datapackage.json")
    assert only_csv.tables == own.tables
    for name in own:
        assert "PARQUET" in own[name].explain().upper()
        assert "CSV" in only_csv[name].explain().upper()
        assert_frame_equal(own[name].collect(), only_csv[name].collect())


def test_tables_of_a_package_in_parquet_alone_have_the_same_names(tmp_path) -> None:
    shutil.copytree(TOP / "data" / "parquet", tmp_path / "data" / "parquet")
    descriptor = json.loads((TOP / "datapackage.json").read_text("utf-8"))
    descriptor["resources"] = [one for one in descriptor["resources"] if one["format"] != "csv"]
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    assert nr.load(tmp_path).tables == nr.load(TOP).tables


def test_table_of_others_keeps_its_name(tmp_path) -> None:
    pl.DataFrame({"n": [1]}).write_parquet(tmp_path / "n.parquet")
    resource = {"name": "readings-parquet", "path": "n.parquet", "format": "parquet"}
    described = {
        "name": "theirs",
        "resources": [{**resource, "schema": {"fields": [{"name": "n", "type": "integer"}]}}],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(described), "utf-8")
    assert nr.load(tmp_path).tables == ("readings-parquet",)


def test_table_is_an_attribute_too() -> None:
    package = nr.load(TOP)
    assert_frame_equal(package.quotes.collect(), package["quotes"].collect())
    assert "quotes" in dir(package)
    assert "quotes" in package
    assert "qoutes" not in package
    assert hash(package) == hash(package)
    assert package != nr.load(TOP)
    with pytest.raises(AttributeError, match="neither an attribute nor a table 'qoutes'"):
        package.qoutes  # noqa: B018
    with pytest.raises(KeyError, match="found no table 'qoutes', expected one of articles, organisations"):
        package["qoutes"]


def test_frames_of_a_zip_file_outlive_the_package(tmp_path) -> None:
    nr.export(TOP, tmp_path, format="zip")
    (edition,) = tmp_path.glob("*.zip")
    quotes = nr.load(edition).quotes
    assert_frame_equal(quotes.collect(), nr.load(TOP).quotes.collect())


def test_columns_of_others_have_the_types_of_their_schema(tmp_path) -> None:
    fields = [
        {"name": "station", "type": "string"},
        {"name": "count", "type": "integer"},
        {"name": "level", "type": "number", "decimalChar": ",", "groupChar": "."},
        {"name": "share", "type": "number", "bareNumber": False},
        {"name": "open", "type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
        {"name": "day", "type": "date"},
        {"name": "other_day", "type": "date", "format": "%d/%m/%Y"},
        {"name": "at", "type": "datetime"},
        {"name": "clock", "type": "time"},
        {"name": "year", "type": "year"},
        {"name": "note", "type": "any"},
    ]
    csv = (
        "station,count,level,share,open,day,other_day,at,clock,year,note\n"
        'A,3,"1.234,5",25%,yes,2024-03-01,01/03/2024,2024-03-01T10:30:00Z,10:30:00,2024,x\n'
        ",,,,,,,,,,\n"
    )
    frame = nr.load(describe(tmp_path, fields, csv)).readings.collect()
    assert frame.row(0) == (
        "A",
        3,
        1234.5,
        25.0,
        True,
        date(2024, 3, 1),
        date(2024, 3, 1),
        datetime(2024, 3, 1, 10, 30, tzinfo=UTC),
        time(10, 30),
        2024,
        "x",
    )
    assert set(frame.row(1)) == {None}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-03-01T10:30:00", datetime(2024, 3, 1, 10, 30, tzinfo=UTC)),
        ("2024-03-01 10:30:00.5", datetime(2024, 3, 1, 10, 30, 0, 500_000, tzinfo=UTC)),
        ("2024-03-01T10:30:00+02:00", datetime(2024, 3, 1, 8, 30, tzinfo=UTC)),
    ],
)
def test_valid_datetime_of_any_time_zone_is_read_as_utc(tmp_path, written, expected) -> None:
    folder = describe(tmp_path, [{"name": "at", "type": "datetime"}], f"at\n{written}\n")
    assert nr.validate(folder) == []
    assert nr.load(folder).readings.collect().item() == expected


@pytest.mark.parametrize(
    ("written", "expected"), [("10:30:00Z", time(10, 30)), ("10:30:00.5", time(10, 30, 0, 500_000))]
)
def test_valid_time_is_read(tmp_path, written, expected) -> None:
    folder = describe(tmp_path, [{"name": "clock", "type": "time"}], f"clock\n{written}\n")
    assert nr.validate(folder) == []
    assert nr.load(folder).readings.collect().item() == expected


def test_missing_values_and_dialect_are_those_of_the_descriptor(tmp_path) -> None:
    fields = [{"name": "station"}, {"name": "count", "type": "integer", "missingValues": ["none"]}]
    package = nr.load(describe(tmp_path, fields, "A;3\n;none\n", dialect={"delimiter": ";", "header": False}))
    assert package.readings.collect().rows() == [("A", 3), (None, None)]


def test_compressed_and_differently_encoded_files_are_read(tmp_path) -> None:
    fields = [{"name": "station"}, {"name": "count", "type": "integer"}]
    describe(tmp_path, fields, "", path="readings.csv.gz", encoding="cp1252")
    (tmp_path / "readings.csv.gz").write_bytes(gzip.compress("station,count\nCafé,3\n".encode("cp1252")))
    assert nr.load(tmp_path).readings.collect().rows() == [("Café", 3)]


def test_rows_in_the_descriptor_are_read(tmp_path) -> None:
    fields = [{"name": "station"}, {"name": "count", "type": "integer"}]
    describe(tmp_path, fields, "", path=None, data=[{"station": "A", "count": 3}])
    assert nr.load(tmp_path).readings.collect().rows() == [("A", 3)]


def test_value_of_another_type_is_an_error_when_the_frame_is_collected(tmp_path) -> None:
    readings = nr.load(describe(tmp_path, [{"name": "count", "type": "integer"}], "count\nmany\n")).readings
    with pytest.raises(pl.exceptions.InvalidOperationError):
        readings.collect()


def test_unknown_properties_do_not_matter(tmp_path) -> None:
    fields = [{"name": "count", "type": "integer", "colour": "red"}]
    assert nr.load(describe(tmp_path, fields, "count\n3\n", mood="good")).readings.collect().rows() == [(3,)]


@pytest.mark.parametrize("path", ["../readings.csv", "/etc/passwd", "https://example.org/readings.csv"])
def test_nothing_outside_the_package_is_read(tmp_path, path) -> None:
    (tmp_path / "package").mkdir()
    package = nr.load(describe(tmp_path / "package", [{"name": "count"}], "count\n1\n", path=path))
    with pytest.raises(nr.PackageError):
        package["readings"]


@pytest.mark.parametrize("name", ["", "none", "https://example.org/datapackage.json"])
def test_place_without_a_package_is_refused(tmp_path, name) -> None:
    place = name if "://" in name else tmp_path / name
    with pytest.raises(nr.PackageError, match="found"):
        nr.load(place)


def test_set_of_schemas_is_not_a_package() -> None:
    with pytest.raises(nr.PackageError, match=r"found Table Schemas, expected a datapackage\.json"):
        nr.load(TOP / "schemas")


def test_larger_descriptor_than_allowed_is_refused(tmp_path) -> None:
    describe(tmp_path, [{"name": "count"}], "count\n1\n")
    with pytest.raises(nr.PackageError, match="--max-json"):
        nr.load(tmp_path, max_json="10")
    with pytest.raises(nr.PackageError, match="found the limit 'much', expected a size such as 16MB or 4GB"):
        nr.load(tmp_path, max_json="much")


def test_zip_file_of_others_is_read(tmp_path) -> None:
    (tmp_path / "folder").mkdir()
    describe(tmp_path / "folder", [{"name": "count", "type": "integer"}], "count\n3\n")
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as archive:
        for path in (tmp_path / "folder").iterdir():
            archive.write(path, f"package-main/{path.name}")
    assert nr.load(tmp_path / "package.zip")["readings"].collect().rows() == [(3,)]


def test_package_is_shown_by_its_place_and_tables(tmp_path) -> None:
    package = nr.load(describe(tmp_path, [{"name": "count"}], "count\n1\n"))
    assert repr(package) == f"Package({str(tmp_path)!r}, tables: readings)"


def test_package_validates_itself(tmp_path) -> None:
    package = nr.load(describe(tmp_path, [{"name": "count", "type": "integer"}], "count\nmany\n"))
    assert [(issue.rule, issue.row) for issue in package.validate()] == [("type-error", 1)]
    assert package.validate(exclude=["type-error"]) == []


def test_own_package_has_flat_tables() -> None:
    package = nr.load(TOP)
    quotes = package.flat()["quotes_flat"].collect()
    assert quotes.height == package.quotes.collect().height
    assert set(quotes["speaker_name"].drop_nulls()) <= {
        *package.people.collect()["name"],
        *package.organisations.collect()["name"],
    }


def test_package_of_others_has_no_flat_tables(tmp_path) -> None:
    package = nr.load(describe(tmp_path, [{"name": "depth", "type": "number"}], "depth\n2.5\n"))
    with pytest.raises(nr.PackageError, match=r"found no articles\.article_id, .*next: build the package again"):
        package.flat()
