"""Figures that stand together: ranges, series that share a unit, rates, and scores."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsrows.extraction.statistics.lexicon import words
from newsrows.extraction.statistics.sentence_context import word_before
from newsrows.extraction.statistics.units import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure


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


# Figures whose unit or counted noun is left out, since it stands with a figure before them.

_BRACKET = re.compile(r"\s?\($")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WHOLES = (["of", "which"], ["of", "whom"])
_REACH = 14  # tokens from a figure to one that leaves out its unit


def recovered(tokens: Tokens, figure: Figure, before: Sequence[Figure]) -> Figure:
    """A figure with the unit of the one before it: '31 plots by auction and 12 by lot'."""
    whole = _whole_of_part(tokens, figure, before) or _others(tokens, figure, before)
    if whole is not None:
        return like(figure, whole, figure.value)
    if not before or (figure.unit is not None and not figure.unit.name.startswith("per ")):
        return figure
    model = before[-2] if _is_conversion(tokens, before) else before[-1]
    if model.unit is None or tokens.sentence_of(model.first) != tokens.sentence_of(figure.first):
        return figure
    if figure.unit is not None:
        return replace(figure, unit=Unit(f"{model.unit.name} {figure.unit.name}", "rate"), is_shared=True)
    if figure.numeral.form not in {"digits", "words"} or not _is_linked(tokens, model, figure):
        return figure
    return like(figure, model, figure.value)


def _is_conversion(tokens: Tokens, before: Sequence[Figure]) -> bool:
    """Whether the last sum is another's in brackets: what follows '4bn crowns ($0.4bn), down from' is in crowns."""
    if len(before) < 2:
        return False
    sums = all(figure.unit is not None and figure.unit.kind == "money" for figure in before[-2:])
    return sums and before[-2].unit != before[-1].unit and word_before(tokens, before[-1]) == "("


def _whole_of_part(tokens: Tokens, figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """'987 firms, of which 60 are abroad', '40 boats. Six of them sank': the figure whose noun this one leaves out."""
    if figure.unit is not None or figure.numeral.form not in {"digits", "words", "vague"}:
        return None
    after = tokens.at(figure.number_end)
    ahead = tokens.lower[max(0, figure.first - 2) : figure.first]
    behind = tokens.lower[after : after + 2]
    if ahead in _WHOLES:
        reach = 0
    elif behind in _WHOLES or behind == ["of", "them"]:
        reach = 1 if behind[1] == "them" else 0
    elif tokens.deps[figure.first] in _SUBJECTS and _opens_with_of(tokens, figure):
        reach = 0
    else:
        return None
    return _counted_before(tokens, figure, before, reach)


def _opens_with_of(tokens: Tokens, figure: Figure) -> bool:
    """Whether the sentence begins as 'Of the 320 people tested, 48 were ill' does."""
    return tokens.lower[tokens.sentence_starts[tokens.sentence_of(figure.first)]] == "of"


def _counted_before(tokens: Tokens, figure: Figure, before: Sequence[Figure], reach: int) -> Figure | None:
    """The nearest count before a figure that is not smaller, at most so many sentences back."""
    here = tokens.sentence_of(figure.first)
    for other in reversed(before):
        if here - tokens.sentence_of(other.first) > reach:
            return None
        if (
            other.counted is not None
            and not other.counted.is_modifier
            and figure.value <= (other.value_max or other.value)
        ):
            return other
    return None


def _others(tokens: Tokens, figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """'four people died and 60 others were hurt', 'saved 700 sailors and then 200 more': more of what was counted."""
    after = tokens.at(figure.number_end)
    is_more = figure.unit is None and tokens.lower[after : after + 1] == ["more"]
    is_others = tokens.lower[figure.last] == "others" and tokens.tags[figure.last + 1 : figure.last + 2] != ["WP"]
    if not before or not (is_more or is_others):
        return None
    model = before[-1]
    is_near = 0 <= tokens.sentence_of(figure.first) - tokens.sentence_of(model.first) <= 1
    return model if is_near and model.counted is not None and not model.counted.is_modifier else None


def _is_linked(tokens: Tokens, model: Figure, figure: Figure) -> bool:
    if figure.first - model.last > _REACH or not _is_alike(tokens, model, figure):
        return False
    steps = 2 if word_before(tokens, figure) == "the" else 1  # 'compared to the 90 abroad'
    link = word_before(tokens, figure, steps)
    is_percent = model.unit is not None and model.unit.kind == "percent"
    if link == "on":  # 'the Reds are on 40 per cent and the Greens on six'
        return is_percent and word_before(tokens, model) == "on"
    if link == "to":
        return word_before(tokens, model) == "from" or word_before(tokens, figure, steps + 1) == "compared"
    return link in words("figure_words", "link") and (link != "by" or is_percent)


def _is_alike(tokens: Tokens, model: Figure, figure: Figure) -> bool:
    """Whether a bare figure may be in what another one is in."""
    if model.counted is None:
        return tokens.deps[figure.first] not in _SUBJECTS  # 'it costs £4 and 32 is the number made'
    if model.counted.is_modifier:
        return False
    return figure.value == int(figure.value)  # 'threw 108 pitches and cut his average from 8.08 to 7.24'


def converted(text: str, tokens: Tokens, figure: Figure, following: Figure, before: Sequence[Figure]) -> Figure:
    """'5m yen ($36,000) for the car and 6m ($43,000) for the van': a sum whose currency stands before."""
    is_sum = (
        following.unit is not None
        and following.unit.kind == "money"
        and _BRACKET.match(text[figure.end : following.start])
    )
    if figure.unit is not None or not is_sum:
        return figure
    here = tokens.sentence_of(figure.first)
    for other in reversed(before):
        if tokens.sentence_of(other.first) != here:
            break
        if other.unit is not None and other.unit.kind == "money" and other.unit != following.unit:
            return replace(like(figure, other, figure.value), counted=None)
    return figure


def like(figure: Figure, model: Figure, value: float) -> Figure:
    """The figure with the unit, and the counted noun, of another one; `value` is its value in that unit."""
    return replace(figure, unit=model.unit, value=value, counted=model.counted, is_shared=True)
