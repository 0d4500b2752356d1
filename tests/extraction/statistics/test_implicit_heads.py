"""Owners and agents of what a figure measures."""

from __future__ import annotations

import pytest
from statistic_docs import parsed

from newsrows.extraction.statistics.implicit_heads import agent_clause, name_of, owner_of

LOST = "The|DT|det|1 hospital|NN|nsubj|3 has|VBZ|aux|3 lost|VBN|ROOT|3 90|CD|nummod|5 beds|NNS|dobj|3"


def test_the_agent_of_an_object_becomes_a_clause():
    assert agent_clause(parsed(LOST).tokens, 5, 4, frozenset(), is_counted=True) == "the hospital has lost"


def test_an_agent_without_a_finite_verb_is_not_a_clause():
    line = LOST.replace("has|VBZ|aux", "to|TO|aux")
    assert agent_clause(parsed(line).tokens, 5, 4, frozenset(), is_counted=True) is None


def test_what_is_turned_into_something_has_no_agent_clause():
    line = LOST + " into|IN|prep|3 rooms|NNS|pobj|6"
    assert agent_clause(parsed(line).tokens, 5, 4, frozenset(), is_counted=True) is None


@pytest.mark.parametrize(("adverbs", "has_clause"), [(6, True), (7, False)])
def test_an_agent_clause_has_at_most_10_tokens(adverbs, has_clause):
    middle = " ".join("now|RB|advmod|3" for _ in range(adverbs))
    line = LOST.replace(" 90|CD|nummod|5", f" {middle} 90|CD|nummod|5")
    beds = 5 + adverbs
    line = line.replace("90|CD|nummod|5", f"90|CD|nummod|{beds}")
    assert (agent_clause(parsed(line).tokens, beds, beds - 1, frozenset(), is_counted=True) is not None) == has_clause


def test_a_possessive_pronoun_is_replaced_by_the_subject_that_agrees():
    line = "Acme|NNP|nsubj|1 cut|VBD|ROOT|1 its|PRP$|poss|3 workforce|NN|dobj|1"
    assert owner_of(parsed(line).tokens, 3, "workforce", frozenset()) == "Acme"
    assert owner_of(parsed(line.replace("Acme|NNP", "Banks|NNS")).tokens, 3, "workforce", frozenset()) is None


def test_a_noun_that_needs_an_owner_takes_the_subject():
    line = "Copper|NN|nsubj|1 fell|VBD|ROOT|1 ,|,|punct|1 a|DT|det|4 drop|NN|npadvmod|1"
    assert owner_of(parsed(line).tokens, 4, "drop", frozenset()) == "Copper"
    assert owner_of(parsed(line.replace("drop", "day")).tokens, 4, "day", frozenset()) is None


def test_a_name_of_more_than_6_tokens_is_not_an_owner():
    line = " ".join(f"Old{n}|NNP|compound|6" for n in range(6)) + " Bank|NNP|ROOT|6"
    assert name_of(parsed(line).tokens, 6, frozenset()) is None
    assert name_of(parsed(line.replace("Old0|NNP|compound|6 ", "").replace("|6", "|5")).tokens, 5, frozenset())


def test_an_interrupted_clause_is_not_an_agent_clause():
    line = "The|DT|det|1 hospital|NN|nsubj|4 has|VBZ|aux|4 ,|,|punct|4 lost|VBN|ROOT|4 90|CD|nummod|6 beds|NNS|dobj|4"
    assert agent_clause(parsed(line).tokens, 6, 5, frozenset(), is_counted=True) is None


def test_a_counted_noun_behind_a_preposition_has_an_agent_clause():
    line = "Acme|NNP|nsubj|1 operates|VBZ|ROOT|1 in|IN|prep|1 20|CD|nummod|4 countries|NNS|pobj|2"
    assert agent_clause(parsed(line).tokens, 4, 3, frozenset(), is_counted=True) == "Acme operates in"
    assert agent_clause(parsed(line).tokens, 4, 3, frozenset(), is_counted=False) is None
    line = line.replace("in|IN|prep", "by|IN|agent")
    assert agent_clause(parsed(line).tokens, 4, 3, frozenset(), is_counted=True) is None
