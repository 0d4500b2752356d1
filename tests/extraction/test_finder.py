"""Findings are consistent for any sequence of words, wherever the text is cut off."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from newsrows.extraction.finder import find, parse_all
from newsrows.extraction.models import load_models
from newsrows.extraction.options import NerModel
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.records import Article
from odd_articles import odd_articles


@settings(deadline=None, max_examples=200)  # the first example loads the word lists
@given(odd_articles())
def test_findings_of_any_text_are_consistent(parsed: ParsedArticle) -> None:
    article = Article(article_id="a", file_name="a.txt", sha256="0" * 64, text=parsed.text, language="en")
    findings = find(article, parsed)
    quoted = [part for quote in findings.quotes for part in quote.parts]
    for span in [item.span for item in (*findings.mentions, *findings.roles, *findings.statistics)] + quoted:
        assert parsed.text[span.start : span.end] == span.text
        assert span.text.strip()
    assert all(one.span.end <= other.span.start for one, other in pairwise(findings.mentions))
    for rows in (findings.roles, findings.statistics, findings.quotes):
        starts = [row.parts[0].start if hasattr(row, "parts") else row.span.start for row in rows]
        assert starts == sorted(set(starts))


@pytest.mark.parametrize(("names", "has_states"), [("accurate", True), ("fast", False)])
def test_mentions_of_people_have_states_with_accurate_names(names: NerModel, has_states: bool) -> None:
    text = "Olga Lindqvist thanked Petra Marsh of Northern Rail. She said the trains ran again."
    (parsed,) = parse_all([text], load_models(names=names))
    findings = find(Article("a", "a.txt", "", text), parsed)
    people = {k for k, mention in enumerate(findings.mentions) if mention.type == "person"}
    assert len(people) == 3
    assert set(findings.reference_states) == (people if has_states else set())
    assert all(len(findings.reference_states[k]) == 2 for k in people if has_states)
