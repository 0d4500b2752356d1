"""What is denied, and who denies it."""

from __future__ import annotations

import pytest

from extraction.quotes.quote_parses import parses
from newsrows.extraction.quotes import find_quotes
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.denials import polarity_of
from newsrows.extraction.quotes.finder import find_candidates


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ann Poole denied taking money from the builders.", "taking money from the builders"),
        ("The company rejected claims that its boats were unsafe.", "that its boats were unsafe"),
        ("The mayor dismissed the suggestion that the bridge would close.", "that the bridge would close"),
        ("Ann Poole dismissed reports that the clinic was bankrupt as nonsense.", "that the clinic was bankrupt"),
        ("The coach scoffed at the idea that her side was tired.", "that her side was tired"),
        ("The mayor rubbished rumours that he would leave the club.", "that he would leave the club"),
        ("The chancellor ruled out a rise in income tax.", "a rise in income tax"),
        ("The minister has ruled out raising the pension age.", "raising the pension age"),
        ("They rejected his claim that he had paid.", "that he had paid"),
        ("The mayor denied the charges against him.", "the charges against him"),
        ("The mayor did not think that the plan would work.", "that the plan would work"),
    ],
)
def test_the_subject_of_a_verb_of_denial_denies_the_claim(text: str, content: str) -> None:
    (quote,) = find_quotes(parses()[text], ())
    assert (quote.polarity, quote.parts[0].text) == ("denied", content)
    assert quote.speaker is not None
    assert text.startswith(quote.speaker.text)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ann Poole said it was not true that the school had closed.", "it was not true that the school had closed"),
        ("The chairman dismissed the claims as nonsense.", "the claims as nonsense"),
        ("The mayor said that the plan had failed.", "that the plan had failed"),
    ],
)
def test_what_the_content_itself_negates_is_affirmed(text: str, content: str) -> None:
    (quote,) = find_quotes(parses()[text], ())
    assert (quote.polarity, quote.parts[0].text) == ("affirmed", content)


def test_a_quotation_beside_a_verb_of_denial_is_affirmed() -> None:
    (quote,) = find_quotes(parses()['"I was at home," Ann Poole said, denying it.'], ())
    assert (quote.polarity, quote.parts[0].text) == ("affirmed", "I was at home,")


@pytest.mark.parametrize(
    "text",
    [
        "Ann Poole rejected an invitation to the palace.",
        "The judge dismissed the appeal on Friday.",
        "Injury ruled out the striker for the season.",
        "The mayor did not deny that he had shouted at the clerk.",
        "The minister refused to rule out an early election.",
    ],
)
def test_offers_courts_injuries_and_double_negation_deny_nothing(text: str) -> None:
    assert find_quotes(parses()[text], ()) == ()


def test_what_somebody_is_accused_of_is_denied_content() -> None:
    parsed = parses()["The brewery has refuted accusations of tax fraud."]
    (candidate,) = find_candidates(QuoteContext(parsed, ()))
    assert [parsed.tokens.words[start:end] for start, end in candidate.content] == [["tax", "fraud"]]
    assert polarity_of(candidate) == "denied"
