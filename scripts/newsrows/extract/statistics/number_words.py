"""Numbers in words: 'twenty-eight thousand', 'half a million', 'two-thirds', 'a dozen', 'tens of thousands'."""

from __future__ import annotations

import re
from functools import cache

from text_to_num import text2num

from newsrows.extract.statistics.digits import and_a_half
from newsrows.extract.statistics.numerals import Numeral
from newsrows.lexicon import column, rows


def _values(group: str) -> dict[str, float]:
    return {row["word"]: float(row["value"]) for row in rows("number_words") if row["group"] == group}


def _any(group: str) -> str:
    return f"(?:{'|'.join(sorted(_values(group), key=len, reverse=True))})"


_SCALES = _values("scale")
_PARTS = _values("part")
_VAGUE = _values("vague")
WORDS = column("number_words", "word")
"""Lower-case words that a number can begin with."""

_BELOW_100 = rf"(?:{_any('ten')}(?:[-\s]{_any('unit')})?|{_any('teen')}|{_any('unit')})"
_BELOW_1000 = rf"(?:(?:(?:{_BELOW_100}|an?)[-\s])?hundred(?:(?:\s+and)?[-\s]{_BELOW_100})?|{_BELOW_100})"
_LARGE = "(?:thousand|million|billion|trillion|quadrillion)"
_NUMBER = re.compile(
    rf"(?:zero|(?:(?:{_BELOW_1000}|an?)[-\s])?{_LARGE}(?:,?(?:\s+and)?[-\s]{_BELOW_1000}(?:[-\s]{_LARGE})?)*"
    rf"|{_BELOW_1000})(?!\w)",
    re.IGNORECASE,
)
_DOZEN = re.compile(rf"(?:(half)(?:[-\s]an?)?[-\s]|an?\s|({_BELOW_100})[-\s])?(?:half[-\s])?dozen(?!\w)", re.IGNORECASE)
_HALF_SCALE = re.compile(
    rf"(?:(half|quarter)(?:\sof)?(?:\san?)?|(three)[-\s]quarters?(?:\sof\sa)?)[-\s](hundred|{_LARGE})(?!\w)",
    re.IGNORECASE,
)
_PART = re.compile(rf"(?:({_BELOW_100})[-\s])?({_any('part')})(?!\w)", re.IGNORECASE)
_VAGUELY = re.compile(
    r"(?:(tens|dozens|hundreds|thousands|millions)\s+(?:and\s\w+\s)?of\s+)?"
    r"(dozens|hundreds|thousands|millions|billions|trillions)(?!\w)",
    re.IGNORECASE,
)
_SCALE = re.compile(r"(?:hundred|thousand|million|billion|dozen)(?!\w)", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"\b(?:half[-\s])?an?[-\s]$", re.IGNORECASE)
_SEVERAL_BEFORE = re.compile(r"\b(?:several|a\s(?:good\s)?few|many|(?:a\s)?couple(?:\sof)?)\s$", re.IGNORECASE)
_REACH_BACK = 14  # characters: 'a couple of dozen'


def read_words(text: str, start: int, limit: int) -> Numeral | None:
    """The number that begins at the word at `start`, or just before it ('a million' is asked for at 'million')."""
    for reader in (_read_vague, _read_dozen, _read_half_scale, _read_part, _read_number):
        numeral = reader(text, start, limit)
        if numeral:
            return numeral
    return None


def to_number(words: str) -> float | None:
    """The value of a number in words ('twenty-eight thousand'), None if they are none."""
    plain = [word for word in re.split(r"[\s,-]+", words.lower()) if word]
    plain = ["one" if word in {"a", "an"} else word for word in plain]
    if plain and plain[0] in _SCALES:
        plain.insert(0, "one")
    return _text2num(" ".join(plain))


@cache
def _text2num(plain: str) -> float | None:
    try:
        return float(text2num(plain, "en"))
    except ValueError:
        return None


def _read_vague(text: str, start: int, limit: int) -> Numeral | None:
    """'hundreds' is from 100 to 1,000, 'tens of thousands' from 10,000 to 100,000; 'dozens' is no fewer than 12."""
    found = _VAGUELY.match(text, start, limit)
    if found:
        low = _VAGUE[found[2].lower()] * (_VAGUE[found[1].lower()] if found[1] else 1.0)
        return Numeral(start, found.end(), low, "vague", None if found[2].lower() == "dozens" else 10 * low)
    behind = _SEVERAL_BEFORE.search(text, max(0, start - _REACH_BACK), start)
    scale = _SCALE.match(text, start, limit) if behind else None
    if behind is None or scale is None:
        return None
    low = _SCALES[scale.group().lower()]
    if "couple" in behind.group().lower():
        return Numeral(behind.start(), scale.end(), 2 * low, "words")
    return Numeral(behind.start(), scale.end(), low, "vague", None if low == _SCALES["dozen"] else 10 * low)


def _read_dozen(text: str, start: int, limit: int) -> Numeral | None:
    begin = _with_article(text, start)
    found = _DOZEN.match(text, begin, limit)
    if found is None:
        return None
    count = (to_number(found[2]) or 1.0) if found[2] else 1.0
    half = 0.5 if "half" in found.group().lower() else 1.0
    return Numeral(begin, found.end(), _SCALES["dozen"] * count * half, "words")


def _read_half_scale(text: str, start: int, limit: int) -> Numeral | None:
    """'half a million', 'a quarter of a million', 'three quarters of a billion'."""
    found = _HALF_SCALE.match(text, start, limit)
    if found is None:
        return None
    share = 0.75 if found[2] else {"half": 0.5, "quarter": 0.25}[found[1].lower()]
    return Numeral(_with_article(text, start), found.end(), share * _SCALES[found[3].lower()], "words")


def _read_part(text: str, start: int, limit: int) -> Numeral | None:
    """'two-thirds', 'a third', 'one fourth', 'half'; a part without a count or an article is an ordinal."""
    found = _PART.match(text, start, limit)
    if found is None:
        return None
    parts, is_half = _PARTS[found[2].lower()], _PARTS[found[2].lower()] == 2
    count = to_number(found[1]) if found[1] else 1.0
    begin = start if found[1] else _with_article(text, start)
    if count is None or count >= parts or (not is_half and (count > 1) != found[2].lower().endswith("s")):
        return None
    if not found[1] and begin == start and not is_half:
        return None
    return Numeral(begin, found.end(), count / parts, "fraction")


def _read_number(text: str, start: int, limit: int) -> Numeral | None:
    found = _NUMBER.match(text, _with_article(text, start), limit) or _NUMBER.match(text, start, limit)
    value = to_number(found.group()) if found else None
    if found is None or value is None:
        return None
    more = and_a_half(text, found.end(), limit)
    if more is None:
        return Numeral(found.start(), found.end(), value, "words")
    last = re.split(r"[\s-]", found.group().lower())[-1]  # 'a million and a half' is 1.5 million
    return Numeral(found.start(), more[1], value + more[0] * _SCALES.get(last, 1.0), "words")


def _with_article(text: str, start: int) -> int:
    before = _ARTICLE_BEFORE.search(text, max(0, start - _REACH_BACK), start)
    return before.start() if before else start
