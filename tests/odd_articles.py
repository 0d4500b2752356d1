"""Articles of words that stand anyhow, for Hypothesis: no rule may fail on them, nor make a row that breaks another."""

from __future__ import annotations

from itertools import pairwise

import spacy
from hypothesis import strategies as st
from spacy.tokens import Doc

from newsrows.extraction.parse.entity_span import EntitySpan
from newsrows.extraction.parse.parsed_article import ParsedArticle

_NLP = spacy.blank("en")
_STORY = """\
Mr Bill Brown, the former director of the Riverton Housing Trust (RHT), was appointed as minister, according to the
Council - "We won 3/4 of the vote, plus £5 million," said Dr Ann Carter MP, who is 45 years old. “He told us: one in ten
people, up from 12 per cent on 24/25 July,” she said – in the words of the Bank's chairman. It is not a third, nor
between minus 20 and minus 30 degrees.\n
"""
_WORDS = sorted({token.text for token in _NLP(_STORY)})
_TAGS = ["NN", "NNS", "NNP", "JJ", "VBD", "VBG", "IN", "DT", "CC", "CD", "PRP", ",", ".", "POS", "HYPH", "$"]
_DEPS = ["nsubj", "dobj", "pobj", "prep", "compound", "nummod", "ccomp", "relcl", "appos", "conj", "punct", "dep"]
_LABELS = st.sampled_from(["person", "organisation", "place"])


@st.composite
def odd_articles(draw: st.DrawFn) -> ParsedArticle:
    """Up to twenty words, parsed and named at random."""
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
    return ParsedArticle.of(doc, [EntitySpan(name.start_char, name.end_char, draw(_LABELS)) for name in names])
