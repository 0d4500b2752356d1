"""Rules for the counts of people and organisations."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.validate.breach import Breach, Tables, breach, number, table_rule
from newsrows.validate.tallies import ENTITIES, MENTIONED, SPOKEN


@table_rule("tables", MENTIONED)
def mention_count_mismatch(tables: Tables) -> Iterator[Breach]:
    """The mentions of a person or an organisation are the rows of mentions that refer to it."""
    yield from _counts(tables, "mentions", MENTIONED, "mentions")


@table_rule("tables", MENTIONED)
def article_count_mismatch(tables: Tables) -> Iterator[Breach]:
    """The articles of a person or an organisation are those that mention it."""
    yield from _counts(tables, "articles", MENTIONED, "mentions")


@table_rule("tables", SPOKEN)
def quote_count_mismatch(tables: Tables) -> Iterator[Breach]:
    """The quotes of a person or an organisation are the rows of quotes that it speaks."""
    yield from _counts(tables, "quotes", SPOKEN, "quotes")


RULES = (mention_count_mismatch, article_count_mismatch, quote_count_mismatch)


def _counts(tables: Tables, column: str, tally: str, counted: str) -> Iterator[Breach]:
    for table, key in ENTITIES.items():
        if table not in tables:
            continue
        held = tables[tally].filter(pl.col("table") == table).select(pl.col("id").alias(key), held=column)
        rows = tables[table].join(held, on=key, how="left").with_columns(pl.col("held").fill_null(0))
        yield from breach(
            table,
            rows.filter(pl.col(column) != pl.col("held")),
            column=column,
            found=number(pl.col(column)),
            expected=pl.format("{} has {}", pl.lit(counted), pl.col("held")),
        )
