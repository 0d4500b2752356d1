"""Rules on Docs built by hand: a new model moves nothing here."""

from __future__ import annotations

import pytest
from statistic_docs import parsed

from newsrows.extraction.parse.layout import Block
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.statistics import find_statistics
from newsrows.extraction.statistics.finder import _with_closing_mark, find_figures


def values(line: str) -> list[tuple[float, float | None, str, str | None]]:
    return [(s.value, s.value_max, s.bound, s.unit) for s in find_statistics(parsed(line))]


def test_a_number_counts_the_head_of_its_noun_phrase():
    line = "police|NN|nsubj|1 seized|VBD|ROOT|1 300|CD|nummod|5 stolen|VBN|amod|5 road|NN|compound|5 signs|NNS|dobj|1"
    (statistic,) = find_statistics(parsed(line))
    assert (statistic.unit, statistic.concept, statistic.span.text) == (
        "sign",
        "stolen road signs",
        "300 stolen road signs",
    )


def test_people_of_both_sexes_are_persons():
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


def test_a_series_shares_the_unit_of_its_last_number():
    line = "four-|CD _,|, five-|CD and|CC six|CD _-|HYPH _cylinder|NN engines|NNS|ROOT|7"
    assert values(line) == [
        (4.0, None, "exact", "cylinder"),
        (5.0, None, "exact", "cylinder"),
        (6.0, None, "exact", "cylinder"),
    ]


def test_a_change_is_two_values_and_no_range():
    line = "it|PRP rose|VBD|ROOT|1 from|IN 4.8|CD to|TO 5.1|CD per|IN cent|NN"
    assert values(line) == [(4.8, None, "exact", "percent"), (5.1, None, "exact", "percent")]


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


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("an|DT error|NN of|IN plus|CC or|CC minus|CC 3|CD points|NNS", 3.0),
        ("an|DT error|NN of|IN +/-3|CD points|NNS", 3.0),
        ("a|DT change|NN of|IN minus|CC 3|CD points|NNS", -3.0),
    ],
)
def test_plus_or_minus_is_no_sign(line, value):
    assert [found for found, *_ in values(line)] == [value]


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("up|IN from|IN £|$ _18|CD a|DT year|NN earlier|RBR .|.", "GBP"),
        ("from|IN £|$ _18|CD a|DT year|NN ago|RB", "GBP"),
        ("it|PRP was|VBD £|$ _18|CD a|DT year|NN before|RB and|CC grew|VBD", "GBP"),
        ("it|PRP was|VBD £|$ _18|CD a|DT year|NN before|IN tax|NN", "GBP per year"),
        ("it|PRP was|VBD £|$ _18|CD a|DT month|NN earlier|RBR this|DT year|NN", "GBP per month"),
    ],
)
def test_a_sum_of_a_year_earlier_is_no_rate(line, unit):
    assert [found for *_, found in values(line)] == [unit]


def test_three_steps_are_three_values():
    line = "it|PRP rose|VBD|ROOT|1 from|IN $|$ _160|CD to|TO $|$ _180|CD to|TO $|$ _200|CD"
    assert [value for value, *_ in values(line)] == [160.0, 180.0, 200.0]


def test_a_magnitude_is_shared_in_a_range():
    line = "it|PRP costs|VBZ|ROOT|1 $|$ _89|CD to|TO $|$ _93|CD billion|CD"
    assert values(line) == [(89e9, 93e9, "range", "USD")]


def test_a_unit_that_is_left_out_is_that_of_the_figure_before():
    line = "gold|NN rose|VBD|ROOT|1 by|IN 2|CD percent|NN but|CC tin|NN fell|VBD by|IN 1|CD"
    assert values(line) == [(2.0, None, "exact", "percent"), (1.0, None, "exact", "percent")]


def test_an_index_level_has_no_unit():
    line = "the|DT index|NN gained|VBD|ROOT|2 0.7|CD percent|NN to|TO 6,327.80|CD"
    assert values(line) == [(0.7, None, "exact", "percent"), (6327.8, None, "exact", None)]


def test_a_conversion_in_brackets_is_bounded_like_what_it_converts():
    line = "over|IN 100|CD kilometres|NNS|ROOT|2 (|-LRB- _60|CD miles|NNS _)|-RRB-"
    assert values(line) == [(100.0, None, "more_than", "kilometre"), (60.0, None, "more_than", "mile")]


def test_over_a_time_says_when_and_not_how_long():
    line = "they|PRP spent|VBD|ROOT|1 $|$ _500|CD over|IN three|CD years|NNS"
    assert values(line) == [(500.0, None, "exact", "USD"), (3.0, None, "exact", "year")]


def test_up_to_behind_a_movement_is_no_bound():
    line = "rates|NNS inched|VBD|ROOT|1 back|RB up|RB to|IN 4.8|CD per|IN cent|NN"
    assert values(line) == [(4.8, None, "exact", "percent")]


