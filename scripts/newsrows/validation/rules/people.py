"""Rules for what people has besides names and counts: gender, title and organisation."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.validation.aggregates import EMPLOYERS, TITLES
from newsrows.validation.registry import Tables, own_rule
from newsrows.validation.violations import Violation, shown, violation


@own_rule("rows", "people")
def gender_source_mismatch(tables: Tables) -> Iterator[Violation]:
    """A person has a gender_source if, and only if, there is a gender."""
    gender, source = pl.col("gender"), pl.col("gender_source")
    yield from violation(
        "people",
        tables["people"].filter(gender.is_null() != source.is_null()),
        column="gender_source",
        found=pl.format("gender {} with source {}", shown(gender), shown(source)),
        expected="expected both or neither",
    )


@own_rule("tables", "people", TITLES)
def title_mismatch(tables: Tables) -> Iterator[Violation]:
    """A person's title is the commonest one in roles; former roles count only if all are former."""
    yield from _commonest(tables, TITLES, "title")


@own_rule("tables", "people", EMPLOYERS)
def employer_mismatch(tables: Tables) -> Iterator[Violation]:
    """A person's organisation_id is the commonest one in roles; former roles count only if no other role has one."""
    yield from _commonest(tables, EMPLOYERS, "organisation_id")


def _commonest(tables: Tables, counts: str, column: str) -> Iterator[Violation]:
    values = tables[counts].with_columns(key=pl.col("value").str.to_lowercase())
    by_key = values.group_by("person_id", "key").agg(pl.col("held", "former").sum(), pl.col("value"))
    is_held = pl.col("held").max().over("person_id") > 0
    by_key = by_key.with_columns(rows=pl.when(is_held).then("held").otherwise("former"))
    expected = by_key.sort("rows", "key", descending=[True, False]).group_by("person_id", maintain_order=True).first()
    people = tables["people"].join(expected.select("person_id", "key", "value"), on="person_id", how="left")
    wrong = pl.col(column).str.to_lowercase().ne_missing(pl.col("key")) | ~pl.col("value").list.contains(pl.col(column))
    yield from violation(
        "people",
        people.filter(wrong.fill_null(value=False)),
        column=column,
        found=shown(pl.col(column)),
        expected=pl.format("roles have {}", shown(pl.col("key"))),
    )
