"""Rules for quotes and their parts."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.records.contract import (
    JOINING_WORD,
    LINKED_SOURCES,
    OTHERS_AFTER,
    OTHERS_BEFORE,
    OTHERS_BETWEEN,
    OTHERS_JOINED,
    PART_SEPARATOR,
    UNNAMED_SPOKESPERSON,
)
from newsrows.records.entity_kinds import ENTITY_KINDS, PERSON
from newsrows.schema.words import word_count
from newsrows.validation.overlaps import overlapping
from newsrows.validation.registry import Tables, own_rule
from newsrows.validation.violations import Violation, number, shown, violation


@own_rule("tables", "quotes", "quote_spans")
def quote_without_parts(tables: Tables) -> Iterator[Violation]:
    """Every quote has at least one part in quote_spans."""
    wrong = tables["quotes"].join(tables["quote_spans"], on="quote_id", how="anti")
    yield from violation("quotes", wrong, column="quote_id", found="no part", expected="expected at least part 0")


@own_rule("rows", "quote_spans")
def part_numbers(tables: Tables) -> Iterator[Violation]:
    """The parts of a quote are numbered 0, 1, 2 and so on, without a gap."""
    parts = tables["quote_spans"].with_columns(place=pl.col("part").rank("ordinal").over("quote_id") - 1)
    yield from violation(
        "quote_spans",
        parts.filter(pl.col("part") != pl.col("place")),
        column="part",
        found=number(pl.col("part")),
        expected=pl.format("expected {}", pl.col("place")),
    )


@own_rule("rows", "quote_spans")
def parts_out_of_order(tables: Tables) -> Iterator[Violation]:
    """A part of a quote begins after the part before it has ended."""
    before = pl.col("end").shift(1).over("quote_id", order_by="part")
    parts = tables["quote_spans"].with_columns(before=before)
    yield from violation(
        "quote_spans",
        parts.filter(pl.col("start") < pl.col("before")),
        column="start",
        found=number(pl.col("start")),
        expected=pl.format("the part before ends at {}", pl.col("before")),
    )


@own_rule("tables", "quotes", "quote_spans")
def envelope_mismatch(tables: Tables) -> Iterator[Violation]:
    """A quote starts where its first part starts and ends where its last part ends."""
    quotes = _with_parts(tables)
    for column, of_parts in (("start", "first_start"), ("end", "last_end")):
        yield from violation(
            "quotes",
            quotes.filter(pl.col(column) != pl.col(of_parts)),
            column=column,
            found=number(pl.col(column)),
            expected=pl.format("its parts say {}", number(pl.col(of_parts))),
        )


@own_rule("tables", "quotes", "quote_spans")
def quote_text_mismatch(tables: Tables) -> Iterator[Violation]:
    """A quote's text is that of its parts, joined by ' … '."""
    yield from violation(
        "quotes",
        _with_parts(tables).filter(pl.col("text") != pl.col("joined")),
        column="text",
        found=shown(pl.col("text")),
        expected=pl.format("its parts say {}", shown(pl.col("joined"))),
    )


@own_rule("rows", "quotes")
def word_count_mismatch(tables: Tables) -> Iterator[Violation]:
    """A quote's words are the stretches of its text without white space that contain a letter or a digit."""
    quotes = tables["quotes"].with_columns(counted=word_count())
    yield from violation(
        "quotes",
        quotes.filter(pl.col("words") != pl.col("counted")),
        column="words",
        found=number(pl.col("words")),
        expected=pl.format("the text has {}", pl.col("counted")),
    )


@own_rule("rows", "quotes")
def speaker_of_two_kinds(tables: Tables) -> Iterator[Violation]:
    """A quote's speaker is a person or an organisation, not both."""
    yield from violation(
        "quotes",
        tables["quotes"].filter(pl.col("person_id").is_not_null() & pl.col("organisation_id").is_not_null()),
        column=None,
        found=pl.format("person {} and organisation {}", shown(pl.col("person_id")), shown(pl.col("organisation_id"))),
        expected="expected at most one of the two",
    )


@own_rule("rows", "quotes")
def attribution_mismatch(tables: Tables) -> Iterator[Violation]:
    """A quote with the attribution none has no speaker; with any other except continued, it has a speaker."""
    speaks = pl.col("speaker").is_not_null()
    linked = pl.col("person_id").is_not_null() | pl.col("organisation_id").is_not_null()
    attribution = pl.col("attribution")
    wrong = tables["quotes"].filter(
        pl.when(attribution == "none").then(speaks | linked).otherwise(~speaks & (attribution != "continued"))
    )
    yield from violation(
        "quotes",
        wrong,
        column="attribution",
        found=pl.format("{} with speaker {}", attribution, shown(pl.col("speaker"))),
        expected="expected a speaker unless it is none or continued",
    )


@own_rule("rows", "quotes")
def source_type_mismatch(tables: Tables) -> Iterator[Violation]:
    """A quote of a linked person or organisation has a source_type that fits it."""
    for kind in ENTITY_KINDS:
        fitting = LINKED_SOURCES[kind.type]
        linked = pl.col(kind.id_column).is_not_null()
        yield from violation(
            "quotes",
            tables["quotes"].filter(linked & ~pl.col("source_type").is_in(fitting)),
            column="source_type",
            found=pl.format("{} with {} {}", pl.col("source_type"), pl.lit(kind.type), shown(pl.col(kind.id_column))),
            expected=f"expected {' or '.join(sorted(fitting))}",
        )


