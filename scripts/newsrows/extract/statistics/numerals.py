"""Numbers as they are written: in digits, in words, as fractions, and vaguely ('dozens')."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

from text_to_num import text2num

Form = Literal["digits", "words", "fraction", "share", "vague", "fold"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the text, half-open; `value_max` is the upper end of a vague one ('tens of thousands').

    `is_bare` says that it is a run of digits and nothing else, as a year is.
    """

    start: int
    end: int
    value: float
    form: Form
    value_max: float | None = None
    is_bare: bool = False


_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]
_SCALE = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15,
    "lakh": 1e5, "crore": 1e7, "dozen": 12.0, "score": 20.0,
}  # fmt: skip
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "twentieth": 20, "hundredth": 100, "hundredths": 100,
    "thousandth": 1000,
}  # fmt: skip
_VAGUE = {
    "dozens": 12.0,
    "tens": 10.0,
    "hundreds": 1e2,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
}

WORDS = frozenset([*_SMALL, *_PARTS, *_VAGUE, *(word for word in _SCALE if word != "score")])
"""Lower-case words that a number can begin with."""

_GROUPED = "[,\u00a0\u2009\u202f]"  # no-break, thin and narrow spaces group digits too
_DIGITS = re.compile(
    rf"(?:\d{{1,3}}(?:{_GROUPED}\d{{3}})+(?!\d)|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)|\d+)(?:[.·]\d+)?|\.\d+"
)
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}(?=\s?(?:%|per\scent|percent|million|billion))")  # '19,3%'
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?![\d,.-])")  # '200 000 people'
_PART_OF = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}
_FRACTION = re.compile(r"(?:(\d+)[ -])?(\d+)[/⁄](\d+)(?![\d/⁄])")
_VULGAR = re.compile(r"(\d+)?\s?([¼-¾⅐-⅞])")
_UNIT = "(?:one|two|three|four|five|six|seven|eight|nine)"
_TEENS = "(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_BELOW_100 = rf"(?:{_TENS}(?:[-\s]{_UNIT})?|{_TEENS}|{_UNIT})"
_BELOW_1000 = rf"(?:(?:(?:{_BELOW_100}|an?)[-\s])?hundred(?:(?:\s+and)?[-\s]{_BELOW_100})?|{_BELOW_100})"
_LARGE = "(?:thousand|million|billion|trillion|quadrillion)"
_WORD_NUMBER = re.compile(
    rf"(?:zero|(?:(?:{_BELOW_1000}|an?)[-\s])?{_LARGE}(?:,?(?:\s+and)?[-\s]{_BELOW_1000}(?:[-\s]{_LARGE})?)*"
    rf"|{_BELOW_1000})(?!\w)",
    re.IGNORECASE,
)
_DOZEN = re.compile(rf"(?:(half)(?:[-\s]an?)?[-\s]|an?\s|({_BELOW_100})[-\s])?(?:half[-\s])?dozen(?!\w)", re.IGNORECASE)
_HALF_SCALE = re.compile(
    r"(?:(half|quarter)(?:\sof)?(?:\san?)?|(three)[-\s]quarters?(?:\sof\sa)?)[-\s](hundred|thousand|million|billion|trillion)(?!\w)",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(r"(?:\s|-)and(?:\s|-)an?(?:\s|-)(half|quarter|third)(?!\w)", re.IGNORECASE)
_PART = re.compile(rf"(?:({_BELOW_100})[-\s])?({'|'.join(sorted(_PARTS, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
_VAGUELY = re.compile(
    r"(?:(tens|dozens|hundreds|thousands|millions)\s+(?:and\s\w+\s)?of\s+)?(dozens|hundreds|thousands|millions|billions|trillions)(?!\w)",
    re.IGNORECASE,
)
_ARTICLE_BEFORE = re.compile(r"\b(?:half[-\s])?an?[-\s]$", re.IGNORECASE)
_SEVERAL_BEFORE = re.compile(r"\b(?:several|a\s(?:good\s)?few|many|(?:a\s)?couple(?:\sof)?)\s$", re.IGNORECASE)


def read_numeral(text: str, start: int, limit: int) -> Numeral | None:
    """The number that begins at `start`, or just before it ('a million' is asked for at 'million').

    Args:
        text: the article's text.
        start: where a digit, a decimal point or one of `WORDS` stands.
        limit: the number ends at or before this offset.
    """
    if not text[start].isalpha():
        return _read_digits(text, start, limit)
    return _read_words(text, start, limit)


def to_number(words: str) -> float | None:
    """The value of a number in words ('twenty-eight thousand'), None if they are none."""
    plain = " ".join(words.lower().replace("-", " ").replace(",", " ").split())
    for article in ("a ", "an "):
        plain = plain.replace(f" {article}", " one ")
        if plain.startswith(article):
            plain = "one " + plain[len(article) :]
    if plain.startswith(("hundred", "thousand", "million", "billion", "trillion", "quadrillion")):
        plain = "one " + plain
    return _text2num(plain)


@cache
def _text2num(plain: str) -> float | None:
    try:
        return float(text2num(plain, "en"))
    except ValueError:
        return None


def _read_digits(text: str, start: int, limit: int) -> Numeral | None:
    vulgar = _VULGAR.match(text, start, limit)
    if vulgar:
        return Numeral(start, vulgar.end(), float(vulgar[1] or 0) + unicodedata.numeric(vulgar[2]), "fraction")
    fraction = _FRACTION.match(text, start, limit)
    if fraction and 1 < int(fraction[3]) <= 100 and int(fraction[2]) < int(fraction[3]):
        part = int(fraction[2]) / int(fraction[3])
        return Numeral(start, fraction.end(), float(fraction[1] or 0) + part, "fraction")
    comma = _DECIMAL_COMMA.match(text, start, limit)
    if comma:
        return Numeral(start, comma.end(), float(comma.group().replace(",", ".")), "digits")
    digits = _SPACED.match(text, start, limit) or _DIGITS.match(text, start, limit)
    if digits is None:
        return None
    written = digits.group()
    value = float(re.sub(_GROUPED, "", written).replace(" ", "").replace("·", "."))
    half = _AND_A_HALF.match(text, digits.end(), limit) if written.isdigit() else None
    if half:  # '13 and a half years'
        return Numeral(start, half.end(), value + _PART_OF[half[1].lower()], "digits")
    return Numeral(start, digits.end(), value, "digits", is_bare=written.isdigit())


def _read_words(text: str, start: int, limit: int) -> Numeral | None:
    for reader in (_read_vague, _read_dozen, _read_half_scale, _read_part, _read_word_number):
        numeral = reader(text, start, limit)
        if numeral:
            return numeral
    return None


def _read_vague(text: str, start: int, limit: int) -> Numeral | None:
    """'hundreds' is from 100 to 1,000, 'tens of thousands' from 10,000 to 100,000; 'dozens' is no fewer than 12."""
    found = _VAGUELY.match(text, start, limit)
    if found:
        low = _VAGUE[found[2].lower()] * (_VAGUE[found[1].lower()] if found[1] else 1.0)
        return Numeral(start, found.end(), low, "vague", None if found[2].lower() == "dozens" else 10 * low)
    behind = _SEVERAL_BEFORE.search(text, max(0, start - 14), start)
    scale = re.compile(r"hundred|thousand|million|billion|dozen").match(text.lower(), start, limit) if behind else None
    if behind and scale:
        low = _SCALE[scale.group()]
        if "couple" in behind.group().lower():
            return Numeral(behind.start(), scale.end(), 2 * low, "words")
        return Numeral(behind.start(), scale.end(), low, "vague", None if low == 12 else 10 * low)
    return None


def _read_dozen(text: str, start: int, limit: int) -> Numeral | None:
    begin = _with_article(text, start)
    found = _DOZEN.match(text, begin, limit)
    if found is None:
        return None
    count = (to_number(found[2]) or 1.0) if found[2] else 1.0
    half = 0.5 if "half" in found.group().lower() else 1.0
    return Numeral(begin, found.end(), 12 * count * half, "words")


def _read_half_scale(text: str, start: int, limit: int) -> Numeral | None:
    """'half a million', 'a quarter of a million', 'three quarters of a billion'."""
    found = _HALF_SCALE.match(text, start, limit)
    if found is None:
        return None
    share = 0.75 if found[2] else {"half": 0.5, "quarter": 0.25}[found[1].lower()]
    return Numeral(_with_article(text, start), found.end(), share * _SCALE[found[3].lower()], "words")


def _read_part(text: str, start: int, limit: int) -> Numeral | None:
    """'two-thirds', 'a third', 'one fourth', 'half'."""
    found = _PART.match(text, start, limit)
    if found is None:
        return None
    parts = _PARTS[found[2].lower()]
    count = to_number(found[1]) if found[1] else 1.0
    if count is None or ((count > 1) != found[2].lower().endswith(("s", "halves")) and parts != 2):
        return None
    if count >= parts:
        return None
    begin = start if found[1] else _with_article(text, start)
    if not found[1] and begin == start and parts != 2:
        return None
    return Numeral(begin, found.end(), count / parts, "fraction")


def _read_word_number(text: str, start: int, limit: int) -> Numeral | None:
    begin = _with_article(text, start)
    found = _WORD_NUMBER.match(text, begin, limit) or _WORD_NUMBER.match(text, start, limit)
    if found is None:
        return None
    value = to_number(found.group())
    if value is None:
        return None
    end = found.end()
    more = _AND_A_HALF.match(text, end, limit)
    if more:
        value += _PART_OF[more[1].lower()] * (_SCALE.get(re.split(r"[\s-]", found.group().lower())[-1], 1.0))
        end = more.end()
    return Numeral(found.start(), end, value, "words")


def _with_article(text: str, start: int) -> int:
    before = _ARTICLE_BEFORE.search(text, max(0, start - 8), start)
    return before.start() if before else start
