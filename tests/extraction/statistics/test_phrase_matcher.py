"""The longest phrase at an offset."""

from __future__ import annotations

from newsrows.extraction.statistics.phrase_matcher import PhraseMatcher

MATCHER = PhraseMatcher([("km", "kilometre"), ("sq m", "square metre"), ("sq", "square")], [("Mile", "mile")])


def test_the_longest_phrase_wins():
    assert MATCHER.match("5 sq m", 2, 6) == ("square metre", 6)
    assert MATCHER.match("5 sq ft", 2, 7) == ("square", 4)


def test_a_phrase_ends_where_a_word_ends():
    assert MATCHER.match("kmart", 0, 5) is None
    assert MATCHER.match("km-long", 0, 7) == ("kilometre", 2)


def test_only_folded_phrases_match_in_any_case():
    assert MATCHER.match("MILE", 0, 4) == ("mile", 4)
    assert MATCHER.match("KM", 0, 2) is None


def test_a_phrase_does_not_cross_the_limit():
    assert MATCHER.match("sq m", 0, 3) == ("square", 2)


def test_the_first_of_two_equal_phrases_counts():
    assert PhraseMatcher([("p", 1), ("p", 2)]).match("p", 0, 1) == (1, 1)
