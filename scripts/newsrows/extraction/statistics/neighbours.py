"""Words and tokens next to a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure

_LONGEST_BRACKET = 6  # tokens


def word_before(tokens: Tokens, figure: Figure, steps: int = 1) -> str:
    """The word `steps` tokens before a figure and its currency, in lower case; '' before the sentence begins."""
    last = figure.first_token - 1
    while last >= 0 and tokens.starts[last] >= figure.start:
        last -= 1
    i = last - steps + 1
    return tokens.lower[i] if i >= tokens.sentence_starts[tokens.sentence_of(figure.first_token)] else ""


def word_after(tokens: Tokens, figure: Figure) -> str:
    """The word behind a figure's number and magnitude, in lower case; '' at the end of the article."""
    i = token_after(tokens, figure)
    return tokens.lower[i] if i < len(tokens) else ""


def token_after(tokens: Tokens, figure: Figure) -> int:
    """Index of the token behind a figure's number and magnitude."""
    return tokens.at(figure.number_end)


def after_bracket(tokens: Tokens, i: int) -> int:
    """Index of the token behind the bracket that opens at token `i`; `i` itself if no bracket opens there."""
    if tokens.words[i : i + 1] != ["("]:
        return i
    return next((j + 1 for j in range(i, min(i + _LONGEST_BRACKET, len(tokens))) if ")" in tokens.words[j]), i)


def syntactic_head(tokens: Tokens, figure: Figure) -> int:
    """Index of the token of a figure that the figure's other tokens depend on."""
    for i in range(figure.first_token, figure.last_token + 1):
        head = tokens.heads[i]
        if head == i or not figure.first_token <= head <= figure.last_token:
            return i
    return figure.last_token
