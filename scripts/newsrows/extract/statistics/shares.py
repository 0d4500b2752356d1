"""Figures that compare two numbers: 'one in five', '3 to 1', 'sixfold'."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsrows.extract.statistics import units
from newsrows.extract.statistics.digits import read_digits
from newsrows.extract.statistics.figures import Figure
from newsrows.extract.statistics.magnitudes import scale_after
from newsrows.extract.statistics.number_words import WORDS, read_words, to_number
from newsrows.extract.statistics.numerals import Numeral

if TYPE_CHECKING:
    from newsrows.extract.statistics.figures import Passage

_FOLD = re.compile(r"(\w+)-?fold\b", re.IGNORECASE)
_ODDS = re.compile(r"(?:\s|-)to(?:\s|-)(?:1|one)(?!\w|[.,]\d|%)", re.IGNORECASE)
_OUT_OF = re.compile(
    r"[\s-](?:in(?:\severy)?|out\sof(?:\severy)?|of\severy|of(?=\s(?:10|ten|100)\s))[\s-]", re.IGNORECASE
)
_SCORED = re.compile(r"\d[-–]$")
_BEGIN = re.compile(r"[^\W\d_]+|\d")
_ROUND_WHOLES = frozenset({500, 1e3, 1e4, 1e5, 1e6})


def fold(passage: Passage, at: int) -> Figure | None:
    """'sixfold', '10-fold': so many times."""
    found = _FOLD.match(passage.text, at, passage.limit)
    if found is None:
        return None
    value = float(found[1]) if found[1].isdecimal() else to_number(found[1])
    if value is None:
        return None
    start, end, tokens = found.start(), found.end(), passage.tokens
    numeral = Numeral(start, end, value, "fold")
    return Figure(numeral, start, end, end, value, tokens.at(start), tokens.at(end - 1), unit=units.named("time"))


def share(passage: Passage, figure: Figure) -> Figure | None:
    """The share that begins with `figure`: 'one in five' is 0.2, 'by 3 to 1' is 3."""
    if figure.scale != 1 or figure.start != figure.numeral.start or figure.numeral.form not in {"digits", "words"}:
        return None
    odds = _ODDS.match(passage.text, figure.end, passage.limit)
    if odds and figure.value > 1:
        return _as_share(passage, figure, figure.value, odds.end())
    joint = _OUT_OF.match(passage.text, figure.end, passage.limit)
    is_score = _SCORED.search(passage.text, max(0, figure.start - 4), figure.start)  # '228-9 in 50 overs'
    if joint is None or is_score or not _may_begin(passage.text, joint.end()):
        return None
    reader = read_words if passage.text[joint.end()].isalpha() else read_digits
    whole = reader(passage.text, joint.end(), passage.limit)
    if whole is None or whole.start < joint.end() or whole.form not in {"digits", "words"}:
        return None
    scale, end = scale_after(passage, whole, has_money=False)
    if not _is_share(figure.value, whole.value * scale) or units.unit_after(passage.text, end, passage.limit):
        return None  # 'three in five years'
    return _as_share(passage, figure, figure.value / (whole.value * scale), end)


def _as_share(passage: Passage, figure: Figure, value: float, end: int) -> Figure:
    numeral = replace(figure.numeral, form="share", is_bare=False)
    last = passage.tokens.at(end - 1)
    return replace(figure, end=end, number_end=end, value=value, numeral=numeral, last=last)


def _may_begin(text: str, at: int) -> bool:
    word = _BEGIN.match(text, at)
    return word is not None and (word.group().isdecimal() or word.group().lower() in WORDS)


def _is_share(part: float, whole: float) -> bool:
    """'three in five' but not 'one in 2019' or '8 in 13': wholes are small or round."""
    is_whole = whole <= 12 or (whole % 5 == 0 and whole <= 100) or whole in _ROUND_WHOLES
    return 0 < part < whole and part == int(part) and is_whole
