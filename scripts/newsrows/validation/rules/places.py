"""Rules for the sentences and paragraphs of mentions and quotes."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.records.paragraphs import paragraph_at, paragraphs
from newsrows.validation.registry import Tables, own_rule
from newsrows.validation.violations import Violation, number, violation

# Tables whose rows have the number of the sentence in which they begin, and what messages call a row.
_PLACED = {"mentions": "mention", "quotes": "quote"}


@own_rule("tables", "articles")
def sentence_outside_article(tables: Tables) -> Iterator[Violation]:
    """The sentence of a mention or a quote is one of its article's sentences, counted from 0."""
    lengths = tables["articles"].unique("article_id", keep="first").select("article_id", "sentences")
    for table in (name for name in _PLACED if name in tables):
        wrong = tables[table].join(lengths, on="article_id").filter(pl.col("sentence") >= pl.col("sentences"))
        yield from violation(
            table,
            wrong,
            column="sentence",
            found=number(pl.col("sentence")),
            expected=pl.format("the article has {} sentences", pl.col("sentences")),
        )


@own_rule("tables")
def sentences_out_of_order(tables: Tables) -> Iterator[Violation]:
    """A mention or a quote that begins later in an article is not in an earlier sentence than those before it."""
    placed = [
        tables[table].select("row", "article_id", "start", "sentence", table=pl.lit(table), name=pl.lit(name))
        for table, name in _PLACED.items()
        if table in tables
    ]
    if not placed:
        return
    rows = pl.concat(placed).sort("article_id", "start", "sentence", "table")
    rows = rows.with_columns(pl.col("sentence", "name").shift(1).over("article_id").name.suffix("_before"))
    for table in (name for name in _PLACED if name in tables):
        yield from violation(
            table,
            rows.filter((pl.col("table") == table) & (pl.col("sentence") < pl.col("sentence_before"))),
            column="sentence",
            found=number(pl.col("sentence")),
            expected=pl.format("the {} before stands in sentence {}", pl.col("name_before"), pl.col("sentence_before")),
        )


@own_rule("tables", "quotes", "articles", reads=["articles.text"])
def paragraph_mismatch(tables: Tables) -> Iterator[Violation]:
    """A quote's paragraph is that of its start in the article's text, counted from 0."""
    quotes = tables["quotes"].drop_nulls(["article_id", "start"])
    texts = tables["articles"].unique("article_id", keep="first").drop_nulls("text")
    texts = texts.join(quotes, on="article_id", how="semi")
    starts = {
        article: [start for start, _ in paragraphs(text)]
        for article, text in texts.select("article_id", "text").iter_rows()
    }
    counted = [
        paragraph_at(starts[article], start) if article in starts else None
        for article, start in quotes.select("article_id", "start").iter_rows()
    ]
    rows = quotes.with_columns(counted=pl.Series(counted, dtype=pl.Int64))
    yield from violation(
        "quotes",
        rows.filter(pl.col("paragraph") != pl.col("counted")),
        column="paragraph",
        found=number(pl.col("paragraph")),
        expected=pl.format("the text has paragraph {} there", pl.col("counted")),
    )
