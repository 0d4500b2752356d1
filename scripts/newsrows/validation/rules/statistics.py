"""Rules for statistics."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.validation.registry import Tables, own_rule
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
    linked = tables["statistics"].join(_quotes(tables), on="quote_id")
    parts = tables["quote_spans"].select("quote_id", part_start="start", part_end="end")
    inside = linked.join(parts, on="quote_id").filter(
        (pl.col("of") == pl.col("article_id"))
        & (pl.col("part_start") <= pl.col("start"))
        & (pl.col("end") <= pl.col("part_end"))
    )
    yield from violation(
        "statistics",
        linked.join(inside, on="row", how="anti"),
        column="quote_id",
        found=pl.format("{} at {}-{}", pl.col("article_id"), pl.col("start"), pl.col("end")),
        expected=pl.format("quote {} is at {}-{}", pl.col("quote_id"), pl.col("first"), pl.col("last")),
    )


@own_rule("tables", "statistics", "quotes", "quote_spans")
def statistic_without_quote(tables: Tables) -> Iterator[Violation]:
    """A statistic inside a part of a quote has a quote_id."""
    parts = tables["quote_spans"].select("quote_id", part_start="start", part_end="end")
    parts = parts.join(_quotes(tables).rename({"of": "article_id"}), on="quote_id").rename({"quote_id": "outer_quote"})
    loose = tables["statistics"].filter(pl.col("quote_id").is_null())
    wrong = loose.join_where(
        parts,
        pl.col("article_id") == pl.col("article_id_right"),
        pl.col("part_start") <= pl.col("start"),
        pl.col("end") <= pl.col("part_end"),
    ).unique("row", keep="first")
    yield from violation(
        "statistics",
        wrong,
        column="quote_id",
        found="nothing",
        expected=pl.format("quote {} holds it", pl.col("outer_quote")),
    )


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
    """A statistic's sentence occurs in its article."""
    articles = tables["articles"].unique("article_id", keep="first").select("article_id", article="text")
    linked = tables["statistics"].join(articles, on="article_id")
    yield from violation(
        "statistics",
        linked.filter(~pl.col("article").str.contains(pl.col("sentence"), literal=True)),
        column="sentence",
        found=shown(pl.col("sentence")),
        expected=pl.format("article {} does not have it", pl.col("article_id")),
    )


def _quotes(tables: Tables) -> pl.DataFrame:
    quotes = tables["quotes"].unique("quote_id", keep="first", maintain_order=True)
    return quotes.select("quote_id", of="article_id", first="start", last="end")
