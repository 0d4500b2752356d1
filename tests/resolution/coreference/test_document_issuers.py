"""Whose document 'the report' is, if only the text before says so."""

from __future__ import annotations

import pytest

from resolution.stories import linked


def issuer(story: str, speaker: str, noun: str) -> str | None:
    """The name of the entity that the last quote of a story is linked to."""
    article = linked(
        f"{story} {speaker} said tolls rose.",
        said=(("tolls rose", speaker),),
        sources={speaker: (noun, None, "document")},
    )
    (quote,) = article.quotes
    assert (quote.attribution, quote.source_type) == ("nominal", "document")
    return None if quote.entity is None else article.entities[quote.entity].name


@pytest.mark.parametrize(
    "story",
    [
        "[o Coast Bank]'s annual report came out.",
        "The [o Coast Bank] report came out.",
        "The [o Coast Bank] 2026 report came out.",
        "[o Coast Bank] published a long report.",
        "It comes from a report released on Monday by [o Coast Bank].",
        "[p Ann Carter] read the [o Coast Bank] report.",
    ],
)
def test_the_report_is_by_whom_the_text_before_says(story: str) -> None:
    assert issuer(story, "The report", "report") == "Coast Bank"


@pytest.mark.parametrize(
    "story",
    [
        "[o Coast Bank] liked the council's report.",
        "[o Coast Bank] says the report came out.",
        "[o Coast Bank] rejects report.",
        "A report about [o Coast Bank] came out.",
        "[o Coast Bank]'s report angered those who read the [o Tideways] report.",
        "[o Coast Bank]'s letter came out.",
        "The [p Carter] report came out.",
    ],
)
def test_the_report_has_no_issuer_if_the_text_does_not_say_or_names_two(story: str) -> None:
    assert issuer(story, "The report", "report") is None


def test_a_person_issues_what_is_theirs() -> None:
    assert issuer("[p Ann Carter]'s letter came out.", "That letter", "letter") == "Ann Carter"


def test_another_document_is_not_meant() -> None:
    assert issuer("[o Coast Bank]'s annual report came out.", "A new report", "report") is None


def test_an_issuer_who_is_named_only_later_is_not_meant() -> None:
    article = linked(
        "The report said tolls rose. It was [o Coast Bank]'s report.",
        said=(("tolls rose", "The report"),),
        sources={"The report": ("report", None, "document")},
    )
    assert article.quotes[0].entity is None


def test_it_is_the_document_with_which_the_sentence_before_begins() -> None:
    article = linked("A study by the [o Coast Bank] came out. It said tolls rose.", said=(("tolls rose", "It"),))
    assert [(q.source_type, q.entity) for q in article.quotes] == [("document", 0)]


def test_it_is_not_a_document_that_another_sentence_or_another_noun_begins() -> None:
    for story in (
        "A study by the [o Coast Bank] came out. Rain fell.",
        "The vote on the study by the [o Coast Bank] ended.",
    ):
        article = linked(f"{story} It said tolls rose.", said=(("tolls rose", "It"),))
        assert [q.entity for q in article.quotes] == [None]


def test_the_letter_is_by_who_wrote_to_somebody() -> None:
    assert issuer("[o Coast Bank] wrote to the mayor.", "The letter", "letter") == "Coast Bank"
    assert issuer("[o Coast Bank] wrote off the debt.", "The letter", "letter") is None
