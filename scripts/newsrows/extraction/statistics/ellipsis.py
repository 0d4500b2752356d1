"""Units and nouns that a figure leaves out because another figure has them: '31 plots by auction and 12 by lot'."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsrows.extraction.statistics.neighbours import word_before
from newsrows.extraction.statistics.units import Unit
from newsrows.lexicon import group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure

_AND_OR = re.compile(r"\s?-?,?\s?(?:and|or|&)\s$")
_COMMA = re.compile(r"-?,\s$")
_SUSPENDED_HYPHEN = re.compile(r"\s?[-–]\s?,?\s(?:(?:and|or|to)\s)?$")
_OPENING_BRACKET = re.compile(r"\s?\($")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OF_WHICH = (["of", "which"], ["of", "whom"])
_JOINS_CLAUSES = frozenset({"while", "and", "but", "with", "whereas"})
_NEAR_FIGURES = 4  # figures back to the subject
_REACH = 14  # tokens from a figure to one that leaves out its unit
_SAME_LINKS = frozenset({"is", "was", "at"})
_LINKS = group("figure_words", "links figures")


def with_unit_of_later(text: str, tokens: Tokens, figure: Figure, following: Sequence[Figure]) -> Figure:
    """The figure with the unit of a later one: 'four-, five- and six-cylinder', 'from 4.8 to 4.7 per cent'.

    Args:
        text: the text of the article.
        tokens: the parse of the article.
        figure: the figure.
        following: the figures behind it, in reading order.
    """
    if figure.unit is not None or figure.numeral.form not in {"digits", "words"}:
        return figure
    end, commas = figure.end, 0
    for other in following:
        gap = text[end : other.start]
        is_change = (word_before(tokens, figure), gap.strip()) in {("from", "to"), ("to", "from")}
        is_last = is_change or _AND_OR.match(gap) is not None
        if not (is_last or _SUSPENDED_HYPHEN.match(gap) or _COMMA.match(gap)):
            return figure
        commas += not is_last and not _SUSPENDED_HYPHEN.match(gap)
        if other.unit is not None:
            is_unfinished = other.unit.name.startswith("per ") or (commas and not is_last)
            return figure if is_unfinished else _with_unit_of(figure, other, value_in_scale_of(figure, other))
        end = other.end
    return figure


def value_in_scale_of(figure: Figure, later: Figure) -> float:
    """The value of a figure that shares the size of a later one: '$89 to $93 billion', 'four to five thousand'."""
    scale = later.scale * later.numeral.last_scale
    has_own = figure.scale != 1 or figure.numeral.last_scale != 1
    if has_own or scale == 1 or abs(figure.value) > abs(later.value / scale):
        return figure.value
    return float(f"{figure.value * scale:.15g}")


def with_unit_of_earlier(tokens: Tokens, figure: Figure, before: Sequence[Figure]) -> Figure:
    """The figure with the unit, and the counted noun, of an earlier one: '31 plots by auction and 12 by lot'.

    Args:
        tokens: the parse of the article.
        figure: the figure.
        before: the figures before it, in reading order.
    """
    counted = (
        _whole_of_part(tokens, figure, before)
        or _counted_before_others(tokens, figure, before)
        or _earlier_subject(tokens, figure, before)
    )
    if counted is not None:
        return _with_unit_of(figure, counted, figure.value)
    if not before or (figure.unit is not None and not figure.unit.name.startswith("per ")):
        return figure
    model = before[-2] if _ends_with_conversion(tokens, before) else before[-1]
    if model.unit is None or tokens.sentence_of(model.first_token) != tokens.sentence_of(figure.first_token):
        return figure
    if figure.unit is not None:  # 'per hour'
        return replace(figure, unit=Unit(f"{model.unit.name} {figure.unit.name}", "rate"), is_shared=True)
    if figure.numeral.form not in {"digits", "words"} or not _is_linked(tokens, model, figure):
        return figure
    return _with_unit_of(figure, model, figure.value)


def with_currency_of_earlier(
    text: str, tokens: Tokens, figure: Figure, following: Figure, before: Sequence[Figure]
) -> Figure:
    """The figure with the currency of an earlier sum, if a conversion follows it in brackets.

    In '5m yen ($36,000) for the car and 6m ($43,000) for the van', 6m is in yen.
    """
    is_sum = (
        following.unit is not None
        and following.unit.kind == "money"
        and _OPENING_BRACKET.match(text[figure.end : following.start])
    )
    if figure.unit is not None or not is_sum:
        return figure
    sentence = tokens.sentence_of(figure.first_token)
    for other in reversed(before):
        if tokens.sentence_of(other.first_token) != sentence:
            break
        if other.unit is not None and other.unit.kind == "money" and other.unit != following.unit:
            return replace(_with_unit_of(figure, other, figure.value), counted=None)
    return figure


def _ends_with_conversion(tokens: Tokens, before: Sequence[Figure]) -> bool:
    """Whether the last sum converts the one before it: what follows '4bn crowns ($0.4bn), down from' is in crowns."""
    if len(before) < 2:
        return False
    are_sums = all(figure.unit is not None and figure.unit.kind == "money" for figure in before[-2:])
    return are_sums and before[-2].unit != before[-1].unit and word_before(tokens, before[-1]) == "("


def _whole_of_part(tokens: Tokens, figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The figure that this one is a part of: '987 firms, of which 60 are abroad', '40 boats. Six of them sank'."""
    if figure.unit is not None or figure.numeral.form not in {"digits", "words", "vague"}:
        return None
    after = tokens.at(figure.number_end)
    words_before = tokens.lower[max(0, figure.first_token - 2) : figure.first_token]
    words_after = tokens.lower[after : after + 2]
    if words_before in _OF_WHICH:
        sentences_back = 0
    elif words_after in _OF_WHICH or words_after == ["of", "them"]:
        sentences_back = 1 if words_after[1] == "them" else 0
    elif tokens.deps[figure.first_token] in _SUBJECTS and _sentence_opens_with_of(tokens, figure):
        sentences_back = 0
    else:
        return None
    return _larger_count_before(tokens, figure, before, sentences_back)


