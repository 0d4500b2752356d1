"""Packages that are not newsrows' own: each kind of break is caught by its rule, and a valid package has no issue."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import json
import lzma
import os
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from newsrows.compression import COMPRESSED
from newsrows.validation import any_package, validate_package
from newsrows.validation.package import validate

KEY = {"primaryKey": "a"}

STATIONS = "id,name,region\nS1,Harbour,north\nS2,Hill,south\n"
READINGS = "id,station,day,value\n1,S1,2024-03-01,3.5\n2,S1,2024-03-02,\n3,S2,2024-03-01,-1\n"

STATION_SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "string", "constraints": {"pattern": "S[0-9]+"}},
        {"name": "name", "type": "string", "constraints": {"required": True, "minLength": 3, "maxLength": 10}},
        {"name": "region", "type": "string", "categories": ["north", {"value": "south", "label": "the South"}]},
    ],
    "primaryKey": "id",
}
READING_SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "id", "type": "integer", "constraints": {"minimum": 1, "exclusiveMaximum": 100}},
        {"name": "station", "type": "string"},
        {"name": "day", "type": "date", "constraints": {"minimum": "2024-01-01"}},
        {"name": "value", "type": "number", "constraints": {"maximum": 50}},
    ],
    "primaryKey": ["id"],
    "uniqueKeys": [["station", "day"]],
    "foreignKeys": [{"fields": "station", "reference": {"resource": "stations", "fields": "id"}}],
}


def make(folder: Path, stations: str = STATIONS, readings: str = READINGS, **reading: Any) -> Path:
    """A package of two tables; `reading` are properties of the second one's resource."""
    (folder / "stations.csv").write_text(stations, "utf-8", newline="")
    (folder / "readings.csv").write_text(readings, "utf-8", newline="")
    table = {"name": "readings", "path": "readings.csv", "type": "table", "schema": READING_SCHEMA}
    describe(
        folder,
        {"name": "stations", "path": "stations.csv", "type": "table", "schema": STATION_SCHEMA},
        {name: value for name, value in (table | reading).items() if value is not None},
    )
    return folder


def describe(folder: Path, *resources: dict[str, Any]) -> None:
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "weather",
        "resources": resources,
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")


def found(path: Path) -> list[tuple[str, int | None, str | None, str]]:
    return [(issue.table, issue.row, issue.column, issue.rule) for issue in validate_package(path)]


def test_a_valid_package_has_no_issue(tmp_path: Path) -> None:
    assert found(make(tmp_path)) == []


READING_ROWS: dict[str, tuple[str, str, tuple[int | None, str | None, str]]] = {
    "wrong type": ("3,S2", "three,S2", (3, "id", "type-error")),
    "no such day": ("2024-03-02", "2024-02-30", (2, "day", "type-error")),
    "below the minimum": ("3,S2", "0,S2", (3, "id", "minimum")),
    "at the exclusive maximum": ("3,S2", "100,S2", (3, "id", "exclusive-maximum")),
    "above the maximum": ("3.5", "50.01", (1, "value", "maximum")),
    "before the first day": ("2024-03-02", "2023-12-31", (2, "day", "minimum")),
    "repeated primary key": ("3,S2", "1,S2", (3, "id", "primary-key")),
    "no primary key": ("3,S2", ",S2", (3, "id", "required")),
    "repeated unique key": ("2024-03-02", "2024-03-01", (2, None, "unique-key")),
    "foreign key that points nowhere": ("3,S2", "3,S9", (3, "station", "foreign-key")),
    "a cell too many": ("3.5\n", "3.5,x\n", (1, None, "extra-cell")),
    "a cell too few": (",-1\n", "\n", (3, None, "missing-cell")),
    "an empty row": ("2,S1,2024-03-02,\n", ",,,\n", (2, None, "blank-row")),
    "an empty line": ("2,S1,2024-03-02,\n", "\n", (2, None, "blank-row")),
    "a column renamed": ("day", "date", (None, None, "columns-mismatch")),
}


