"""What the words around a figure make of it: an age, a bare number in an index."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsrows.extract.statistics.units import Unit

if TYPE_CHECKING:
    from newsrows.extract.statistics.figures import Figure
    from newsrows.extract.tokens import Tokens

_YEARS = Unit("year", "age")
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
    """The figure as an age, where the words around it say so: 'aged 25 to 54', 'Jamie Armstrong, 25,'."""
    if figure.scale != 1 or not 0 < figure.value <= 120 or figure.numeral.form not in {"digits", "words"}:
        return figure
    if figure.unit is None or figure.unit.kind == "count":
        if _is_aged(tokens, figure) or _stands_behind_name(tokens, figure):
            return replace(figure, unit=_YEARS, counted=None, end=max(figure.number_end, figure.numeral.end))
    elif figure.unit.kind == "duration" and _is_aged(tokens, figure):
        return replace(figure, unit=Unit(figure.unit.name, "age"))
    return figure


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
    """'Hague, 44, said': a whole number between a name's comma and the next mark."""
    i, after = figure.first, tokens.at(figure.number_end)
    return (
        figure.unit is None
        and figure.numeral.is_bare
        and i >= 2
        and tokens.words[i - 1] == ","
        and tokens.tags[i - 2] == "NNP"
        and 1 <= figure.value <= 115
        and after < len(tokens)
        and tokens.words[after] in {",", ".", ";", ")", "—", "–"}
        and any(
            begin < i and i - 2 < end and label == "PERSON"
            for begin, end, label in tokens.entities
            if end >= i - 2 and begin < i
        )
    )
