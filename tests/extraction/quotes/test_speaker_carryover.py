"""Speakers of quotations without a cue."""

from __future__ import annotations

import pytest

from extraction.quotes.marked_quotes import quote_context
from newsrows.extraction.quotes.finder import find_candidates


@pytest.mark.parametrize(("paragraphs", "is_continued"), [("", True), ("It rained on the town.\n", False)])
def test_a_speaker_is_carried_over_to_the_next_paragraph_only(paragraphs: str, is_continued: bool) -> None:
    context = quote_context(f'"It was sad for all," said Carter.\n{paragraphs}"We had new plans for years."')
    first, second = (candidate for candidate in find_candidates(context) if candidate.quotations)
    assert first.speaker is not None
    assert second.continued is is_continued
    assert (second.speaker == first.speaker) is is_continued
