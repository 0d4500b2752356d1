"""The figures of a sentence: what belongs to them, and what they may measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsrows.extract.statistics.lexicon import words
from newsrows.extract.statistics.units import Unit

if TYPE_CHECKING:
    from newsrows.extract.statistics.figures import Figure
    from newsrows.extract.tokens import Tokens


_NO_THINGS = ("leads to a figure", "period", "month", "weekday")


_AGE = Unit("year", "age")
_BRACKET = 6  # tokens in which a bracket is closed


@dataclass(frozen=True, slots=True)
class Setting:
    """The tokens of a sentence's figures, so that none is taken for what another one measures, and what they count.

    `aged`: the last token of a person named by age ('65-year-old') -> where that begins.
    """

    taken: frozenset[int]
    counted: frozenset[int]
    aged: dict[int, int]

    @classmethod
    def of(cls, tokens: Tokens, figures: list[Figure]) -> Setting:
        """The tokens of all `figures`, without the nouns that they count."""
        return cls(
            taken=frozenset(i for figure in figures for i in own(tokens, figure)),
            counted=frozenset(figure.counted.token for figure in figures if figure.counted is not None),
            aged={
                f.last: f.first for f in figures if f.unit == _AGE and tokens.lower[f.last].endswith(("old", "olds"))
            },
        )


def own(tokens: Tokens, figure: Figure) -> frozenset[int]:
    """The figure's tokens without what it counts: of '1,100 rejected cases' the number alone."""
    if figure.goods is not None:
        end = tokens.at(figure.number_end)
    elif figure.counted is None:
        end = figure.last + 1
    else:
        end = figure.counted.token + 1 if figure.counted.is_modifier else tokens.at(figure.number_end)
    return frozenset(range(tokens.at(figure.outer_start), end))


def may_be_measured(tokens: Tokens, noun: int, figure: Figure, setting: Setting) -> bool:
    """No figure, and no word that only leads to a figure: 'a total of', 'under the age of'."""
    if noun in setting.taken or figure.first <= noun <= figure.last:
        return False
    return not any(tokens.lower[noun] in words("figure_words", group) for group in _NO_THINGS)


def top_of(tokens: Tokens, figure: Figure) -> int:
    """The token of the figure that the rest of it hangs on."""
    for i in range(figure.first, figure.last + 1):
        head = tokens.heads[i]
        if head == i or not figure.first <= head <= figure.last:
            return i
    return figure.last


def past_bracket(tokens: Tokens, i: int) -> int:
    """The token behind the bracket that opens at token `i`, or `i` where none does."""
    if tokens.words[i : i + 1] != ["("]:
        return i
    return next((j + 1 for j in range(i, min(i + _BRACKET, len(tokens))) if ")" in tokens.words[j]), i)
