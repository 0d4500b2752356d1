"""Numbers in digits: grouped by commas, points or spaces, decimal, fractions."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from text_to_num import text2num

from newsrows.extraction.statistics.figures import Numeral
from newsrows.extraction.statistics.lexicon import words
from newsrows.extraction.statistics.phrase_matcher import Surfaces
from newsrows.lexicon import column, rows

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Numeral, Passage


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


# Numbers in words: 'twenty-eight thousand', 'half a million', 'two-thirds', 'a dozen', 'tens of thousands'.


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
_PART_NUMBER_WORDS = re.compile(rf"(?:({_BELOW_100})[-\s])?({_any('part')})(?!\w)", re.IGNORECASE)
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
    found = _PART_NUMBER_WORDS.match(text, start, limit)
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


# Magnitudes behind a number: 'million', 'bn', the 'm' of '£6m'.

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
