"""Figures that stand together: ranges, series that share a unit, and figures whose unit is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

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
_SERIES = re.compile(r"-?,?\s(?:and\s|or\s|&\s)?$|\s?-?\s(?:and|or|to)\s$")
_SUSPENDED = re.compile(r"\s?[-–]\s?,?\s(?:(?:and|or|to)\s)?$")
_LINKS = frozenset(["and", "or", "but", "to", "from", "with", "than", "against", "versus", "vs", "v", "by", "compared"])


def join(text: str, tokens: Tokens, figures: Sequence[Figure]) -> list[Figure]:
    """Put the figures of an article together, sentence by sentence; the order stays."""
    joined: list[Figure] = []
    pending = list(figures)
    while pending:
        figure = pending.pop(0)
        if pending and tokens.sentence_of(figure.first) == tokens.sentence_of(pending[0].first):
            whole = as_range(text, tokens, figure, pending[0])
            if whole:
                pending[0] = whole
                continue
            figure = _shared(text, tokens, figure, pending)
        joined.append(_recovered(text, tokens, figure, joined))
    return joined


def as_range(text: str, tokens: Tokens, low: Figure, high: Figure) -> Figure | None:
    """The range that two figures make: '15 to 22 miles', 'between 5 and 7 per cent', 'three or four years'."""
    gap = text[low.end : high.start]
    if len(gap) > 8 or not _one_unit(low, high) or low.value_max is not None or high.value_max is not None:
        return None
    start, end = _scaled(low, high), high.value
    if abs(start) >= abs(end) or not _is_ranged(tokens, gap, low, start, end):
        return None
    unit = high.unit or low.unit
    if unit is None and (_DASH.match(gap) or _OR.match(gap)) and high.scale == 1:
        return None
    return replace(
        high,
        start=low.start,
        first=low.first,
        numeral=replace(high.numeral, start=low.numeral.start),
        value=start,
        value_max=end,
        unit=unit,
        bound="range",
    )


def _is_ranged(tokens: Tokens, gap: str, low: Figure, start: float, end: float) -> bool:
    before = _word_before(tokens, low)
    if before == "between":
        return bool(_AND.match(gap) or _TO.match(gap))
    if _OR.match(gap):
        return end <= 2 * start or end - start <= 1
    if not _TO.match(gap):
        return False
    return before != "from" or _spans(tokens, low)


def _spans(tokens: Tokens, low: Figure) -> bool:
    """'prices range from $5 to $7': a range; 'rose from 12 to 15': two values."""
    begin = max(tokens.sentence_starts[tokens.sentence_of(low.first)], low.first - 6)
    return any(word in words("figure_words", "span") for word in tokens.lower[begin : low.first])


def _word_before(tokens: Tokens, figure: Figure) -> str:
    last = figure.first - 1
    while last >= 0 and tokens.starts[last] >= figure.start:
        last -= 1
    return tokens.lower[last] if last >= 0 else ""


def _one_unit(low: Figure, high: Figure) -> bool:
    if low.unit is None or high.unit is None:
        return True
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
    """A figure with the unit of the one behind it: 'four-, five- and six-cylinder', 'from 4.8 to 4.7 per cent'."""
    if figure.unit is not None or figure.numeral.form == "fraction":
        return figure
    previous_end, scaled = figure.end, figure
    for other in following:
        gap = text[previous_end : other.start]
        is_change = gap.strip() == "to" and _word_before(tokens, figure) == "from"
        if not (_SUSPENDED.match(gap) or is_change or (_SERIES.match(gap) and _is_plain(figure))):
            return figure
        if other.unit is not None:
            if other.unit.kind == "rate" and other.unit.name.startswith("per "):
                return figure
            value = _scaled(figure, other)
            return replace(scaled, unit=other.unit, value=value, counted=other.counted, is_shared=True)
        previous_end = other.end
    return figure


def _is_plain(figure: Figure) -> bool:
    return figure.numeral.form in {"digits", "words"} and figure.scale == 1


def _recovered(text: str, tokens: Tokens, figure: Figure, before: Sequence[Figure]) -> Figure:
    """A figure with the unit of the one before it: '435 homes by open sale and 187 by tender'."""
    if not before or (figure.unit is not None and not figure.unit.name.startswith("per ")):
        return figure
    model = before[-1]
    if model.unit is None or tokens.sentence_of(model.first) != tokens.sentence_of(figure.first):
        return figure
    if figure.unit is not None:
        return replace(figure, unit=Unit(f"{model.unit.name} {figure.unit.name}", "rate"), is_shared=True)
    if figure.numeral.form in {"fraction", "vague"} or not _is_linked(tokens, model, figure):
        return figure
    return replace(figure, unit=model.unit, counted=model.counted, is_shared=True)


def _is_linked(tokens: Tokens, model: Figure, figure: Figure) -> bool:
    link = _word_before(tokens, figure)
    if link not in _LINKS or figure.first - model.last > 14:
        return False
    if link == "to":
        return _word_before(tokens, model) == "from"
    return link != "by" or (model.unit is not None and model.unit.kind == "percent")
