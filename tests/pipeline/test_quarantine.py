"""An article whose rows do not validate is rejected, and the others are built."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from newsrows.extraction import finder as find
from newsrows.extraction import models as reader
from newsrows.pipeline import BuildOptions, BuildReport, assembly, build
from newsrows.pipeline.quarantine import may_be_excluded
from newsrows.records import Article, Findings, InvalidTablesError, Issue
from newsrows.validation import validate_package


def found(article: Article, _: object) -> Findings:
    if "trap" in article.text:
        raise IndexError("list index out of range")
    words = -1 if "odd" in article.text else 3
    return Findings(article.article_id, words, 1, 1)


@pytest.fixture(autouse=True)
def without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "load_models", lambda *_: None)
    monkeypatch.setattr(find, "parse_all", lambda texts, _: texts)
    monkeypatch.setattr(find, "find", found)


def run(folder: Path) -> BuildReport:
    return build([folder / "news"], folder / "out", BuildOptions(names="fast", cache=folder / "cache"))


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        path = folder / "news" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_article_with_invalid_rows_is_listed_in_rejected_csv_by_every_build(tmp_path) -> None:
    write(tmp_path, {"a": "Fair.", "in/b": "An odd one.", "c": "Fair, too.", "d": "Also odd.", "e": "Fair as well."})
    for computed in (5, 0):
        report = run(tmp_path)
        assert (report.computed, report.rows["articles"], report.words, report.rejected_count) == (computed, 3, 9, 2)
        assert validate_package(tmp_path / "out") == []
        articles = pl.read_parquet(tmp_path / "out" / "data" / "parquet" / "articles.parquet")
        assert articles["article_id"].to_list() == ["a", "c", "e"]
        with (tmp_path / "out" / "rejected.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert sorted(row["file_name"] for row in rows) == ["d.txt", "in/b.txt"]
        for row in rows:
            assert "do not validate (articles: minimum: " in row["reason"]
            assert row["reason"].endswith("; next: report it, with the article")


def test_build_with_mostly_invalid_articles_is_not_published(tmp_path) -> None:
    write(tmp_path, {"a": "Fair."})
    run(tmp_path)
    before = (tmp_path / "out" / "datapackage.json").read_bytes()
    write(tmp_path, {"b": "Odd: an odd one.", "c": "As odd."})
    with pytest.raises(InvalidTablesError) as error:
        run(tmp_path)
    assert {issue.rule for issue in error.value.issues} == {"minimum"}
    assert (tmp_path / "out" / "datapackage.json").read_bytes() == before
    assert not (tmp_path / "out" / "rejected.csv").exists()


@pytest.mark.parametrize(("invalid", "allowed"), [(0, False), (1, True), (50, True), (51, False), (100, False)])
def test_at_most_half_of_the_articles_may_be_excluded(invalid, allowed) -> None:
    assert may_be_excluded(invalid, articles=100) is allowed


def test_build_with_half_of_its_articles_invalid_is_published(tmp_path) -> None:
    write(tmp_path, {"a": "Fair.", "b": "An odd one."})
    report = run(tmp_path)
    assert (report.rows["articles"], report.rejected_count) == (1, 1)


def test_article_that_is_rejected_already_does_not_count_as_valid(tmp_path) -> None:
    write(tmp_path, {"a": "Fair.", "b": "An odd one.", "c": "Also odd.", "d": "A trap.", "e": "A trap, too."})
    with pytest.raises(InvalidTablesError):
        run(tmp_path)


def test_issue_that_no_single_article_causes_ends_the_build(tmp_path, monkeypatch) -> None:
    write(tmp_path, {"a": "Fair.", "b": "Fair, too."})
    monkeypatch.setattr(assembly, "validate_package", lambda _: [Issue("people.csv", "unique", "found two alike")])
    with pytest.raises(InvalidTablesError):
        run(tmp_path)
    assert not (tmp_path / "out" / "datapackage.json").exists()
