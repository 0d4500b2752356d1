"""Odd prose costs a figure, never the article."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.statistics import find_statistics

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
def test_whatever_stands_there_each_row_holds_together(doc):
    found = find_statistics(ParsedArticle.of(doc))
    starts = [statistic.span.start for statistic in found]
    assert starts == sorted(set(starts))
    for statistic in found:
        assert doc.text[statistic.span.start : statistic.span.end] == statistic.span.text
        assert statistic.span.text == statistic.span.text.strip()
        assert statistic.value_max is None or statistic.value <= statistic.value_max
        assert (statistic.bound == "range") == (statistic.value_max is not None)
        assert statistic.concept != ""
        assert statistic.unit != ""
