"""Rules for mentions of people and organisations."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.validation.registry import Tables, own_rule
from newsrows.validation.rules.quote_parts import outside_quotes, parts_in_order, without_quote
from newsrows.validation.violations import Violation, shown, violation


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


@own_rule("tables", "mentions", "quotes", "quote_spans")
def mention_outside_quote(tables: Tables) -> Iterator[Violation]:
    """A mention with a quote_id is inside a part of that quote."""
    yield from outside_quotes(tables, "mentions")


@own_rule("tables", "mentions", "quotes", "quote_spans")
def mention_without_quote(tables: Tables) -> Iterator[Violation]:
    """A mention inside a part of a quote has a quote_id."""
    yield from without_quote(tables, "mentions")


@own_rule("tables", "mentions", "quotes", "quote_spans")
def mention_not_in_innermost_quote(tables: Tables) -> Iterator[Violation]:
    """A mention inside several quotes has the quote_id of the innermost: the one that begins last."""
    parts = parts_in_order(tables)
    linked = tables["mentions"].drop_nulls(["quote_id", "article_id", "start"]).sort("article_id", "start")
    last = linked.join_asof(
        parts.select("article_id", "part_start", "part_end", inner="quote_id"),
        left_on="start",
        right_on="part_start",
        by="article_id",
        strategy="backward",
        check_sortedness=False,
    )
    yield from violation(
        "mentions",
        last.filter((pl.col("end") <= pl.col("part_end")) & (pl.col("inner") != pl.col("quote_id"))),
        column="quote_id",
        found=shown(pl.col("quote_id")),
        expected=pl.format("quote {} inside it holds the mention", pl.col("inner")),
    )
