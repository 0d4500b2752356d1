"""The noun that a number counts, and the singular of nouns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statistic_docs import parsed

from newsrows.extraction.statistics import find_statistics
from newsrows.extraction.statistics.counted_nouns import singular
from newsrows.lexicon import rows


def test_a_number_counts_the_head_of_its_noun_phrase():
    line = "police|NN|nsubj|1 seized|VBD|ROOT|1 300|CD|nummod|5 stolen|VBN|amod|5 road|NN|compound|5 signs|NNS|dobj|1"
    (statistic,) = find_statistics(parsed(line))
    assert (statistic.unit, statistic.concept, statistic.span.text) == (
        "sign",
        "stolen road signs",
        "300 stolen road signs",
    )


def test_a_series_of_people_has_the_unit_person():
    line = (
        "some|DT|quantmod|1 4000|CD|nummod|2 men|NNS|ROOT|2 ,|,|punct|2 women|NNS|conj|2 and|CC|cc|4 "
        "children|NNS|conj|4"
    )
    (statistic,) = find_statistics(parsed(line))
    assert (statistic.unit, statistic.bound, statistic.span.text) == (
        "person",
        "approximate",
        "some 4000 men , women and children",
    )


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("cases", "case"),
        ("houses", "house"),
        ("causes", "cause"),
        ("losses", "loss"),
        ("viruses", "virus"),
        ("campuses", "campus"),
        ("uses", "use"),
        ("boxes", "box"),
        ("churches", "church"),
        ("headaches", "headache"),
        ("prizes", "prize"),
        ("cities", "city"),
        ("movies", "movie"),
        ("ties", "tie"),
        ("heroes", "hero"),
        ("shoes", "shoe"),
        ("toes", "toe"),
        ("drives", "drive"),
        ("wives", "wife"),
        ("people", "person"),
        ("policemen", "policeman"),
        ("women", "woman"),
        ("crises", "crisis"),
        ("species", "species"),
        ("aircraft", "aircraft"),
        ("days", "day"),
        ("bus", "bus"),
        ("boss", "boss"),
        ("MPs", "MP"),
        ("Americans", "American"),
    ],
)
def test_the_singular_of_a_noun(plural, one):
    assert singular(plural) == one


@settings(deadline=None)
@given(st.sampled_from([row["singular"] for row in rows("plurals")]))
def test_a_singular_of_the_list_is_returned_unchanged(noun):
    assert singular(noun) == noun
