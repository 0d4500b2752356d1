"""Rules for the counts of people and organisations."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.validation.aggregates import ENTITIES, IN_COPIES, MENTIONED, SPOKEN
from newsrows.validation.registry import Tables, own_rule
from newsrows.validation.violations import Violation, number, violation


@own_rule("tables", MENTIONED)
def mention_count_mismatch(tables: Tables) -> Iterator[Violation]:
    """The mentions of a person or an organisation are the rows of mentions that refer to it."""
    yield from _counts(tables, "mentions", MENTIONED, "mentions")


@own_rule("tables", MENTIONED)
def article_count_mismatch(tables: Tables) -> Iterator[Violation]:
    """The articles of a person or an organisation are those that mention it."""
    yield from _counts(tables, "articles", MENTIONED, "mentions")


@own_rule("tables", MENTIONED, IN_COPIES)
def independent_count_mismatch(tables: Tables) -> Iterator[Violation]:
    """The independent articles of a person or an organisation are its articles, with an article and its copies once."""
    again = tables[IN_COPIES].group_by("table", "id").agg(again=(pl.col("articles") - 1).sum())
    counts = tables[MENTIONED].join(again, on=["table", "id"], how="left")
    counts = counts.with_columns(independent_articles=pl.col("articles") - pl.col("again").fill_null(0))
    # where articles are miscounted already, only that is an issue
    right = {
        table: tables[table].join(
            counts.filter(pl.col("table") == table).select(pl.col("id").alias(key), "articles"), on=[key, "articles"]
        )
        for table, key in ENTITIES.items()
        if table in tables
    }
    yield from _counts({**right, MENTIONED: counts}, "independent_articles", MENTIONED, "without copies mentions")


@own_rule("rows")
def independent_above_articles(tables: Tables) -> Iterator[Violation]:
    """Independent articles are not more than articles."""
    for table in ("people", "organisations", "utterances", "claims"):
        if table in tables:
            yield from violation(
                table,
                tables[table].filter(pl.col("independent_articles") > pl.col("articles")),
                column="independent_articles",
                found=number(pl.col("independent_articles")),
                expected=pl.format("expected at most the {} articles", pl.col("articles")),
            )


@own_rule("tables", SPOKEN)
def quote_count_mismatch(tables: Tables) -> Iterator[Violation]:
    """The quotes of a person or an organisation are the rows of quotes that it speaks."""
    yield from _counts(tables, "quotes", SPOKEN, "quotes")


def _counts(tables: Tables, column: str, tally: str, source: str) -> Iterator[Violation]:
    for table, key in ENTITIES.items():
        if table not in tables:
            continue
        counts = tables[tally].filter(pl.col("table") == table).select(pl.col("id").alias(key), counted=column)
        rows = tables[table].join(counts, on=key, how="left").with_columns(pl.col("counted").fill_null(0))
        yield from violation(
            table,
            rows.filter(pl.col(column) != pl.col("counted")),
            column=column,
            found=number(pl.col(column)),
            expected=pl.format("{} has {}", pl.lit(source), pl.col("counted")),
        )
