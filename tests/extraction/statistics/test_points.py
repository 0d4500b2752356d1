"""Points of an index and percentage points."""

from __future__ import annotations

import pytest
from statistic_docs import values

LEVEL = "It|PRP lost|VBD 12.5|CD points|NNS to|IN 4,577.10|CD"


def test_the_level_of_an_index_is_in_points():
    assert values(LEVEL) == [(12.5, None, "exact", "point"), (4577.1, None, "exact", "point")]


def test_a_small_number_behind_points_is_not_a_level():
    assert values(LEVEL.replace("4,577.10", "7.5"))[1][3] is None


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("turnout|NN fell|VBD four|CD points|NNS", "percentage point"),
        ("61|CD %|NN ,|, four|CD points|NNS lower|JJR", "percentage point"),
        ("the|DT index|NN fell|VBD four|CD points|NNS", "point"),
        ("the|DT team|NN on|IN a|DT good|JJ rate|NN won|VBD four|CD points|NNS", "point"),
        ("it|PRP lost|VBD 12.5|CD points|NNS ,|, or|CC 3|CD %|NN", "point"),
        ("turnout|NN of|IN 300|CD points|NNS", "point"),
    ],
)
def test_points_of_a_share_are_percentage_points(line, unit):
    assert unit in [value[3] for value in values(line)]
