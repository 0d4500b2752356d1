"""Currencies before and behind a number: their signs, codes (ISO 4217) and names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import babel
import pycountry
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

from newsrows.extraction.statistics import units
from newsrows.extraction.statistics.phrase_matcher import PhraseMatcher
from newsrows.extraction.statistics.units import Unit
from newsrows.lexicon import ordered_group, rows

if TYPE_CHECKING:
    from newsrows.extraction.statistics.figures import Figure, Passage


_JOINT = re.compile(r"[-‑]|[\s\u00a0]?")
_CENTS = re.compile(  # '15 dollars and 50 cents', '3 pounds 50.'
    r"\s(?:and\s)?(\d{1,2})\s?(?:cents|pence|p)(?!\w)|\s(?:and\s)?(\d{2})(?=[.,;:!?)]?(?:\s+(?-i:[A-Z])|\s*$))",
    re.IGNORECASE,
)
_WEIGHT_STEMS = "|".join(ordered_group("figure_words", "weight")).replace("*", r"\w*")  # 'weigh*': 'weighs', 'weighing'
_WEIGHT_WORD = re.compile(rf"\b(?:{_WEIGHT_STEMS})\b", re.IGNORECASE)
_CONVERTED_WEIGHT = re.compile(r"(?:kgs?|kilos?|kilogram(?:me)?s?|grams?|tonnes?|g)\s?\((?:[^()]*\s)?[\d.,]+[\s-]?$")
_WEIGHT_REACH = 60  # characters from a word about weight to 'pounds'
_MONEY_WORD = re.compile(
    r"\b(?:cost|costs|price|prices|priced|pay|paid|pays|worth|fee|fees|budget|ticket)\b", re.IGNORECASE
)
_AFTER_MONEY = re.compile(r"[\s-](?:of\s(?:his|her|their|public|taxpayers?)|notes?|coins?|fines?|bills?)\b")


def with_currency_before(passage: Passage, figure: Figure, currency: str) -> Figure:
    """The figure as a sum in the currency before it: '£5', 'US$5', '$5 Canadian', '$10 dollars'."""
    code = _iso_code(passage, currency)
    text, begin = passage.text, _after_joint(passage, figure.end)
    if currency == DOLLAR:
        country = _dollar_after(text, begin, passage.limit)
        if country and not _precedes_noun(passage, country[1]):
            return figure.with_unit(passage.tokens, country[1], Unit(country[0], "money"))
    repeated = currency_after(text, begin, passage.limit)
    if repeated and repeated[1] > begin + 1 and repeated[0] in {currency, code}:
        return figure.with_unit(passage.tokens, repeated[1], Unit(code, "money"))
    return replace(figure, unit=Unit(code, "money"))


def with_currency_after(passage: Passage, figure: Figure) -> Figure | None:
    """The figure as a sum in the currency behind it: '15 euros', '20 dollars and 50 cents'; None without one."""
    begin = _after_joint(passage, figure.end)
    match = currency_after(passage.text, begin, passage.limit)
    if match is None or _is_weight(passage, begin, match[1]) or _is_verb(passage, begin, match[1]):
        return None
    measure = units.unit_after(passage.text, figure.end, passage.limit)
    if measure and measure[1] > match[1]:  # '275 pound-feet'
        return None
    if passage.text[begin : match[1]] == "kn" and not _MONEY_WORD.search(passage.text, _near(begin), begin):
        return None  # '20 kn' are knots
    return _with_cents(passage, figure.with_unit(passage.tokens, match[1], Unit(_iso_code(passage, match[0]), "money")))


def with_currency_after_of(passage: Passage, figure: Figure, begin: int) -> Figure | None:
    """The figure as a sum in the currency that begins at `begin`, behind 'of': 'millions of dollars'."""
    match = currency_after(passage.text, begin, passage.limit)
    if match is None or not passage.text[begin].isalpha():
        return None
    return figure.with_unit(passage.tokens, match[1], Unit(_iso_code(passage, match[0]), "money"))


def _iso_code(passage: Passage, currency: str) -> str:
    """The currency; for a dollar of unknown country, that of the publisher."""
    return passage.dollar if currency == DOLLAR else currency


def _after_joint(passage: Passage, end: int) -> int:
    """The offset behind the space or hyphen between a number and its currency."""
    joint = _JOINT.match(passage.text, end, passage.limit)
    return joint.end() if joint else end


def _precedes_noun(passage: Passage, offset: int) -> bool:
    """Whether a noun or adjective follows, so that 'US' is not part of the sum: '$20 US stamps'."""
    after = passage.tokens.at(offset)
    return after < len(passage.tokens) and passage.tokens.tags[after].startswith(("NN", "JJ"))


def _is_weight(passage: Passage, begin: int, end: int) -> bool:
    """Whether pounds are a weight: '50 pounds of cocaine', 'a 200-pound man', 'it weighs 12 pounds'."""
    text, name = passage.text, passage.text[begin:end].lower()
    if name not in {"pound", "pounds"}:
        return False
    if text.startswith(" of ", end) or (name == "pound" and text[begin - 1] in "-‑"):
        return not _AFTER_MONEY.match(text, end)
    near = _near(begin)
    is_weight = _WEIGHT_WORD.search(text, near, end + _WEIGHT_REACH) is not None
    return is_weight or _CONVERTED_WEIGHT.search(text, near, begin) is not None


def _near(offset: int) -> int:
    """The offset from which words before `offset` may say what it is: a weight, a price."""
    return max(0, offset - _WEIGHT_REACH)


def _is_verb(passage: Passage, begin: int, end: int) -> bool:
    """Whether 'won' is a verb and not the currency of Korea: '12 won medals', 'of which 25 won'."""
    if passage.text[begin:end] != "won":
        return False
    tokens, verb = passage.tokens, passage.tokens.at(begin)
    is_subject = verb > 0 and tokens.deps[verb - 1] == "nsubj" and tokens.heads[verb - 1] == verb
    return is_subject or tokens.deps[verb] == "relcl" or (tokens.tags[verb] == "VBD" and tokens.deps[verb] == "ROOT")


def _with_cents(passage: Passage, figure: Figure) -> Figure:
    """The sum with the cents behind it: '15 dollars and 50 cents'."""
    cents = _CENTS.match(passage.text, figure.end, passage.limit)
    if cents is None:
        return figure
    last = passage.tokens.at(cents.end() - 1)
    return replace(figure, end=cents.end(), value=figure.value + int(cents[1] or cents[2]) / 100, last_token=last)


# Look up currencies in a text

DOLLAR = "$"
"""A dollar whose country the text does not say."""

# Behind a code that is also a word ('COP 27', 'TOP 10', 'ALL 50'), only a large number is an amount.
_LARGE_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d{4,}|\d[\d.]*\s?(?:[mbt]n?|thousand|million|billion|trillion)\b")


_LETTERS_APART = frozenset("CS")  # 'C $8'
_CODE_BEFORE = re.compile(r"[A-Za-z\d][-‑]$")


@dataclass(frozen=True, slots=True)
class _Tables:
    """The currencies, for each way in which they are looked up."""

    before: re.Pattern[str]
    codes_before: dict[str, str]
    last_letters: frozenset[str]
    also_words: frozenset[str]
    after: PhraseMatcher[str]
    dollar_after: PhraseMatcher[str]


def currency_before(text: str, start: int, floor: int) -> tuple[str, int] | None:
    """The currency right before `start`, and the offset where its sign or code begins: '£5', 'HK $3.7', 'RM79'.

    Nothing before `floor` is read.
    """
    if start <= floor:
        return None
    last = text[start - 1]
    if last == " " and start - 2 >= floor:
        last = text[start - 2]
    tables = _tables()
    if last not in tables.last_letters:
        return None
    match = tables.before.search(text, max(floor, start - 8), start)
    if match is None:
        return None
    sign = match["sign"]
    if sign.isalpha() and _CODE_BEFORE.search(
        text, max(floor, match.start("sign") - 2), match.start("sign")
    ):  # 'PLX-R18'
        return None
    if sign in tables.also_words and not _LARGE_AMOUNT.match(text, start):
        return None
    return tables.codes_before[sign.replace(" ", "").replace(".", "").upper()], match.start("sign")


def currency_after(text: str, end: int, limit: int) -> tuple[str, int] | None:
    """The currency at `end`, right behind an amount, and the offset behind its name: '15 euros', '3 US dollars'."""
    return _tables().after.match(text, end, limit)


def _dollar_after(text: str, end: int, limit: int) -> tuple[str, int] | None:
    """The currency of a country named at `end`, behind a sum in dollars, and the offset behind it: '$75 Canadian'."""
    return _tables().dollar_after.match(text, end, limit)


@lru_cache(maxsize=4096)
def dollar_at(url: str) -> str:
    """The currency of a bare '$' (ISO 4217) for the publisher of `url`: AUD for .au, USD if the country is unknown."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:  # 'http://[broken/'
        return "USD"
    country = host.rpartition(".")[2].upper()
    if len(country) != 2 or country not in get_global("territory_currencies"):
        return "USD"
    codes = get_territory_currencies(country)
    names = babel.Locale.parse("en").currencies
    return next((code for code in codes if "Dollar" in names.get(code, "")), "USD")


