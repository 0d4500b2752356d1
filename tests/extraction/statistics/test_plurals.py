from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.extraction.statistics.counted_nouns import singular
from newsrows.lexicon import rows


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
def test_singular(plural, one):
    assert singular(plural) == one


@settings(deadline=None)
@given(st.sampled_from([row["singular"] for row in rows("plurals")]))
def test_a_singular_of_the_list_stays_what_it_is(noun):
    assert singular(noun) == noun
