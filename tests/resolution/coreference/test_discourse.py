from __future__ import annotations

from newsrows.records import Quote, Span
from resolution.coreference.scenes import discourse_of


def test_mentions_know_what_they_open() -> None:
    discourse = discourse_of("[p Ann Carter] met [p Jo Hill]. [f She] left. \n\n[p Hill] stayed.")
    assert discourse.opens_sentence == [True, False, True, True]
    assert discourse.opens_paragraph == [True, False, False, True]


def said(text: str, words: str, speaker: str) -> Quote:
    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part), part)

    return Quote("direct", (span(words),), speaker=span(speaker))


TEXT = '"It rains," said Ann Carter. "It snows," said a farmer. "It thaws," she said.'
MARKED = '"It rains," said [p Ann Carter]. "It snows," said a farmer. "It thaws," [f she] said.'


def test_last_speaker_is_the_one_of_the_quote_before() -> None:
    discourse = discourse_of(MARKED, said(TEXT, "It rains,", "Ann Carter"), said(TEXT, "It thaws,", "she"))
    assert discourse.last_speaker(1) == (discourse.state.linked[0], False)
    assert discourse.last_speaker(0) == (None, False)


def test_last_speaker_can_be_somebody_unknown() -> None:
    quotes = (said(TEXT, "It rains,", "Ann Carter"), said(TEXT, "It snows,", "a farmer"))
    assert discourse_of(MARKED, *quotes).last_speaker(1) == (None, True)


def test_the_person_named_first_is_known() -> None:
    discourse = discourse_of("[o Coast Bank] hired [p Ann Carter] and [p Jo Hill].")
    assert discourse.first_person is discourse.state.linked[1]
