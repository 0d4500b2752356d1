"""Names, dates and idioms are not statistics."""

from __future__ import annotations

import pytest
from statistic_docs import parsed, values

from newsrows.extraction.statistics import find_statistics
from newsrows.extraction.statistics.finder import _read_figures
from newsrows.extraction.statistics.non_quantities import (
    is_address,
    is_capitalised_word,
    is_day,
    is_list_number,
    is_one,
    is_ordinal,
    is_year,
)


def test_two_days_are_not_a_fraction_and_a_third_is_not_a_day():
    assert values("it|PRP shut|VBD on|IN 24/25|CD July|NNP") == []
    (third,) = values("in|IN June|NNP a|DT third|NN of|IN voters|NNS|pobj|4 left|VBD|ROOT|6")
    assert third == (pytest.approx(1 / 3), None, "exact", None)


def test_a_number_inside_a_name_is_not_a_statistic():
    article = parsed("the|DT Harbour|NNP Club|NNP 1874|CD left|VBD|ROOT|4")
    article.tokens.entities.append((1, 4, "organisation"))
    assert find_statistics(article) == ()


@pytest.mark.parametrize(
    "line",
    [
        "on|IN Friday|NNP 13|CD",
        "Section|NNP 427|CD says|VBZ",
        "size|NN 10|CD boots|NNS|ROOT|0",
        "the|DT FTSE|NNP 100|CD fell|VBD",
        "the|DT top|JJ 10|CD",
        "16|CD Station|NNP Road|NNP",
        "16|CD Great|NNP Old|NNP Station|NNP Road|NNP",
        "the|DT Big|NNP Ten|CD left|VBD",
        "100|CD .|. Wash|VB it|PRP",
        "Jane|NNP Roe|NNP (|-LRB- _4|CD _)|-RRB- left|VBD",
        "no|DT one|NN left|VBD",
        "one|CD day|NN it|PRP left|VBD",
        "zero|CD tolerance|NN",
        "three|CD o'clock|NN",
        "a|DT two|CD _-|HYPH _way|NN street|NN",
        "the|DT twenty|CD _-|HYPH _first|JJ century|NN",
        "Kent|NNP reached|VBD 108|CD for|IN nine|CD .|.",
        "they|PRP were|VBD 214|CD all|RB out|RP .|.",
        "the|DT first|JJ half|NN began|VBD",
        "she|PRP scored|VBD 15|CD .|.",
        "the|DT 1300|CD|nummod|2 film|NN|ROOT|2",
        "the|DT 1701|CD|nummod|2 sales|NNS|ROOT|2",
    ],
)
def test_names_dates_and_idioms_are_not_statistics(line):
    assert values(line) == []


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("32|CD|nummod|1 clubs|NNS May|MD", 32.0),
        ("the|DT|det|3 FTSE|NNP|compound|3 101|CD|nummod|3 clubs|NNS|ROOT|3", 101.0),
        ("zero|CD|nummod|1 cases|NNS|ROOT|1", 0.0),
        ("that|DT one|CD|nummod|2 mile|NN|ROOT|2", 1.0),
        ("it|PRP fell|VBD by|IN half|NN .|.", 0.5),
        ("a|DT third|NN said|VBD so|RB", 1 / 3),
        ("more|JJR than|IN a|DT fifth|NN agreed|VBD", 0.2),
        ("the|DT toll|NN rose|VBD to|IN 43|CD .|.", 43.0),
        ("a|DT crew|NN of|IN 9|CD .|.", 9.0),
        ("it|PRP came|VBD to|IN 100|CD .|.", 100.0),
        ("some|DT 1800|CD|nummod|2 men|NNS|ROOT|2", 1800.0),
        ("the|DT 1699|CD|nummod|2 boats|NNS|ROOT|2", 1699.0),
        ("the|DT 2061|CD|nummod|2 boats|NNS|ROOT|2", 2061.0),
        ("1299|CD|nummod|1 wool|NN|ROOT|1", 1299.0),
    ],
)
def test_quantities_that_look_like_names_dates_or_idioms_are_statistics(line, value):
    assert [number for number, *_ in values(line)] == [pytest.approx(value)]


def test_a_small_bare_number_is_a_statistic_only_behind_a_level():
    assert values("it|PRP came|VBD to|IN 99|CD .|.") == []


@pytest.mark.parametrize(("words", "numbers"), [(4, [43.0]), (5, [])])
def test_a_noun_that_shows_a_level_stands_within_6_tokens(words, numbers):
    line = "toll|NN " + " ".join("so|RB" for _ in range(words)) + " to|IN 43|CD .|."
    assert [number for number, *_ in values(line)] == numbers


@pytest.mark.parametrize(
    ("rule", "line", "is_non_quantity"),
    [
        (is_ordinal, "the|DT first|JJ half|NN of|IN it|PRP", True),
        (is_ordinal, "about|RB half|NN went|VBD", False),
        (is_ordinal, "so|RB half|NN went|VBD", True),
        (is_one, "every|DT|det|2 one|CD|nummod|2 boat|NN|ROOT|2", True),
        (is_one, "of|IN|prep|2 one|CD|nummod|2 boat|NN|ROOT|2", False),
        (is_capitalised_word, "so|RB :|: Ten|CD boats|NNS", False),
        (is_capitalised_word, "so|RB ,|, Ten|CD boats|NNS", True),
        (is_address, "16|CD Old|NNP New|NNP Great|NNP Road|NNP", True),
        (is_address, "16|CD Old|NNP New|NNP Great|NNP Long|NNP Road|NNP", False),
        (is_list_number, "100|CD )|-RRB- wash|VB", True),
        (is_list_number, "101|CD )|-RRB- wash|VB", False),
        (is_day, "Friday|NNP 13|CD", True),
        (is_day, "Ann|NNP 13|CD", False),
        (is_day, "May|NNP 32|CD", False),
        (is_year, "A.D.|NNP 900|CD", True),
        (is_year, "Ann|NNP 900|CD", False),
        (is_year, "in|IN 1100|CD .|.", True),
        (is_year, "at|IN 1100|CD .|.", False),
    ],
)
def test_a_rule_recognises_a_non_quantity_by_the_words_around_it(rule, line, is_non_quantity):
    article = parsed(line)
    figure = next(_read_figures(article, "USD"))
    assert rule(article.tokens, figure) is is_non_quantity


@pytest.mark.parametrize("size", [30, 35, 40, 50, 100, 150, 200, 225, 250, 300, 350, 500, 600, 1000, 2000, 3000])
def test_a_number_in_the_name_of_a_stock_index_is_not_a_statistic(size):
    assert values(f"the|DT|det|3 FTSE|NNP|compound|3 {size}|CD|nummod|3 clubs|NNS|ROOT|3") == []
