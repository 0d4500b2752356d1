"""The tables of articles in memory: shown, converted, and written as a package."""

from __future__ import annotations

import csv
import sys
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import newsrows as nr

TEXTS = {
    "strike": "The strike is off, Ann Carter said. Some 400 drivers of the Harbour Union return to work.\n",
    "ferry": 'Ann Carter, 41, said: "The ferry sails on Monday." Nobody at the Quay Board disagreed.\n',
    "quay": "Mr Ben Hollis, chairman of the Quay Board, denied that the quay had cost £5m.\n",
}


@pytest.fixture(scope="module")
def tables() -> nr.Tables:
    return nr.extract(nr.Article(text, article_id=name) for name, text in TEXTS.items())


@pytest.fixture(scope="module")
def folder(tables, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("written") / "package"
    tables.write(folder)
    return folder


def test_written_package_is_the_one_that_a_build_of_the_same_files_gives(folder, tmp_path) -> None:
    (tmp_path / "articles").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "articles" / f"{name}.txt").write_text(text, "utf-8")
    nr.build(tmp_path / "articles", tmp_path / "built", cache=False)
    built = {path.relative_to(tmp_path / "built"): path.read_bytes() for path in _files(tmp_path / "built")}
    written = {path.relative_to(folder): path.read_bytes() for path in _files(folder)}
    assert len(written) == 23
    assert written == built


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_written_package_is_valid_and_opened(tables, tmp_path) -> None:
    package = tables.write(str(tmp_path / "package"))
    assert package.validate() == []
    for name, frame in tables.to_dict().items():
        assert_frame_equal(package[name].collect(), frame)


def test_tables_that_break_a_rule_are_not_written(tables, tmp_path) -> None:
    wrong = replace(tables, quotes=tables.quotes.with_columns(text=pl.lit("invented")))
    with pytest.raises(nr.InvalidTablesError) as raised:
        wrong.write(tmp_path / "package")
    assert {issue.table for issue in raised.value.issues} == {"quotes.csv"}
    assert f"found {len(raised.value.issues)} issue" in str(raised.value)
    assert not (tmp_path / "package" / "datapackage.json").exists()


def test_rejected_articles_are_listed_next_to_the_package_and_the_list_goes_with_them(tables, tmp_path) -> None:
    nr.extract([*TEXTS.values(), ""]).write(tmp_path)
    with (tmp_path / "rejected.csv").open(encoding="utf-8", newline="") as file:
        assert [row["file_name"] for row in csv.DictReader(file)] == ["article-4.txt"]
    tables.write(tmp_path)
    assert not (tmp_path / "rejected.csv").exists()


def test_folder_with_other_files_is_not_replaced(tables, tmp_path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "thesis.txt").write_text("mine", "utf-8")
    with pytest.raises(nr.OutputError):
        tables.write(tmp_path)
    assert (tmp_path / "data" / "thesis.txt").read_text("utf-8") == "mine"


def test_tables_are_converted_to_pandas(tables) -> None:
    frames = tables.to_pandas()
    assert list(frames) == list(tables.to_dict())
    assert frames["quotes"]["text"].to_list() == tables.quotes["text"].to_list()


def test_missing_pandas_is_named_with_what_to_do(tables, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ModuleNotFoundError, match="needs pandas, which is not installed; next: pip install pandas"):
        tables.to_pandas()


def test_tables_are_shown_by_their_numbers_of_rows(tables) -> None:
    assert repr(tables).startswith("Tables(articles: 3, organisations: 2, people: 2, ")
    assert "rejected" not in repr(tables)
    assert repr(nr.extract("")).endswith("statistics: 0; rejected: 1)")
    assert f"<td>quotes</td><td>{tables.quotes.height}</td>" in tables._repr_html_()


def test_tables_cannot_be_exchanged(tables) -> None:
    with pytest.raises(FrozenInstanceError):
        tables.quotes = tables.people


def test_tables_are_not_written_to_a_url(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(nr.OutputError, match="s3://bucket/x: found a URL, expected a folder of this machine"):
        nr.extract([]).write("s3://bucket/x")
    assert list(tmp_path.iterdir()) == []


def test_flat_tables_have_article_and_speaker_in_the_row(tables) -> None:
    quotes = tables.flat()["quotes_flat"]
    assert quotes.height == tables.quotes.height
    row = quotes.filter(pl.col("article_id") == "strike").row(0, named=True)
    assert (row["speaker_name"], row["text"]) == ("Ann Carter", "The strike is off")
    statistics = tables.flat()["statistics_flat"]
    assert statistics.filter(pl.col("article_id") == "quay")["speaker_name"].to_list() == ["Ben Hollis"]
