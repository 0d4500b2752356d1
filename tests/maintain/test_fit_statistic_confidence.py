"""Fitting the confidence of statistics."""

from __future__ import annotations

import pytest

from maintain.fit_statistic_confidence import probabilities, quality, with_bias_for
from newsrows.extraction.statistics.confidence import BIAS

ROWS = [(("long",), True), (("long",), False), (("short",), True), ((), True)]


def test_the_bias_makes_the_mean_probability_the_share_of_right_rows():
    weights = with_bias_for({BIAS: 3.0, "long": -1.0}, ROWS)
    assert weights["long"] == -1.0
    assert sum(chance for chance, _ in probabilities(weights, ROWS)) / len(ROWS) == pytest.approx(0.75)


def test_quality_compares_probabilities_with_right_rows():
    error, wrong_below, right_below = quality([(0.9, True), (0.9, False), (0.5, False), (0.5, True)])
    assert error == pytest.approx((0.8 + 0.0) / 4)
    assert (wrong_below, right_below) == (0.5, 0.5)
