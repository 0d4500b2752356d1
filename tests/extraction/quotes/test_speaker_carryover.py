"""Speakers of quotations without a cue."""

from __future__ import annotations

import pytest

from extraction.quotes.marked_quotes import quote_context
from newsrows.extraction.quotes.finder import find_candidates


@pytest.mark.parametrize(("between", "is_continued"), [("It rained.\n", True), ("\nIt rained on the town.\n", False)])
def test_a_speaker_is_carried_over_to_the_next_paragraph_only(between: str, is_continued: bool) -> None:
    context = quote_context(f'"It was sad for all," said Carter. {between}"We had new plans for years."')
    first, second = (candidate for candidate in find_candidates(context) if candidate.quotations)
    assert first.speaker is not None
    assert second.continued is is_continued
    assert (second.speaker == first.speaker) is is_continued


@pytest.mark.parametrize(("verb", "speakers"), [("said", 2), ("asked", 1)])
def test_the_answer_to_a_question_is_not_given_to_who_asked(verb: str, speakers: int) -> None:
    context = quote_context(f'"Were you in the town?" {verb} Carter. It rained.\n"We had new plans for years."')
    candidates = [candidate for candidate in find_candidates(context) if candidate.quotations]
    assert len(candidates) == 2
    assert sum(candidate.speaker is not None for candidate in candidates) == speakers
