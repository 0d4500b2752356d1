"""The records of the statistics finder."""

from __future__ import annotations

from dataclasses import replace

import pytest
from statistic_docs import parsed

from newsrows.extraction.statistics.figures import SentenceFigures, own_tokens
from newsrows.extraction.statistics.finder import find_figures

CASES = "about|RB|advmod|1 40|CD|nummod|3 rejected|VBN|amod|3 cases|NNS|ROOT|3"


def test_the_outer_edges_of_a_figure_include_the_words_of_its_bound():
    (figure,) = find_figures(parsed(CASES))
    assert (figure.start, figure.outer_start) == (6, 0)
    (figure,) = find_figures(parsed("40|CD|nummod|1 cases|NNS|ROOT|1 or|CC more|JJR"))
    assert (figure.end, figure.outer_end) == (8, 16)


def test_the_own_tokens_of_a_figure_are_without_the_counted_noun():
    article = parsed(CASES)
    (figure,) = find_figures(article)
    assert own_tokens(article.tokens, figure) == {0, 1}
    assert SentenceFigures.of(article.tokens, [figure]).counted == {3}


def test_a_person_named_by_age_is_among_the_ages_of_the_sentence():
    article = parsed("a|DT 65|CD|nummod|3 year|NN|npadvmod|4 old|JJ|amod|4 pays|VBZ|ROOT|4")
    figures = find_figures(article)
    assert SentenceFigures.of(article.tokens, figures).ages == {3: 1}


@pytest.mark.parametrize(
    "change", [{"value_max": 50.0}, {"scale": 1e6}, {"start": 5}], ids=["range", "magnitude", "sign"]
)
def test_only_a_plain_number_may_be_a_label(change):
    (figure,) = find_figures(parsed(CASES))
    assert figure.may_be_label
    assert not replace(figure, **change).may_be_label
