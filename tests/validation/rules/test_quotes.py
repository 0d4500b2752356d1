"""A linked speaker is mentioned in the speaker's words, and a person at the head of them."""

from __future__ import annotations

import re
from typing import Any

import polars as pl
import pytest

from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from newsrows.validation.rules.quotes import speaker_not_head

Row = dict[str, Any]


def broken(marked: str, *, source_type: str | None = None, **values: Any) -> list[int]:
    """The rows of quotes that break the rule, for one quote with these speaker's words.

    Args:
        marked: the words with mentions marked: `[p ann-poole|Ann Poole]` is a person, `[o coast-bank|the bank]` an
            organisation. The mark with a star, `[p* ...]`, has the id that the quote is linked to.
        source_type: the quote's; by default the type of the linked entity.
        values: of other columns of the quote.
    """
    words, mentions, done = "", [], 0
    linked: Row = {"source_type": "person"}
    for mark in re.finditer(r"\[([po])(\*?) ([^|\]]+)\|([^\]]+)\]", marked):
        letter, star, entity_id, name = mark.groups()
        words += marked[done : mark.start()]
        column = "person_id" if letter == "p" else "organisation_id"
        mentions.append(
            {"article_id": "a", "start": 100 + len(words), "end": 100 + len(words + name), column: entity_id}
        )
        if star:
            linked = {column: entity_id, "source_type": source_type or column.removesuffix("_id")}
        words += name
        done = mark.end()
    words += marked[done:]
    quote: Row = {
        "quote_id": "a:q1",
        "article_id": "a",
        "speaker": words,
        "speaker_start": 100,
        "speaker_end": 100 + len(words),
        "review": "none",
        **linked,
        **values,
    }
    tables = {name: _frame(name, rows) for name, rows in (("quotes", [quote]), ("mentions", mentions))}
    return [row for found in speaker_not_head.find(tables) for row in found.rows["row"].to_list()]


def _frame(name: str, rows: list[Row]) -> pl.DataFrame:
    schema = polars_schema(load_tables()[name])
    complete = [{column: row.get(column) for column in schema} for row in rows]
    return pl.DataFrame(complete, schema=schema).with_row_index("row", offset=1)


@pytest.mark.parametrize(
    "marked",
    [
        "[p* ann-poole|Ann Poole]",
        "Coast Bank director [p* ann-poole|Ann Poole]",
        "[p max-hale|Hale] spokeswoman [p* ann-poole|Ann Poole]",
        "the head of [o coast-bank|Coast Bank] [p* ann-poole|Ann Poole]",
        "[p* ann-poole|Ann Poole] of [o coast-bank|Coast Bank]",
        "[p* ann-poole|Ann Poole] and her deputy",
        "[p max-hale|Hale]'s sister [p* ann-poole|Ann Poole]",
        "[p* ann-poole|the minister]",
        "[p* ann-poole|She]",
        "[o* coast-bank|Coast Bank]",
        "a spokesman for [o* coast-bank|Coast Bank]",
        "[o* coast-bank|Coast Bank]'s spokesman",
    ],
)
def test_a_linked_head_is_valid(marked: str) -> None:
    assert broken(marked) == []


@pytest.mark.parametrize(
    "marked",
    [
        "an aide to [p* ann-poole|Ann Poole]",
        "the wife of Mr [p* max-hale|Hale]",
        "the nurse representing [p* ann-poole|Ann Poole]",
        "[p* ann-poole|Ann Poole]'s lawyer",
        "[p* ann-poole|Ann Poole]’s lawyer",
        "[p* max-hale|Hale] spokeswoman [p ann-poole|Ann Poole]",
        "[p* max-hale|Hale] chief press officer [p ann-poole|Ann Poole]",
        "[p* max-hale|Hale] and [p ann-poole|Ann Poole]",
        "[p max-hale|Hale] and Ms [p* ann-poole|Poole]",
    ],
)
def test_a_linked_person_who_is_not_the_head_is_found(marked: str) -> None:
    assert broken(marked) == [1]


@pytest.mark.parametrize("letter", ["p", "o"])
def test_a_linked_entity_that_the_words_do_not_mention_is_found(letter: str) -> None:
    column = "person_id" if letter == "p" else "organisation_id"
    assert broken(f"[{letter}* somebody|Coast]", **{column: "somebody-else"}) == [1]
    assert broken(f"the clerk of [{letter} somebody|Coast]", **{column: "somebody-else"}) == [1]
    assert broken("the clerk", **{column: "somebody-else"}) == [1]


def test_documents_reviewed_rows_and_quotes_without_speaker_are_not_checked() -> None:
    aide = "an aide to [p* ann-poole|Ann Poole]"
    assert broken(aide, source_type="document") == []
    assert broken(aide, review="corrected") == []
    assert broken(aide, speaker=None, speaker_start=None, speaker_end=None) == []


def test_a_mention_in_another_article_does_not_count() -> None:
    assert broken("[p* ann-poole|Ann Poole]", article_id="b") == [1]