def test_million_or_metre():
    people = "35|CD _m|NN homes|NNS|ROOT|2"
    race = "the|DT 100|CD _m|NN final|NN|ROOT|3"
    assert values(people) == [(35e6, None, "exact", "home")]
    assert values(race) == [(100.0, None, "exact", "metre")]


def test_who_won_is_no_sum():
    victory = (
        "of|IN|prep|5 40|CD|nummod|2 runners|NNS|pobj|0 ,|,|punct|5 12|CD|nsubj|5 won|VBD|ROOT|5 medals|NNS|dobj|5"
    )
    clause = "entries|NNS|ROOT|0 ,|,|punct|0 of|IN|prep|5 which|WDT|pobj|2 25|CD|nummod|5 won|VBD|relcl|0"
    price = "it|PRP|nsubj|1 cost|VBD|ROOT|1 9,000|CD|nummod|3 won|VBD|dobj|1"
    assert values(victory) == [(40.0, None, "exact", "runner"), (12.0, None, "exact", "runner")]
    assert values(clause) == []
    assert values(price) == [(9000.0, None, "exact", "KRW")]


def test_two_days_are_no_fraction_and_a_third_is_no_day():
    assert values("it|PRP shut|VBD on|IN 24/25|CD July|NNP") == []
    (third,) = values("in|IN June|NNP a|DT third|NN of|IN voters|NNS|pobj|4 left|VBD|ROOT|6")
    assert third == (pytest.approx(1 / 3), None, "exact", None)


def test_plus_adds_or_bounds():
    sum_of_two = "it|PRP paid|VBD|ROOT|1 £|$ _35|CD plus|CC £|$ _5|CD"
    assert values(sum_of_two) == [(35.0, None, "exact", "GBP"), (5.0, None, "exact", "GBP")]
    assert values("it|PRP fed|VBD|ROOT|1 500|CD|nummod|4 plus|CC people|NNS|dobj|1") == [
        (500.0, None, "at_least", "person")
    ]
    assert values("it|PRP lasted|VBD|ROOT|1 30|CD|nummod|3 years|NNS|dobj|1 plus|CC") == [
        (30.0, None, "at_least", "year")
    ]


def test_an_age_stands_between_a_name_and_a_mark():
    article = parsed("Ann|NNP Brook|NNP ,|, 44|CD ,|, left|VBD|ROOT|5")
    article.tokens.entities.append((0, 2, "person"))
    (statistic,) = find_statistics(article)
    assert (statistic.kind, statistic.unit, statistic.value) == ("age", "year", 44.0)


def test_a_number_inside_a_name_is_no_statistic():
    article = parsed("the|DT Harbour|NNP Club|NNP 1874|CD left|VBD|ROOT|4")
    article.tokens.entities.append((1, 4, "organisation"))
    assert find_statistics(article) == ()


def test_a_bare_dollar_is_the_one_asked_for():
    article = parsed("it|PRP cost|VBD|ROOT|1 $|$ _5|CD and|CC US$|$ _6|CD")
    assert [s.unit for s in find_statistics(article, dollar="CAD")] == ["CAD", "USD"]


def test_captions_and_bylines_hold_no_statistics():
    article = parsed("the|DT raid|NN freed|VBD|ROOT|2 40|CD dogs|NNS")
    caption = ParsedArticle(article.text, (Block(0, len(article.text), "caption"),), article.tokens)
    assert len(find_statistics(article)) == 1
    assert find_statistics(caption) == ()


def test_statistics_stand_in_reading_order_with_starts_of_their_own():
    article = parsed("14|CD of|IN the|DT 20|CD boats|NNS sank|VBD|ROOT|5 in|IN 3|CD hours|NNS")
    starts = [statistic.span.start for statistic in find_statistics(article)]
    assert starts == sorted(set(starts))
    assert len(starts) == len(find_figures(article)) == 3


@pytest.mark.parametrize("line", ["", "words|NNS only|RB"])
def test_text_without_numbers_has_no_statistics(line):
    article = parsed(line) if line else ParsedArticle("", (), parsed("a|DT").tokens)
    assert find_statistics(article) == ()


@pytest.mark.parametrize(
    ("text", "end", "closed"),
    [
        ('some 40 so-called "ghost trains" ran', 31, 32),
        ("some 40 so-called “ghost trains” ran", 31, 32),
        ('"We saw 40 trains" he said', 17, 17),
        ("some 40 trains ran", 14, 14),
    ],
)
def test_a_figure_takes_in_the_mark_that_closes_what_it_quotes(text, end, closed) -> None:
    start = text.index("some") if "some" in text else text.index("40")
    assert _with_closing_mark(text, start, end) == closed
