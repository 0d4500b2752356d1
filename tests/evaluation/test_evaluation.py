from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from harbour import ARTICLE, TEXT, TIDE, spans

from newsrows.evaluation.evaluation import compare, evaluate, explain_evaluation, read_run, write_run
from newsrows.evaluation.gold import GoldError


def test_run_is_compared_with_the_last_one(tmp_path: Path) -> None:
    path = tmp_path / "runs" / "last.json"
    assert read_run(path) == {}
    write_run(path, {"all": {"joint": 0.5}})
    assert compare(read_run(path), {"all": {"joint": 0.75, "words": 0.9}, "indirect": {"joint": 0.1}}) == {
        "all": {"joint": 0.25},
        "indirect": {},
    }


@pytest.fixture
def gold_and_package(tmp_path: Path) -> tuple[Path, Path]:
    """A gold folder with one article, and a package with its first quote."""
    gold, tables = tmp_path / "gold", tmp_path / "package" / "data" / "parquet"
    (gold / "text").mkdir(parents=True)
    tables.mkdir(parents=True)
    (gold / "text" / "harbour.txt").write_text(TEXT, "utf-8")
    attributions = [
        {
            "content": [list(span) for span in item.content],
            "source": [list(span) for span in item.source],
            "kind": item.kind,
        }
        for item in ARTICLE.attributions
    ]
    (gold / "gold.jsonl").write_text(json.dumps({"doc_id": "harbour", "attributions": attributions}), "utf-8")
    (start, end), (speaker_start, speaker_end) = TIDE.content[0], spans("Ann Lee")[0]
    pl.DataFrame({"article_id": ["h"], "file_name": ["harbour.txt"], "text": [TEXT]}).write_parquet(
        tables / "articles.parquet"
    )
    pl.DataFrame(
        {
            "quote_id": ["h:q1"],
            "article_id": ["h"],
            "start": [start],
            "kind": ["direct"],
            "confidence": [0.8],
            "speaker_start": [speaker_start],
            "speaker_end": [speaker_end],
        }
    ).write_parquet(tables / "quotes.parquet")
    pl.DataFrame({"quote_id": ["h:q1"], "part": [0], "start": [start], "end": [end]}).write_parquet(
        tables / "quote_spans.parquet"
    )
    return gold, tmp_path / "package"


def test_package_is_evaluated_and_compared_with_the_last_run(gold_and_package: tuple[Path, Path]) -> None:
    evaluation = evaluate(*gold_and_package)
    assert evaluation.as_run()["direct or mixed"]["joint"] == 1
    assert evaluation.as_run()["indirect"]["joint"] == 0
    assert evaluation.calibration_error == pytest.approx(0.2)
    text = explain_evaluation(evaluation, {"direct or mixed": {"joint": 0.75}})
    assert "1.000 (+0.250) [1.00-1.00]" in text


def test_package_without_the_text_is_an_error(gold_and_package: tuple[Path, Path]) -> None:
    gold, package = gold_and_package
    articles = package / "data" / "parquet" / "articles.parquet"
    pl.read_parquet(articles).drop("text").write_parquet(articles)
    with pytest.raises(GoldError, match=r"articles\.parquet: .* expected a table with article_id, .*; next"):
        evaluate(gold, package)
    articles.unlink()
    with pytest.raises(GoldError, match=r"articles\.parquet: "):
        evaluate(gold, package)


def test_package_of_other_articles_is_an_error(gold_and_package: tuple[Path, Path]) -> None:
    gold, package = gold_and_package
    path = package / "data" / "parquet" / "articles.parquet"
    pl.read_parquet(path).with_columns(text=pl.lit("Another text.")).write_parquet(path)
    with pytest.raises(GoldError, match="differs"):
        evaluate(gold, package)
    pl.read_parquet(path).with_columns(file_name=pl.lit("other.txt")).write_parquet(path)
    with pytest.raises(GoldError, match="missing"):
        evaluate(gold, package)
