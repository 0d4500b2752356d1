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
    assert concepts(LIVED.replace("in|IN|prep|1 Lima|NNP|pobj|2", "well|RB|advmod|1 then|RB|advmod|1")) == [None]


def test_a_verb_that_only_takes_time_is_left_out():
    assert concepts(WAITED.replace("waited", "took").replace("patients", "trips")) == ["trips"]
