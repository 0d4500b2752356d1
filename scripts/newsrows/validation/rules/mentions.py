"""Rules for mentions of people and organisations."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.validation.registry import Tables, own_rule
from newsrows.validation.violations import Violation, number, shown, violation


@own_rule("rows", "mentions")
def mention_of_one(tables: Tables) -> Iterator[Violation]:
    """A mention names exactly one of person and organisation."""
    person, organisation = pl.col("person_id"), pl.col("organisation_id")
    yield from violation(
        "mentions",
        tables["mentions"].filter(person.is_null() == organisation.is_null()),
        column=None,
        found=pl.format("person {} and organisation {}", shown(person), shown(organisation)),
        expected="expected exactly one of the two",
    )


@own_rule("tables", "mentions")
def entity_unmentioned(tables: Tables) -> Iterator[Violation]:
    """A person or organisation of a quote or role is mentioned in the same article."""
    for table in ("quotes", "roles"):
        for key in ("person_id", "organisation_id") if table in tables else ():
            mentioned = tables["mentions"].select("article_id", key)
            wrong = tables[table].drop_nulls([key, "article_id"]).join(mentioned, on=["article_id", key], how="anti")
            yield from violation(
                table, wrong, column=key, found=shown(pl.col(key)), expected="no row of mentions has it in this article"
            )


@own_rule("tables", "mentions", "articles")
def sentence_outside_article(tables: Tables) -> Iterator[Violation]:
    """A mention's sentence is one of its article's sentences, counted from 0."""
    lengths = tables["articles"].unique("article_id", keep="first").select("article_id", "sentences")
    wrong = tables["mentions"].join(lengths, on="article_id").filter(pl.col("sentence") >= pl.col("sentences"))
    yield from violation(
        "mentions",
        wrong,
        column="sentence",
        found=number(pl.col("sentence")),
        expected=pl.format("the article has {} sentences", pl.col("sentences")),
    )


@own_rule("rows", "mentions")
def sentences_out_of_order(tables: Tables) -> Iterator[Violation]:
    """A mention that begins later in an article is not in an earlier sentence."""
    before = pl.col("sentence").shift(1).over("article_id", order_by="start")
    mentions = tables["mentions"].with_columns(before=before)
    yield from violation(
        "mentions",
        mentions.filter(pl.col("sentence") < pl.col("before")),
        column="sentence",
        found=number(pl.col("sentence")),
        expected=pl.format("the mention before stands in sentence {}", pl.col("before")),
    )
