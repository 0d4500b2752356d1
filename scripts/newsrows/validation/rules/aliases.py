"""Rules for the name forms of people and organisations."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.records.entity_kinds import ENTITY_KINDS
from newsrows.validation.aggregates import ENTITIES, FORMS, by_entity
from newsrows.validation.registry import Tables, own_rule
from newsrows.validation.violations import Violation, number, shown, violation

_LETTERS = {kind.table: kind.letter for kind in ENTITY_KINDS}


@own_rule("rows", "aliases")
def alias_of_one(tables: Tables) -> Iterator[Violation]:
    """An alias belongs to exactly one of person and organisation."""
    person, organisation = pl.col("person_id"), pl.col("organisation_id")
    yield from violation(
        "aliases",
        tables["aliases"].filter(person.is_null() == organisation.is_null()),
        column=None,
        found=pl.format("person {} and organisation {}", shown(person), shown(organisation)),
        expected="expected exactly one of the two",
    )


@own_rule("rows", "aliases")
def alias_repeated(tables: Tables) -> Iterator[Violation]:
    """A person or an organisation has each form once."""
    first = pl.col("row").min().over("table", "id", "form")
    yield from violation(
        "aliases",
        _owned(tables["aliases"]).with_columns(first=first).filter(pl.col("row") > pl.col("first")),
        column="form",
        found=pl.format("{} of {} again", shown(pl.col("form")), pl.col("id")),
        expected=pl.format("expected it in row {} alone", pl.col("first")),
    )


@own_rule("rows", "aliases")
def alias_number(tables: Tables) -> Iterator[Violation]:
    """The aliases of each person and organisation are numbered from 0, the commonest first, then by their form."""
    order = ["table", "id", "mentions", "form"]
    ranked = (
        _owned(tables["aliases"])
        .sort(order, descending=[False, False, True, False])
        .with_columns(number=pl.int_range(pl.len()).over("table", "id"))
    )
    expected = pl.format("{}:{}:{}", pl.col("table").replace_strict(_LETTERS), "id", "number")
    yield from violation(
        "aliases",
        ranked.filter(pl.col("alias_id") != expected),
        column="alias_id",
        found=shown(pl.col("alias_id")),
        expected=pl.format("whose it is and how common say {}", shown(expected)),
    )


@own_rule("tables", "aliases", FORMS)
def alias_count_mismatch(tables: Tables) -> Iterator[Violation]:
    """An alias counts the rows of mentions that use its form for its owner, and the articles that have such a row."""
    columns = ("articles", "mentions")
    counts = tables[FORMS].select("table", "id", "form", *(pl.col(name).alias(f"counted_{name}") for name in columns))
    rows = _owned(tables["aliases"]).join(counts, on=["table", "id", "form"], how="left")
    for name in columns:
        count = pl.col(f"counted_{name}").fill_null(0)
        yield from violation(
            "aliases",
            rows.filter(pl.col(name) != count),
            column=name,
            found=number(pl.col(name)),
            expected=pl.format("mentions has {}", count),
        )


@own_rule("tables", "aliases", FORMS)
def name_without_alias(tables: Tables) -> Iterator[Violation]:
    """Each form under which mentions name a person or an organisation is a row of aliases."""
    yield from violation(
        "mentions",
        tables[FORMS].join(_owned(tables["aliases"]), on=["table", "id", "form"], how="anti"),
        column="text",
        found=shown(pl.col("form")),
        expected=pl.format("aliases has no such form of {}", pl.col("id")),
    )


def _owned(aliases: pl.DataFrame) -> pl.DataFrame:
    """Aliases of exactly one person or organisation, with its `table` and `id`."""
    has_one_owner = pl.any_horizontal(pl.col(key).is_null() for key in ENTITIES.values())
    return by_entity(aliases.filter(has_one_owner))
