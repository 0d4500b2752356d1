"""Finds the country or nation that words show: nationalities, countries, and states of federations.

A country is a state: Scotland's is the United Kingdom. A nation may be a part of one: 'Scottish' shows Scotland.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

import pycountry

from newsrows.lexicon import column, rows

# Federations whose states show the country, by ISO 3166-1 code: 'Ohio' shows the United States.
_FEDERATIONS: Final = {"US": "United States", "CA": "Canada", "AU": "Australia"}
# Not one country: continents, cities, and names with two meanings ('Georgia').
_NO_COUNTRIES: Final = column("country_names", "name", use="none") | {""}


@cache
def country_of(words: str) -> str | None:
    """The country that a place or a nationality shows: 'Peruvian', 'Peru', 'Ohio'. Case does not matter."""
    name = words.casefold().removesuffix("'s").removesuffix("’s").rstrip(".")
    return _countries().get(name)


@cache
def nation_of(words: str) -> str | None:
    """The nation that a folded nation or nationality shows: 'scottish', 'uk'. States of federations are not nations."""
    nation = _nations().get(words)
    return None if nation in _NO_COUNTRIES else nation


def without_nation(words: tuple[str, ...]) -> tuple[str, ...]:
    """A folded name without the nation at its beginning: 'coast guard' for 'south african coast guard'."""
    n = next((n for n in (2, 1) if n < len(words) and nation_of(" ".join(words[:n])) is not None), 0)
    return words[n:]


def countries_in(text: str) -> frozenset[str]:
    """The countries that phrases of one to three words of a short text show."""
    words = re.findall(r"[\w.'’-]+", text)
    countries: set[str] = set()
    at = 0
    while at < len(words):
        for n in (3, 2, 1):
            country = country_of(" ".join(words[at : at + n]))
            if country is not None and at + n <= len(words):
                countries.add(country)
                break
        else:
            n = 1
        at += n
    return frozenset(countries)


@cache
def _countries() -> Mapping[str, str]:
    """Countries by the casefolded words that show them."""
    countries = _country_names("country") | _iso_countries()
    for state in pycountry.subdivisions:
        if state.country_code in _FEDERATIONS:
            countries.setdefault(state.name.casefold(), _FEDERATIONS[state.country_code])
    _add_nationalities(countries)
    parts = _country_names("part")
    countries |= {name.casefold(): country for name, country in parts.items()}
    of_whole = {word: parts.get(name, name) for word, name in countries.items()}
    return {word: name for word, name in of_whole.items() if name not in _NO_COUNTRIES}


@cache
def _nations() -> Mapping[str, str]:
    """Nations by the casefolded words that show them."""
    nations = _iso_countries()
    _add_nationalities(nations)
    return nations | _country_names("nation")


def _country_names(use: str) -> dict[str, str]:
    return {row["name"]: row["country"] for row in rows("country_names") if row["use"] == use}


def _iso_countries() -> dict[str, str]:
    names = [getattr(place, "common_name", place.name).partition(",")[0] for place in pycountry.countries]
    return {name.casefold(): name for name in names}


def _add_nationalities(names: dict[str, str]) -> None:
    for row in rows("nationalities"):
        if row["kind"] == "nationality":
            names[row["word"].casefold()] = row["country"]
            names.setdefault(row["country"].casefold(), row["country"])