@pytest.mark.parametrize("name", READING_ROWS)
def test_a_broken_row_is_caught_by_its_rule(name: str, tmp_path: Path) -> None:
    old, new, expected = READING_ROWS[name]
    assert old in READINGS
    package = make(tmp_path, readings=READINGS.replace(old, new, 1))
    assert found(package) == [("readings.csv", *expected)]


STATION_ROWS: dict[str, tuple[str, str, tuple[int, str, str]]] = {
    "too short": ("Hill", "Hi", (2, "name", "min-length")),
    "too long": ("Harbour", "Harbour mouth", (1, "name", "max-length")),
    "missing": ("Hill", "", (2, "name", "required")),
    "no category": ("north", "east", (1, "region", "category")),
}


@pytest.mark.parametrize("name", STATION_ROWS)
def test_a_broken_text_is_caught_by_its_rule(name: str, tmp_path: Path) -> None:
    old, new, expected = STATION_ROWS[name]
    assert found(make(tmp_path, stations=STATIONS.replace(old, new, 1))) == [("stations.csv", *expected)]


def test_a_pattern_must_match_the_whole_text(tmp_path: Path) -> None:
    package = make(tmp_path, STATIONS.replace("S1", "S1b"), READINGS.replace("S1", "S1b"))
    assert found(package) == [("stations.csv", 1, "id", "pattern")]


def test_a_pattern_with_look_ahead_is_checked_too(tmp_path: Path) -> None:
    field = {"name": "code", "type": "string", "constraints": {"pattern": "(?!X)[A-Z]+"}}
    (tmp_path / "codes.csv").write_text("code\nAB\nXB\n")
    describe(tmp_path, {"name": "codes", "path": "codes.csv", "schema": {"fields": [field]}})
    assert found(tmp_path) == [("codes.csv", 2, "code", "pattern")]


def test_a_pattern_that_is_not_applied_is_told(tmp_path: Path) -> None:
    field = {"name": "code", "type": "string", "constraints": {"pattern": r"(.)\1+$"}}
    (tmp_path / "codes.csv").write_text("code\naa\n")
    describe(tmp_path, {"name": "codes", "path": "codes.csv", "schema": {"fields": [field]}})
    (part,) = validate(tmp_path).unchecked
    assert str(part) == (
        "codes: the pattern of code refers back to a group, which can take exponential time, so it is not checked"
    )


def test_a_pattern_of_a_text_with_a_format_takes_no_time(tmp_path: Path) -> None:
    field = {"name": "mail", "type": "string", "format": "email", "constraints": {"pattern": "(a+)+@b.org"}}
    (tmp_path / "mails.csv").write_text(f"mail\naa@b.org\n{'a' * 60}@c.org\n")
    describe(tmp_path, {"name": "mails", "path": "mails.csv", "schema": {"fields": [field]}})
    assert found(tmp_path) == [("mails.csv", 2, "mail", "pattern")]


def test_a_column_may_be_called_row(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "row", "type": "integer"}, {"name": "seat"}], "primaryKey": ["row"]}
    (tmp_path / "seats.csv").write_text("row,seat\n1,a\nx,b\n1,c\n")
    describe(
        tmp_path,
        {"name": "seats", "path": "seats.csv", "schema": schema},
        {"name": "more", "data": [{"row": 1, "seat": "a"}, {"row": "y", "seat": "b"}], "schema": schema},
    )
    assert found(tmp_path) == [
        ("more", 2, "row", "type-error"),
        ("seats.csv", 2, "row", "type-error"),
        ("seats.csv", 3, "row", "primary-key"),
    ]


def test_property_of_the_wrong_kind_is_an_issue_and_the_rows_are_read_without_it(tmp_path: Path) -> None:
    field = {"name": "open", "type": "boolean", "trueValues": {"yes": 1}}
    (tmp_path / "doors.csv").write_text("open\ntrue\nperhaps\n")
    describe(tmp_path, {"name": "doors", "path": "doors.csv", "schema": {"fields": [field]}})
    assert ("doors.csv", 2, "open", "type-error") in found(tmp_path)
    place = "/resources/0/schema/fields/0/trueValues"
    assert ("datapackage.json", None, place, "descriptor-invalid") in found(tmp_path)


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
def test_a_hash_is_checked_by_every_algorithm(algorithm: str, tmp_path: Path) -> None:
    digest = hashlib.new(algorithm, READINGS.encode()).hexdigest()
    assert found(make(tmp_path, hash=f"{algorithm}:{digest}", bytes=len(READINGS.encode()))) == []
    wrong = f"{algorithm}:{digest[::-1]}"
    assert found(make(tmp_path, hash=wrong, bytes=1)) == [
        ("readings.csv", None, None, "hash-mismatch"),
        ("readings.csv", None, None, "size-mismatch"),
    ]


