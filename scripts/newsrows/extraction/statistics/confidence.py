"""The probability that a row of the statistics is right, estimated for each pattern of figure."""

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
"""All values of `pattern`."""


def confidence(figure: Figure) -> float:
    """The probability that value, bound and unit of a figure are right (0 to 1).

    It is read from `lexicon/en/statistic_confidence.csv`: for each pattern, the share of right rows among judged rows
    after adding one right and one wrong row (Laplace's rule of succession). The script
    `scripts/maintain/fit_statistic_confidence.py` writes that table.
    """
    return _confidence_of_pattern()[pattern(figure)]


def pattern(figure: Figure) -> str:
    """The pattern of a figure, one of `PATTERNS`: how it was read, as far as that predicts errors."""
    if figure.unit is None:
        return "share" if figure.numeral.form in {"fraction", "share"} else "no unit"
    if figure.is_shared:
        return "shared unit"
    if figure.value_max is not None:
        return "vague" if figure.numeral.form == "vague" else "range"
    return figure.unit.kind if figure.unit.kind != "count" else _pattern_of_count(figure)


def _pattern_of_count(figure: Figure) -> str:
    if figure.counted is not None and figure.counted.is_modifier:
        return "count, modifier"
    if figure.numeral.form == "words":
        return "count, one" if figure.value == 1 else "count, words"
    return "count, digits"


@cache
def _confidence_of_pattern() -> dict[str, float]:
    return {row["pattern"]: float(row["confidence"]) for row in rows("statistic_confidence")}