def _sentence_opens_with_of(tokens: Tokens, figure: Figure) -> bool:
    """Whether the sentence begins as 'Of the 320 people tested, 48 were ill' does."""
    return tokens.lower[tokens.sentence_starts[tokens.sentence_of(figure.first_token)]] == "of"


def _larger_count_before(
    tokens: Tokens, figure: Figure, before: Sequence[Figure], sentences_back: int
) -> Figure | None:
    """The nearest earlier count that is not smaller than the figure, at most `sentences_back` sentences back."""
    sentence = tokens.sentence_of(figure.first_token)
    for other in reversed(before):
        if sentence - tokens.sentence_of(other.first_token) > sentences_back:
            return None
        if _counts_head_noun(other) and figure.value <= (other.value_max or other.value):
            return other
    return None


def _counted_before_others(tokens: Tokens, figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The figure before 'others' or 'more': 'four people died and 60 others', 'saved 700 sailors and then 200 more'."""
    after = tokens.at(figure.number_end)
    is_more = figure.unit is None and tokens.lower[after : after + 1] in (["more"], ["fewer"])
    following = tokens.tags[figure.last_token + 1 : figure.last_token + 2]
    is_others = tokens.lower[figure.last_token] == "others" and following != ["WP"]
    if not before or not (is_more or is_others):
        return None
    model = before[-1]
    is_near = 0 <= tokens.sentence_of(figure.first_token) - tokens.sentence_of(model.first_token) <= 1
    counts_people = model.unit is not None and model.unit.name == "person"  # 'killed seven and wounded 23 others'
    return model if is_near and (_counts_head_noun(model) or counts_people) else None


def _earlier_subject(tokens: Tokens, figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The counted subject before a bare one: '50 boats sailed, while 12 stayed'."""
    is_bare = figure.unit is None and figure.numeral.form in {"digits", "words"} and figure.scale == 1
    if not before or not is_bare or tokens.deps[figure.first_token] not in _SUBJECTS:
        return None
    after = tokens.at(figure.number_end)
    follows_verb = after < len(tokens) and tokens.tags[after].startswith(("VB", "MD"))
    is_clause = any(tokens.lower[i] in _JOINS_CLAUSES for i in (figure.first_token - 1,) if i >= 0)
    if not follows_verb or not is_clause:
        return None
    sentence = tokens.sentence_of(figure.first_token)
    for other in reversed(before[-_NEAR_FIGURES:]):
        if tokens.sentence_of(other.first_token) != sentence:
            return None
        counted = other.counted
        if counted is not None and not counted.is_modifier and tokens.deps[counted.token] in _SUBJECTS:
            return other
    return None


def _counts_head_noun(figure: Figure) -> bool:
    return figure.counted is not None and not figure.counted.is_modifier


def _is_linked(tokens: Tokens, model: Figure, figure: Figure) -> bool:
    """Whether the word before a figure links it to `model`: 'and', 'from ... to', 'compared to'."""
    if figure.first_token - model.last_token > _REACH or not _may_share_unit(tokens, model, figure):
        return False
    steps = 2 if word_before(tokens, figure) == "the" else 1  # 'compared to the 90 abroad'
    link = word_before(tokens, figure, steps)
    is_percent = model.unit is not None and model.unit.kind == "percent"
    if link in _SAME_LINKS and link == word_before(tokens, model):  # 'one is 84.75 cents, the other is 74.07'
        return _has_decimals(model) and _has_decimals(figure)
    if link == "on":  # 'the Reds are on 40 per cent and the Greens on six'
        return is_percent and word_before(tokens, model) == "on"
    if link == "to":
        return word_before(tokens, model) == "from" or word_before(tokens, figure, steps + 1) == "compared"
    return link in _LINKS and (link != "by" or is_percent)


def _has_decimals(figure: Figure) -> bool:
    return figure.numeral.form == "digits" and figure.numeral.value != int(figure.numeral.value)


def _may_share_unit(tokens: Tokens, model: Figure, figure: Figure) -> bool:
    """Whether a bare figure may have the unit of another one."""
    if model.counted is None:
        return tokens.deps[figure.first_token] not in _SUBJECTS  # 'it costs £4 and 32 is the number made'
    if model.counted.is_modifier:
        return False
    return figure.value == int(figure.value)  # 'threw 108 pitches and cut his average from 8.08 to 7.24'


def _with_unit_of(figure: Figure, model: Figure, value: float) -> Figure:
    """The figure with unit and counted noun of `model`; `value` is its value in that unit."""
    return replace(figure, unit=model.unit, value=value, counted=model.counted, is_shared=True)
