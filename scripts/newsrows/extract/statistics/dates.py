"""Numbers that are days and years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extract.statistics.around import is_plain_count, token_after, word_after, word_before
from newsrows.extract.statistics.lexicon import words

if TYPE_CHECKING:
    from newsrows.extract.statistics.figures import Figure
    from newsrows.extract.tokens import Tokens

_PLURAL = frozenset({"NNS", "NNPS"})
_ROUND = 100  # 'some 2000 men': a round number before a plural is a count, '2018 figures' are of a year


def is_day(tokens: Tokens, figure: Figure) -> bool:
    """'March 19', '1 September', 'Oct. 31', 'Friday 13', 'July 24/25', '24/25 July'."""
    if figure.numeral.form == "fraction" and tokens.words[figure.first][:1].isdigit():
        is_behind_month = word_before(tokens, figure) in words("figure_words", "month")
        return is_behind_month or _is_month(tokens, token_after(tokens, figure))
    if not figure.numeral.is_bare or not 1 <= figure.value <= 31 or not is_plain_count(figure) or figure.scale != 1:
        return False
    i = token_after(tokens, figure)
    if i < len(tokens) and tokens.lower[i] in words("figure_words", "month"):
        return _is_month(tokens, i)
    before = word_before(tokens, figure)
    if before in {".", "the"}:
        before = word_before(tokens, figure, 2)
    return before in words("figure_words", "month") or before in words("figure_words", "weekday")


def _is_month(tokens: Tokens, i: int) -> bool:
    """Whether the token names a month: 'May', not 'may'."""
    is_name = i < len(tokens) and tokens.lower[i] in words("figure_words", "month") and tokens.words[i][0].isupper()
    return is_name and (tokens.lower[i] != "may" or tokens.tags[i] == "NNP")


def is_year(tokens: Tokens, figure: Figure) -> bool:
    """'in 2019', 'the 1988 film', 'its 2018 level', 'A.D. 1000'; '2000 people' are none."""
    eras = words("figure_words", "era")
    if word_before(tokens, figure) in eras or word_after(tokens, figure) in eras:
        return True
    if not _looks_like_year(figure):
        return False
    before = word_before(tokens, figure)
    dated = before in words("figure_words", "year preposition")
    if before in words("figure_words", "month") or (before in {",", "."} and word_before(tokens, figure, 2).isdigit()):
        return True
    if figure.counted is None:
        return dated or 1300 <= figure.value <= 2100
    if tokens.tags[figure.counted.token] not in _PLURAL:
        return figure.value >= 1300
    return 1700 <= figure.value <= 2060 and _dates_plural(figure, before, dated=dated)


def _looks_like_year(figure: Figure) -> bool:
    return (
        figure.numeral.is_bare
        and figure.numeral.end - figure.numeral.start == 4
        and figure.scale == 1
        and figure.start == figure.numeral.start
        and is_plain_count(figure)
        and 1000 <= figure.value <= 2199
    )


def _dates_plural(figure: Figure, before: str, *, dated: bool) -> bool:
    """'2018 sales', 'the 2000 elections'; but 'some 1800 men', 'about 2016 people'."""
    if before in words("figure_words", "bound ending"):
        return False
    return figure.value % _ROUND != 0 or dated or before in {"the", "its", "their"}
