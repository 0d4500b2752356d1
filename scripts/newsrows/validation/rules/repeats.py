"""Rules for copies, utterances and claims, whose rows belong to several articles."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.validation.registry import Tables, own_rule
from newsrows.validation.repeats import CLAIMS, COPIES, UTTERANCES, Group
from newsrows.validation.violations import Violation, number, shown, violation


@own_rule("tables", COPIES)
def duplicate_of_copy(tables: Tables) -> Iterator[Violation]:
    """The original of a copy is another article, and not a copy itself."""
    copies = tables[COPIES]
    originals = copies.select(duplicate_of="article_id").unique()
    yield from violation(
        "articles",
        copies.join(originals, on="duplicate_of", how="semi"),
        column="duplicate_of",
        found=shown(pl.col("duplicate_of")),
        expected="expected an article that is not a copy",
    )


@own_rule("tables", UTTERANCES.rows, UTTERANCES.member_rows)
def utterance_count_mismatch(tables: Tables) -> Iterator[Violation]:
    """The quotes of an utterance are the rows of quotes with its id, and its articles are theirs."""
    yield from _counts(tables, UTTERANCES)


@own_rule("tables", CLAIMS.rows, CLAIMS.member_rows)
def claim_count_mismatch(tables: Tables) -> Iterator[Violation]:
    """The statistics of a claim are the rows of statistics with its id, and its articles are theirs."""
    yield from _counts(tables, CLAIMS)


@own_rule("tables", UTTERANCES.rows, UTTERANCES.member_rows, COPIES)
def independent_utterance_mismatch(tables: Tables) -> Iterator[Violation]:
    """The independent articles of an utterance are its articles, where an article and its copies count once."""
    yield from _independent(tables, UTTERANCES)


@own_rule("tables", CLAIMS.rows, CLAIMS.member_rows, COPIES)
def independent_claim_mismatch(tables: Tables) -> Iterator[Violation]:
    """The independent articles of a claim are its articles, where an article and its copies count once."""
    yield from _independent(tables, CLAIMS)


@own_rule("tables", UTTERANCES.rows, UTTERANCES.member_rows)
def utterance_speaker_mismatch(tables: Tables) -> Iterator[Violation]:
    """The quotes of an utterance have its speaker, or no linked speaker."""
    utterances = tables[UTTERANCES.rows].select("utterance_id", of=_speaker())
    quotes = tables[UTTERANCES.member_rows].with_columns(speaker=_speaker())
    wrong = (
        quotes.drop_nulls("speaker")
        .join(utterances, on="utterance_id")
        .filter(pl.col("speaker").ne_missing(pl.col("of")))
    )
    yield from violation(
        "quotes",
        wrong,
        column="utterance_id",
        found=shown(pl.col("speaker")),
        expected=pl.format("its utterance has {}", shown(pl.col("of"))),
    )


@own_rule("tables", CLAIMS.rows, CLAIMS.member_rows)
def claim_range_mismatch(tables: Tables) -> Iterator[Violation]:
    """The lowest and highest values of a claim are those of its statistics."""
    ranges = (
        tables[CLAIMS.member_rows]
        .group_by("claim_id")
        .agg(low=pl.col("value").min(), high=pl.coalesce("value_max", "value").max())
    )
    rows = tables[CLAIMS.rows].join(ranges, on="claim_id")
    wrong = (pl.col("value_low") != pl.col("low")) | (pl.col("value_high") != pl.col("high"))
    yield from violation(
        "claims",
        rows.filter(wrong),
        column=None,
        found=pl.format("{} to {}", number(pl.col("value_low")), number(pl.col("value_high"))),
        expected=pl.format("statistics have {} to {}", number(pl.col("low")), number(pl.col("high"))),
    )


@own_rule("rows", "claims")
def claim_value_outside_range(tables: Tables) -> Iterator[Violation]:
    """The value of a claim is not below its lowest and not above its highest value."""
    value = pl.col("value")
    yield from violation(
        "claims",
        tables["claims"].filter((value < pl.col("value_low")) | (value > pl.col("value_high"))),
        column="value",
        found=number(value),
        expected=pl.format("expected {} to {}", number(pl.col("value_low")), number(pl.col("value_high"))),
    )


@own_rule("rows", "claims")
def claim_agreement_mismatch(tables: Tables) -> Iterator[Violation]:
    """A claim has the agreement single if, and only if, it has one statistic."""
    agreement = pl.col("agreement")
    yield from violation(
        "claims",
        tables["claims"].filter((agreement == "single") != (pl.col("statistics") == 1)),
        column="agreement",
        found=pl.format("{} with {} statistics", shown(agreement), number(pl.col("statistics"))),
        expected="expected single for one statistic and for nothing else",
    )


@own_rule("tables", "quotes", "utterances")
def full_variant_mismatch(tables: Tables) -> Iterator[Violation]:
    """The variant of an utterance's only quote is full, or reported for indirect speech."""
    alone = tables["utterances"].filter(pl.col("quotes") == 1).select("utterance_id")
    quotes = tables["quotes"].join(alone, on="utterance_id", how="semi")
    expected = pl.when(pl.col("kind") == "indirect").then(pl.lit("reported")).otherwise(pl.lit("full"))
    yield from violation(
        "quotes",
        quotes.filter(pl.col("variant") != expected),
        column="variant",
        found=shown(pl.col("variant")),
        expected=pl.format("expected {}", expected),
    )


def _counts(tables: Tables, group: Group) -> Iterator[Violation]:
    members = tables[group.member_rows]
    counts = members.group_by(group.key).agg(counted=pl.len(), in_articles=pl.col("article_id").n_unique())
    rows = (
        tables[group.rows]
        .join(counts, on=group.key, how="left")
        .with_columns(pl.col("counted", "in_articles").fill_null(0))
    )
    wrong = (pl.col(group.members) != pl.col("counted")) | (pl.col("articles") != pl.col("in_articles"))
    yield from violation(
        group.table,
        rows.filter(wrong),
        column=None,
        found=pl.format("{} in {} articles", number(pl.col(group.members)), number(pl.col("articles"))),
        expected=pl.format(f"{group.members} has {{}} in {{}}", pl.col("counted"), pl.col("in_articles")),
    )
    # An utterance with one quote was settled with that quote, so another one is too many.
    yield from violation(
        group.members,
        members.join(tables[group.rows], on=group.key, how="anti"),
        column=group.key,
        found=shown(pl.col(group.key)),
        expected=f"{group.table} counts one row with it, which is another one",
    )


def _independent(tables: Tables, group: Group) -> Iterator[Violation]:
    copies = tables[COPIES].select("article_id", "duplicate_of").unique("article_id")
    members = tables[group.member_rows].join(copies, on="article_id", how="left")
    source = pl.coalesce("duplicate_of", "article_id")
    counts = members.group_by(group.key).agg(counted=source.n_unique())
    rows = tables[group.rows].join(counts, on=group.key)
    yield from violation(
        group.table,
        rows.filter(pl.col("independent_articles") != pl.col("counted")),
        column="independent_articles",
        found=number(pl.col("independent_articles")),
        expected=pl.format("without copies there are {}", pl.col("counted")),
    )


def _speaker() -> pl.Expr:
    return pl.coalesce("person_id", "organisation_id")
