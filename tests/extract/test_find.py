"""Whatever words stand there, and wherever a text is cut off: what is found holds together, and nothing fails."""

from __future__ import annotations

from itertools import pairwise

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from newsrows.extract.find import find
from newsrows.extract.parsed import ParsedArticle
from newsrows.extract.voice import RawName
from newsrows.records import Article

_NLP = spacy.blank("en")
_STORY = """\
Mr Bill Brown, the former director of the Riverton Housing Trust (RHT), was appointed as minister, according to the
Council - "We won 3/4 of the vote, plus £5 million," said Dr Ann Carter MP, who is 45 years old. “He told us: one in ten
people, up from 12 per cent on 24/25 July,” she said – in the words of the Bank's chairman. It is not a third.\n
"""
_WORDS = sorted({token.text for token in _NLP(_STORY)})
_TAGS = ["NN", "NNS", "NNP", "JJ", "VBD", "VBG", "IN", "DT", "CC", "CD", "PRP", ",", ".", "POS", "HYPH", "$"]
_DEPS = ["nsubj", "dobj", "pobj", "prep", "compound", "nummod", "ccomp", "relcl", "appos", "conj", "punct", "dep"]
_LABELS = st.sampled_from(["person", "organisation", "place"])


@st.composite
def articles(draw: st.DrawFn) -> ParsedArticle:
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=20))

    def of_each(values: list[str]) -> list[str]:
        return draw(st.lists(st.sampled_from(values), min_size=len(words), max_size=len(words)))

    doc = Doc(
        _NLP.vocab,
        words=words,
        spaces=draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words))),
        tags=of_each(_TAGS),
        deps=of_each(_DEPS),
        heads=[draw(st.integers(max(0, i - 4), i)) for i in range(len(words))],
    )
    edges = sorted(draw(st.sets(st.integers(0, len(words)), max_size=6)))
    names = [doc[first:last] for first, last in list(pairwise(edges))[::2]]
    return ParsedArticle.of(doc, [RawName(name.start_char, name.end_char, draw(_LABELS)) for name in names])


@settings(deadline=None, max_examples=200)  # the first example loads the word lists
@given(articles())
def test_whatever_stands_there_findings_hold_together(parsed: ParsedArticle) -> None:
    article = Article(article_id="a", file_name="a.txt", sha256="0" * 64, text=parsed.text, language="en")
    found = find(article, parsed)
    quoted = [part for quote in found.quotes for part in quote.parts]
    for span in [item.span for item in (*found.mentions, *found.roles, *found.statistics)] + quoted:
        assert parsed.text[span.start : span.end] == span.text
        assert span.text.strip()
    assert all(one.span.end <= other.span.start for one, other in pairwise(found.mentions))
    for rows in (found.roles, found.statistics, found.quotes):
        starts = [row.parts[0].start if hasattr(row, "parts") else row.span.start for row in rows]
        assert starts == sorted(set(starts))
