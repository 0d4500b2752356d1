from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

import newsrows as nr
from newsrows.datapackage.limits import Limits
from newsrows.description.descriptor import describe_files

CSV = "id,name,built\n1,Gull,2001\n2,Tern,1999\n"


def described(folder: Path, **files: str | bytes) -> list[dict[str, Any]]:
    """The resources of these files, which are valid by their description."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    paths = [folder / name.replace("__", ".") for name in files]
    descriptor = nr.describe(paths, out=folder / "datapackage.json")
    assert nr.validate(folder) == []
    resources = descriptor["resources"]
    assert isinstance(resources, list)
    return resources


def types(resource: dict[str, Any]) -> dict[str, str]:
    return {field["name"]: field["type"] for field in resource["schema"]["fields"]}


def test_tables_of_every_format_are_described(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": [1, 2], "name": ["Gull", "Tern"], "built": [2001, 1999]})
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate([frame.columns, *frame.rows()]):
            sheet.write_row(number, 0, row)
    table = io.BytesIO()
    frame.write_parquet(table)
    resources = described(
        tmp_path,
        a__csv=CSV,
        b__tsv=CSV.replace(",", "\t"),
        c__json=json.dumps(frame.to_dicts()),
        d__jsonl="".join(json.dumps(row) + "\n" for row in frame.to_dicts()),
        e__parquet=table.getvalue(),
        f__xlsx=book.getvalue(),
        g__csv__gz=gzip.compress(CSV.encode()),
        h__csv=CSV.replace(",", ";").encode("utf-16"),
    )
    assert [resource["name"] for resource in resources] == list("abcdefgh")
    for resource in resources:
        assert types(resource) == {"id": "integer", "name": "string", "built": "integer"}, resource
        assert resource["schema"]["primaryKey"] == ["id"]
    assert (resources[7]["encoding"], resources[7]["dialect"]) == ("utf-16", {"delimiter": ";"})


def test_dates_of_excel_are_days(tmp_path: Path) -> None:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as workbook:
        sheet, day = workbook.add_worksheet(), workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["day"])
        sheet.write_datetime(1, 0, datetime(2024, 5, 1), day)  # noqa: DTZ001 - Excel knows no zones
    assert types(described(tmp_path, t__xlsx=book.getvalue())[0]) == {"day": "date"}


def test_tables_refer_to_each_other(tmp_path: Path) -> None:
    _, trips = described(tmp_path, boats__csv=CSV, trips__csv="trip_id,boat_id\n10,1\n11,1\n")
    assert trips["schema"]["foreignKeys"] == [{"fields": "boat_id", "reference": {"resource": "boats", "fields": "id"}}]


def test_table_without_a_header_has_numbered_columns(tmp_path: Path) -> None:
    (resource,) = described(tmp_path, t__csv="1,x\n2,y\n")
    assert (types(resource), resource["dialect"]) == ({"column_1": "integer", "column_2": "string"}, {"header": False})


def test_row_of_years_above_numbers_is_a_header_if_a_column_is_text(tmp_path: Path) -> None:
    (resource,) = described(tmp_path, t__csv="country,2019,2020\nKenya,5.5,6.5\nMali,1.25,2.5\n")
    assert types(resource) == {"country": "string", "2019": "number", "2020": "number"}


def test_files_of_the_same_name_get_different_names(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "Boats 1.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "Boats 1.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "Boats 1.tsv").write_text(CSV.replace(",", "\t"), encoding="utf-8")
    files = [tmp_path / "Boats 1.csv", tmp_path / "Boats 1.tsv", tmp_path / "old" / "Boats 1.csv"]
    resources = describe_files(files, tmp_path, None, Limits())["resources"]
    assert [resource["name"] for resource in resources] == ["boats-1-csv", "boats-1-tsv", "old-boats-1"]


@pytest.mark.parametrize(
    ("name", "content", "match"),
    [
        ("t.pdf", "x", "expected one of csv"),
        ("t.csv", "", "found no rows"),
        ("t.csv", "a,a\nx,y\n", "a repeated name"),
        ("t.csv", "a,b\n1,2\n3\n", "line 3: found a row with 1 cells"),
        ("t.json", "{}", "expected a list of rows"),
        ("t.jsonl", "{\n", "in line 1, expected JSON"),
        ("t.parquet", "x", "cannot be read"),
        ("t.csv.gz", "x", "damaged compressed file"),
    ],
)
def test_what_is_no_table_is_refused(name: str, content: str, match: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(nr.PackageError, match=match):
        describe_files([tmp_path / name], tmp_path, None, Limits())


def test_files_outside_of_the_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    with pytest.raises(nr.PackageError, match="outside of"):
        describe_files([tmp_path / "t.csv"], tmp_path / "sub", None, Limits())
    with pytest.raises(nr.PackageError, match="no such file"):
        describe_files([tmp_path / "u.csv"], tmp_path, None, Limits())
    with pytest.raises(nr.PackageError, match="found no files"):
        describe_files([], tmp_path, None, Limits())


CELLS = st.sampled_from(
    [
        *(
            "",
            "1",
            "-7",
            "007",
            "1.5",
            "1,5",
            "1.234,5",
            "1e5",
            "NA",
            "-",
            "true",
            "0",
            "2024-02-29",
            "31/12/2024",
            "2024",
        ),
        *("2024-05-01T10:00:00Z", "2024-05-01T10:00:00", "10:00:00", "{}", "[1]", "a b", 'a "b"', "x,y", "x;y", "#"),
    ]
)


@settings(deadline=None, max_examples=15)
@given(
    st.integers(1, 3).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width).filter(any), max_size=6)
    )
)
def test_whatever_is_described_is_valid(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("random")
    text = io.StringIO()
    header = [f"h{place}" for place in range(len(rows[0]) if rows else 2)]
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    described(folder, t__csv=text.getvalue())
