"""Numbers in digits: grouped by commas, points or spaces, decimal, fractions."""

from __future__ import annotations

import re
import unicodedata

from newsrows.extract.statistics.numerals import Numeral

_GROUPED = "[,\u00a0\u2009\u202f ]"  # no-break, thin and narrow spaces group digits too
_DIGITS = re.compile(
    r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d+)(?:[.·]\d+)?|\.\d+"
)
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}(?=\s?(?:%|per\scent|percent|million|billion))")  # '19,3%'
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?![\d,.-])")  # '200 000 people'
_FRACTION = re.compile(r"(?:(\d+)[ -])?(\d+)[/⁄](\d+)(?![\d/⁄])")
_DECIMALS = re.compile(r"[.·](\d+)$")
_VULGAR_SIGN = re.compile(r"[¼-¾⅐-⅞]")
_VULGAR = re.compile(rf"(\d+)?\s?({_VULGAR_SIGN.pattern})")
_AND_A_HALF = re.compile(r"(?:\s|-)and(?:\s|-)an?(?:\s|-)(half|quarter|third)(?!\w)", re.IGNORECASE)
_PART = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}


def read_digits(text: str, start: int, limit: int) -> Numeral | None:
    """The number in digits that begins at `start` (a digit, a decimal point or a fraction) and ends by `limit`."""
    fraction = _read_fraction(text, start, limit)
    if fraction:
        return fraction
    comma = _DECIMAL_COMMA.match(text, start, limit)
    if comma:
        return Numeral(start, comma.end(), float(comma.group().replace(",", ".")), "digits")
    digits = _SPACED.match(text, start, limit) or _DIGITS.match(text, start, limit)
    if digits is None:
        return None
    written = digits.group()
    value = float(re.sub(_GROUPED, "", written).replace("·", "."))
    more = and_a_half(text, digits.end(), limit) if written.isdecimal() else None
    if more:  # '13 and a half years'
        return Numeral(start, more[1], value + more[0], "digits")
    decimals, tick = _DECIMALS.search(written), _VULGAR_SIGN.match(text, digits.end(), limit)
    if decimals and tick:  # '$5.61½ a bushel': half a cent
        part = unicodedata.numeric(tick[0]) / 10 ** len(decimals[1])
        return Numeral(start, tick.end(), value + part, "digits")
    return Numeral(start, digits.end(), value, "digits", is_bare=written.isdecimal())


def and_a_half(text: str, start: int, limit: int) -> tuple[float, int] | None:
    """The part that 'and a half', 'and a quarter' or 'and a third' at `start` adds, and where it ends."""
    found = _AND_A_HALF.match(text, start, limit)
    return (_PART[found[1].lower()], found.end()) if found else None


def _read_fraction(text: str, start: int, limit: int) -> Numeral | None:
    """'2½', '3/4', '10 1/2'."""
    vulgar = _VULGAR.match(text, start, limit)
    if vulgar:
        return Numeral(start, vulgar.end(), float(vulgar[1] or 0) + unicodedata.numeric(vulgar[2]), "fraction")
    found = _FRACTION.match(text, start, limit)
    if found and 1 < int(found[3]) <= 100 and int(found[2]) < int(found[3]):
        return Numeral(start, found.end(), float(found[1] or 0) + int(found[2]) / int(found[3]), "fraction")
    return None
