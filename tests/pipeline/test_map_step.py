"""An article on which a rule fails is rejected, and the others are built."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from newsrows.extraction import finder as find
from newsrows.extraction import models as reader
from newsrows.pipeline import BuildOptions, BuildReport, build
from newsrows.records import Article, Findings, Mention, Span

NAME = "Nora Whitlock"


def found(article: Article, _: object) -> Findings:
    if "trap" in article.text:
        raise IndexError("list index out of range")
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
