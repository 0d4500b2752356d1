"""Checks that hold for everything with a quote_id: mentions and statistics inside the parts of quotes."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.validation.registry import Tables
from newsrows.validation.violations import Violation, violation


def outside_quotes(tables: Tables, table: str) -> Iterator[Violation]:
    """The rows of `table` with a quote_id that are not inside a part of that quote."""
    quotes = tables["quotes"].unique("quote_id", keep="first", maintain_order=True)
    linked = tables[table].join(
        quotes.select("quote_id", of="article_id", first="start", last="end"), on="quote_id", maintain_order="left"
    )
    parts = tables["quote_spans"].select("quote_id", part_start="start", part_end="end")
    inside = linked.join(parts, on="quote_id").filter(
        (pl.col("of") == pl.col("article_id"))
        & (pl.col("part_start") <= pl.col("start"))
        & (pl.col("end") <= pl.col("part_end"))
    )
    yield from violation(
        table,
        linked.join(inside, on="row", how="anti"),
        column="quote_id",
        found=pl.format("{} at {}-{}", pl.col("article_id"), pl.col("start"), pl.col("end")),
        expected=pl.format("quote {} is at {}-{}", pl.col("quote_id"), pl.col("first"), pl.col("last")),
    )


def without_quote(tables: Tables, table: str) -> Iterator[Violation]:
    """The rows of `table` without a quote_id that are inside a part of a quote.

    A row is inside a part if one of those that begin before it ends after it, so the furthest end decides.
    """
    furthest = parts_in_order(tables).with_columns(furthest=pl.col("part_end").cum_max().over("article_id"))
    loose = tables[table].filter(pl.col("quote_id").is_null()).drop_nulls(["article_id", "start"])
    wrong = loose.sort("article_id", "start").join_asof(
        furthest.select("article_id", "part_start", "furthest"),
        left_on="start",
        right_on="part_start",
        by="article_id",
        strategy="backward",
        check_sortedness=False,
    )
    yield from violation(
        table,
        wrong.filter(pl.col("end") <= pl.col("furthest")),
        column="quote_id",
        found="nothing",
        expected=pl.format("a quote that ends at {} holds it", pl.col("furthest")),
    )


def parts_in_order(tables: Tables) -> pl.DataFrame:
    """The parts of quotes with article_id, quote_id, part_start and part_end, in reading order; the longest first."""
    articles = tables["quotes"].select("quote_id", "article_id").unique("quote_id", keep="first")
    parts = tables["quote_spans"].select("quote_id", part_start="start", part_end="end").drop_nulls()
    return parts.join(articles, on="quote_id").sort(
        "article_id", "part_start", "part_end", descending=[False, False, True]
    )
