"""Nouns that a construction next to a figure joins to it."""

from __future__ import annotations

import pytest
from statistic_docs import parsed

from newsrows.extraction.statistics.attached_nouns import noun_above_name, noun_at_figure
from newsrows.extraction.statistics.figures import SentenceFigures
from newsrows.extraction.statistics.finder import find_figures

RANGING = "claims|NNS|ROOT|0 ,|,|punct|0 ranging|VBG|advcl|0 from|IN|prep|2 $|$|nmod|5 _5|CD|pobj|3"
GAPPED = (
    "milk|NN|nsubj|1 rose|VBD|ROOT|1 5|CD|nummod|3 _%|NN|dobj|1 and|CC|cc|1 fresh|JJ|amod|6 bread|NN|conj|1 "
    "7|CD|nummod|8 _%|NN|dep|6"
)
LEVEL = "seen|VBN|ROOT|0 with|IN|prep|0 gas|NN|compound|3 levels|NNS|pobj|1 at|IN|prep|0 5|CD|nummod|6 _%|NN|pobj|4"
OFF = "took|VBD|ROOT|0 $|$|nmod|2 _5|CD|dobj|0 off|IN|prep|0 the|DT|det|5 price|NN|pobj|3"


def joined(line: str) -> str | None:
    """The word that the words next to the last figure of the line join to it."""
    article = parsed(line)
    figures = find_figures(article)
    noun = noun_at_figure(article.tokens, figures[-1], SentenceFigures.of(article.tokens, figures))
    return None if noun is None else article.tokens.words[noun]


@pytest.mark.parametrize(
    ("line", "noun"),
    [
        (RANGING, "claims"),
        (RANGING.replace("ranging|VBG", "selling|VBG"), None),
        (RANGING.replace("claims|NNS", "paid|VBD"), None),
        (GAPPED, "bread"),
        (GAPPED.replace("bread|NN", "May|NNP"), None),
        (GAPPED.replace("bread|NN", "ate|VBD"), None),
        (GAPPED.replace("and|CC|cc|1", "said|VBD|conj|1"), None),
        (LEVEL, "levels"),
        (LEVEL.replace("levels|NNS", "shops|NNS"), None),
        (OFF, "price"),
        (OFF.replace("off|IN", "at|IN"), None),
        (OFF.replace("the|DT|det|5 price|NN|pobj|3", "and|CC|cc|3 on|RB|advmod|3"), None),
    ],
)
def test_a_noun_next_to_a_figure_is_joined_to_it(line, noun):
    assert joined(line) == noun


def test_a_name_inside_a_phrase_is_not_what_a_figure_measures():
    line = "surplus|NN|ROOT|0 with|IN|prep|0 Peru|NNP|pobj|1"
    assert noun_above_name(parsed(line).tokens, 2) == 0
    assert noun_above_name(parsed(line.replace("Peru|NNP", "shops|NNS")).tokens, 2) == 2
    assert noun_above_name(parsed(line.replace("surplus|NN", "said|VBD")).tokens, 2) == 2
