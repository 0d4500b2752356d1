from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from frictionless import Package
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from newsrows.publishing import ExportError, PackageInfo, export_package, publishers
from newsrows.schema import TableSchema, load_tables
from newsrows.schema.frames import arrow_schema, polars_schema

TABLES = load_tables()
ARTICLE = TABLES["articles"]


def _articles(**values: Any) -> pl.DataFrame:
    """The articles table with one row: the examples of schemas/, and `values`."""
    examples = {field.name: field.example for field in ARTICLE.fields}
    row = examples | {"published_on": date(2024, 3, 1), "published_at": None, "duplicate_of": None} | values
    return pl.DataFrame([row], schema=polars_schema(ARTICLE))


def _tables(**values: Any) -> dict[str, pl.DataFrame]:
    return {name: pl.DataFrame(schema=polars_schema(table)) for name, table in TABLES.items()} | {
        "articles": _articles(**values)
    }


def _descriptor(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return read


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_package_has_each_table_in_two_formats_with_a_description(tmp_path: Path) -> None:
    assert export_package(_tables(), tmp_path) == {name: int(name == "articles") for name in TABLES}
    resources = {resource["name"]: resource for resource in _descriptor(tmp_path)["resources"]}
    assert list(resources) == [name for table in TABLES for name in (table, f"{table}-parquet")]
    assert {resource["path"] for resource in resources.values()} == _digests(tmp_path).keys() - {"datapackage.json"}
    for resource in resources.values():
        path = tmp_path / resource["path"]
        assert resource["hash"] == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        assert resource["bytes"] == path.stat().st_size
        assert resource["rowCount"] == (1 if resource["name"].startswith("articles") else 0)
        assert resource["schema"] == TABLES[resource["name"].removesuffix("-parquet")].descriptor


def test_frictionless_accepts_a_package_and_reports_a_changed_file(tmp_path: Path) -> None:
    export_package(_tables(), tmp_path)
    assert Package(str(tmp_path / "datapackage.json")).validate().valid
    path = tmp_path / "data" / "parquet" / "articles.parquet"
    path.write_bytes(path.read_bytes() + b"\0")
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert {(task.name, error.type) for task in report.tasks for error in task.errors} == {
        ("articles-parquet", "hash-count"),
        ("articles-parquet", "byte-count"),
    }


def test_descriptor_follows_the_standard(tmp_path: Path) -> None:
    standard = pytest.importorskip("check_datapackage")
    export_package(_tables(), tmp_path)
    assert standard.check(_descriptor(tmp_path)) == []


def test_csv_has_the_documented_form(tmp_path: Path) -> None:
    export_package(_tables(title='"Over," she said', publisher=None, text=" =1+1\nZoë"), tmp_path)
    data = (tmp_path / "data" / "csv" / "articles.csv").read_bytes()
    assert data.startswith(",".join(ARTICLE.field_names).encode() + b"\n")
    assert b',"""Over,"" she said",,' in data
    assert b",2024-03-01,," in data
    assert data.endswith(',11," =1+1\nZoë"\n'.encode())
    assert b"\r" not in data
    assert (tmp_path / "data" / "csv" / "quotes.csv").read_bytes().count(b"\n") == 1


def test_parquet_has_the_documented_types_and_metadata(tmp_path: Path) -> None:
    export_package(_tables(), tmp_path, info=PackageInfo(version="1.2.3"))
    for name, table in TABLES.items():
        with parquet.ParquetFile(tmp_path / "data" / "parquet" / f"{name}.parquet") as file:
            metadata = file.schema_arrow.metadata
            assert file.schema_arrow.equals(arrow_schema(table).with_metadata(metadata), check_metadata=True)
            assert metadata[b"package"] == b"newsrows"
            assert metadata[b"version"] == b"1.2.3"
            assert metadata[b"table"] == name.encode()
            assert metadata[b"description"] == table.description.encode()
            if file.metadata.num_rows:
                assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_columns_with_listed_values_are_categories_that_pandas_polars_and_duckdb_read(tmp_path: Path) -> None:
    kinds = ["media", None, "court", "guild"]  # the last one is not listed, and written all the same
    rows = [{"organisation_id": f"o{n}", "name": "O", "kind": kind} for n, kind in enumerate(kinds)]
    counted = dict.fromkeys(("articles", "independent_articles", "mentions", "quotes"), 1)
    table = TABLES["organisations"]
    frame = pl.DataFrame([row | counted for row in rows], schema=polars_schema(table))
    export_package({**_tables(), "organisations": frame}, tmp_path)
    path = tmp_path / "data" / "parquet" / "organisations.parquet"
    read = pd.read_parquet(path)["kind"]
    assert read.cat.categories.to_list() == [*(table.column("kind").constraints.enum or ()), "guild"]
    assert pl.read_parquet(path)["kind"].to_list() == kinds
    assert duckdb.execute("select kind from read_parquet(?)", [str(path)]).fetchall() == [(kind,) for kind in kinds]


def test_large_table_is_written_in_row_groups_of_fixed_size(tmp_path: Path) -> None:
    spans = pl.DataFrame(
        {"quote_id": "a:q0", "part": range(140_000), "start": 0, "end": 1, "text": "x"},
        schema=polars_schema(TABLES["quote_spans"]),
    )
    chunked = pl.concat([spans[:1000], spans[1000:]], rechunk=False)
    sliced = (spans[at : at + 30_000] for at in range(0, 140_000, 30_000))
    for folder, rows in (("whole", spans), ("chunked", chunked), ("sliced", sliced)):
        export_package({**_tables(), "quote_spans": rows}, tmp_path / folder)
    assert _digests(tmp_path / "whole") == _digests(tmp_path / "chunked") == _digests(tmp_path / "sliced")
    metadata = parquet.read_metadata(tmp_path / "whole" / "data" / "parquet" / "quote_spans.parquet")
    assert [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)] == [131_072, 8_928]


