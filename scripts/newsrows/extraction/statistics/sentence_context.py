"""The figures of a sentence: what belongs to them, and what they may measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsrows.extraction.statistics.lexicon import words
from newsrows.extraction.statistics.units import Unit

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure


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


# The words next to a figure, inside its sentence.


def word_before(tokens: Tokens, figure: Figure, steps: int = 1) -> str:
    """The word `steps` tokens before the figure and its currency, in lower case; '' at the sentence's edge."""
    last = figure.first - 1
    while last >= 0 and tokens.starts[last] >= figure.start:
        last -= 1
    i = last - steps + 1
    return tokens.lower[i] if i >= tokens.sentence_starts[tokens.sentence_of(figure.first)] else ""


def token_after(tokens: Tokens, figure: Figure) -> int:
    """Index of the token behind the figure's number and magnitude."""
    return tokens.at(figure.number_end)


def word_after(tokens: Tokens, figure: Figure) -> str:
    """The word behind the figure's number and magnitude, in lower case; '' at the end of the article."""
    i = token_after(tokens, figure)
    return tokens.lower[i] if i < len(tokens) else ""


def is_plain_count(figure: Figure) -> bool:
    """Whether the figure has no unit, or a counted noun as its unit."""
    return figure.unit is None or figure.unit.kind == "count"


def is_code(figure: Figure) -> bool:
    """Whether the number could be a name: whole, without commas, sign, currency and magnitude ('787', 'one')."""
    return (
        figure.value_max is None
        and figure.scale == 1
        and figure.start == figure.numeral.start
        and (figure.numeral.is_bare or figure.numeral.form == "words")
    )
