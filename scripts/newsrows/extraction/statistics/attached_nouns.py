"""Nouns that a construction next to a figure says to be measured, wherever the parse attaches the figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extraction.statistics.change import NOUNS_OF_CHANGE, VERBS_OF_CHANGE
from newsrows.extraction.statistics.counted_nouns import NOUNS, noun_from
from newsrows.lexicon import group

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure, SentenceFigures

_NAMES = frozenset({"NNP", "NNPS"})
_PHRASE_TAGS = NOUNS | {"DT", "JJ", "CC", "HYPH", "POS", "PRP$", "VBN", "VBG", "CD"}
_JOINS = frozenset({"and", "with", "while", ",", "but", "or"})
_BEFORE_GAPPED = frozenset({"by", "to", "at", "on", "between", "from"})
_BEFORE_FIGURE_TAGS = frozenset({"IN", "TO", "RB"})
_PARTICIPLE_REACH = 2  # words between a participle and its figure: 'located just over'
_GAP_REACH = 9  # tokens of 'and fats and oils between'
_PERIODS = group("figure_words", "period") | group("figure_words", "month")
_PARTICIPLES = group("figure_words", "participle of measure")
_LEVELS = group("figure_words", "given as a level")
_NAME_PREPOSITIONS = frozenset({"with", "in", "for", "from", "to", "on", "at", "by", "against", "of", "over"})


def noun_at_figure(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> int | None:
    """The noun that the words next to a figure join to it, None if they join none."""
    if figure.counted is not None:
        return None
    found = (
        _noun_behind_off(tokens, figure),
        _noun_before_participle(tokens, figure),
        _gapped_subject(tokens, figure, sentence),
        _level_before_at(tokens, figure),
    )
    return next((noun for noun in found if noun is not None), None)


def noun_above_name(tokens: Tokens, noun: int) -> int:
    """'surplus' for 'Peru' in 'a surplus with Peru of $6bn', 'clinic' in 'the clinic in York (43%)'."""
    preposition = tokens.heads[noun]
    above = tokens.heads[preposition]
    is_inside = tokens.deps[noun] == "pobj" and tokens.lower[preposition] in _NAME_PREPOSITIONS
    return above if is_inside and tokens.tags[noun] in _NAMES and tokens.tags[above] in NOUNS else noun


def _noun_behind_off(tokens: Tokens, figure: Figure) -> int | None:
    """'journey' in 'cut two minutes off the journey'."""
    i = figure.last_token + 1
    is_amount = figure.unit is not None and figure.unit.kind in {"duration", "money", "percent"}  # not 'a mile off'
    is_off = i + 2 < len(tokens) and tokens.lower[i] == "off" and tokens.tags[i + 1] in {"DT", "PRP$"}
    return noun_from(tokens, i + 2) if is_amount and is_off else None


def _noun_before_participle(tokens: Tokens, figure: Figure) -> int | None:
    """'claims' in 'claims, ranging from $200 to $4m', 'mill' in 'the mill, located only 400 metres from here'."""
    before = tokens.at(figure.outer_start) - 1
    floor = max(tokens.sentence_starts[tokens.sentence_of(figure.first_token)] + 1, before - _PARTICIPLE_REACH)
    while before > floor and tokens.tags[before] in _BEFORE_FIGURE_TAGS:
        before -= 1
    if before < floor or tokens.lower[before] not in _PARTICIPLES:
        return None
    head = tokens.heads[before]
    noun = before - 2 if tokens.words[before - 1] == "," else before - 1
    if tokens.tags[head] in NOUNS and head < before and tokens.tags[noun] != "NNS":
        return head
    return noun if noun >= floor - 1 and tokens.tags[noun] in NOUNS else None


def _gapped_subject(tokens: Tokens, figure: Figure, sentence: SentenceFigures) -> int | None:
    """'oils' in 'milk will rise by 5% and fats and oils by 6%': the verb of the earlier figure is left out."""
    end = tokens.at(figure.outer_start)
    last = end - 1
    if figure.unit is None or figure.unit.kind not in {"percent", "money"} or last < 1:
        return None
    if tokens.lower[last] in _BEFORE_GAPPED:
        last -= 1
    floor = max(tokens.sentence_starts[tokens.sentence_of(figure.first_token)], last - _GAP_REACH)
    if tokens.lower[last] in VERBS_OF_CHANGE | NOUNS_OF_CHANGE:  # 'and bread rise by 6%', tagged as nouns
        return None
    if tokens.tags[last] not in NOUNS or tokens.lower[last] in _PERIODS or last in sentence.tokens:
        return None
    first = last
    while first > floor and tokens.tags[first - 1] in _PHRASE_TAGS and first - 1 not in sentence.tokens:
        first -= 1
    while first > floor and tokens.lower[first - 1] == "," and first - 1 not in sentence.tokens:
        first -= 1
    is_behind_figure = first - 1 in sentence.tokens and tokens.lower[first] in _JOINS
    return last if is_behind_figure and first < last else None


def _level_before_at(tokens: Tokens, figure: Figure) -> int | None:
    """'levels' in 'were found with mercury levels at 3 parts per million'."""
    i = tokens.at(figure.outer_start) - 2
    is_level = i >= 0 and tokens.lower[i + 1] == "at" and tokens.lower[i] in _LEVELS
    return i if is_level else None
