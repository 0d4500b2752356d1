"""What the words around a figure make of it: an age, a bare number in an index."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsrows.extraction.statistics.lexicon import words
from newsrows.extraction.statistics.units import Unit

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure

_YEARS = Unit("year", "age")
_PERSON = Unit("person", "count")
_MORE = frozenset({"more", "than", "some", "another", "a", "an", "estimated", "roughly", "approximately", "as", "many"})
_GROWN = 16  # smaller numbers behind names are more often those of players
_AGED = frozenset({"aged", "age", "ages"})
_BETWEEN = frozenset(
    {
        "of",
        "between",
        "from",
        "over",
        "under",
        "at",
        "least",
        "about",
        "up",
        "to",
        "just",
        "only",
        "around",
        "nearly",
        "almost",
    }
)


def settled(tokens: Tokens, figure: Figure) -> Figure:
    """The figure as an age or as persons, where the words around it say so: 'aged 25', 'Roe, 25,', 'killed 12'."""
    if _is_harmed(tokens, figure):
        return replace(figure, unit=_PERSON)
    if figure.scale != 1 or not 0 < figure.value <= 105 or figure.numeral.form not in {"digits", "words"}:
        return figure
    if figure.unit is None or figure.unit.kind == "count":
        if _is_aged(tokens, figure) or _stands_behind_name(tokens, figure):
            return replace(figure, unit=_YEARS, counted=None, end=max(figure.number_end, figure.numeral.end))
    elif figure.unit.kind == "duration" and _is_aged(tokens, figure):
        return replace(figure, unit=Unit(figure.unit.name, "age"))
    return figure


def _is_harmed(tokens: Tokens, figure: Figure) -> bool:
    """'The blast killed 12 and injured at least 30': bare numbers of people."""
    if figure.unit is not None or figure.numeral.form not in {"digits", "words", "vague"} or figure.value <= 0:
        return False
    i = figure.first - 1
    while i > figure.first - 5 and i >= 0 and tokens.lower[i] in _BETWEEN | _MORE:
        i -= 1
    after = tokens.at(figure.number_end)
    is_alone = after >= len(tokens) or tokens.tags[after] in {".", ",", "CC", "IN", "WDT", ":"}
    return i >= 0 and is_alone and tokens.lower[i] in words("figure_words", "harm")


def _is_aged(tokens: Tokens, figure: Figure) -> bool:
    i = figure.first - 1
    for _ in range(4):
        if i < 0 or tokens.lower[i] in _AGED:
            break
        if tokens.lower[i] not in _BETWEEN:
            return False
        i -= 1
    return i >= 0 and tokens.lower[i] in _AGED


def _stands_behind_name(tokens: Tokens, figure: Figure) -> bool:
    """'Hague, 44, said', 'Nick Hague 44 has': a whole number behind a person's name, and a mark or a verb behind it."""
    i, after = figure.first, tokens.at(figure.number_end)
    if figure.unit is not None or not figure.numeral.is_bare or i < 2 or after >= len(tokens):
        return False
    if tokens.words[i - 1] == "(" and tokens.words[after] == ")":  # 'Jo Roe (53) was charged'; 'Roe (4)' is a player
        return figure.value >= _GROWN and _is_person(tokens, i - 2, 2)
    if tokens.words[i - 1] == ",":
        is_closed = tokens.words[after] in _CLOSING
        return is_closed and tokens.tags[i - 2] == "NNP" and not _is_place(tokens, i - 2)
    if tokens.lower[i - 1] in {"is", "was", "turned", "turns"}:  # 'his father, who is 70,'
        return tokens.lower[i - 2] in {"who", "he", "she"} and tokens.words[after] in _CLOSING
    is_followed = tokens.tags[after] in _VERBS
    return figure.value >= _GROWN and is_followed and tokens.tags[i - 1] == "NNP" and _is_person(tokens, i - 1, 2)


def _is_place(tokens: Tokens, last: int) -> bool:
    """Whether a name that is no person's ends at the token `last`: 'in Boston, 43,'."""
    return any(begin <= last < end and label != "person" for begin, end, label in tokens.entities)


def _is_person(tokens: Tokens, last: int, names: int) -> bool:
    """Whether a person's name of at least `names` words ends at the token `last` (or takes in the number behind it)."""
    return any(
        begin <= last < end <= last + 3 and last - begin + 1 >= names and label == "person"
        for begin, end, label in tokens.entities
    )


_CLOSING = frozenset({",", ".", ";", ")", "—", "–"})
_VERBS = frozenset({"VBD", "VBZ", "VBP", "MD", "WP"})
