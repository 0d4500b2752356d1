"""`newsrows.export` and `newsrows.report`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import newsrows as nr
from clone import TOP


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    shutil.copytree(TOP / "data", tmp_path / "broken" / "data")
    shutil.copy(TOP / "datapackage.json", tmp_path / "broken")
    path = tmp_path / "broken" / "data" / "csv" / "roles.csv"
    path.write_text(path.read_text("utf-8").replace(",current,", ",now,", 1), "utf-8")
    return tmp_path / "broken"


@pytest.mark.parametrize("formats", ["jsonl", ["jsonl"], ("jsonl",)])
def test_export_takes_one_format_or_several(tmp_path, formats) -> None:
    exported = nr.export(TOP, str(tmp_path / "dist"), format=formats)
    assert tmp_path / "dist" / "jsonl" / "quotes.jsonl" in exported.files
    assert all(path.is_file() for path in exported.files)


def test_export_without_text_leaves_out_the_articles_sentences(tmp_path) -> None:
    nr.export(TOP, tmp_path, without_text=True)
    assert "text" in nr.load(TOP).articles.collect_schema()
    assert "text" not in nr.load(tmp_path).articles.collect_schema()


def test_invalid_package_is_not_exported(broken, tmp_path) -> None:
    with pytest.raises(nr.InvalidTablesError, match=r"broken: found \d+ issues, expected none; the first") as raised:
        nr.export(broken, tmp_path / "dist")
    assert raised.value.issues
    assert not (tmp_path / "dist").exists()


def test_unknown_format_is_an_output_error(tmp_path) -> None:
    with pytest.raises(nr.OutputError, match="'ods'"):
        nr.export(TOP, tmp_path, format="ods")


def test_report_of_a_valid_and_of_an_invalid_package(broken, tmp_path) -> None:
    summary = nr.report(str(TOP), tmp_path / "site")
    assert summary.first_page == tmp_path / "site" / "index.html"
    assert summary.first_page.is_file()
    assert (summary.articles, summary.issues) == (3, 0)
    assert nr.report(broken, tmp_path / "other").issues > 0


def test_report_is_in_the_folder_report_unless_another_is_named(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert nr.report(TOP).first_page == Path("report", "index.html")
    assert (tmp_path / "report" / "index.html").is_file()


def test_report_of_more_articles_than_allowed_is_refused(tmp_path) -> None:
    with pytest.raises(nr.OutputError):
        nr.report(TOP, tmp_path / "site", max_articles=2)


@pytest.mark.parametrize("publish", [nr.export, nr.report])
def test_url_is_refused_as_a_folder(publish, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(nr.OutputError, match="s3://bucket/x: found a URL, expected a folder of this machine; next: "):
        publish(TOP, "s3://bucket/x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("publish", [nr.export, nr.report])
@pytest.mark.parametrize("place", ["data/new", "data"])
def test_place_among_the_tables_of_the_package_is_refused(publish, place, tmp_path) -> None:
    package = nr.load(nr.export(TOP, tmp_path / "package").files[0].parent).path
    with pytest.raises(nr.OutputError, match="found the tables of the package"):
        publish(package, package / place)
    assert nr.validate(package) == []


def test_package_is_not_replaced_by_its_own_export(tmp_path) -> None:
    nr.export(TOP, tmp_path)
    with pytest.raises(nr.OutputError, match="holds the package itself, which csv and parquet would replace"):
        nr.export(tmp_path, tmp_path, without_text=True)
    assert "text" in nr.load(tmp_path).articles.collect_schema()
