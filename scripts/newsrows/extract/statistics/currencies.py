"""Currencies: their codes (ISO 4217), symbols and names, before and behind an amount."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import babel
import pycountry
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

from newsrows.extract.statistics.surfaces import Surfaces
from newsrows.lexicon import rows

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
