"""Figures that stand together: ranges, series that share a unit, rates, and scores."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsrows.extract.statistics.around import word_before
from newsrows.extract.statistics.elided import converted, like, recovered
from newsrows.extract.statistics.lexicon import words
from newsrows.extract.statistics.units import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsrows.extract.statistics.figures import Figure
    from newsrows.extract.tokens import Tokens

_TO = re.compile(r"\s?(?:[-–—‑]|-?\s?to\s?-?|[-–]to[-–])\s?$")
_DASH = re.compile(r"\s?[-–—‑]\s?$")
_AND = re.compile(r"\s?-?\s?and\s$")
_OR = re.compile(r"\s?-?\s?or\s$")
_AND_OR = re.compile(r"\s?-?,?\s?(?:and|or|&)\s$")
_COMMA = re.compile(r"-?,\s$")
_SUSPENDED = re.compile(r"\s?[-–]\s?,?\s(?:(?:and|or|to)\s)?$")
_PER_NUMBER = re.compile(r"\s(?:per|(?:for|in|out\sof|to)\s(?:every|each))\s")
_BASES = frozenset({10.0, 100.0, 1e3, 1e4, 1e5, 1e6})
_CLOSE = 3  # tokens from a verb to the figure that says by how much
_STEP = 5  # times: what rises from a figure to one that is larger than this rises by the first, to the second
_FAR = 20  # times: two bare numbers further apart than this are no range


def join(text: str, tokens: Tokens, figures: Sequence[Figure]) -> list[Figure]:
    """Put the figures of an article together, sentence by sentence; the order stays."""
    joined: list[Figure] = []
    pending = list(reversed(figures))
    while pending:
        figure = pending.pop()
        if pending and tokens.sentence_of(figure.first) == tokens.sentence_of(pending[-1].first):
            following = pending[-1]
            whole = as_range(text, tokens, figure, following)
            if whole:
                pending[-1] = whole
                continue
            if _is_score(text, tokens, figure, following):
                pending.pop()
                continue
            rate = _per_number(text, tokens, figure, following)
            if rate:
                pending[-1] = rate
                continue
            figure = _shared(text, tokens, figure, pending[::-1])
            figure = converted(text, tokens, figure, following, joined)
        joined.append(recovered(tokens, figure, joined))
    return joined


def _is_score(text: str, tokens: Tokens, one: Figure, other: Figure) -> bool:
    """'2-0 down', 'a 5-4 ruling', 'voted 310 to 267': two whole numbers, with nothing that they are measured in."""
    gap = text[one.end : other.start]
    if not (one.numeral.is_bare and other.numeral.is_bare):
        return False
    is_vote = gap == " to " and one.unit is None and other.unit is None and one.value > other.value
    if is_vote and word_before(tokens, one) in {"voted", "votes", "vote", "won", "lost", "by", ",", "of"}:
        return True
    if not _DASH.match(gap):
        return False
    if one.unit is not None or one.start != one.numeral.start or (other.unit and other.unit.kind != "count"):
        return False
    after = tokens.at(other.number_end)
    is_named = after < len(tokens) and tokens.lower[after] in words("figure_words", "score")
    return one.value >= other.value or other.unit is None or is_named


def _per_number(text: str, tokens: Tokens, figure: Figure, base: Figure) -> Figure | None:
    """'3.2 for every 1,000 births', 'seven cases per 100,000 people': a rate over a round number of things."""
    if not _PER_NUMBER.fullmatch(text[figure.end : base.start]) or base.value not in _BASES:
        return None
    if any(unit is not None and unit.kind != "count" for unit in (figure.unit, base.unit)):
        return None
    of = f"per {int(base.value)}" + (f" {base.unit.name}" if base.unit is not None else "")
    name = of if figure.unit is None else f"{figure.unit.name} {of}"
    return figure.up_to(tokens, base.end, Unit(name, "rate"))


def as_range(text: str, tokens: Tokens, low: Figure, high: Figure) -> Figure | None:
    """The range that two figures make: '15 to 22 miles', 'between 5 and 7 per cent', 'three or four years'."""
    gap = text[low.end : high.start]
    if len(gap) > 8 or not _one_unit(low, high) or low.value_max is not None or high.value_max is not None:
        return None
    if _is_score(text, tokens, low, high):
        return None
    start, end = _scaled(low, high), high.value
    if (start >= end and abs(start) >= abs(end)) or not _is_ranged(tokens, gap, low, start, end):
        return None
    unit = high.unit or low.unit
    if unit is None and (_DASH.match(gap) or _OR.match(gap) or _FAR * abs(start) < abs(end)) and high.scale == 1:
        return None  # 'up 1/8 to 48'
    least, most = sorted((start, end))  # 'minus 20C to minus 30C' begins with its upper end
    return replace(
        high,
        start=low.start,
        first=low.first,
        numeral=replace(high.numeral, start=low.numeral.start),
        value=least,
        value_max=most,
        unit=unit,
        bound="range",
    )


def _is_ranged(tokens: Tokens, gap: str, low: Figure, start: float, end: float) -> bool:
    before = word_before(tokens, low)
    if before == "between" or (before == "of" and "between" in tokens.lower[max(0, low.first - 5) : low.first]):
        return bool(_AND.match(gap) or _TO.match(gap))
    if _OR.match(gap):
        return end <= 2 * start or end - start <= 1
    if not _TO.match(gap):
        return False
    moved = tokens.lower[max(0, low.first - _CLOSE) : low.first]
    if abs(end) > _STEP * abs(start) and any(word in words("figure_words", "moves") for word in moved):
        return False  # 'fell by 24,000 to 1.4 million'
    if before == "to" and "from" in tokens.lower[max(0, low.first - 5) : low.first]:  # 'from 160 to 180 to 200'
        return False
    return before != "from" or _spans(tokens, low)


def _spans(tokens: Tokens, low: Figure) -> bool:
    """'prices range from $5 to $7': a range; 'rose from 12 to 15': two values."""
    begin = max(tokens.sentence_starts[tokens.sentence_of(low.first)], low.first - 6)
    return any(word in words("figure_words", "span") for word in tokens.lower[begin : low.first])


def _one_unit(low: Figure, high: Figure) -> bool:
    if low.unit is None:
        return True
    if high.unit is None:  # '$160 to 180'
        has_sign = low.unit.kind == "money" and low.start != low.numeral.start
        return (has_sign or low.unit.kind == "age") and high.numeral.is_bare
    if low.unit.kind == "count" and low.counted and low.counted.is_modifier:
        return low.unit.name == high.unit.name
    return (
        high.unit.name == low.unit.name
        or high.unit.name.startswith(low.unit.name + " per ")
        or ({low.unit.kind, high.unit.kind} == {"duration", "age"} and low.unit.name == high.unit.name)
    )


def _scaled(low: Figure, high: Figure) -> float:
    """'$89 to $93 billion' begins at 89 billion."""
    if low.scale != 1 or high.scale == 1 or abs(low.value) > abs(high.value / high.scale):
        return low.value
    return float(f"{low.value * high.scale:.15g}")


def _shared(text: str, tokens: Tokens, figure: Figure, following: Sequence[Figure]) -> Figure:
    """A figure with the unit of a later one: 'four-, five- and six-cylinder', 'from 4.8 to 4.7 per cent'."""
    if figure.unit is not None or figure.numeral.form not in {"digits", "words"}:
        return figure
    end, commas = figure.end, 0
    for other in following:
        gap = text[end : other.start]
        is_change = (word_before(tokens, figure), gap.strip()) in {("from", "to"), ("to", "from")}
        is_last = is_change or _AND_OR.match(gap) is not None
        if not (is_last or _SUSPENDED.match(gap) or _COMMA.match(gap)):
            return figure
        commas += not is_last and not _SUSPENDED.match(gap)
        if other.unit is not None:
            is_open = other.unit.name.startswith("per ") or (commas and not is_last)
            value = _scaled(figure, other)
            return figure if is_open else like(figure, other, value)
        end = other.end
    return figure
