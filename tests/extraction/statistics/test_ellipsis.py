"""Units that a figure leaves out."""

from __future__ import annotations

import pytest
from statistic_docs import values


def test_a_series_shares_the_unit_of_its_last_number():
    line = "four-|CD _,|, five-|CD and|CC six|CD _-|HYPH _cylinder|NN engines|NNS|ROOT|7"
    assert values(line) == [
        (4.0, None, "exact", "cylinder"),
        (5.0, None, "exact", "cylinder"),
        (6.0, None, "exact", "cylinder"),
    ]


def test_a_figure_without_a_unit_takes_the_unit_of_the_one_before():
    line = "gold|NN rose|VBD|ROOT|1 by|IN 2|CD percent|NN but|CC tin|NN fell|VBD by|IN 1|CD"
    assert values(line) == [(2.0, None, "exact", "percent"), (1.0, None, "exact", "percent")]


def test_an_index_level_has_no_unit():
    line = "the|DT index|NN gained|VBD|ROOT|2 0.7|CD percent|NN to|TO 6,327.80|CD"
    assert values(line) == [(0.7, None, "exact", "percent"), (6327.8, None, "exact", None)]


@pytest.mark.parametrize(("between", "has_unit"), [(11, True), (13, False)])
def test_a_figure_takes_the_unit_of_one_within_14_tokens(between, has_unit):
    words = " ".join("there|RB" for _ in range(between))
    line = f"it|PRP rose|VBD|ROOT|1 by|IN 2|CD percent|NN {words} and|CC 1.5|CD"
    assert (values(line)[-1] == (1.5, None, "exact", "percent")) == has_unit


def test_a_part_takes_the_noun_of_its_whole():
    whole = "40|CD|nummod|1 boats|NNS|ROOT|1 ,|,|punct|1 six|CD|nsubj|6 of|IN|prep|3 which|WDT|pobj|4 sank|VBD|relcl|1"
    assert values(whole) == [(40.0, None, "exact", "boat"), (6.0, None, "exact", "boat")]
    assert values(whole.replace("six", "sixty")) == [
        (40.0, None, "exact", "boat"),
        (60.0, None, "exact", None),
    ]


def test_others_and_more_take_the_noun_of_the_figure_before():
    line = "four|CD|nummod|1 people|NNS|nsubj|2 died|VBD|ROOT|2 and|CC|cc|2 60|CD|nummod|5 others|NNS|conj|2"
    assert values(line) == [(4.0, None, "exact", "person"), (60.0, None, "exact", "person")]


def test_a_sum_before_a_conversion_takes_the_currency_of_an_earlier_sum():
    line = "5m|CD yen|NNS (|-LRB- _$|$ _36,000|CD _)|-RRB- and|CC 6m|CD (|-LRB- _$|$ _43,000|CD _)|-RRB-"
    assert [unit for *_, unit in values(line)] == ["JPY", "USD", "JPY", "USD"]


def test_a_bare_subject_takes_the_noun_of_the_subject_before_it():
    line = (
        "50|CD|nummod|1 boats|NNS|nsubj|2 sailed|VBD|ROOT|2 while|IN|mark|5 12|CD|nsubj|5 stayed|VBD|advcl|2 "
        "home|RB|advmod|5"
    )
    assert [value[3] for value in values(line)] == ["boat", "boat"]
    assert [value[3] for value in values(line.replace("boats|NNS|nsubj|2", "boats|NNS|npadvmod|2"))] == ["boat", None]
