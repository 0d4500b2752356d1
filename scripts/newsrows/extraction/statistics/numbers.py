"""Read the number at an offset: in digits, in words or as a fraction. magnitudes.py reads the 'million' behind it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from text_to_num import text2num

from newsrows.extraction.statistics.figures import Numeral
from newsrows.lexicon import column, rows

# Numbers in digits: grouped by commas, points or spaces, decimals, fractions

_GROUPED = "[,'’\u00a0\u2009\u202f ]"  # apostrophes and no-break, thin and narrow spaces group digits too
_DIGITS = re.compile(
    r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)|\d{1,3}(?:['’]\d{3})+(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d+)(?:[.·]\d+)?|\.\d+"
)
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}(?=\s?(?:%|per\scent|percent|million|billion))")  # '19,3%'
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})*(?: \d00|(?: \d{3})(?! [A-Z]))(?![\d,-]|\.\d|s\b)")  # '200 000 people'
_POWER = re.compile(r"(?:\s?[x×*]\s?10\s?(?:\^|\*\*)?\s?([-−–]?\d{1,3})(?!\d))|(?:\s?[x×*]\s?10([⁻]?[⁰¹²³⁴-⁹]+))")
_TEN_TO_A_POWER = re.compile(r"10(?:(?:\^|\*\*)([-−–]?\d{1,2})(?!\d)|([⁻]?[⁰¹²³⁴-⁹]+))")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−–", "0123456789---")
_FRACTION = re.compile(r"(?:(\d+)[ -])?(\d+)[/⁄](\d+)(?![\d/⁄])")
_LARGEST_DENOMINATOR = 1000
_DECIMALS = re.compile(r"[.·](\d+)$")
_FRACTION_SIGN = re.compile(r"[¼-¾⅐-⅞]")
_WITH_FRACTION_SIGN = re.compile(rf"(\d+)?\s?({_FRACTION_SIGN.pattern})")
_AND_A_FRACTION = re.compile(  # '13 and a half', 'two and three-quarters', '1 and 1/2'
    r"(?:\s|-)and(?:\s|-)(?:(an?|one|two|three)(?:\s|-)(half|thirds?|quarters?|fourths?|fifths?|eighths?)(?!\w)"
    r"|(\d)/(\d{1,2})(?![\d/]))",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}


def read_digits(text: str, start: int, limit: int) -> Numeral | None:
    """The number in digits that begins at `start` (a digit, a decimal point or a fraction sign) and ends by `limit`."""
    special = _read_fraction(text, start, limit) or _read_decimal_comma(text, start, limit)
    digits = None if special else _SPACED.match(text, start, limit) or _DIGITS.match(text, start, limit)
    if digits is None:
        return special
    power = _read_power(text, start, digits, limit)
    if power:
        return power
    written = digits.group()
    value = float(re.sub(_GROUPED, "", written).replace("·", "."))
    fraction_behind = _and_a_fraction(text, digits.end(), limit) if written.isdecimal() else None
    if fraction_behind:  # '13 and a half years'
        return Numeral(start, fraction_behind[1], value + fraction_behind[0], "digits")
    decimals, sign = _DECIMALS.search(written), _FRACTION_SIGN.match(text, digits.end(), limit)
    if decimals and sign:  # '$5.61½ a bushel': half a cent
        part = unicodedata.numeric(sign[0]) / 10 ** len(decimals[1])
        return Numeral(start, sign.end(), value + part, "digits")
    return Numeral(start, digits.end(), value, "digits", is_digits_only=written.isdecimal())


def _read_decimal_comma(text: str, start: int, limit: int) -> Numeral | None:
    """'19,3%'."""
    comma = _DECIMAL_COMMA.match(text, start, limit)
    return Numeral(start, comma.end(), float(comma.group().replace(",", ".")), "digits") if comma else None


def _read_power(text: str, start: int, digits: re.Match[str], limit: int) -> Numeral | None:
    """A number in scientific notation: '1.2 x 10^25', '3×10−8', '10¹²'."""
    ten = _TEN_TO_A_POWER.match(text, start, limit)
    power = ten or _POWER.match(text, digits.end(), limit)
    if power is None:
        return None
    factor = "1" if ten else re.sub(_GROUPED, "", digits.group())
    exponent = (power[1] or power[2]).translate(_SUPERSCRIPTS)
    return Numeral(start, power.end(), float(f"{factor}e{exponent}"), "digits")


def _and_a_fraction(text: str, start: int, limit: int) -> tuple[float, int] | None:
    """The value of 'and a half', 'and three-quarters' or 'and 1/2' at `start`, and the offset behind these words."""
    match = _AND_A_FRACTION.match(text, start, limit)
    if match is None:
        return None
    count = int(match[3]) if match[3] else _COUNTS[match[1].lower()]
    parts = float(match[4]) if match[4] else _DENOMINATORS[match[2].lower()]
    return (count / parts, match.end()) if count < parts else None


def _read_fraction(text: str, start: int, limit: int) -> Numeral | None:
    """'2½', '3/4', '10 1/2'."""
    mixed = _WITH_FRACTION_SIGN.match(text, start, limit)
    if mixed:
        return Numeral(start, mixed.end(), float(mixed[1] or 0) + unicodedata.numeric(mixed[2]), "fraction")
    fraction = _FRACTION.match(text, start, limit)
    if fraction and 1 < int(fraction[3]) <= _LARGEST_DENOMINATOR and int(fraction[2]) < int(fraction[3]):
        value = float(fraction[1] or 0) + int(fraction[2]) / int(fraction[3])
        return Numeral(start, fraction.end(), value, "fraction")
    return None


# Numbers in words: 'twenty-eight thousand', 'half a million', 'two-thirds', 'a dozen', 'tens of thousands'


def _values(group_name: str) -> dict[str, float]:
    """The words of a group of number_words.csv, with their values."""
    return {row["word"]: float(row["value"]) for row in rows("number_words") if row["group"] == group_name}


def _any_of(group_name: str) -> str:
    """A pattern that matches the words of a group, the longest first."""
    return f"(?:{'|'.join(sorted(_values(group_name), key=len, reverse=True))})"


_SCALES = _values("scale")
_DENOMINATORS = _values("part")
_VAGUE_VALUES = _values("vague")
WORDS = column("number_words", "word")
"""Lower-case words that a number can begin with."""

_BELOW_100 = rf"(?:{_any_of('ten')}(?:(?:\s?-\s?|\s){_any_of('unit')})?|{_any_of('teen')}|{_any_of('unit')})"
_BELOW_1000 = rf"(?:(?:(?:{_BELOW_100}|an?)[-\s])?hundred(?:(?:\s+and)?[-\s]{_BELOW_100})?|{_BELOW_100})"
_LARGE = "(?:thousand|million|billion|trillion|quadrillion)"
_NUMBER = re.compile(
    rf"(?:zero|(?:(?:{_BELOW_1000}|an?)[-\s])?{_LARGE}(?:,?(?:\s+and)?[-\s]{_BELOW_1000}(?:[-\s]{_LARGE})?)*"
    rf"|{_BELOW_1000})(?!\w)",
    re.IGNORECASE,
)
_DECIMALS_IN_WORDS = re.compile(
    rf"\spoint\s((?:zero|nought|oh|{_any_of('unit')})(?:[\s-](?:zero|{_any_of('unit')}))*)(?!\w)", re.IGNORECASE
)
_LARGEST_WITH_DECIMALS = 1000
_DOZEN = re.compile(rf"(?:(half)(?:[-\s]an?)?[-\s]|an?\s|({_BELOW_100})[-\s])?(?:half[-\s])?dozen(?!\w)", re.IGNORECASE)
_HALF_SCALE = re.compile(
    rf"(?:(half|quarter)(?:\sof)?(?:\san?)?|(three)[-\s]quarters?(?:\sof\sa)?)[-\s](hundred|{_LARGE})(?!\w)",
    re.IGNORECASE,
)
_FRACTION_IN_WORDS = re.compile(rf"(?:({_BELOW_100})[-\s])?({_any_of('part')})(?!\w)", re.IGNORECASE)
_PERIODS_BEFORE = re.compile(r"\b(?:last|past|next|first|previous|final)\s$", re.IGNORECASE)
_VAGUE_NUMBER = re.compile(
    r"(?:(tens|dozens|hundreds|thousands|millions)\s+(?:and\s\w+\s)?of\s+)?"
    r"(dozens|hundreds|thousands|millions|billions|trillions)(?!\w)",
    re.IGNORECASE,
)
_SCALE_WORD = re.compile(r"(?:hundred|thousand|million|billion|dozen)(?!\w)", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"\b(?:half[-\s])?an?[-\s]$", re.IGNORECASE)
_SEVERAL_BEFORE = re.compile(r"\b(?:several|a\s(?:good\s)?few|many|(?:a\s)?couple(?:\sof)?)\s$", re.IGNORECASE)
_REACH_BACK = 14  # characters before a number word in which its number may begin: 'a couple of '


def read_words(text: str, start: int, limit: int) -> Numeral | None:
    """The number in words that begins at `start` or a few words before it, and ends by `limit`.

    `start` is the offset of a number word, so 'a million' is read from 'million'.
    """
    for reader in (_read_vague, _read_dozen, _read_half_scale, _read_fraction_in_words, _read_number):
        numeral = reader(text, start, limit)
        if numeral:
            return numeral
    return None


def to_number(words: str) -> float | None:
    """The value of a number in words ('twenty-eight thousand'), None if the words are not a number."""
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
    """A vague number: 'hundreds' is 100 to 1,000, 'tens of thousands' 10,000 to 100,000, 'dozens' at least 12."""
    match = _VAGUE_NUMBER.match(text, start, limit)
    if match:
        low = _VAGUE_VALUES[match[2].lower()] * (_VAGUE_VALUES[match[1].lower()] if match[1] else 1.0)
        return Numeral(start, match.end(), low, "vague", None if match[2].lower() == "dozens" else 10 * low)
    behind = _SEVERAL_BEFORE.search(text, max(0, start - _REACH_BACK), start)
    scale = _SCALE_WORD.match(text, start, limit) if behind else None
    if behind is None or scale is None:
        return None
    low = _SCALES[scale.group().lower()]
    if "couple" in behind.group().lower():
        return Numeral(behind.start(), scale.end(), 2 * low, "words")
    return Numeral(behind.start(), scale.end(), low, "vague", None if low == _SCALES["dozen"] else 10 * low)


def _read_dozen(text: str, start: int, limit: int) -> Numeral | None:
    """'a dozen', 'half a dozen', 'two dozen'."""
    begin = _with_article(text, start)
    match = _DOZEN.match(text, begin, limit)
    if match is None:
        return None
    count = (to_number(match[2]) or 1.0) if match[2] else 1.0
    half = 0.5 if "half" in match.group().lower() else 1.0
    return Numeral(begin, match.end(), _SCALES["dozen"] * count * half, "words")


def _read_half_scale(text: str, start: int, limit: int) -> Numeral | None:
    """'half a million', 'a quarter of a million', 'three quarters of a billion'."""
    match = _HALF_SCALE.match(text, start, limit)
    if match is None:
        return None
    share = 0.75 if match[2] else {"half": 0.5, "quarter": 0.25}[match[1].lower()]
    return Numeral(_with_article(text, start), match.end(), share * _SCALES[match[3].lower()], "words")


def _read_fraction_in_words(text: str, start: int, limit: int) -> Numeral | None:
    """'two-thirds', 'a third', 'one fourth', 'half'; without a number or article before it, 'third' is an ordinal."""
    match = _FRACTION_IN_WORDS.match(text, start, limit)
    if match is None:
        return None
    parts, is_half = _DENOMINATORS[match[2].lower()], _DENOMINATORS[match[2].lower()] == 2
    count = to_number(match[1]) if match[1] else 1.0
    begin = start if match[1] else _with_article(text, start)
    if count is None or count >= parts or (not is_half and (count > 1) != match[2].lower().endswith("s")):
        return None
    if not match[1] and begin == start and not is_half:
        return None
    if match[2].lower() == "quarters" and (
        count * 2 == parts or _PERIODS_BEFORE.search(text, max(0, start - _REACH_BACK), start)
    ):
        return None  # 'two quarters of growth', 'the past three quarters' are periods
    return Numeral(begin, match.end(), count / parts, "fraction")


def _read_number(text: str, start: int, limit: int) -> Numeral | None:
    """'twenty-eight thousand', 'a hundred', 'three-and-a-half'."""
    match = _NUMBER.match(text, _with_article(text, start), limit) or _NUMBER.match(text, start, limit)
    value = to_number(match.group()) if match else None
    if match is None or value is None:
        return None
    decimals = _DECIMALS_IN_WORDS.match(text, match.end(), limit) if value < _LARGEST_WITH_DECIMALS else None
    if decimals:  # 'one point three per cent'
        digits = "".join(str(int(to_number(word) or 0)) for word in re.split(r"[\s-]", decimals[1].lower()))
        return Numeral(match.start(), decimals.end(), float(f"{int(value)}.{digits}"), "words")
    fraction = _and_a_fraction(text, match.end(), limit)
    words = re.split(r"[\s-]", match.group().lower())
    last = words[-1]
    if fraction is None:
        scale = _SCALES.get(last, 1.0) if len(words) > 1 else 1.0
        return Numeral(match.start(), match.end(), value, "words", last_scale=scale)
    # 'a million and a half' is 1.5 million
    return Numeral(match.start(), fraction[1], value + fraction[0] * _SCALES.get(last, 1.0), "words")


def _with_article(text: str, start: int) -> int:
    """The offset of the article before a number word at `start`, `start` itself without one."""
    before = _ARTICLE_BEFORE.search(text, max(0, start - _REACH_BACK), start)
    return before.start() if before else start
