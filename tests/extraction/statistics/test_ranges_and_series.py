"""Ranges, rates over a number, scores, and changes that are not ranges."""

from __future__ import annotations

import pytest
from statistic_docs import values


def test_a_change_is_two_values_and_not_a_range():
    line = "it|PRP rose|VBD|ROOT|1 from|IN 4.8|CD to|TO 5.1|CD per|IN cent|NN"
    assert values(line) == [(4.8, None, "exact", "percent"), (5.1, None, "exact", "percent")]


def test_three_steps_are_three_values():
    line = "it|PRP rose|VBD|ROOT|1 from|IN $|$ _160|CD to|TO $|$ _180|CD to|TO $|$ _200|CD"
    assert [value for value, *_ in values(line)] == [160.0, 180.0, 200.0]


def test_prices_that_range_are_a_range():
    line = "prices|NNS range|VBP|ROOT|1 from|IN $|$ _4|CD to|TO $|$ _9|CD"
    assert values(line) == [(4.0, 9.0, "range", "USD")]


@pytest.mark.parametrize(
    ("line", "value", "value_max"),
    [
        ("from|IN minus|NN 20|CD degrees|NNS to|TO minus|NN 30|CD degrees|NNS", -30.0, -20.0),
        ("some|DT minus|NN 30|CD to|TO minus|NN 20|CD degrees|NNS", -30.0, -20.0),
        ("between|IN -|SYM _5|CD and|CC 5|CD degrees|NNS", -5.0, 5.0),
    ],
)
def test_a_range_below_zero_begins_with_its_lower_end(line, value, value_max):
    line = line.replace("from|IN", "is|VBZ|ROOT")
    assert values(line) == [(value, value_max, "range", "degree")]


def test_both_ends_of_a_range_share_a_magnitude():
    line = "it|PRP costs|VBZ|ROOT|1 $|$ _89|CD to|TO $|$ _93|CD billion|CD"
    assert values(line) == [(89e9, 93e9, "range", "USD")]


@pytest.mark.parametrize(("high", "is_range"), [(5, True), (6, False)])
def test_a_range_behind_a_verb_of_change_has_ends_in_a_ratio_of_5_at_most(high, is_range):
    statistics = values(f"it|PRP fell|VBD|ROOT|1 by|IN 1|CD to|TO {high}|CD percent|NN")
    assert (len(statistics) == 1) == is_range


@pytest.mark.parametrize(("high", "is_range"), [("20.5", True), ("24.5", False)])
def test_a_range_without_a_unit_has_ends_in_a_ratio_of_20_at_most(high, is_range):
    statistics = values(f"up|RB 1.1|CD to|TO {high}|CD")
    assert ([bound for _, _, bound, _ in statistics] == ["range"]) == is_range


def test_numbers_joined_by_or_are_a_range_if_they_are_close():
    assert values("three|CD or|CC four|CD years|NNS") == [(3.0, 4.0, "range", "year")]
    assert [value for value, *_ in values("three|CD or|CC seven|CD years|NNS")] == [3.0, 7.0]


def test_from_begins_a_range_only_behind_a_range_word():
    line = "it|PRP varied|VBD|ROOT|1 from|IN 4|CD to|TO 9|CD percent|NN"
    assert values(line) == [(4.0, 9.0, "range", "percent")]
    assert len(values(line.replace("varied", "improved"))) == 2


def test_scores_and_results_of_votes_are_not_statistics():
    assert values("they|PRP won|VBD|ROOT|1 3-1|CD") == []
    assert values("members|NNS voted|VBD|ROOT|1 310|CD to|TO 267|CD") == []
    assert values("a|DT 2|CD _-|HYPH _3|CD defeat|NN|ROOT|4") == []


def test_a_rate_over_a_round_number_is_one_statistic():
    line = "it|PRP is|VBZ 3.2|CD for|IN every|DT 1,000|CD|nummod|6 births|NNS|pobj|3"
    assert values(line) == [(3.2, None, "exact", "per 1000 birth")]
    assert len(values(line.replace("1,000", "1,100"))) == 2
