"""The confidence of each pattern."""

from __future__ import annotations

from newsrows.extraction.statistics.confidence import PATTERNS
from newsrows.lexicon import rows


def test_every_pattern_has_a_confidence():
    table = {row["pattern"]: float(row["confidence"]) for row in rows("statistic_confidence")}
    assert set(table) == set(PATTERNS)
    assert all(0 < value < 1 for value in table.values())
