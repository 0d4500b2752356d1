"""What a sum of money is for, and who gets it."""

from __future__ import annotations

import pytest
from statistic_docs import parsed

from newsrows.extraction.statistics import find_statistics

GAVE = "they|PRP|nsubj|1 gave|VBD|ROOT|1 clubs|NNS|dative|1 $|$|nmod|4 _5|CD|dobj|1"
GIVEN_TO = "they|PRP|nsubj|1 gave|VBD|ROOT|1 $|$|nmod|3 _5|CD|dobj|1 to|IN|dative|1 clubs|NNS|pobj|4"
SET_ASIDE = "Acme|NNP|nsubj|1 has|VBZ|ROOT|1 $|$|nmod|3 _5|CD|dobj|1 to|TO|aux|5 settle|VB|xcomp|1 claims|NNS|dobj|5"
TO_SPEND = (
    "Acme|NNP|nsubj|1 has|VBZ|ROOT|1 $|$|nmod|3 _5|CD|dobj|1 to|TO|aux|5 spend|VB|xcomp|1 on|IN|prep|5 bins|NNS|pobj|6"
)
SPENT = "Acme|NNP|nsubj|1 spent|VBD|ROOT|1 $|$|nmod|3 _5|CD|dobj|1 on|IN|prep|3 bins|NNS|pobj|4"


@pytest.mark.parametrize(
    ("line", "concept"),
    [
        (GAVE, "clubs"),
        (GAVE.replace("gave|VBD", "cost|VBD").replace("they|PRP", "bins|NNS"), "bins"),
        (GIVEN_TO, "clubs"),
        (GIVEN_TO.replace("gave|VBD", "raised|VBD").replace("they|PRP", "Acme|NNP"), "Acme"),
        (SET_ASIDE, "claims"),
        (SET_ASIDE.replace("claims|NNS|dobj", "well|RB|advmod"), "Acme"),
        (TO_SPEND, "bins"),
        (SPENT, "bins"),
        (SPENT.replace("spent|VBD", "raised|VBD"), "Acme"),
        (SPENT.replace("bins|NNS", "May|NNP"), "Acme"),
        (SPENT.replace("on|IN", "for|IN"), "bins"),
    ],
)
def test_a_sum_is_for_what_it_buys_or_for_whoever_gets_it(line, concept):
    assert [statistic.concept for statistic in find_statistics(parsed(line))] == [concept]
