"""An article on which a rule fails is rejected, and the others are built."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from newsrows.extraction import finder as find
from newsrows.extraction import models as reader
from newsrows.pipeline import BuildOptions, BuildReport, build
from newsrows.pipeline.time_limit import TooSlowError
from newsrows.records import Article, Findings, Mention, Span

NAME = "Nora Whitlock"


def found(article: Article, _: object) -> Findings:
    if "trap" in article.text:
        raise IndexError("list index out of range")
    if "slow" in article.text:
        raise TooSlowError
    if "void" in article.text:
        raise MemoryError
    at = article.text.find(NAME)
    name = [Mention(Span.of(article.text, at, at + len(NAME)), "person", "name", 0)] if at >= 0 else []
    return Findings(article.article_id, 3, 1, 1, mentions=tuple(name))


@pytest.fixture(autouse=True)
def without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "load_models", lambda *_: None)
    monkeypatch.setattr(find, "parse_all", lambda texts, _: texts)
    monkeypatch.setattr(find, "find", found)


def run(folder: Path, out: str) -> BuildReport:
    return build([folder / "news"], folder / out, BuildOptions(names="fast", cache=folder / "cache"))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "in").mkdir(parents=True)
    for name, text in {"a": "Fair.", "in/b": "A trap.", "c": "Fair, too."}.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def test_article_on_which_a_rule_fails_is_listed_in_rejected_csv(news) -> None:
    for out, computed in (("first", 2), ("second", 0)):
        report = run(news, out)
        assert (report.computed, report.rows["articles"], report.rejected_count) == (computed, 2, 1)
        articles = pl.read_parquet(news / out / "data" / "parquet" / "articles.parquet")
        assert articles["article_id"].to_list() == ["a", "c"]
        with (news / out / "rejected.csv").open(encoding="utf-8", newline="") as file:
            (row,) = csv.DictReader(file)
        assert row["file_name"] == "in/b.txt"
        assert row["reason"].startswith("newsrows itself failed on it (IndexError: list index out of range); next: ")


def test_lack_of_memory_ends_the_build(news) -> None:
    (news / "news" / "d.txt").write_text("A void.", "utf-8")
    with pytest.raises(MemoryError):
        run(news, "out")


def test_names_are_found_across_the_lines_of_a_wrapped_article(news) -> None:
    lines = (
        "The board of the harbour met on Monday for an hour, and Nora",
        "Whitlock, who leads it, told a crowd at the gate that nobody",
        "had asked for a higher fare, and that nobody would have one.",
    )
    (news / "news" / "d.txt").write_text("\n".join(lines), "utf-8")
    report = run(news, "out")
    assert report.rejected_count == 1
    mentions = pl.read_parquet(news / "out" / "data" / "parquet" / "mentions.parquet")
    people = pl.read_parquet(news / "out" / "data" / "parquet" / "people.parquet")
    assert mentions["text"].to_list() == ["Nora\nWhitlock"]
    assert people["name"].to_list() == [NAME]


def test_article_that_takes_too_long_is_rejected_with_the_limit(news: Path) -> None:
    (news / "news" / "in" / "b.txt").write_text("A slow text.", "utf-8")
    report = run(news, "out")
    assert (report.rows["articles"], report.rejected_count) == (2, 1)
    assert report.rejected[0].reason.startswith("found a text that takes more than 60 s of the processor's time")


def test_damaged_shard_is_made_again(news: Path) -> None:
    run(news, "first")
    (shard,) = (news / "cache").rglob("*.shard")
    data = bytearray(shard.read_bytes())
    place = data.find(b"PK\x01\x02")
    data[place + 8] = 1  # the first table is said to be encrypted
    shard.write_bytes(bytes(data))
    report = run(news, "second")
    assert (report.computed, report.rows["articles"]) == (2, 2)
    files = [sorted((news / out / "data").rglob("*.*")) for out in ("first", "second")]
    assert [path.read_bytes() for path in files[0]] == [path.read_bytes() for path in files[1]]


def test_article_in_another_language_is_listed_in_rejected_csv_with_the_probability(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    texts = {
        "a.txt": "The port reopened on Monday after the storm that had cut the town off, the council said.",
        "b.txt": "A ponte velha voltou a abrir ontem à noite, depois das obras que deixaram o bairro sem transportes.",
        "c.csv": "text,language\nThe port reopened on Monday after the storm that cut it off.,pt\nO porto reabriu,pt\n",
    }
    for name, text in texts.items():
        (tmp_path / "news" / name).write_text(text, "utf-8")
    for out in ("first", "cached"):
        report = run(tmp_path, out)
        assert (report.rows["articles"], report.rejected_count) == (2, 2)
        articles = pl.read_parquet(tmp_path / out / "data" / "parquet" / "articles.parquet")
        assert articles["language"].to_list() == ["en", "en"]
        with (tmp_path / out / "rejected.csv").open(encoding="utf-8", newline="") as file:
            rows = {row["file_name"].rpartition("/")[2]: row["reason"] for row in csv.DictReader(file)}
        assert rows["b.txt"].startswith("found text in Portuguese (pt) (probability 1.00), expected English; next: ")
        assert rows["c.csv#2"].startswith("found an article that is declared as Portuguese (pt) and too short to tell")
    options = BuildOptions(names="fast", cache=tmp_path / "cache", language_threshold=0)
    assert build([tmp_path / "news"], tmp_path / "all", options).rows["articles"] == 4
    articles = pl.read_parquet(tmp_path / "all" / "data" / "parquet" / "articles.parquet")
    assert dict(articles.select("file_name", "language").iter_rows())["c.csv#1"] == "pt"


def test_live_page_is_built_and_named_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    script = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Storm: live"}</script>'
    text = "The port reopened on Monday after the storm that had cut the town off, the council said."
    page = f"<html><head>{script}</head><body><article><p>{text}</p></article></body></html>"
    (tmp_path / "news" / "a.html").write_text(page, "utf-8")
    for out in ("first", "cached"):
        report = run(tmp_path, out)
        assert (report.rows["articles"], report.rejected_count, report.noted_count) == (1, 0, 1)
        ((name, note),) = report.noted
        assert name == "a.html"
        assert note.startswith("this is a live page")
