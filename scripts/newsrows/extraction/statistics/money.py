"""Figures that are sums of money."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import babel
import pycountry
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

from newsrows.extraction.statistics.phrase_matcher import Surfaces
from newsrows.extraction.statistics.units import Unit
from newsrows.lexicon import rows

if TYPE_CHECKING:
    from newsrows.extraction.statistics.figures import Figure, Passage


_JOINT = re.compile(r"[-‑]|[\s\u00a0]?")
_CENTS = re.compile(  # '15 dollars and 50 cents', '3 pounds 50.'
    r"\s(?:and\s)?(\d{1,2})\s?(?:cents|pence|p)(?!\w)|\s(?:and\s)?(\d{2})(?=[.,;:!?)]?(?:\s+(?-i:[A-Z])|\s*$))",
    re.IGNORECASE,
)
_WEIGHT = re.compile(r"\b(?:weigh\w*|heavier|lighter|overweight|shed|gained|lift\w*|bench\w*)\b", re.IGNORECASE)
# '2.2 kg (4.8 pounds)'
_WEIGHED = re.compile(r"(?:kgs?|kilos?|kilogram(?:me)?s?|grams?|tonnes?|g)\s?\((?:[^()]*\s)?[\d.,]+[\s-]?$")
_WEIGHT_REACH = 60  # characters before 'pounds' in which a word about weight is looked for
_OF_MONEY = re.compile(r"[\s-](?:of\s(?:his|her|their|public|taxpayers?)|notes?|coins?|fines?|bills?)\b")


def with_sign(passage: Passage, figure: Figure, currency: str) -> Figure:
    """A number behind the sign or code of a currency: '£5', 'US$5', '$5 Canadian', '$10 dollars'."""
    code = _code(passage, currency)
    text, begin = passage.text, _behind(passage, figure.end)
    if currency == DOLLAR:
        whose = dollar_after(text, begin, passage.limit)
        if whose and not _leads_to_noun(passage, whose[1]):
            return figure.up_to(passage.tokens, whose[1], Unit(whose[0], "money"))
    again = currency_after(text, begin, passage.limit)
    if again and again[1] > begin + 1 and again[0] in {currency, code}:
        return figure.up_to(passage.tokens, again[1], Unit(code, "money"))
    return replace(figure, unit=Unit(code, "money"))


def with_name(passage: Passage, figure: Figure) -> Figure | None:
    """A number before the name of a currency: '15 euros', '20 dollars and 50 cents'; None if there is no such name."""
    begin = _behind(passage, figure.end)
    found = currency_after(passage.text, begin, passage.limit)
    if found is None or _is_weight(passage, begin, found[1]) or _is_verb(passage, begin, found[1]):
        return None
    return _with_cents(passage, figure.up_to(passage.tokens, found[1], Unit(_code(passage, found[0]), "money")))


def behind_of(passage: Passage, figure: Figure, begin: int) -> Figure | None:
    """'millions of dollars': the currency's name begins at `begin`."""
    found = currency_after(passage.text, begin, passage.limit)
    if found is None or not passage.text[begin].isalpha():
        return None
    return figure.up_to(passage.tokens, found[1], Unit(_code(passage, found[0]), "money"))


def _code(passage: Passage, currency: str) -> str:
    return passage.dollar if currency == DOLLAR else currency


def _behind(passage: Passage, end: int) -> int:
    joint = _JOINT.match(passage.text, end, passage.limit)
    return joint.end() if joint else end


def _leads_to_noun(passage: Passage, offset: int) -> bool:
    """'$20 US stamps': the word behind the sum belongs to what follows."""
    after = passage.tokens.at(offset)
    return after < len(passage.tokens) and passage.tokens.tags[after].startswith(("NN", "JJ"))


def _is_weight(passage: Passage, begin: int, end: int) -> bool:
    """'50 pounds of cocaine', 'a 200-pound man', 'it weighs 12 pounds' are no money."""
    text, name = passage.text, passage.text[begin:end].lower()
    if name not in {"pound", "pounds"}:
        return False
    if text.startswith(" of ", end) or (name == "pound" and text[begin - 1] in "-‑"):
        return not _OF_MONEY.match(text, end)
    near = max(0, begin - _WEIGHT_REACH)
    return _WEIGHT.search(text, near, begin) is not None or _WEIGHED.search(text, near, begin) is not None