def test_hash_without_algorithm_is_md5_and_an_unknown_algorithm_is_an_issue(tmp_path: Path) -> None:
    digest = hashlib.md5(READINGS.encode()).hexdigest()  # noqa: S324
    assert found(make(tmp_path, hash=digest)) == []
    assert found(make(tmp_path, hash=f"crc:{digest}")) == [("readings.csv", None, None, "hash-mismatch")]


def write_parquet(folder: Path, readings: pl.DataFrame) -> Path:
    make(folder, path="readings.parquet", format="parquet")
    readings.write_parquet(folder / "readings.parquet")
    return folder


def typed_readings() -> pl.DataFrame:
    return pl.DataFrame(
        {"id": [1, 2, 3], "station": ["S1", "S1", "S2"], "day": ["2024-03-01", "2024-03-02", "2024-03-01"]}
    ).with_columns(pl.col("day").str.to_date(), value=pl.Series([3.5, None, -1.0]))


def test_a_valid_parquet_table_has_no_issue(tmp_path: Path) -> None:
    assert found(write_parquet(tmp_path, typed_readings())) == []


PARQUET: dict[str, tuple[pl.Expr, tuple[int | None, str | None, str]]] = {
    "foreign key that points nowhere": (pl.lit("S9").alias("station"), (3, "station", "foreign-key")),
    "repeated primary key": (pl.lit(1).cast(pl.Int64).alias("id"), (3, "id", "primary-key")),
    "above the maximum": (pl.lit(51.0).alias("value"), (3, "value", "maximum")),
    "no primary key": (pl.lit(None, dtype=pl.Int64).alias("id"), (3, "id", "required")),
}


@pytest.mark.parametrize("name", PARQUET)
def test_a_broken_parquet_row_is_caught_by_its_rule(name: str, tmp_path: Path) -> None:
    value, expected = PARQUET[name]
    column = value.meta.output_name()
    last = pl.int_range(pl.len()) == 2
    readings = typed_readings().with_columns(pl.when(last).then(value).otherwise(pl.col(column)).alias(column))
    assert found(write_parquet(tmp_path, readings)) == [("readings.parquet", *expected)]


def test_parquet_column_of_another_type_is_an_issue(tmp_path: Path) -> None:
    readings = typed_readings().with_columns(pl.col("value").cast(pl.String))
    assert found(write_parquet(tmp_path, readings)) == [("readings.parquet", None, "value", "columns-mismatch")]


def test_truncated_parquet_file_is_an_issue(tmp_path: Path) -> None:
    write_parquet(tmp_path, typed_readings())
    path = tmp_path / "readings.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    assert found(tmp_path) == [("readings.parquet", None, None, "parquet-unreadable")]


def test_parquet_file_with_text_that_is_not_utf_8_is_an_issue(tmp_path: Path) -> None:
    write_parquet(tmp_path, typed_readings())
    path = tmp_path / "readings.parquet"
    typed_readings().with_columns(station=pl.lit("Station Nought")).write_parquet(path, compression="uncompressed")
    path.write_bytes(path.read_bytes().replace(b"Nought", b"Nou\xffht"))
    assert found(tmp_path) == [("readings.parquet", None, None, "parquet-unreadable")]


