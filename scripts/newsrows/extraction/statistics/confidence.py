"""How likely a row is right, by the pattern that read it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newsrows.lexicon import rows

if TYPE_CHECKING:
    from newsrows.extraction.statistics.figures import Figure


PATTERNS = (
    "count, digits",
    "count, words",
    "count, one",
    "count, modifier",
    "percent",
    "money",
    "duration",
    "age",
    "measurement",
    "temperature",
    "rate",
    "ratio",
    "other",
    "range",
    "vague",
    "share",
    "shared unit",
    "no unit",
)
"""The patterns that figures are told apart by."""


def confidence(figure: Figure) -> float:
    """The probability that value, bound and unit of a figure are right.

    Read from `lexicon/statistic_confidence.csv`: the share of right rows of each pattern among judged ones, with one
    right and one wrong row added (Laplace's rule of succession). `scripts/fit_statistic_confidence.py` makes the table.
    """
    return _table()[pattern(figure)]


def pattern(figure: Figure) -> str:
    """The pattern that read a figure: what the probability that it is right hangs on most."""
    if figure.unit is None:
        return "share" if figure.numeral.form in {"fraction", "share"} else "no unit"
    if figure.is_shared:
        return "shared unit"
    if figure.value_max is not None:
        return "vague" if figure.numeral.form == "vague" else "range"
    return figure.unit.kind if figure.unit.kind != "count" else _count(figure)


def _count(figure: Figure) -> str:
    if figure.counted is not None and figure.counted.is_modifier:
        return "count, modifier"
    if figure.numeral.form == "words":
        return "count, one" if figure.value == 1 else "count, words"
    return "count, digits"


@cache
def _table() -> dict[str, float]:
    return {row["pattern"]: float(row["confidence"]) for row in rows("statistic_confidence")}
