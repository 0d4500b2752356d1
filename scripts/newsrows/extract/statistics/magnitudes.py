"""Magnitudes behind a number: 'million', 'bn', the 'm' of '£6m'."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from newsrows.extract.statistics.lexicon import words
from newsrows.extract.statistics.surfaces import Surfaces
from newsrows.lexicon import rows

if TYPE_CHECKING:
    from newsrows.extract.statistics.figures import Passage
    from newsrows.extract.statistics.numerals import Numeral
    from newsrows.extract.tokens import Tokens

_JOINT = re.compile(r"[-‑]|[\s\u00a0]?")
_SYMBOL = re.compile(r"([\s\u00a0]?)([A-Za-z]{1,3})(?![\w])")
_SUM_BEHIND = re.compile(r"\s?\((?:[A-Z]{1,3}\s?)?[$£€¥]")
_MONEY_ONLY = frozenset({"b", "T", "tr", "cr", "mil", "MM"})
_CLOSING = frozenset({".", ",", ":", "-RRB-", "IN", "CC"})
_BACK = 8  # tokens in which the noun before 'm' is looked for
_REACH = 4  # tokens in which the noun behind 'm' is looked for


def times(value: float, scale: float) -> float:
    """`value` times `scale`, without what binary fractions add: 1.1 million is 1100000.0."""
    return value if scale == 1 else float(f"{value * scale:.15g}")


def scale_after(passage: Passage, numeral: Numeral, *, has_money: bool) -> tuple[float, int]:
    """The factor of the magnitude behind a number (1 if there is none) and where it ends."""
    scale, end = 1.0, numeral.end
    if numeral.form == "fraction" and numeral.value < 1 and passage.text[numeral.start].isalpha():
        return scale, end
    spelt, symbols = _tables()
    for _ in range(2):  # '3 hundred million'
        joint = _JOINT.match(passage.text, end, passage.limit)
        word = spelt.match(passage.text, joint.end() if joint else end, passage.limit)
        if word is None:
            break
        scale, end = scale * word[0], word[1]
    if scale == 1 and numeral.form in {"digits", "fraction"}:
        symbol = _SYMBOL.match(passage.text, end, passage.limit)
        factor = symbols.get(symbol[2]) if symbol else None
        if symbol and factor and _is_scale(passage.tokens, symbol, has_money=has_money):
            return factor, symbol.end()
    return scale, end


def _is_scale(tokens: Tokens, symbol: re.Match[str], *, has_money: bool) -> bool:
    """'£6m' and '35m people' are millions, 'the 100m final' is metres."""
    letters, is_apart = symbol[2], bool(symbol[1])
    if has_money:
        return not is_apart or letters not in {"k", "K", "T"}
    if letters in _MONEY_ONLY:
        return False
    if letters in {"k", "K"}:
        return not is_apart
    if letters in {"m", "M", "B"}:
        last = tokens.at(symbol.end() - 1)
        is_sum = _SUM_BEHIND.match(symbol.string, symbol.end())  # '6.2m ($43,000)'
        is_many = _precedes_things(tokens, last + 1) or _ends_tally(tokens, last)
        return is_many or is_sum is not None or (letters == "M" and not is_apart)
    return True


def _ends_tally(tokens: Tokens, last: int) -> bool:
    """'a population of 1.4m': millions at the end of a clause that begins with what is counted in them."""
    if last + 1 < len(tokens) and tokens.tags[last + 1] not in _CLOSING:
        return False
    begin = max(tokens.sentence_starts[tokens.sentence_of(last)], last - _BACK)
    return any(word in words("figure_words", "tally") for word in tokens.lower[begin:last])


def _precedes_things(tokens: Tokens, after: int) -> bool:
    """Whether a plural noun, a currency or 'of' follows: what a million is said of."""
    for i in range(after, min(after + _REACH, len(tokens))):
        lower, tag = tokens.lower[i], tokens.tags[i]
        if lower in words("figure_words", "metres"):
            return False
        if tag in {"NNS", "NNPS"} or (i == after and lower in {"of", "euro", "yen", "yuan", "people"}):
            return True
        if tag not in {"JJ", "NN", "NNP", "VBN", "JJR"}:
            return False
    return False


@cache
def _tables() -> tuple[Surfaces[float], dict[str, float]]:
    listed = rows("magnitudes")
    spelt = [(row["surface"], float(row["factor"])) for row in listed if row["place"] == "word"]
    return Surfaces([], spelt), {row["surface"]: float(row["factor"]) for row in listed if row["place"] == "symbol"}
