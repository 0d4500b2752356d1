from __future__ import annotations

import pytest

from extraction.quotes.quote_parses import parses
from newsrows.extraction.quotes import selection
from newsrows.extraction.quotes.candidate import Candidate, Cue
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.finder import find_candidates
from newsrows.extraction.quotes.lexicon import ReportingWord
from newsrows.extraction.quotes.selection import select

TEXT = "The mayor said the plan would fail."
QUOTED = Candidate("alone", [(3, 7)], quotations=[0])
PLAIN = Candidate("clause", [(3, 7)], speaker=(0, 2))
WITHOUT_SPEAKER = Candidate("clause", [(3, 7)])
SAID_BY_A_THING = Candidate("clause", [(3, 7)], speaker=(0, 2), features=["speaker=noun+plain"])


@pytest.mark.parametrize(
    "text", ["The council should admit that it was wrong.", "She said she feared that the trust would fold."]
)
def test_an_unreal_or_contained_candidate_is_not_selected(text: str) -> None:
    context = QuoteContext(parses()[text], ())
    candidates = find_candidates(context)
    assert len(select(context, candidates)) < len(candidates)


@pytest.mark.parametrize(
    ("candidate", "minimum"), [(QUOTED, 0.15), (PLAIN, 0.48), (WITHOUT_SPEAKER, 0.6), (SAID_BY_A_THING, 0.6)]
)
def test_a_candidate_needs_the_confidence_of_its_kind(
    monkeypatch: pytest.MonkeyPatch, candidate: Candidate, minimum: float
) -> None:
    context = QuoteContext(parses()[TEXT], ())
    monkeypatch.setattr(selection, "confidence_of", lambda _: minimum)
    assert select(context, [candidate]) == [(candidate, minimum)]
    monkeypatch.setattr(selection, "confidence_of", lambda _: minimum - 0.01)
    assert select(context, [candidate]) == []


@pytest.mark.parametrize(
    ("speech_class", "is_selected"),
    [("say", True), ("tell", True), ("write", True), ("ask", True), ("according", True), ("judge", False)],
)
def test_a_thing_needs_more_confidence_unless_its_verb_is_plain_speech(
    monkeypatch: pytest.MonkeyPatch, speech_class: str, is_selected: bool
) -> None:
    context = QuoteContext(parses()[TEXT], ())
    cue = Cue(2, (2, 3), ReportingWord("verb", speech_class))
    candidate = Candidate("clause", [(3, 7)], cue=cue, speaker=(0, 2), features=["speaker=noun+plain"])
    monkeypatch.setattr(selection, "confidence_of", lambda _: 0.48)
    assert bool(select(context, [candidate])) is is_selected
