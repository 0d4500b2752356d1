"""Figures of quotes: what matches, what counts, how sure they are."""

import json

import polars as pl
import pytest

from newsrows.evaluation.evaluation import compare, evaluate, explain_evaluation, read_run, write_run
from newsrows.evaluation.gold import Attribution, GoldArticle, GoldError, read_gold
from newsrows.evaluation.matching import Words, match_article
from newsrows.evaluation.metrics import SUBSETS, calibration, figures, figures_with_intervals

TEXT = 'The warden, Ann Lee of Tidewatch, said "the tide is high". Fishers deny that any boat is lost.'


def spans(*words: str):
    return tuple((TEXT.index(word), TEXT.index(word) + len(word)) for word in words)


TIDE = Attribution(spans("the tide is high"), spans("The warden, Ann Lee of Tidewatch"), "direct")
BOAT = Attribution(spans("that any boat is lost"), spans("Fishers"), "indirect")
ARTICLE = GoldArticle("harbour", TEXT, (TIDE, BOAT))


def found(content: str, source: str = "", kind: str = "direct", confidence: float = 0.9) -> Attribution:
    return Attribution(spans(content), spans(source) if source else (), kind, confidence=confidence)


def judge(*quotes: Attribution, subset: str = "all"):
    return figures([match_article(ARTICLE, quotes)], SUBSETS[subset])


def test_marks_and_white_space_do_not_count() -> None:
    assert judge(found('"the tide is high".', "Ann Lee"), found("any boat is lost", "Fishers", "indirect")).joint == 1


def test_half_of_the_words_is_a_match_and_less_is_none() -> None:
    assert judge(found("tide is", "Ann Lee")).overlap == pytest.approx(2 / 3)
    assert judge(found("tide", "Ann Lee")).overlap == 0


@pytest.mark.parametrize(("speaker", "right"), [("Lee", 1), ("warden", 1), ("Tidewatch", 0), ("Fishers", 0), ("", 0)])
def test_the_speaker_is_right_if_it_holds_a_head_word_of_the_source(speaker, right) -> None:
    assert judge(found("the tide is high", speaker)).speaker == right


def test_a_quote_matches_once() -> None:
    twice = judge(found("the tide is high", "Lee"), found("tide is high", "Lee"))
    assert (twice.found, twice.overlap) == (2, pytest.approx(2 / 4))


def test_each_kind_is_judged_by_itself() -> None:
    quotes = [found("the tide is high", "Lee"), found("The warden", "Lee", "indirect")]
    assert judge(*quotes, subset="direct or mixed").joint == 1
    assert judge(*quotes, subset="indirect").joint == 0


def test_an_annotated_quote_without_a_source_is_left_out_of_the_speaker() -> None:
    article = GoldArticle("harbour", TEXT, (Attribution(TIDE.content, (), "direct"),))
    result = figures([match_article(article, [found("the tide is high")])], SUBSETS["all"])
    assert (result.overlap, result.joint) == (1, 0)


def test_the_head_of_a_phrase_without_one_is_every_word() -> None:
    words = Words("of the people")
    assert words.heads(((0, 13),)) == {0, 1, 2}


def test_intervals_hold_the_figure_and_are_the_same_each_time() -> None:
    matches = [match_article(ARTICLE, [found("the tide is high", "Lee")])] * 3 + [match_article(ARTICLE, [])] * 3
    result, intervals = figures_with_intervals(matches, SUBSETS["all"], samples=50)
    assert intervals["joint"][0] < result.joint < intervals["joint"][1]
    assert figures_with_intervals(matches, SUBSETS["all"], samples=50)[1] == intervals


def test_calibration_is_the_gap_between_confidence_and_truth() -> None:
    matches = [
        match_article(ARTICLE, [found("the tide is high", "Lee", confidence=0.75), found("boat", confidence=0.25)])
    ]
    bins, error = calibration(matches)
    assert [(found.quotes, found.confidence, found.right) for found in bins] == [(1, 0.25, 0), (1, 0.75, 1)]
    assert error == pytest.approx(0.25)


def test_gold_is_read_by_line(tmp_path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "harbour.txt").write_text(TEXT, "utf-8")
    line = {"doc_id": "harbour", "attributions": [{"content": [[40, 56]], "source": [], "kind": "direct"}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line) + "\n\n", "utf-8")
    assert read_gold(tmp_path) == [GoldArticle("harbour", TEXT, (Attribution(((40, 56),), (), "direct"),))]


@pytest.mark.parametrize("content", ["", "{", '{"doc_id": "x", "attributions": []}'])
def test_a_gold_folder_that_cannot_be_read_is_refused(tmp_path, content) -> None:
    (tmp_path / "gold.jsonl").write_text(content, "utf-8")
    with pytest.raises(GoldError, match=r"gold\.jsonl"):
        read_gold(tmp_path)


def test_a_run_is_compared_with_the_one_before(tmp_path) -> None:
    path = tmp_path / "runs" / "last.json"
    assert read_run(path) == {}
    write_run(path, {"all": {"joint": 0.5}})
    assert compare(read_run(path), {"all": {"joint": 0.75, "words": 0.9}, "indirect": {"joint": 0.1}}) == {
        "all": {"joint": 0.25},
        "indirect": {},
    }


@pytest.fixture
def gold_and_package(tmp_path):
    """A gold folder with one article, and a package that holds its first quote."""
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


def test_a_package_is_judged_and_compared_with_the_last_run(gold_and_package) -> None:
    evaluation = evaluate(*gold_and_package)
    assert evaluation.as_run()["direct or mixed"]["joint"] == 1
    assert evaluation.as_run()["indirect"]["joint"] == 0
    assert evaluation.calibration_error == pytest.approx(0.2)
    text = explain_evaluation(evaluation, {"direct or mixed": {"joint": 0.75}})
    assert "1.000 (+0.250) [1.00-1.00]" in text


def test_a_package_without_its_text_is_refused(gold_and_package) -> None:
    gold, package = gold_and_package
    articles = package / "data" / "parquet" / "articles.parquet"
    pl.read_parquet(articles).drop("text").write_parquet(articles)
    with pytest.raises(GoldError, match=r"articles\.parquet: .* expected a table with article_id, .*; next"):
        evaluate(gold, package)
    articles.unlink()
    with pytest.raises(GoldError, match=r"articles\.parquet: "):
        evaluate(gold, package)


def test_a_package_of_other_articles_is_refused(gold_and_package) -> None:
    gold, package = gold_and_package
    path = package / "data" / "parquet" / "articles.parquet"
    pl.read_parquet(path).with_columns(text=pl.lit("Another text.")).write_parquet(path)
    with pytest.raises(GoldError, match="differs"):
        evaluate(gold, package)
    pl.read_parquet(path).with_columns(file_name=pl.lit("other.txt")).write_parquet(path)
    with pytest.raises(GoldError, match="missing"):
        evaluate(gold, package)