def test_a_table_in_several_files_is_one_table_and_issues_name_the_file(tmp_path: Path) -> None:
    head, *rows = READINGS.splitlines(keepends=True)
    make(tmp_path, path=["first.csv", "second.csv"])
    (tmp_path / "first.csv").write_text(head + "".join(rows[:2]))
    (tmp_path / "second.csv").write_text(head + rows[2])
    assert found(tmp_path) == []
    (tmp_path / "second.csv").write_text(head + rows[2] + "4,S2,2024-03-05,x\n2,S9,2024-03-06,1\n")
    assert found(tmp_path) == [
        ("second.csv", 2, "value", "type-error"),
        ("second.csv", 3, "id", "primary-key"),
        ("second.csv", 3, "station", "foreign-key"),
    ]


def _zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readings.csv", content)
    return packed.getvalue()


PACK = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": lambda content: pa.Codec("zstd").compress(content, asbytes=True),
    ".zip": _zipped,
}


def test_every_known_compression_is_tested() -> None:
    assert set(PACK) == set(COMPRESSED)


@pytest.mark.parametrize(("ending", "pack"), PACK.items())
def test_a_compressed_table_is_read(ending: str, pack: Any, tmp_path: Path) -> None:
    make(tmp_path, path=f"readings.csv{ending}")
    (tmp_path / f"readings.csv{ending}").write_bytes(pack(READINGS.replace("S2", "S7").encode()))
    assert found(tmp_path) == [(f"readings.csv{ending}", 3, "station", "foreign-key")]


@pytest.mark.parametrize(("ending", "pack"), PACK.items())
def test_a_damaged_compressed_table_is_unreadable(ending: str, pack: Any, tmp_path: Path) -> None:
    make(tmp_path, path=f"readings.csv{ending}")
    (tmp_path / f"readings.csv{ending}").write_bytes(pack(READINGS.encode())[:-9])
    assert found(tmp_path) == [(f"readings.csv{ending}", None, None, "csv-unreadable")]


