"""Who speaks in a speaker's phrase, for whom, and what type of source it is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extraction.quotes.quote_parses import parses
from newsrows.extraction.quotes import find_quotes
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.finder import find_candidates
from newsrows.extraction.quotes.sources import source_of

HERE = Path(__file__).parent


def expected_sources() -> dict[str, tuple[str, str, str, str]]:
    """The rows of speakers.csv by text: speaker, head, owner and type of the first quote; no speaker, no quote."""
    with (HERE / "speakers.csv").open(encoding="utf-8", newline="") as file:
        return {row["text"]: (row["speaker"], row["head"], row["owner"], row["source"]) for row in csv.DictReader(file)}


@pytest.mark.parametrize("text", expected_sources())
def test_head_owner_and_type_of_a_speaker_are_the_expected_ones(text: str) -> None:
    quotes = find_quotes(parses()[text], ())
    expected = expected_sources()[text]
    if not expected[0]:
        assert quotes == ()
        return
    spans = (quotes[0].speaker, quotes[0].speaker_head, quotes[0].speaker_owner)
    assert (*("" if span is None else span.text for span in spans), quotes[0].source or "") == expected


def test_head_and_owner_are_slices_inside_the_speaker() -> None:
    for text in expected_sources():
        for quote in find_quotes(parses()[text], ()):
            for span in (quote.speaker_head, quote.speaker_owner):
                assert span is None or (quote.speaker is not None and quote.speaker.holds(span))
                assert span is None or text[span.start : span.end] == span.text


def test_several_people_have_no_head() -> None:
    (quote,) = find_quotes(parses()["The judge and the mayor said the law was unfair."], ())
    assert (quote.speaker_head, quote.source) == (None, "group")


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ('"It is done," said Riverside Director of Training Ann Poole.', "Ann Poole"),
        ('"It is done," said the director of the Ann Poole Fund.', "director"),
        ("Friend of President Carl Stone said it was over.", "Friend"),
    ],
)
def test_a_name_after_a_title_in_capitals_is_the_head_unless_the_title_is_a_relation_to_it(
    text: str, head: str
) -> None:
    (quote,) = find_quotes(parses()[text], ())
    assert quote.speaker_head is not None
    assert quote.speaker_head.text == head


def test_a_document_of_which_a_relative_clause_reports_the_words_speaks() -> None:
    context = QuoteContext(parses()["She sent an email to the mayor that called the plan absurd."], ())
    (candidate,) = find_candidates(context)
    source = source_of(context, candidate.speaker)
    assert (candidate.speaker, source.head, source.type) == ((2, 4), (3, 4), "document")
