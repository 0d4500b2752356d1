"""Figures whose unit or counted noun is left out, since it stands with a figure before them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsrows.extract.statistics.around import word_before
from newsrows.extract.statistics.lexicon import words
from newsrows.extract.statistics.units import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsrows.extract.statistics.figures import Figure
    from newsrows.extract.tokens import Tokens

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
