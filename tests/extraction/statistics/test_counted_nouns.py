"""The noun that a number counts, and the singular of nouns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statistic_docs import parsed

from newsrows.extraction.statistics import find_statistics
from newsrows.extraction.statistics.counted_nouns import CountedNoun, counted_noun, noun_behind_of, singular
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


def counted(line: str, number: int = 0) -> tuple[str, bool] | None:
    """Unit and `is_modifier` of the noun that the token `number`, the value 12, counts."""
    noun = counted_noun(parsed(line).tokens, number, number + 1, 12.0)
    return None if noun is None else (noun.name, noun.is_modifier)


@pytest.mark.parametrize(
    ("line", "noun"),
    [
        ("12|CD heart|NN|compound|2 transplants|NNS", ("transplant", False)),
        ("12|CD a|NN|compound b|NN|compound c|NN|compound d|NN|compound e|NN|compound boats|NNS", ("boat", False)),
        ("12|CD people|NNS|compound|2 today|NN", ("person", False)),
        ("12|CD very|RB large|JJ boats|NNS", ("boat", False)),
        ('12|CD "|`` _cold|JJ cases|NNS', ("case", False)),
        ("12|CD|nummod|3 who|WP saw|VBD boats|NNS", None),
        ("12|CD Kia|NNP and|CC Honda|NNP Civic|NNP New|NNP cars|NNS", ("car", False)),
        ("12|CD speed|NN|nmod|5 new|JJ new|JJ new|JJ gearbox|NN", ("speed", True)),
        ("12|CD speed|NN|nmod|6 new|JJ new|JJ new|JJ new|JJ gearbox|NN", ("speed", False)),
        ("12|CD dead|JJ and|CC", ("person", False)),
        ("12|CD last|JJ year|NN", None),
    ],
)
def test_a_number_counts_the_noun_behind_its_modifiers(line, noun):
    assert counted(line) == noun


def test_the_noun_behind_of_is_counted():
    tokens = parsed("12|CD of|IN all|PDT players|NNS").tokens
    assert noun_behind_of(tokens, 1) == CountedNoun(3, "player")