@own_rule("rows", "quotes")
def speaker_confidence_mismatch(tables: Tables) -> Iterator[Violation]:
    """A quote has a speaker_confidence if and only if a person or an organisation is linked."""
    linked = pl.any_horizontal(pl.col(kind.id_column).is_not_null() for kind in ENTITY_KINDS)
    yield from violation(
        "quotes",
        tables["quotes"].filter(pl.col("speaker_confidence").is_not_null() != linked),
        column="speaker_confidence",
        found=pl.format(
            "{} with {}",
            number(pl.col("speaker_confidence")),
            pl.when(linked).then(pl.lit("a linked speaker")).otherwise(pl.lit("no linked speaker")),
        ),
        expected="expected a number for a linked speaker, and none otherwise",
    )


@own_rule("tables", "quotes", "mentions")
def speaker_not_head(tables: Tables) -> Iterator[Violation]:
    """A quote's person or organisation is mentioned in its speaker's words, and a person at the head of them.

    'Ann Poole' is the head of 'Coast Bank director Ann Poole', but not of 'an aide to Ann Poole', "Ann Poole's lawyer"
    and 'Poole lawyer Max Hale'. An organisation may stand elsewhere: 'a spokesman for Coast Bank'. Documents, whose
    author the text may name before ('the letter'), organisations whose spokesperson goes on ('she', 'the spokesman'),
    and rows that a reader has marked are not checked.
    """
    is_spokesperson = pl.col("speaker").str.to_lowercase().str.contains(UNNAMED_SPOKESPERSON)
    goes_on = pl.col("organisation_id").is_not_null() & is_spokesperson
    quotes = tables["quotes"].filter(
        pl.col("speaker_start").is_not_null()
        & (pl.col("source_type") != "document")
        & (pl.col("review") == "none")
        & ~goes_on
    )
    for kind in ENTITY_KINDS:
        linked = quotes.drop_nulls(kind.id_column)
        inside = _mentions_in_speaker(linked, tables["mentions"])
        own = inside.filter(pl.col(kind.id_column) == pl.col("mentioned_" + kind.type))
        if kind is PERSON:
            own = own.filter(~_belongs_to_other())
        yield from violation(
            "quotes",
            linked.join(own, on="row", how="anti"),
            column=kind.id_column,
            found=pl.format("{} as the speaker of {}", shown(pl.col(kind.id_column)), shown(pl.col("speaker"))),
            expected="expected a mention of it there" + (" as the head" if kind is PERSON else ""),
        )


def _mentions_in_speaker(quotes: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """Each mention that overlaps the speaker's words of a quote, in reading order, with the words around it.

    Adds mentioned_person and mentioned_organisation, and the speaker's words `before` and `after` the mention.
    `to_next` and `from_last` are the words between it and the mentions next to it, if these are of another person.
    """
    places = mentions.drop_nulls(["article_id", "start", "end"]).select(
        "article_id",
        mention_start="start",
        mention_end="end",
        **{f"mentioned_{kind.type}": pl.col(kind.id_column) for kind in ENTITY_KINDS},
    )
    speaking = quotes.drop_nulls(["article_id", "speaker_end"])
    speaker, mention = overlapping(
        speaking.select("article_id", start="speaker_start", end="speaker_end"),
        places.select("article_id", start="mention_start", end="mention_end"),
    )
    inside = pl.concat([speaking[speaker], places[mention].drop("article_id")], how="horizontal")
    inside = inside.sort("row", "mention_start", maintain_order=True)
    words = pl.col("speaker")
    start, end = (pl.col(name) - pl.col("speaker_start") for name in ("mention_start", "mention_end"))
    person, own = pl.col("mentioned_person"), pl.col("person_id")
    to_next = (pl.col("mention_start").shift(-1).over("row") - pl.col("speaker_start")) - end
    last_end = pl.col("mention_end").shift(1).over("row") - pl.col("speaker_start")
    is_other_next = (person.shift(-1).over("row") != own).fill_null(value=False)
    is_other_last = (person.shift(1).over("row") != own).fill_null(value=False)
    return inside.with_columns(
        before=words.str.slice(0, pl.max_horizontal(start, 0)),
        after=words.str.slice(end),
        to_next=pl.when(is_other_next).then(words.str.slice(end, pl.max_horizontal(to_next, 0))),
        from_last=pl.when(is_other_last).then(words.str.slice(last_end, pl.max_horizontal(start - last_end, 0))),
    )


def _belongs_to_other() -> pl.Expr:
    """Whether the words around a mention show that it is not the only head of its speaker's words."""
    to_next, from_last = pl.col("to_next"), pl.col("from_last")
    return pl.any_horizontal(
        signs.fill_null(value=False)
        for signs in (
            pl.col("before").str.contains(OTHERS_BEFORE),
            pl.col("after").str.contains(OTHERS_AFTER),
            to_next.str.contains(OTHERS_BETWEEN) & ~to_next.str.contains(JOINING_WORD),
            to_next.str.contains(OTHERS_JOINED),
            from_last.str.contains(OTHERS_JOINED),
        )
    )


def _with_parts(tables: Tables) -> pl.DataFrame:
    """The quotes that have parts, with first_start, last_end and the parts' texts joined."""
    joined = (
        tables["quote_spans"]
        .sort("quote_id", "part")
        .group_by("quote_id", maintain_order=True)
        .agg(
            first_start=pl.col("start").first(),
            last_end=pl.col("end").last(),
            joined=pl.col("text").str.join(PART_SEPARATOR, ignore_nulls=False),
        )
    )
    return tables["quotes"].join(joined, on="quote_id")