def test_a_zip_package_is_checked_like_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "weather"
    folder.mkdir()
    make(folder, readings=READINGS.replace("3,S2", "3,S9"))
    with zipfile.ZipFile(tmp_path / "weather.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"weather-1.0/{file.name}")
    assert found(tmp_path / "weather.zip") == [("readings.csv", 3, "station", "foreign-key")]


def test_inline_rows_are_checked_and_foreign_keys_may_point_to_them(tmp_path: Path) -> None:
    make(tmp_path)
    stations = [{"id": "S1", "name": "Harbour", "region": "north"}, {"id": "S1", "name": "Hill", "region": None}]
    describe(
        tmp_path,
        {"name": "stations", "data": stations, "schema": STATION_SCHEMA},
        {"name": "readings", "path": "readings.csv", "schema": READING_SCHEMA},
    )
    assert found(tmp_path) == [
        ("readings.csv", 3, "station", "foreign-key"),
        ("stations", 2, "id", "primary-key"),
    ]


def test_schema_and_dialect_may_be_in_files(tmp_path: Path) -> None:
    (tmp_path / "reading.json").write_text(json.dumps(READING_SCHEMA))
    (tmp_path / "dialect.json").write_text('{"delimiter": ";"}')
    package = make(tmp_path, readings=READINGS.replace(",", ";"), schema="reading.json", dialect="dialect.json")
    assert found(package) == []
    (tmp_path / "reading.json").unlink()
    assert found(package) == [("reading.json", None, None, "descriptor-missing")]


DIALECTS: dict[str, tuple[dict[str, Any], str]] = {
    "tabs": ({"delimiter": "\t"}, READINGS.replace(",", "\t")),
    "no header": ({"header": False}, READINGS.split("\n", 1)[1]),
    "title above the header": ({"headerRows": [2]}, "Readings of March\n" + READINGS),
    "remarks": ({"commentChar": "#"}, READINGS.replace("\n2,", "\n# the second\n2,")),
    "spaces after commas": ({"skipInitialSpace": True}, READINGS.replace(",", ", ")),
    "other quotation marks": ({"quoteChar": "'"}, READINGS.replace("S1", "'S1'")),
    "a word for nothing": ({"nullSequence": "nil"}, READINGS.replace("02,\n", "02,nil\n")),
    "a word for nothing with the escape character": (
        {"nullSequence": "\\N", "escapeChar": "\\"},
        READINGS.replace("02,\n", "02,\\N\n"),
    ),
}


@pytest.mark.parametrize("name", DIALECTS)
def test_a_dialect_is_followed(name: str, tmp_path: Path) -> None:
    dialect, text = DIALECTS[name]
    assert text != READINGS
    assert found(make(tmp_path, readings=text, dialect=dialect)) == []


def test_encoding_is_followed_and_a_wrong_one_is_an_issue(tmp_path: Path) -> None:
    package = make(tmp_path, encoding="latin-1")
    (tmp_path / "readings.csv").write_bytes(READINGS.replace("S1", "Sé").encode("latin-1"))
    assert {rule for *_, rule in found(package)} == {"foreign-key"}
    make(tmp_path)
    (tmp_path / "readings.csv").write_bytes(READINGS.replace("S1", "Sé").encode("latin-1"))
    assert found(package) == [("readings.csv", None, None, "encoding")]


MATCHES = [
    ("equal", "b,a\nx,1\n", True),
    ("equal", "b,a,c\nx,1,2\n", False),
    ("subset", "c,b,a\n2,x,1\n", True),
    ("subset", "b\nx\n", False),
    ("superset", "a\n1\n", True),
    ("superset", "a,c\n1,2\n", False),
    ("partial", "c,a\n2,1\n", True),
    ("partial", "c,d\n2,1\n", False),
]


@pytest.mark.parametrize(("match", "text", "fits"), MATCHES)
def test_columns_match_fields_as_the_schema_asks(match: str, text: str, fits: bool, tmp_path: Path) -> None:
    schema = {"fieldsMatch": match, "fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]}
    (tmp_path / "t.csv").write_text(text)
    describe(tmp_path, {"name": "t", "path": "t.csv", "schema": schema})
    assert found(tmp_path) == ([] if fits else [("t.csv", None, None, "columns-mismatch")])


def test_missing_values_of_schema_and_field_are_null(tmp_path: Path) -> None:
    schema = {
        "missingValues": [{"value": "", "label": "forgotten"}, {"value": "NA", "label": "not asked"}],
        "fields": [
            {"name": "a", "type": "integer"},
            {"name": "b", "type": "integer", "missingValues": ["-"], "constraints": {"required": True}},
        ],
    }
    (tmp_path / "t.csv").write_text("a,b\nNA,1\n1,NA\n2,-\n")
    describe(tmp_path, {"name": "t", "path": "t.csv", "schema": schema})
    assert found(tmp_path) == [("t.csv", 2, "b", "type-error"), ("t.csv", 3, "b", "required")]


TYPES: list[tuple[dict[str, Any], str, str]] = [
    ({"type": "integer"}, "+5", "5.5"),
    ({"type": "integer", "bareNumber": False}, "€ 95", "many"),
    ({"type": "number", "decimalChar": ",", "groupChar": "."}, '"1.234,5"', "1;5"),
    ({"type": "number"}, "-1e-7", "1;5"),
    ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, "yes", "true"),
    ({"type": "date", "format": "%d/%m/%Y"}, "31/01/2024", "2024-01-31"),
    ({"type": "datetime"}, "2024-01-31T10:00:00Z", "2024-01-31"),
    ({"type": "datetime"}, "2024-01-31T10:00:00+01:00", "2024-01-31T25:00:00Z"),
    ({"type": "time"}, "10:11:12", "24:61:00"),
    ({"type": "year"}, "1999", "99"),
    ({"type": "yearmonth"}, "1999-12", "1999-13"),
    ({"type": "duration"}, "P1Y2M", "a year"),
    ({"type": "geopoint"}, '"4.9,52.4"', "4.9"),
    ({"type": "object"}, '"{""a"": 1}"', '"[1]"'),
    ({"type": "array"}, '"[1]"', '"{""a"": 1}"'),
    ({"type": "list", "delimiter": ";", "itemType": "integer"}, "1;2", "1;x"),
    ({"type": "string", "format": "email"}, "ada@example.org", "ada at example"),
    ({"type": "string", "format": "uri"}, "https://example.org/", "example"),
]


@pytest.mark.parametrize(("field", "good", "bad"), TYPES)
def test_every_type_is_checked(field: dict[str, Any], good: str, bad: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"a,b\n{good},x\n{bad},y\n")
    schema = {"fields": [{"name": "a", **field}, {"name": "b", "type": "string"}]}
    describe(tmp_path, {"name": "t", "path": "t.csv", "schema": schema})
    assert found(tmp_path) == [("t.csv", 2, "a", "type-error")]


DESCRIPTORS: dict[str, tuple[Any, str]] = {
    "no resources": ({"name": "x", "resources": []}, "descriptor-incomplete"),
    "no name of a resource": (
        {"name": "x", "resources": [{"path": "stations.csv", "schema": STATION_SCHEMA}]},
        "descriptor-incomplete",
    ),
    "a name twice": (
        {"name": "x", "resources": [{"name": "a", "path": "stations.csv"}, {"name": "a", "path": "readings.csv"}]},
        "descriptor-invalid",
    ),
    "an unknown type": (
        {
            "name": "x",
            "resources": [{"name": "a", "path": "a.csv", "schema": {"fields": [{"name": "b", "type": "text"}]}}],
        },
        "descriptor-invalid",
    ),
    "a missing file": ({"name": "x", "resources": [{"name": "a", "path": "no.csv"}]}, "file-missing"),
    "a list": ([], "descriptor-unreadable"),
}


@pytest.mark.parametrize("name", DESCRIPTORS)
def test_a_broken_descriptor_is_caught_by_its_rule(name: str, tmp_path: Path) -> None:
    make(tmp_path)
    descriptor, rule = DESCRIPTORS[name]
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    assert rule in {issue.rule for issue in validate_package(tmp_path)}


ODD: list[Any] = [
    {"resources": [None, 1, "x", {"path": 5}, {"path": ["a", 3]}, {"data": 5}, {"data": [1]}, {"data": [[]]}]},
    {"resources": [{"name": "t", "path": "stations.csv", "schema": []}]},
    {"resources": [{"name": "t", "path": "stations.csv", "schema": {"fields": 5}}]},
    {"resources": [{"name": "t", "path": "stations.csv", "schema": {"fields": [1, {"name": 2}]}}]},
    {"resources": [{"name": "t", "path": "stations.csv", "hash": 5, "bytes": "x", "encoding": 7, "dialect": 9}]},
    {"resources": [{"name": "t", "path": "stations.csv", "encoding": "klingon", "schema": STATION_SCHEMA}]},
    {
        "resources": [
            {
                "name": "t",
                "path": "stations.csv",
                "dialect": {"delimiter": 5, "headerRows": "x", "quoteChar": ""},
                "schema": STATION_SCHEMA
                | {"primaryKey": {"a": 1}, "uniqueKeys": "id", "foreignKeys": [5, {"fields": "id", "reference": "x"}]},
            }
        ]
    },
    {
        "resources": [
            {
                "name": "t",
                "path": "stations.csv",
                "schema": {
                    "fields": [
                        {"name": "id", "type": "integer", "constraints": {"minimum": "x", "enum": 5, "pattern": "("}},
                        {"name": "name", "type": "string", "constraints": {"pattern": "(", "minLength": "x"}},
                        {"name": "region", "constraints": 5, "missingValues": 5, "categories": {"a": 1}},
                    ]
                },
            }
        ]
    },
]


@pytest.mark.parametrize("descriptor", ODD)
def test_odd_descriptor_has_issues_and_no_traceback(descriptor: Any, tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    assert validate_package(tmp_path)


def test_table_compressed_with_zstandard_is_read(tmp_path: Path) -> None:
    make(tmp_path, path="readings.csv.zst")
    packed = pa.compress(READINGS.replace("S2", "S7").encode(), codec="zstd", asbytes=True)
    (tmp_path / "readings.csv.zst").write_bytes(packed)
    assert found(tmp_path) == [("readings.csv.zst", 3, "station", "foreign-key")]


def test_url_of_2013_is_read_as_a_path(tmp_path: Path) -> None:
    assert found(make(tmp_path, path=None, url="readings.csv")) == []
    make(tmp_path, readings=READINGS.replace("3,S2", "3,S9"), path=None, url="readings.csv")
    assert found(tmp_path) == [("readings.csv", 3, "station", "foreign-key")]
    assert found(make(tmp_path, path=None, url="https://example.org/readings.csv")) == []


def test_key_is_checked_across_files_whose_integers_differ_in_length(tmp_path: Path) -> None:
    make(tmp_path, path=["first.csv", "second.csv"], schema={"fields": [{"name": "a", "type": "integer"}]} | KEY)
    (tmp_path / "first.csv").write_text("a\n1\n")
    (tmp_path / "second.csv").write_text("a\n12345678901234567890\n1\n")
    assert found(tmp_path) == [("second.csv", 2, "a", "primary-key")]


def test_key_is_checked_across_slices_whose_values_differ_in_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsrows.validation.any_package.SLICE_ROWS", 2)
    kinds = {"integer": ("1", "12345678901234567890"), "datetime": ("2024-01-31T10:00:00Z", "2024-01-31T10:00:00")}
    for kind, (value, other) in kinds.items():
        make(tmp_path, path=["t.csv"], schema={"fields": [{"name": "a", "type": kind}]} | KEY)
        (tmp_path / "t.csv").write_text(f"a\n{value}\n{other}\n{other}x\n{value}\n")
        assert found(tmp_path) == [("t.csv", 3, "a", "type-error"), ("t.csv", 4, "a", "primary-key")]


@pytest.mark.parametrize("rows", [1, 2, 1000])
def test_issues_do_not_depend_on_the_length_of_slices(
    rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsrows.validation.any_package.SLICE_ROWS", rows)
    make(tmp_path, readings=READINGS + "4,S2,x,51\n\n1,S9,2024-03-02,y\n,S1,2024-03-01,1,1\n")
    assert found(tmp_path) == [
        ("readings.csv", 4, "day", "type-error"),
        ("readings.csv", 4, "value", "maximum"),
        ("readings.csv", 5, None, "blank-row"),
        ("readings.csv", 6, "id", "primary-key"),
        ("readings.csv", 6, "station", "foreign-key"),
        ("readings.csv", 6, "value", "type-error"),
        ("readings.csv", 7, None, "extra-cell"),
    ]


def test_unsigned_integers_of_64_bits_are_values(tmp_path: Path) -> None:
    pl.DataFrame({"n": pl.Series([2**63, 2**64 - 1, 2**63], dtype=pl.UInt64)}).write_parquet(tmp_path / "t.parquet")
    field = {"name": "n", "type": "integer", "constraints": {"required": True, "unique": True, "maximum": 2**63}}
    describe(tmp_path, {"name": "t", "path": "t.parquet", "schema": {"fields": [field]}})
    assert found(tmp_path) == [("t.parquet", 2, "n", "maximum"), ("t.parquet", 3, "n", "unique")]


def test_bound_with_a_time_zone_and_column_of_durations_are_no_traceback(tmp_path: Path) -> None:
    moment = {"name": "at", "type": "datetime", "constraints": {"minimum": "2024-01-01T00:00:00Z"}}
    (tmp_path / "t.csv").write_text("at\n2023-01-01T00:00:00\n")
    pl.DataFrame({"d": [timedelta(1)]}).write_parquet(tmp_path / "d.parquet")
    length = {"name": "d", "type": "duration", "constraints": {"required": True}}
    describe(
        tmp_path,
        {"name": "t", "path": "t.csv", "schema": {"fields": [moment]}},
        {"name": "d", "path": "d.parquet", "schema": {"fields": [length]}},
    )
    assert found(tmp_path) == []


@pytest.mark.parametrize("wrap", [lambda cell: cell, lambda cell: cell and [cell], lambda cell: cell and {"b": cell}])
def test_columns_of_bytes_are_no_traceback(tmp_path: Path, wrap) -> None:
    cells = [wrap(cell) for cell in (b"a", b"\xff", None)]
    pl.DataFrame({"id": [1, 1, 2], "b": cells}).write_parquet(tmp_path / "t.parquet")
    fields = [{"name": "id", "type": "integer"}, {"name": "b", "type": "any", "constraints": {"required": True}}]
    schema = {"fields": fields, "primaryKey": ["id"], "uniqueKeys": [["id", "b"]]}
    describe(tmp_path, {"name": "t", "path": "t.parquet", "schema": schema})
    assert found(tmp_path) == [("t.parquet", 2, "id", "primary-key"), ("t.parquet", 3, "b", "required")]


def test_number_that_is_nan_is_not_missing(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a", "type": "number", "constraints": {"required": True}}, {"name": "b"}]}
    (tmp_path / "t.csv").write_text("a,b\nNaN,x\n,y\n")
    pl.DataFrame({"a": [float("nan"), None], "b": ["x", "y"]}).write_parquet(tmp_path / "t.parquet")
    describe(
        tmp_path,
        {"name": "t", "path": "t.csv", "schema": schema},
        {"name": "u", "path": "t.parquet", "schema": schema},
    )
    assert found(tmp_path) == [("t.csv", 2, "a", "required")]


def test_keys_with_a_null_neither_repeat_nor_point_anywhere(tmp_path: Path) -> None:
    schema = {
        "fields": [{"name": "a"}, {"name": "b"}],
        "uniqueKeys": [["a", "b"]],
        "foreignKeys": [{"fields": ["a", "b"], "reference": {"resource": "", "fields": ["b", "a"]}}],
    }
    (tmp_path / "t.csv").write_text("a,b\nx,x\ny,\ny,\n")
    describe(tmp_path, {"name": "t", "path": "t.csv", "schema": schema})
    assert found(tmp_path) == []
    (tmp_path / "t.csv").write_text("a,b\nx,x\ny,z\ny,z\n")
    assert found(tmp_path) == [
        ("t.csv", 2, None, "foreign-key"),
        ("t.csv", 3, None, "foreign-key"),
        ("t.csv", 3, None, "unique-key"),
    ]


def test_keys_are_not_checked_if_a_file_of_the_table_is_unreadable(tmp_path: Path) -> None:
    make(tmp_path, path=["first.csv", "second.csv"])
    (tmp_path / "first.csv").write_text(READINGS.replace("3,S2", "1,S9"))
    (tmp_path / "second.csv").write_bytes(READINGS.encode("utf-16"))
    assert found(tmp_path) == [("second.csv", None, None, "encoding")]


def test_parquet_column_of_a_field_without_type_may_have_any_type(tmp_path: Path) -> None:
    lists = {"name": "b", "type": "array", "constraints": {"enum": [[1]], "minLength": 2, "required": True}}
    pl.DataFrame({"a": [1, 2], "b": [[1], None]}).write_parquet(tmp_path / "t.parquet")
    describe(tmp_path, {"name": "t", "path": "t.parquet", "schema": {"fields": [{"name": "a"}, lists]}})
    (descriptor := json.loads((tmp_path / "datapackage.json").read_text())).pop("$schema")
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    assert found(tmp_path) == [("t.parquet", 1, "b", "min-length"), ("t.parquet", 2, "b", "required")]


def test_a_pipe_in_place_of_the_descriptor_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "datapackage.json")
    (found,) = validate_package(tmp_path)
    assert (found.rule, found.message.partition(";")[0]) == (
        "descriptor-unreadable",
        "found a pipe, socket or device, expected a JSON object",
    )


def test_rows_of_a_table_without_keys_are_counted_and_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "constraints": {"required": True}}]
    resource = {"name": "t", "path": ["1.parquet", "2.parquet"], "format": "parquet", "schema": {"fields": fields}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "p", "resources": [resource]}))
    for name in resource["path"]:
        pl.DataFrame(
            {"a": [None] * 500, "b": ["x"] * 499 + [None]}, schema={"a": pl.Int64, "b": pl.String}
        ).write_parquet(tmp_path / name)
    kept = []
    monkeypatch.setattr(any_package, "stacked", lambda frames: kept.append(sum(f.height for f in frames)) or frames[0])
    issues = validate_package(tmp_path)
    assert [(issue.table, issue.row, issue.column) for issue in issues] == [
        ("1.parquet", 500, "b"),
        ("2.parquet", 500, "b"),
    ]
    assert not any(kept)