@cache
def _tables() -> _Tables:
    listed = rows("currencies")
    codes = [currency.alpha_3 for currency in pycountry.currencies]
    before = {row["surface"]: row["currency"] for row in listed if row["side"] in {"before", "both", "tight"}}
    before.update({code: code for code in codes if code not in before})
    after = [(row["surface"], row["currency"]) for row in listed if row["side"] in {"after", "both"}]
    after += [(code, code) for code in codes]
    names = [(row["surface"], row["currency"]) for row in listed if row["side"] == "word"]
    names += [(name, code) for code in map(str, babel.Locale.parse("en").currencies) for name in _names(code)]
    return _Tables(
        before=_before_pattern(before, {row["surface"] for row in listed if row["side"] == "tight"}),
        last_letters=frozenset(surface[-1] for surface in before),
        also_words=frozenset(row["surface"] for row in listed if row["side"] == "wordlike"),
        codes_before={surface.replace(" ", "").replace(".", "").upper(): code for surface, code in before.items()},
        after=PhraseMatcher(after, names),
        dollar_after=PhraseMatcher([(row["surface"], row["currency"]) for row in listed if row["side"] == "dollar"]),
    )


def _names(code: str) -> set[str]:
    """English names of a currency of two words or more (Unicode CLDR): 'Australian dollar', 'Australian dollars'."""
    names = {get_currency_name(code, count=count, locale="en") for count in (None, 1, 2)}
    return {name for name in names if " " in name and "(" not in name}


def _before_pattern(surfaces: dict[str, str], tight: set[str]) -> re.Pattern[str]:
    """A pattern for signs and codes before a number; a space may divide 'US $', but few single letters from '$'."""
    alternatives = []
    for surface in sorted(surfaces, key=len, reverse=True):
        letters = surface.rstrip("$")
        if surface.endswith("$") and (len(letters) > 1 or letters in _LETTERS_APART):
            alternatives.append(rf"{re.escape(letters)}\s?\$")
            if letters == "US":
                alternatives.append(r"U\.S\.\s?\$")
        else:
            alternatives.append(re.escape(surface) + ("(?!\\s)" if surface in tight else ""))
    return re.compile(rf"(?<![A-Za-z])(?P<sign>{'|'.join(alternatives)})[\s\u00a0]?$")
