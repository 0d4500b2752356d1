"""Each way to break a table is caught by its rule, and by no other rule that would only add noise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from newsrows.publishing import PackageInfo, write_package
from newsrows.validation import validate_frames, validate_package

Tables = dict[str, pl.DataFrame]
Change = Callable[[Tables], None]
Rules = set[str]

LEAGUE = "harbour-users-league"


def put(table: str, column: str, row: int, value: Any) -> Change:
    """Put another value into one cell; rows count from 1."""

    def change(tables: Tables) -> None:
        frame = tables[table]
        cell = pl.int_range(pl.len()) == row - 1
        literal = pl.lit(value, dtype=frame.schema[column])
        tables[table] = frame.with_columns(pl.when(cell).then(literal).otherwise(pl.col(column)).alias(column))

    return change


def add(table: str, column: str, row: int, value: float) -> Change:
    """Add to the number in one cell."""

    def change(tables: Tables) -> None:
        put(table, column, row, tables[table][column][row - 1] + value)(tables)

    return change


def drop(table: str, row: int) -> Change:
    def change(tables: Tables) -> None:
        frame = tables[table].with_row_index("place")
        tables[table] = frame.filter(pl.col("place") != row - 1).drop("place")

    return change


def repeat(table: str, row: int) -> Change:
    def change(tables: Tables) -> None:
        frame = tables[table]
        tables[table] = pl.concat([frame[:row], frame[row - 1 : row], frame[row:]])

    return change


def reverse(table: str) -> Change:
    def change(tables: Tables) -> None:
        tables[table] = tables[table].reverse()

    return change


def all_of(*changes: Change) -> Change:
    def change(tables: Tables) -> None:
        for single in changes:
            single(tables)

    return change


# Rows are in the order of ids. mentions: 1-2 bridge, 3-5 harbour. quotes: 1 the League's, 2 on the toll, 3 in 2 parts.
# quote_spans: 1 the League's, 2 on the toll, 3 and 4 the two parts. statistics: 1 is '40 boats', 2 is the range.
ROWS: dict[str, tuple[Change, Rules]] = {
    "moved start": (add("mentions", "start", 3, 1), {"mentions: span-text-mismatch", "mentions: id-mismatch"}),
    "moved end": (add("mentions", "end", 3, -1), {"mentions: span-text-mismatch"}),
    "changed character": (
        put("mentions", "text", 3, "Ada Qill"),
        {"mentions: span-text-mismatch", "aliases: alias-count-mismatch"},
    ),
    "changed part": (
        put("quote_spans", "text", 3, "We listened!"),
        {"quote_spans: span-text-mismatch", "quotes: quote-text-mismatch"},
    ),
    "changed speaker": (put("quotes", "speaker", 3, "Mr Quill"), {"quotes: span-text-mismatch"}),
    "changed quote": (
        put("quotes", "text", 3, "We listened … and 40 boats stay in work."),
        {"quotes: quote-text-mismatch"},
    ),
    "end before start": (put("roles", "end", 1, 3), {"roles: span-order"}),
    "span beyond the article": (
        put("statistics", "end", 2, 9999),
        {"statistics: span-outside-article", "statistics: statistic-outside-quote"},
    ),
    "negative offset": (put("quotes", "cue_start", 1, -3), {"quotes: minimum"}),
    "cue without end": (put("quotes", "cue_end", 1, None), {"quotes: span-incomplete"}),
    "wrong length": (add("articles", "characters", 1, 1), {"articles: character-count-mismatch"}),
    "part missing": (
        drop("quote_spans", 3),
        {"quote_spans: part-numbers", "quotes: envelope-mismatch", "quotes: quote-text-mismatch"},
    ),
    "all parts missing": (drop("quote_spans", 2), {"quotes: quote-without-parts"}),
    "parts swapped": (
        all_of(put("quote_spans", "part", 3, 1), put("quote_spans", "part", 4, 0)),
        {
            "quote_spans: parts-out-of-order",
            "quote_spans: rows-unsorted",
            "quotes: envelope-mismatch",
            "quotes: quote-text-mismatch",
        },
    ),
    "envelope too long": (add("quotes", "end", 2, 1), {"quotes: envelope-mismatch"}),
    "mention of two": (
        put("mentions", "organisation_id", 3, LEAGUE),
        {"mentions: mention-of-one", "organisations: mention-count-mismatch", "mentions: name-without-alias"},
    ),
    "mention of nobody": (
        put("mentions", "person_id", 2, None),
        {
            "mentions: mention-of-one",
            "people: mention-count-mismatch",
            "people: article-count-mismatch",
            "aliases: alias-count-mismatch",
        },
    ),
    "a form nobody bears": (drop("aliases", 3), {"mentions: name-without-alias"}),
    "a form nobody uses": (
        put("aliases", "form", 3, "A. Quill"),
        {"aliases: alias-count-mismatch", "mentions: name-without-alias"},
    ),
    "mentions of a form miscounted": (add("aliases", "mentions", 1, 1), {"aliases: alias-count-mismatch"}),
    "articles of a form miscounted": (add("aliases", "articles", 2, -1), {"aliases: alias-count-mismatch"}),
    "a pronoun taken for a form": (
        put("mentions", "kind", 4, "pronoun"),
        {"aliases: alias-count-mismatch"},
    ),
    "alias of two": (
        put("aliases", "organisation_id", 3, LEAGUE),
        {"aliases: alias-of-one", "mentions: name-without-alias"},
    ),
    "alias of nobody": (
        put("aliases", "person_id", 3, None),
        {"aliases: alias-of-one", "mentions: name-without-alias"},
    ),
    "alias of somebody unknown": (
        all_of(put("aliases", "person_id", 3, "ada-quilt"), put("aliases", "alias_id", 3, "p:ada-quilt:0")),
        {"aliases: foreign-key", "aliases: alias-count-mismatch", "mentions: name-without-alias"},
    ),
    "aliases numbered from 1": (put("aliases", "alias_id", 1, f"o:{LEAGUE}:1"), {"aliases: alias-number"}),
    "the rarer alias first": (
        all_of(put("aliases", "alias_id", 2, "p:ada-quill:1"), put("aliases", "alias_id", 3, "p:ada-quill:0")),
        {"aliases: alias-number", "aliases: rows-unsorted"},
    ),
    "alias with the letter of the others": (
        put("aliases", "alias_id", 1, f"p:{LEAGUE}:0"),
        {"aliases: alias-number", "aliases: rows-unsorted"},
    ),
    "a form twice": (
        all_of(repeat("aliases", 3), put("aliases", "alias_id", 4, "p:ada-quill:2")),
        {"aliases: alias-repeated"},
    ),
    "a review that says nothing": (put("roles", "review", 1, "seen"), {"roles: enum"}),
    "speaker of two kinds": (
        put("quotes", "organisation_id", 3, LEAGUE),
        {
            "quotes: speaker-of-two-kinds",
            "quotes: source-type-mismatch",
            "quotes: speaker-not-head",
            "organisations: quote-count-mismatch",
        },
    ),
    "the author with a name": (put("quotes", "source_type", 1, "author"), {"quotes: source-type-mismatch"}),
    "an unknown source with a name": (put("quotes", "source_type", 1, "unknown"), {"quotes: source-type-mismatch"}),
    "a linked speaker without confidence": (
        put("quotes", "speaker_confidence", 1, None),
        {"quotes: speaker-confidence-mismatch"},
    ),
    "a speaker whom the words do not name": (
        all_of(
            put("quotes", "speaker", 3, "Ms"),
            add("quotes", "speaker_start", 3, -3),
            add("quotes", "speaker_end", 3, -6),
        ),
        {"quotes: speaker-not-head"},
    ),
    "speaker without words": (
        all_of(*(put("quotes", column, 1, None) for column in ("speaker", "speaker_start", "speaker_end"))),
        {"quotes: attribution-mismatch"},
    ),
    "mentions miscounted": (add("people", "mentions", 1, 1), {"people: mention-count-mismatch"}),
    "articles miscounted": (
        add("organisations", "articles", 1, -1),
        {"organisations: article-count-mismatch", "organisations: independent-above-articles"},
    ),
    "quotes miscounted": (add("people", "quotes", 1, 5), {"people: quote-count-mismatch"}),
    "sentence beyond the article": (put("mentions", "sentence", 2, 3), {"mentions: sentence-outside-article"}),
    "sentence of a quote beyond the article": (put("quotes", "sentence", 1, 4), {"quotes: sentence-outside-article"}),
    "sentence of a quote before that of a mention": (
        put("quotes", "sentence", 3, 0),
        {"quotes: sentences-out-of-order"},
    ),
    "another paragraph": (put("quotes", "paragraph", 1, 1), {"quotes: paragraph-mismatch"}),
    "words miscounted": (add("quotes", "words", 3, 1), {"quotes: word-count-mismatch"}),
    "gender without source": (put("people", "gender_source", 1, None), {"people: gender-source-mismatch"}),
    "source without gender": (put("people", "gender", 1, None), {"people: gender-source-mismatch"}),
    "gender that nobody has": (put("people", "gender", 1, "woman"), {"people: enum"}),
    "title that no role has": (put("people", "title", 1, "Mayor"), {"people: title-mismatch"}),
    "no title": (put("people", "title", 1, None), {"people: title-mismatch"}),
    "organisation that no role has": (put("people", "organisation_id", 1, LEAGUE), {"people: employer-mismatch"}),
    "organisation of a role left out": (
        put("roles", "organisation_id", 1, LEAGUE),
        {"people: employer-mismatch"},
    ),
    "copies counted": (
        put("people", "independent_articles", 1, 1),
        {"people: independent-count-mismatch"},
    ),
    "more independent articles than articles": (
        put("organisations", "independent_articles", 1, 3),
        {"organisations: independent-count-mismatch", "organisations: independent-above-articles"},
    ),
    "mention in a quote elsewhere": (
        put("mentions", "quote_id", 3, "harbour:q94"),
        {"mentions: mention-outside-quote"},
    ),
    "mention in an unknown quote": (put("mentions", "quote_id", 3, "harbour:q7"), {"mentions: foreign-key"}),
    "sentences out of order": (put("mentions", "sentence", 4, 0), {"mentions: sentences-out-of-order"}),
    "role of somebody unknown": (
        put("roles", "person_id", 1, "ada-quilt"),
        {"roles: foreign-key", "roles: entity-unmentioned", "people: title-mismatch"},
    ),
    "unknown article": (
        put("statistics", "article_id", 1, "harbor"),
        {"statistics: foreign-key", "statistics: id-mismatch", "statistics: statistic-outside-quote"},
    ),
    "unknown quote": (put("statistics", "quote_id", 1, "harbour:q7"), {"statistics: foreign-key"}),
    "statistic in another": (
        put("statistics", "quote_id", 1, "harbour:q54"),
        {"statistics: statistic-outside-quote"},
    ),
    "statistic without its quote": (put("statistics", "quote_id", 1, None), {"statistics: statistic-without-quote"}),
    "range turned round": (
        put("statistics", "value", 2, 16.0),
        {"statistics: value-above-maximum", "claims: claim-range-mismatch"},
    ),
    "range without end": (
        put("statistics", "value_max", 2, None),
        {"statistics: range-bound-mismatch", "claims: claim-range-mismatch"},
    ),
    "infinite number": (
        put("statistics", "value", 1, float("inf")),
        {"statistics: number-not-finite", "claims: claim-range-mismatch"},
    ),
    "claim of another range": (put("claims", "value_low", 1, 1.0), {"claims: claim-range-mismatch"}),
    "sentence without the figure": (
        put("statistics", "sentence", 1, "Harbour toll is frozen"),
        {"statistics: sentence-without-text", "statistics: sentence-not-in-article"},
    ),
    "sentence from elsewhere": (
        put("statistics", "sentence", 1, "Only 40 boats stay."),
        {"statistics: sentence-not-in-article"},
    ),
    "unknown kind": (put("organisations", "kind", 1, "guild"), {"organisations: enum"}),
    "confidence above 1": (put("quotes", "confidence", 1, 1.2), {"quotes: maximum"}),
    "malformed hash": (put("articles", "sha256", 1, "ABC"), {"articles: pattern"}),
    "duplicate id": (repeat("roles", 1), {"roles: unique", "roles: unique-key"}),
    "duplicate part": (
        repeat("quote_spans", 4),
        {
            "quote_spans: primary-key",
            "quote_spans: unique-key",
            "quote_spans: part-numbers",
            "quote_spans: parts-out-of-order",
            "quotes: quote-text-mismatch",
        },
    ),
    "duplicate file name": (put("articles", "file_name", 2, "bridge.txt"), {"articles: unique-key"}),
    "rows in another order": (reverse("articles"), {"articles: rows-unsorted"}),
    "text of spaces": (put("articles", "publisher", 1, " \n "), {"articles: blank-text"}),
    "NUL in a text": (put("articles", "publisher", 1, "Qu\0ay"), {"articles: nul-character"}),
    "empty text": (put("articles", "publisher", 1, ""), {"articles: empty-text"}),
    "an article gone": (
        drop("articles", 1),
        {"mentions: foreign-key"},
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_broken_row_is_caught_by_its_rule_in_frames(name: str, tables: Tables) -> None:
    corrupt, expected = ROWS[name]
    corrupt(tables)
    assert {f"{issue.table}: {issue.rule}" for issue in validate_frames(tables)} == expected


# those that Frictionless and Pandera see as well as the rules, each in its own words
SEEN_TWICE = (
    "changed character",
    "duplicate id",
    "duplicate part",
    "unknown kind",
    "confidence above 1",
    "unknown quote",
    "negative offset",
    "malformed hash",
    "duplicate file name",
    "empty text",
)


@pytest.mark.parametrize("name", SEEN_TWICE)
def test_error_that_several_sources_find_is_one_issue(name: str, tables: Tables, tmp_path: Path) -> None:
    corrupt, expected = ROWS[name]
    corrupt(tables)
    write_package(tables, tmp_path, info=PackageInfo())
    found = {f"{issue.table}: {issue.rule}" for issue in validate_package(tmp_path)}
    assert found == {rule.replace(":", ".csv:") for rule in expected}


def test_white_space_inside_a_form_counts_as_one_space(tables: Tables) -> None:
    broken = "Ada\n Quill"
    text = tables["articles"]["text"][0].replace("Ada Quill", broken)
    put("articles", "text", 1, text)(tables)
    add("articles", "characters", 1, 1)(tables)
    put("mentions", "text", 2, broken)(tables)
    add("mentions", "end", 2, 1)(tables)
    assert validate_frames(tables) == []


def test_form_without_alias_is_reported_where_it_first_occurs(tables: Tables) -> None:
    drop("aliases", 2)(tables)
    put("aliases", "alias_id", 2, "p:ada-quill:0")(tables)
    (found,) = validate_frames(tables)
    assert (found.row, found.column) == (2, "text")
    assert found.message.startswith('found "Ada Quill", aliases has no such form of ada-quill; next: ')


def test_reviewed_rows_are_valid(tables: Tables) -> None:
    for table in ("mentions", "roles", "quotes", "statistics"):
        tables[table] = tables[table].with_columns(review=pl.lit("corrected"))
    assert validate_frames(tables) == []


def test_a_null_in_a_required_column_is_caught(tables: Tables) -> None:
    put("people", "name", 1, None)(tables)
    (found,) = validate_frames(tables)
    assert (found.table, found.row, found.column, found.rule) == ("people", 1, "name", "required")


def test_missing_table_is_an_issue_and_the_others_are_checked(tables: Tables) -> None:
    del tables["quotes"]
    put("mentions", "text", 3, "Ada Qill")(tables)
    assert {f"{issue.table}: {issue.rule}" for issue in validate_frames(tables)} == {
        "quotes: table-missing",
        "mentions: span-text-mismatch",
        "aliases: alias-count-mismatch",
    }


def test_table_with_other_columns_is_an_issue_and_the_others_are_checked(tables: Tables) -> None:
    tables["quotes"] = tables["quotes"].with_columns(pl.col("start").cast(pl.String))
    put("mentions", "text", 3, "Ada Qill")(tables)
    assert {f"{issue.table}: {issue.rule}" for issue in validate_frames(tables)} == {
        "quotes: columns-mismatch",
        "mentions: span-text-mismatch",
        "aliases: alias-count-mismatch",
    }
