"""Rules for statistics."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.validation.registry import Tables, own_rule
from newsrows.validation.rules.quote_parts import outside_quotes, without_quote
from newsrows.validation.violations import Violation, number, shown, violation


@own_rule("rows", "statistics")
def range_bound_mismatch(tables: Tables) -> Iterator[Violation]:
    """A statistic has value_max if, and only if, its bound is range."""
    bound, upper = pl.col("bound"), pl.col("value_max")
    yield from violation(
        "statistics",
        tables["statistics"].filter((bound == "range") == upper.is_null()),
        column="value_max",
        found=pl.format("bound {} with value_max {}", bound, number(upper)),
        expected="expected value_max for a range and for nothing else",
    )


@own_rule("rows", "statistics")
def value_above_maximum(tables: Tables) -> Iterator[Violation]:
    """The value of a range is not above its value_max."""
    value, upper = pl.col("value"), pl.col("value_max")
    yield from violation(
        "statistics",
        tables["statistics"].filter(value > upper),
        column="value",
        found=number(value),
        expected=pl.format("value_max is {}", number(upper)),
    )


@own_rule("tables", "statistics", "quotes", "quote_spans")
def statistic_outside_quote(tables: Tables) -> Iterator[Violation]:
    """A statistic with a quote_id is inside a part of that quote."""
    yield from outside_quotes(tables, "statistics")


@own_rule("tables", "statistics", "quotes", "quote_spans")
def statistic_without_quote(tables: Tables) -> Iterator[Violation]:
    """A statistic inside a part of a quote has a quote_id."""
    yield from without_quote(tables, "statistics")


@own_rule("rows", "statistics", reads=["statistics.sentence"])
def sentence_without_text(tables: Tables) -> Iterator[Violation]:
    """A statistic's sentence contains its text."""
    sentence, text = pl.col("sentence"), pl.col("text")
    yield from violation(
        "statistics",
        tables["statistics"].filter(~sentence.str.contains(text, literal=True)),
        column="sentence",
        found=shown(sentence),
        expected=pl.format("expected {} in it", shown(text)),
    )


@own_rule("tables", "statistics", "articles", reads=["articles.text", "statistics.sentence"])
def sentence_not_in_article(tables: Tables) -> Iterator[Violation]:
    """A statistic's sentence occurs in its article, around the statistic."""
    articles = tables["articles"].unique("article_id", keep="first")
    texts = dict(articles.select("article_id", "text").iter_rows())
    statistics = tables["statistics"].join(articles, on="article_id", how="semi", maintain_order="left")
    places = statistics.select("article_id", "sentence", "start", "end").iter_rows()
    occurs = pl.Series([_stands_around(texts[article], *place) for article, *place in places], dtype=pl.Boolean)
    yield from violation(
        "statistics",
        statistics.filter(~occurs),
        column="sentence",
        found=shown(pl.col("sentence")),
        expected=pl.format("article {} does not have it", pl.col("article_id")),
    )


def _stands_around(text: str | None, sentence: str | None, start: int | None, end: int | None) -> bool | None:
    """Whether a text has a sentence around a span; None if one of them is unknown.

    Only the characters that the sentence can reach are searched, so that a long text with many statistics is not
    searched from its start each time.
    """
    if text is None or sentence is None or start is None or end is None:
        return None
    return sentence in text[max(0, start - len(sentence)) : max(0, end) + len(sentence)]