def _is_verb(passage: Passage, begin: int, end: int) -> bool:
    """'Of the 40 runners 12 won medals', 'of which 25 won': not the money of Korea."""
    if passage.text[begin:end] != "won":
        return False
    tokens, verb = passage.tokens, passage.tokens.at(begin)
    is_subject = verb > 0 and tokens.deps[verb - 1] == "nsubj" and tokens.heads[verb - 1] == verb
    return is_subject or tokens.deps[verb] == "relcl"


def _with_cents(passage: Passage, figure: Figure) -> Figure:
    """'15 dollars and 50 cents' is one sum."""
    cents = _CENTS.match(passage.text, figure.end, passage.limit)
    if cents is None:
        return figure
    last = passage.tokens.at(cents.end() - 1)
    return replace(figure, end=cents.end(), value=figure.value + int(cents[1] or cents[2]) / 100, last=last)


# Currencies: their codes (ISO 4217), symbols and names, before and behind an amount.

DOLLAR = "$"
"""Stands for a dollar whose country the words do not say."""


# Behind a code that is a word too ('COP 27', 'TOP 10', 'ALL 50') only a large number is an amount.
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d{4,}|\d[\d.]*\s?(?:[mbt]n?|thousand|million|billion|trillion)\b")


@dataclass(frozen=True, slots=True)
class _Tables:
    before: re.Pattern[str]
    codes_before: dict[str, str]
    last_letters: frozenset[str]
    wordlike: frozenset[str]
    after: Surfaces[str]
    dollar_after: Surfaces[str]


def currency_before(text: str, start: int, floor: int) -> tuple[str, int] | None:
    """The currency whose sign or code stands right before `start`, and where it begins: '£5', 'HK $3.7', 'RM79'."""
    if start <= floor:
        return None
    last = text[start - 1]
    if last == " " and start - 2 >= floor:
        last = text[start - 2]
    tables = _tables()
    if last not in tables.last_letters:
        return None
    found = tables.before.search(text, max(floor, start - 8), start)
    if found is None:
        return None
    sign = found["sign"]
    if sign in tables.wordlike and not _AMOUNT.match(text, start):
        return None
    return tables.codes_before[sign.replace(" ", "").replace(".", "").upper()], found.start("sign")


def currency_after(text: str, end: int, limit: int) -> tuple[str, int] | None:
    """The currency named right behind an amount, and where its name ends: '15 euros', '10.5m Australian dollars'."""
    return _tables().after.match(text, end, limit)


def dollar_after(text: str, end: int, limit: int) -> tuple[str, int] | None:
    """Whose dollar it is, where that stands behind the amount: '$75 US', '$31.20 Canadian'."""
    return _tables().dollar_after.match(text, end, limit)


@cache
def dollar_at(url: str) -> str:
    """The currency that a bare '$' means to the publisher of `url`: AUD in .au, USD where the country is not known."""
    host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
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
    words = [(row["surface"], row["currency"]) for row in listed if row["side"] == "word"]
    words += [(name, code) for code in map(str, babel.Locale.parse("en").currencies) for name in _names(code)]
    return _Tables(
        before=_before_pattern(before, {row["surface"] for row in listed if row["side"] == "tight"}),
        last_letters=frozenset(surface[-1] for surface in before),
        wordlike=frozenset(row["surface"] for row in listed if row["side"] == "wordlike"),
        codes_before={surface.replace(" ", "").replace(".", "").upper(): code for surface, code in before.items()},
        after=Surfaces(after, words),
        dollar_after=Surfaces([(row["surface"], row["currency"]) for row in listed if row["side"] == "dollar"]),
    )


def _names(code: str) -> set[str]:
    """English names of a currency (Unicode CLDR), singular and plural: 'Australian dollar', 'Australian dollars'."""
    names = {get_currency_name(code, count=count, locale="en") for count in (None, 1, 2)}
    return {name for name in names if " " in name and "(" not in name}


def _before_pattern(surfaces: dict[str, str], tight: set[str]) -> re.Pattern[str]:
    """Signs and codes at the end of a text; letters before a sign may be set apart: 'US $5', never 'A $5'."""
    alternatives = []
    for surface in sorted(surfaces, key=len, reverse=True):
        letters = surface.rstrip("$")
        if surface.endswith("$") and len(letters) > 1:
            alternatives.append(rf"{re.escape(letters)}\s?\$")
            if letters == "US":
                alternatives.append(r"U\.S\.\s?\$")
        else:
            alternatives.append(re.escape(surface) + ("(?!\\s)" if surface in tight else ""))
    return re.compile(rf"(?<![A-Za-z])(?P<sign>{'|'.join(alternatives)})[\s\u00a0]?$")
