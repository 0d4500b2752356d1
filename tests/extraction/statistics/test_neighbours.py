"""Words and tokens next to a figure."""

from __future__ import annotations

import pytest
from statistic_docs import parsed

from newsrows.extraction.statistics.finder import find_figures
from newsrows.extraction.statistics.neighbours import (
    after_bracket,
    syntactic_head,
    token_after,
    word_after,
    word_before,
)

PRICE = parsed("It|PRP|nsubj|1 cost|VBD|ROOT|1 about|RB $|$ _5|CD million|CD|dobj|1 then|RB")


def test_the_word_before_a_figure_stands_before_its_currency():
    (figure,) = find_figures(PRICE)
    assert word_before(PRICE.tokens, figure) == "about"
    assert word_before(PRICE.tokens, figure, 3) == "it"
    assert word_before(PRICE.tokens, figure, 4) == ""


def test_the_word_after_a_figure_stands_behind_its_magnitude():
    (figure,) = find_figures(PRICE)
    assert token_after(PRICE.tokens, figure) == 6
    assert word_after(PRICE.tokens, figure) == "then"


def test_the_head_of_a_figure_depends_on_a_token_outside_it():
    (figure,) = find_figures(parsed("It|PRP cost|VBD|ROOT|1 40|CD|nummod|3 euros|NNS|dobj|1"))
    assert syntactic_head(parsed("It|PRP cost|VBD|ROOT|1 40|CD|nummod|3 euros|NNS|dobj|1").tokens, figure) == 3


def test_a_short_bracket_is_skipped():
    tokens = parsed("5|CD km|NNS (|-LRB- _3|CD miles|NNS _)|-RRB- north|RB").tokens
    assert after_bracket(tokens, 2) == 6
    assert after_bracket(tokens, 6) == 6


@pytest.mark.parametrize(("words", "after"), [(4, 6), (5, 0)])
def test_a_long_bracket_is_not_skipped(words, after):
    line = "(|-LRB- " + " ".join("so|RB" for _ in range(words)) + " )|-RRB- north|RB"
    assert after_bracket(parsed(line).tokens, 0) == after
