"""What a cue reports, according to the parse alone."""

from __future__ import annotations

import pytest

from extraction.quotes.quote_parses import parses
from newsrows.extraction.quotes.content import content_of
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.cues import find_cues


def content_parts(text: str) -> list[str]:
    """The parts of what the first cue of the text reports."""
    context = QuoteContext(parses()[text], ())
    content = content_of(context, find_cues(context)[0])
    assert content is not None
    return [context.tokens.text_of(*part).strip(" ,.") for part in content.ranges]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The witness said the note was a fake, according to the report.", ["the note was a fake"]),
        ("The gate was open, the porter said, as the crowd walked out.", ["The gate was open"]),
        (
            "The gate was open, the porter said, because the lock is broken.",
            ["The gate was open", "because the lock is broken"],
        ),
        (
            "Still, that was little help, farmer Glyn Rees said, as feed prices keep climbing.",
            ["Still, that was little help", "as feed prices keep climbing"],
        ),
        (
            "The roof is old, the porter said, but its owner will not mend it.",
            ["The roof is old", "but its owner will not mend it"],
        ),
        ("The roof is old, the porter said, but he will not mend it.", ["The roof is old"]),
        (
            'Although she admits being followed was "frightening", she stays in the choir.',
            ['being followed was "frightening'],
        ),
    ],
)
def test_content_ends_where_the_reporter_goes_on(text: str, parts: list[str]) -> None:
    assert content_parts(text) == parts


def test_a_standard_by_which_something_is_done_belongs_to_the_content() -> None:
    rules = "Ann Poole said claims would be handled according to the rules of the fair."
    assert content_parts(rules) == ["claims would be handled according to the rules of the fair"]
    lawyers = "Ann Poole said the row had been settled according to two lawyers."
    assert content_parts(lawyers) == ["the row had been settled"]