def test_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    export_package(_tables(), tmp_path / "one")
    export_package(_tables(text="Something else"), tmp_path / "two")
    assert _digests(tmp_path / "one") != _digests(tmp_path / "two")
    export_package(_tables(), tmp_path / "two")
    assert _digests(tmp_path / "one") == _digests(tmp_path / "two")


def test_descriptor_has_the_package_info(tmp_path: Path) -> None:
    info = PackageInfo(
        title="Strikes", version="2.0.0", licenses=[{"name": "CC0-1.0"}], sources=[{"title": "The Post"}]
    )
    export_package(_tables(), tmp_path, info=info)
    descriptor = _descriptor(tmp_path)
    assert descriptor["name"] == "news-articles"
    assert (descriptor["title"], descriptor["version"]) == ("Strikes", "2.0.0")
    assert descriptor["licenses"] == [{"name": "CC0-1.0"}]
    assert descriptor["sources"] == [{"title": "The Post"}]
    assert "created" not in descriptor


def test_publishers_are_the_sources_of_the_package(tmp_path: Path) -> None:
    export_package(_tables(publisher="The Quay"), tmp_path)
    assert _descriptor(tmp_path)["sources"] == [{"title": "The Quay"}]
    assert publishers({"The Quay": 2, None: 2, "Herald": 1}) == [
        {"title": "Herald"},
        {"title": "The Quay"},
        {"title": "2 articles whose publisher is not named"},
    ]
    assert publishers({None: 1}) == [{"title": "1 article whose publisher is not named"}]


def test_check_sees_the_package_before_it_is_published(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    export_package(_tables(), folder)
    before = _digests(folder)

    def refuse(stage: Path) -> None:
        assert stage.parent == folder
        assert _digests(stage).keys() == before.keys()
        raise LookupError

    with pytest.raises(LookupError):
        export_package(_tables(text="Something else"), folder, check=refuse)
    assert _digests(folder) == before


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"quotes": None}, r"found no table quotes, expected articles, organisations"),
        ({"articles": _articles(file_name=None)}, r"table articles: the rows do not fit schemas/articles\.json \("),
        (
            {"people": pl.DataFrame({"person_id": ["a"]})},
            r"table people: found columns {'person_id': String}, expected",
        ),
    ],
)
def test_tables_that_do_not_fit_the_schemas_are_an_error(tmp_path: Path, tables: dict[str, Any], message: str) -> None:
    complete = {name: frame for name, frame in (_tables() | tables).items() if frame is not None}
    with pytest.raises(ExportError, match=message):
        export_package(complete, tmp_path / "package")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), pl.exceptions.ComputeError("No space left on device")]
)
def test_full_disk_leaves_the_package_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    export_package(_tables(), tmp_path)
    before = _digests(tmp_path)

    def fail(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(pl.DataFrame, "write_csv", fail)
    with pytest.raises(ExportError, match=r"cannot be written \(No space left on device\).*; next: check "):
        export_package(_tables(text="Something else"), tmp_path)
    assert _digests(tmp_path) == before


# Any text that a cell may have. Lone surrogates are not Unicode text, and an empty text would be a null.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(
    [
        '"',
        "\n",
        "\r\n",
        "\r",
        ",",
        "=1+1",
        " a ",
        "\t",
        "''",
        '""',
        "null",
        "NA",
        "“quoted”",
        "\u2028",
        "0001",
        "\ufeff",
    ]
)
CELLS = {
    "string": TEXTS,
    "integer": st.integers(-(2**63), 2**63 - 1),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "date": st.dates(),
    "datetime": st.datetimes(datetime(1000, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
        lambda moment: moment.replace(microsecond=0)
    ),
    "boolean": st.booleans(),
}


@st.composite
def frames(draw: st.DrawFn, table: TableSchema) -> pl.DataFrame:
    columns = [
        CELLS[field.type] if field.constraints.required else st.none() | CELLS[field.type] for field in table.fields
    ]
    return pl.DataFrame(draw(st.lists(st.tuples(*columns), max_size=4)), schema=polars_schema(table), orient="row")


@given(st.fixed_dictionaries({name: frames(table) for name, table in TABLES.items()}))
@settings(max_examples=25, deadline=None)
def test_written_rows_are_read_back_unchanged(tables: dict[str, pl.DataFrame]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        export_package(tables, folder)
        for table, frame in tables.items():
            assert frame.equals(pl.read_parquet(folder / "data" / "parquet" / f"{table}.parquet"))
            path = folder / "data" / "csv" / f"{table}.csv"
            assert frame.equals(pl.read_csv(path, schema=polars_schema(TABLES[table])))
            assert list(_cells(frame)) == list(_csv_rows(path))


def _cells(frame: pl.DataFrame) -> Iterator[list[object]]:
    for row in frame.iter_rows():
        yield ["" if cell is None else cell if isinstance(cell, float) else _written(cell) for cell in row]


def _written(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _csv_rows(path: Path) -> Iterator[list[object]]:
    """The rows as the standard library reads them, numbers as numbers."""
    table = TABLES[path.stem]
    with path.open(encoding="utf-8", newline="") as file:
        for row in list(csv.reader(file))[1:]:
            yield [
                float(cell) if field.type == "number" and cell else cell
                for cell, field in zip(row, table.fields, strict=True)
            ]
