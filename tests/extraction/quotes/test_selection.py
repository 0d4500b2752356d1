from __future__ import annotations

import pytest

from extraction.quotes.quote_parses import parses
from newsrows.extraction.quotes import selection
from newsrows.extraction.quotes.candidate import Candidate, Cue
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.finder import find_candidates
from newsrows.extraction.quotes.lexicon import ReportingWord
from newsrows.extraction.quotes.selection import reports_thought, select

TEXT = "The mayor said the plan would fail."
QUOTED = Candidate("alone", [(3, 7)], quotations=[0])
PLAIN = Candidate("clause", [(3, 7)], speaker=(0, 2))
WITHOUT_SPEAKER = Candidate("clause", [(3, 7)])


def test_a_contained_candidate_is_not_selected() -> None:
    context = QuoteContext(parses()["She said she feared that the trust would fold."], ())
    candidates = find_candidates(context)
    assert len(select(context, candidates)) < len(candidates)


@pytest.mark.parametrize(("candidate", "minimum"), [(QUOTED, 0.25), (PLAIN, 0.42), (WITHOUT_SPEAKER, 0.7)])
def test_a_candidate_needs_the_confidence_of_its_kind(
    monkeypatch: pytest.MonkeyPatch, candidate: Candidate, minimum: float
) -> None:
    context = QuoteContext(parses()[TEXT], ())
    monkeypatch.setattr(selection, "confidence_of", lambda _: minimum)
    assert select(context, [candidate]) == [(candidate, minimum)]
    monkeypatch.setattr(selection, "confidence_of", lambda _: minimum - 0.01)
    assert select(context, [candidate]) == []


@pytest.mark.parametrize(
    ("speech_class", "pattern", "is_thought"),
    [("think", "clause", True), ("show", "clause", True), ("think", "object", False), ("say", "clause", False)],
)
def test_a_thought_is_a_clause_after_a_verb_of_thinking_or_showing(
    speech_class: str, pattern: str, is_thought: bool
) -> None:
    cue = Cue(2, (2, 3), ReportingWord("verb", speech_class))
    assert reports_thought(Candidate(pattern, [(3, 7)], cue)) is is_thought
    assert not reports_thought(Candidate(pattern, [(3, 7)]))
