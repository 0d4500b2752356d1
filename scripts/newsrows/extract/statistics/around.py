"""The words next to a figure, inside its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsrows.extract.statistics.figures import Figure
    from newsrows.extract.tokens import Tokens


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
