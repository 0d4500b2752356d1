"""Whole sentences with and without statistics, and the order and spans of rows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab
from statistic_docs import parsed, values

from newsrows.extraction.finder import parse_all
from newsrows.extraction.models import load_models
from newsrows.extraction.parse.layout import Block
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.statistics import find_statistics
from newsrows.extraction.statistics.finder import _with_closing_mark, find_figures
from newsrows.records import Statistic


def read(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


PHRASES = read("phrases.csv")
WITHOUT_STATISTICS = read("no_statistics.csv")


@pytest.fixture(scope="module")
def statistics() -> dict[str, tuple[Statistic, ...]]:
    """The statistics of each sentence, read with the default model."""
    sentences = [row["sentence"] for row in (*PHRASES, *WITHOUT_STATISTICS)]
    parses = parse_all(sentences, load_models())
    return {sentence: find_statistics(parsed) for sentence, parsed in zip(sentences, parses, strict=True)}


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row["sentence"])
def test_a_sentence_has_one_statistic_with_these_values(row, statistics):
    (statistic,) = statistics[row["sentence"]]
    expected = (row["bound"], row["kind"], row["unit"] or None)
    assert (statistic.bound, statistic.kind, statistic.unit) == expected
    assert statistic.value == pytest.approx(float(row["value"]), rel=1e-3)
    assert statistic.value_max == (float(row["value_max"]) if row["value_max"] else None)


@pytest.mark.parametrize("row", WITHOUT_STATISTICS, ids=lambda row: row["sentence"])
def test_a_sentence_has_no_statistics(row, statistics):
    assert statistics[row["sentence"]] == ()


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row["sentence"])
def test_a_span_has_the_text_of_its_offsets(row, statistics):
    (statistic,) = statistics[row["sentence"]]
    span, sentence = statistic.span, statistic.sentence
    assert row["sentence"][span.start : span.end] == span.text
    assert sentence.holds(span)
    assert 0 < statistic.confidence < 1


def test_a_bare_sum_behind_a_conversion_has_the_converted_currency():
    (parsed,) = parse_all(["Profit was 4 billion crowns ($0.4 billion), down from 6 billion."], load_models())
    assert [(statistic.value, statistic.unit) for statistic in find_statistics(parsed)] == [
        (4e9, "SEK"),
        (4e8, "USD"),
        (6e9, "SEK"),
    ]


def test_the_corpora_are_large_enough():
    assert len(PHRASES) >= 150
    assert len(WITHOUT_STATISTICS) >= 80
    assert len({row["sentence"] for row in PHRASES}) == len(PHRASES)


def test_captions_have_no_statistics():
    article = parsed("the|DT raid|NN freed|VBD|ROOT|2 40|CD dogs|NNS")
    caption = ParsedArticle(article.text, (Block(0, len(article.text), "caption"),), article.tokens)
    assert len(find_statistics(article)) == 1
    assert find_statistics(caption) == ()


def test_statistics_are_in_reading_order_with_different_starts():
    article = parsed("14|CD of|IN the|DT 20|CD boats|NNS sank|VBD|ROOT|5 in|IN 3|CD hours|NNS")
    starts = [statistic.span.start for statistic in find_statistics(article)]
    assert starts == sorted(set(starts))
    assert len(starts) == len(find_figures(article)) == 3


@pytest.mark.parametrize("line", ["", "words|NNS only|RB"])
def test_text_without_numbers_has_no_statistics(line):
    article = parsed(line) if line else ParsedArticle("", (), parsed("a|DT").tokens)
    assert find_statistics(article) == ()


@pytest.mark.parametrize(
    ("text", "end", "closed"),
    [
        ('some 40 so-called "ghost trains" ran', 31, 32),
        ("some 40 so-called “ghost trains” ran", 31, 32),
        ('"We saw 40 trains" he said', 17, 17),
        ("some 40 trains ran", 14, 14),
    ],
)
def test_a_figure_includes_the_mark_that_closes_its_quotation(text, end, closed) -> None:
    start = text.index("some") if "some" in text else text.index("40")
    assert _with_closing_mark(text, start, end) == closed


def test_a_conversion_in_brackets_has_the_bound_of_what_it_converts():
    line = "over|IN 100|CD kilometres|NNS|ROOT|2 (|-LRB- _60|CD miles|NNS _)|-RRB-"
    assert values(line) == [(100.0, None, "more_than", "kilometre"), (60.0, None, "more_than", "mile")]


VOCAB = Vocab()
WORDS = [
    "12",
    "1,200",
    "3.5",
    ".5",
    "0",
    "2019",
    "1/2",
    "½",
    "99999999999999",
    "one",
    "two",
    "half",
    "third",
    "dozen",
    "hundreds",
    "million",
    "m",
    "bn",
    "k",
    "%",
    "percent",
    "$",
    "£",
    "US$",
    "RM",
    "€",
    "-",
    "–",
    "to",
    "or",
    "and",
    "of",
    "the",
    "in",
    "per",
    "a",
    "an",
    "year",
    "years",
    "-year-old",
    "old",
    "foot",
    "'",
    '"',
    "(",
    ")",
    "+",
    ",",
    ".",
    ":",
    "people",
    "cases",
    "page",
    "up",
    "down",
    "some",
    "about",
    "more",
    "than",
    "less",
    "over",
    "under",
    "at",
    "least",
    "between",
    "from",
    "aged",
    "Ann",
    "Section",
    "ago",
    "each",
    "tonnes",
    "coal",
    "km",
    "fold",
    "sixfold",
    "plus",
]
TAGS = ["CD", "NN", "NNS", "NNP", "JJ", "IN", "DT", "VBD", "RB", "$", ",", "."]
DEPS = ["nummod", "compound", "nsubj", "dobj", "prep", "pobj", "amod", "conj", "relcl", "dep"]


@st.composite
def docs(draw):
    size = draw(st.integers(1, 14))

    def draw_all(choice):
        return draw(st.lists(choice, min_size=size, max_size=size))

    starts = [True, *draw(st.lists(st.sampled_from([True, False, False, False]), min_size=size - 1, max_size=size - 1))]
    sentence = [sum(starts[: i + 1]) for i in range(size)]
    heads = [draw(st.sampled_from([j for j in range(size) if sentence[j] == sentence[i]])) for i in range(size)]
    return Doc(
        VOCAB,
        words=draw_all(st.sampled_from(WORDS)),
        spaces=draw_all(st.booleans()),
        tags=draw_all(st.sampled_from(TAGS)),
        deps=draw_all(st.sampled_from(DEPS)),
        heads=heads,
    )


@settings(deadline=None, max_examples=150)  # the first example loads the tables
@given(docs())
def test_random_tokens_give_consistent_rows(doc):
    statistics = find_statistics(ParsedArticle.of(doc))
    starts = [statistic.span.start for statistic in statistics]
    assert starts == sorted(set(starts))
    for statistic in statistics:
        assert doc.text[statistic.span.start : statistic.span.end] == statistic.span.text
        assert statistic.span.text == statistic.span.text.strip()
        assert statistic.value_max is None or statistic.value <= statistic.value_max
        assert (statistic.bound == "range") == (statistic.value_max is not None)
        assert statistic.concept != ""
        assert statistic.unit != ""


@pytest.mark.parametrize(("number", "statistics"), [(999, [999.0]), (1000, [])])
def test_only_a_number_from_1000_on_continues_a_series_of_years(number, statistics):
    assert [value for value, *_ in values(f"in|IN 2019|CD and|CC {number}|CD .|.")] == statistics
