"""Combine figures that belong together: ranges and rates become one figure, series share a unit, scores are dropped."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsrows.extraction.statistics.change import NOUNS_OF_CHANGE, VERBS_OF_CHANGE
from newsrows.extraction.statistics.ellipsis import (
    value_in_scale_of,
    with_currency_of_earlier,
    with_unit_of_earlier,
    with_unit_of_later,
)
from newsrows.extraction.statistics.neighbours import word_before
from newsrows.extraction.statistics.units import Unit
from newsrows.lexicon import group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure


# Figures that may share the unit of the last one.
_LONGEST_SERIES = 24
_TO = re.compile(r"\s?(?:[-–—‑]|-?\s?to\s?-?|[-–]to[-–])\s?$", re.IGNORECASE)
_UP_TO = re.compile(r"\sup\sto\s$")
_STROKE = re.compile(r"/$")
_SIGN = re.compile(r"[-−–+]|minus", re.IGNORECASE)
_DASH = re.compile(r"\s?[-–—‑]\s?$")
_AND = re.compile(r"\s?-?\s?and\s$")
_OR = re.compile(r"\s?-?\s?or\s$")
_PER_NUMBER = re.compile(r"\s(?:per|(?:for|in|out\sof|to)\s(?:every|each))\s")
_RATE_BASES = frozenset({10.0, 100.0, 1e3, 1e4, 1e5, 1e6})
_LONGEST_GAP = 8  # characters between the two ends of a range
_PREPOSITION_REACH = 5  # tokens from 'from' or 'between' to the lower end of a range
_RANGE_WORD_REACH = 6  # tokens from a word such as 'ranges' to the lower end
_FROM_REACH = 4  # tokens from 'from' to the lower end: 'from the current 12'
_LONG_CHANGE_REACH = 12  # tokens from a word of change to 'from': 'cut the price of a ticket from 12 to 9'
_CHANGE_REACH = 3  # tokens from a verb of change to the figure that says by how much
_LARGEST_RATIO_OF_CHANGE = 5  # behind a verb of change, upper ends further away are results: 'fell by 24,000 to 1.4m'
_LARGEST_RATIO_OF_OR = 1.5  # '10 or 15 people' is a range, '10 or 20 people' is not
_LARGEST_RATIO_WITHOUT_UNIT = 20  # two bare numbers with a larger ratio are not a range
_BEFORE_VOTE = group("figure_words", "before a vote")
_AFTER_SCORE = group("figure_words", "after a score")
_RANGE_WORDS = group("figure_words", "range word")
_ENDS_CLAUSE = frozenset({";", ":", "who", "which", "while", "but", "because"})


def combine(text: str, tokens: Tokens, figures: Sequence[Figure]) -> list[Figure]:
    """Combine the figures of an article, sentence by sentence; the order stays the same."""
    combined: list[Figure] = []
    pending = list(reversed(figures))
    while pending:
        figure = pending.pop()
        if pending and tokens.sentence_of(figure.first_token) == tokens.sentence_of(pending[-1].first_token):
            following = pending[-1]
            if _is_score(text, tokens, figure, following):
                pending.pop()
                continue
            merged = _as_range(text, tokens, figure, following) or _as_rate(text, tokens, figure, following)
            if merged:
                pending[-1] = merged
                continue
            figure = with_unit_of_later(text, tokens, figure, pending[: -_LONGEST_SERIES - 1 : -1])
            figure = with_currency_of_earlier(text, tokens, figure, following, combined)
        combined.append(with_unit_of_earlier(tokens, figure, combined))
    return combined


def _is_score(text: str, tokens: Tokens, one: Figure, other: Figure) -> bool:
    """Whether two whole numbers are a score or the result of a vote: '2-0 down', 'a 5-4 ruling', 'voted 310 to 267'."""
    gap = text[one.end : other.start]
    if not (one.numeral.is_digits_only and other.numeral.is_digits_only):
        return False
    is_vote = gap == " to " and one.unit is None and other.unit is None and one.value > other.value
    if is_vote and word_before(tokens, one) in _BEFORE_VOTE:
        return True
    if not _DASH.match(gap):
        return False
    if one.unit is not None or one.start != one.numeral.start or (other.unit and other.unit.kind != "count"):
        return False
    after = tokens.at(other.number_end)
    is_named = after < len(tokens) and tokens.lower[after] in _AFTER_SCORE
    return one.value >= other.value or other.unit is None or is_named


def _as_rate(text: str, tokens: Tokens, figure: Figure, base: Figure) -> Figure | None:
    """The rate over a round number: '3.2 for every 1,000 births', 'seven cases per 100,000 people'."""
    if not _PER_NUMBER.fullmatch(text[figure.end : base.start]) or base.value not in _RATE_BASES:
        return None
    if any(unit is not None and unit.kind != "count" for unit in (figure.unit, base.unit)):
        return None
    per_base = f"per {int(base.value)}" + (f" {base.unit.name}" if base.unit is not None else "")
    name = per_base if figure.unit is None else f"{figure.unit.name} {per_base}"
    return figure.with_unit(tokens, base.end, Unit(name, "rate"))


def _as_range(text: str, tokens: Tokens, low: Figure, high: Figure) -> Figure | None:
    """The range of two figures: '15 to 22 miles', 'between 5 and 7 per cent', 'three or four years'."""
    gap = text[low.end : high.start]
    if len(gap) > _LONGEST_GAP or low.value_max is not None or high.value_max is not None:
        return None
    if not _have_same_unit(low, high):
        return None
    start, end = value_in_scale_of(low, high), high.value
    is_separate = high.start != high.numeral.start and not _SIGN.match(text, high.start)
    if start >= end and abs(start) >= abs(end):
        return None
    if not _are_ends_of_range(tokens, gap, low, (start, end), is_separate=is_separate):
        return None
    unit = high.unit or low.unit
    is_doubtful = _DASH.match(gap) or _OR.match(gap) or _LARGEST_RATIO_WITHOUT_UNIT * abs(start) < abs(end)
    if unit is None and is_doubtful and high.scale == 1:
        return None  # 'up 1/8 to 48'
    least, most = sorted((start, end))  # 'minus 20C to minus 30C' begins with its upper end
    return replace(
        high,
        start=low.start,
        first_token=low.first_token,
        numeral=replace(high.numeral, start=low.numeral.start),
        value=least,
        value_max=most,
        unit=unit,
        bound="range",
    )


def _are_ends_of_range(
    tokens: Tokens, gap: str, low: Figure, values: tuple[float, float], *, is_separate: bool
) -> bool:
    """Whether the words before and between two values make a range of them, not a change or a step.

    `is_separate`: whether the second value has a currency sign of its own.
    """
    start, end = values
    before = word_before(tokens, low)
    near = tokens.lower[max(0, low.first_token - _PREPOSITION_REACH) : low.first_token]
    if before == "between" or (before == "of" and "between" in near):
        return bool(_AND.match(gap) or _TO.match(gap))
    if _OR.match(gap):  # 'three or four', but 'a 7- or 8-inch pipe', '£8 or £9' and '25k or 40k' are two figures
        return not is_separate and "-" not in gap and (end <= _LARGEST_RATIO_OF_OR * start or end - start <= 1)
    if _STROKE.match(gap):  # '$7/$9'
        return is_separate and end > start
    origin = _from_before(tokens, low)
    if origin is not None:
        is_range = start == 0 or _follows_range_word(tokens, origin) or not _follows_change(tokens, origin)
        return is_range and (_TO.match(gap) or _UP_TO.match(gap)) is not None
    return _TO.match(gap) is not None and not _is_step_or_result(tokens, gap, low, (start, end))


def _is_step_or_result(tokens: Tokens, gap: str, low: Figure, values: tuple[float, float]) -> bool:
    """Whether the value behind 'to' is a result: 'fell by 24,000 to 1.4 million', 'from 160 to 180 to 200'."""
    start, end = values
    verbs = tokens.lower[max(0, low.first_token - _CHANGE_REACH) : low.first_token]
    if abs(end) > _LARGEST_RATIO_OF_CHANGE * abs(start) and any(word in VERBS_OF_CHANGE for word in verbs):
        return True
    near = tokens.lower[max(0, low.first_token - _PREPOSITION_REACH) : low.first_token]
    return word_before(tokens, low) == "to" and "from" in near and not _DASH.match(gap)


def _from_before(tokens: Tokens, low: Figure) -> int | None:
    """The token 'from' before a figure: 'from 12', 'from the current 12'."""
    first = tokens.at(low.outer_start) - 1
    floor = tokens.sentence_starts[tokens.sentence_of(low.first_token)]
    for i in range(first, max(floor, first - _FROM_REACH) - 1, -1):
        if tokens.lower[i] == "from":
            return i
        if tokens.tags[i] not in {"DT", "JJ", "RB", "IN", "$", "PRP$"}:
            return None
    return None


def _follows_range_word(tokens: Tokens, origin: int) -> bool:
    """Whether 'from' follows a word that begins a range: 'prices range from $5 to $7'."""
    sentence_start = tokens.sentence_starts[tokens.sentence_of(origin)]
    begin = max(sentence_start, origin - _RANGE_WORD_REACH)
    return any(word in _RANGE_WORDS for word in tokens.lower[begin:origin])


def _follows_change(tokens: Tokens, origin: int) -> bool:
    """Whether 'from' gives the value before a change: 'rose from 12 to 15', 'raises the limit for children from'."""
    sentence_start = tokens.sentence_starts[tokens.sentence_of(origin)]
    for i in range(origin - 1, max(sentence_start, origin - _LONG_CHANGE_REACH) - 1, -1):
        word = tokens.lower[i]
        if word in _ENDS_CLAUSE:
            return False
        if word in VERBS_OF_CHANGE or word in NOUNS_OF_CHANGE:
            return True
    return False


def _have_same_unit(low: Figure, high: Figure) -> bool:
    """Whether the ends of a range have the same unit, or one of them leaves it out."""
    if low.unit is None:
        return True
    if high.unit is None:  # '$160 to 180'
        has_sign = low.unit.kind == "money" and low.start != low.numeral.start
        return (has_sign or low.unit.kind == "age") and high.numeral.is_digits_only
    if low.unit.kind == "count" and low.counted and low.counted.is_modifier:
        return low.unit.name == high.unit.name
    return high.unit.name == low.unit.name or high.unit.name.startswith(low.unit.name + " per ")
