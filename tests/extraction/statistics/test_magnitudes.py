"""Magnitudes behind a number: million, or a unit of measure with the same symbol."""

from __future__ import annotations

from statistic_docs import values

from newsrows.extraction.statistics.magnitudes import times


def test_m_is_million_or_metre():
    people = "35|CD _m|NN homes|NNS|ROOT|2"
    race = "the|DT 100|CD _m|NN final|NN|ROOT|3"
    assert values(people) == [(35e6, None, "exact", "home")]
    assert values(race) == [(100.0, None, "exact", "metre")]


def test_value_times_a_magnitude_has_no_rounding_error():
    assert times(4.1, 1e6) == 4_100_000.0
    assert times(8.2, 1e9) == 8_200_000_000.0
