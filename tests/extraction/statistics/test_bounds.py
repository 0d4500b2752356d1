"""Words before and behind a figure that bound it."""

from __future__ import annotations

import pytest
from statistic_docs import values


def test_over_before_a_time_is_not_a_bound():
    line = "they|PRP spent|VBD|ROOT|1 $|$ _500|CD over|IN three|CD years|NNS"
    assert values(line) == [(500.0, None, "exact", "USD"), (3.0, None, "exact", "year")]


def test_up_to_behind_a_verb_of_movement_is_not_a_bound():
    line = "rates|NNS inched|VBD|ROOT|1 back|RB up|RB to|IN 4.8|CD per|IN cent|NN"
    assert values(line) == [(4.8, None, "exact", "percent")]


def test_plus_is_a_bound_unless_it_adds_something():
    sum_of_two = "it|PRP paid|VBD|ROOT|1 £|$ _35|CD plus|CC £|$ _5|CD"
    assert values(sum_of_two) == [(35.0, None, "exact", "GBP"), (5.0, None, "exact", "GBP")]
    assert values("it|PRP fed|VBD|ROOT|1 500|CD|nummod|4 plus|CC people|NNS|dobj|1") == [
        (500.0, None, "at_least", "person")
    ]
    assert values("it|PRP lasted|VBD|ROOT|1 30|CD|nummod|3 years|NNS|dobj|1 plus|CC") == [
        (30.0, None, "at_least", "year")
    ]


def test_the_word_before_an_ambiguous_phrase_decides_whether_it_is_a_bound():
    assert values("it|PRP lasted|VBD over|IN three|CD years|NNS")[0][2] == "more_than"
    assert values("it|PRP took|VBD up|RB to|IN 4.8|CD per|IN cent|NN")[0][2] == "at_most"
    assert values("below|IN 20|CD degrees|NNS")[0][2] == "less_than"
    assert values("it|PRP is|VBZ metres|NNS below|IN 20|CD degrees|NNS")[0][2] == "exact"


@pytest.mark.parametrize(
    ("fillers", "bound"), [("", "more_than"), ("a whopping", "more_than"), ("a whopping mere", "exact")]
)
def test_at_most_two_fillers_come_between_a_bound_and_its_figure(fillers, bound):
    words = " ".join(f"{word}|DT" for word in fillers.split())
    assert values(f"more|JJR than|IN {words} 300|CD people|NNS|ROOT|0")[0][2] == bound


@pytest.mark.parametrize(
    ("figure", "bound"),
    [
        ("~|SYM _300|CD", "approximate"),
        (">|SYM _300|CD", "more_than"),
        ("sub-300|CD", "less_than"),
        ("300|CD _+|SYM", "at_least"),
        ("300|CD _-ish|JJ", "approximate"),
        ("300|CD or|CC so|RB", "approximate"),
    ],
)
def test_signs_and_words_next_to_a_number_bound_it(figure, bound):
    assert values(f"{figure} people|NNS|ROOT|0")[0][2] == bound
