"""What a length of time measures."""

from __future__ import annotations

from statistic_docs import parsed

from newsrows.extraction.statistics import find_statistics

WAITED = "patients|NNS|nsubj|1 waited|VBD|ROOT|1 four|CD|nummod|3 hours|NNS|npadvmod|1"
LIVED = "I|PRP|nsubj|1 lived|VBD|ROOT|1 in|IN|prep|1 Lima|NNP|pobj|2 for|IN|prep|1 two|CD|nummod|6 years|NNS|pobj|4"


def concepts(line: str) -> list[str | None]:
    return [statistic.concept for statistic in find_statistics(parsed(line))]


def test_a_duration_measures_what_its_subject_does():
    assert concepts(WAITED) == ["patients waited"]


def test_a_pronoun_leaves_the_verb_and_its_place():
    assert concepts(LIVED) == ["lived in Lima"]
    assert concepts(LIVED.replace("in|IN|prep|1 Lima|NNP|pobj|2", "well|RB|advmod|1 then|RB|advmod|1")) == ["lived"]


def test_a_time_after_which_something_happens_has_no_activity():
    line = LIVED.replace("in|IN|prep|1 Lima|NNP|pobj|2", "well|RB|advmod|1 then|RB|advmod|1").replace(
        "for|IN", "after|IN"
    )
    assert concepts(line) == [None]


def test_a_state_lasts():
    line = (
        "mill|NN|nsubj|1 was|VBD|ROOT|1 without|IN|prep|1 power|NN|pobj|2 for|IN|prep|1 two|CD|nummod|6 days|NNS|pobj|4"
    )
    assert concepts(line) == ["mill without power"]
    assert concepts(line.replace("without|IN|prep", "behind|IN|prep")) == ["mill"]


def test_a_superlative_holds_for_a_length_of_time():
    line = "the|DT|det|2 worst|JJS|amod|2 storm|NN|ROOT|2 in|IN|prep|2 two|CD|nummod|5 years|NNS|pobj|3"
    assert concepts(line) == ["worst storm"]
    assert concepts(line.replace("worst|JJS", "bad|JJ")) == ["bad storm"]


def test_a_stay_is_told_by_a_bare_noun():
    line = "thief|NN|nsubj|1 got|VBD|ROOT|1 two|CD|nummod|3 years|NNS|dobj|1 in|IN|prep|3 jail|NN|pobj|4"
    assert concepts(line) == ["thief in jail"]
    assert concepts(line.replace("jail|NN", "total|NN")) == ["thief got"]


def test_what_time_is_taken_for():
    line = "it|PRP|nsubj|1 took|VBD|ROOT|1 two|CD|nummod|3 days|NNS|dobj|1 to|TO|aux|5 mend|VB|xcomp|1 roofs|NNS|dobj|5"
    assert concepts(line) == ["mend roofs"]


def test_a_verb_that_only_takes_time_is_left_out():
    assert concepts(WAITED.replace("waited", "took").replace("patients", "trips")) == ["trips"]
