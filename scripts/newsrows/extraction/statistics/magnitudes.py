"""Read the magnitude behind a number: 'million', 'bn', the 'm' of '£6m', which means metres in 'the 100m final'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsrows.extraction.statistics.figures import Numeral
from newsrows.extraction.statistics.phrase_matcher import PhraseMatcher
from newsrows.lexicon import column, group, rows

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Passage

_JOINT = re.compile(r"[-‑]|[\s\u00a0]?")
_SYMBOL = re.compile(r"([\s\u00a0]?)([A-Za-z]{1,3})(?![\w])")
_SUM_IN_BRACKETS = re.compile(r"\s?\((?:[A-Z]{1,3}\s?)?[$£€¥]")
_TAGS_AFTER_TALLY = frozenset({".", ",", ":", "-RRB-", "IN", "CC"})
_TALLY_REACH = 8  # tokens from 'population' to the 'm' of '1.4m'
_COUNTED_REACH = 6  # tokens from the 'm' of '35m' to what is counted
_TALLIES = group("figure_words", "tally")
_METRES = group("figure_words", "metres")
_AFTER_MILLIONS = group("figure_words", "after millions")


def times(value: float, scale: float) -> float:
    """`value` times `scale`, rounded to 15 digits so that 1.1 million is exactly 1100000.0."""
    return value if scale == 1 else float(f"{value * scale:.15g}")


def read_magnitude(passage: Passage, numeral: Numeral, *, has_money: bool) -> tuple[float, int]:
    """The factor of the magnitude behind a number and the offset behind it; 1 and the number's end without one."""
    scale, end = 1.0, numeral.end
    if numeral.form == "fraction" and numeral.value < 1 and passage.text[numeral.start].isalpha():
        return scale, end
    magnitudes = _magnitudes()
    for _ in range(2):  # '3 hundred million'
        joint = _JOINT.match(passage.text, end, passage.limit)
        word = magnitudes.words.match(passage.text, joint.end() if joint else end, passage.limit)
        if word is None:
            break
        scale, end = scale * word[0], word[1]
    if scale == 1 and numeral.form in {"digits", "fraction"}:
        symbol = _SYMBOL.match(passage.text, end, passage.limit)
        factor = magnitudes.symbols.get(symbol[2]) if symbol else None
        if symbol and factor and _is_magnitude(passage.tokens, symbol, has_money=has_money):
            return factor, symbol.end()
    return scale, end


def _is_magnitude(tokens: Tokens, symbol: re.Match[str], *, has_money: bool) -> bool:
    """Whether a symbol is a magnitude: '£6m' and '35m people' are millions, 'the 100m final' is metres."""
    letters, is_apart = symbol[2], bool(symbol[1])
    if has_money:
        return not is_apart or letters not in {"k", "K", "T"}
    if letters in _magnitudes().money_symbols:
        return False
    if letters in {"k", "K"}:
        return not is_apart
    if letters in {"m", "M", "B"}:
        last = tokens.at(symbol.end() - 1)
        is_sum = _SUM_IN_BRACKETS.match(symbol.string, symbol.end())  # '6.2m ($43,000)'
        is_count = _precedes_counted(tokens, last + 1) or _ends_tally(tokens, last)
        return is_count or is_sum is not None or (letters == "M" and not is_apart)
    return True


def _ends_tally(tokens: Tokens, last: int) -> bool:
    """Whether a clause with a noun such as 'population' ends at the token `last`: 'a population of 1.4m'."""
    if last + 1 < len(tokens) and tokens.tags[last + 1] not in _TAGS_AFTER_TALLY:
        return False
    begin = max(tokens.sentence_starts[tokens.sentence_of(last)], last - _TALLY_REACH)
    return any(word in _TALLIES for word in tokens.lower[begin:last])


def _precedes_counted(tokens: Tokens, after: int) -> bool:
    """Whether a plural noun, a currency or 'of' follows at the token `after`, so that 'm' means million."""
    for i in range(after, min(after + _COUNTED_REACH, len(tokens))):
        lower, tag = tokens.lower[i], tokens.tags[i]
        if lower in _METRES:
            return False
        if tag in {"NNS", "NNPS"} or (i == after and lower in _AFTER_MILLIONS):
            return True
        if tag not in {"JJ", "NN", "NNP", "VBN", "JJR"} and not (i > after and lower in {"and", "or", ","}):
            return False
    return False


@dataclass(frozen=True, slots=True)
class _Magnitudes:
    """The words and symbols of magnitudes.csv with their factors; `money_symbols` count only behind a currency."""

    words: PhraseMatcher[float]
    symbols: dict[str, float]
    money_symbols: frozenset[str]


@cache
def _magnitudes() -> _Magnitudes:
    listed = rows("magnitudes")
    return _Magnitudes(
        words=PhraseMatcher([], [(row["surface"], float(row["factor"])) for row in listed if row["place"] == "word"]),
        symbols={row["surface"]: float(row["factor"]) for row in listed if row["place"] != "word"},
        money_symbols=column("magnitudes", "surface", place="money symbol"),
    )
