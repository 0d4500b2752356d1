"""Countries that words tell of: nationalities, names of countries, and states of federations."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import pycountry

from newsrows.lexicon import rows

# Nations of one state are no two countries: a Scottish minister may well be a British one.
_UNITED: Final = {
    "Britain": "United Kingdom",
    "England": "United Kingdom",
    "Great Britain": "United Kingdom",
    "Northern Ireland": "United Kingdom",
    "Scotland": "United Kingdom",
    "Wales": "United Kingdom",
    "America": "United States",
    "Hawaii": "United States",
    "Puerto Rico": "United States",
    "Hong Kong": "China",
    "Quebec": "Canada",
    "Tasmania": "Australia",
}
# Of many countries, or of two: 'Georgia' is a state of America too.
_NO_COUNTRIES: Final = frozenset(
    {"Africa", "Arabia", "Asia", "Europe", "Georgia", "Kashmir", "Kurdistan", "Latin America", "London", "Paris", ""}
)
_FEDERATIONS: Final = {"US": "United States", "CA": "Canada", "AU": "Australia"}


@cache
def _countries() -> dict[str, str]:
    found = {"uk": "United Kingdom", "us": "United States", "usa": "United States", "u.s": "United States"}
    for place in pycountry.countries:
        name = getattr(place, "common_name", place.name).partition(",")[0]
        found[name.casefold()] = name
    for state in pycountry.subdivisions:
        if state.country_code in _FEDERATIONS:
            found.setdefault(state.name.casefold(), _FEDERATIONS[state.country_code])
    for row in rows("nationalities"):
        if row["kind"] == "nationality":
            found[row["word"].casefold()] = row["country"]
            found.setdefault(row["country"].casefold(), row["country"])
    for name, state in _UNITED.items():
        found[name.casefold()] = state
    united = {word: _UNITED.get(name, name) for word, name in found.items()}
    return {word: name for word, name in united.items() if name not in _NO_COUNTRIES}


@cache
def country_of(words: str) -> str | None:
    """The country that a name of a place or a nationality tells of: 'Peruvian', 'Peru', 'Ohio'."""
    plain = words.casefold().removesuffix("'s").removesuffix("’s").rstrip(".")
    return _countries().get(plain)


@cache
def nation_of(words: str) -> str | None:
    """The nation, not the state of a federation, that a folded name or nationality tells of: 'scottish', 'uk'."""
    found = _nations().get(words)
    return None if found in _NO_COUNTRIES else found


def without_nation(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the nation before it: 'Coast Guard' for 'South African Coast Guard', 'US Coast Guard'."""
    n = next((n for n in (2, 1) if n < len(words) and nation_of(" ".join(words[:n])) is not None), 0)
    return words[n:]


@cache
def _nations() -> dict[str, str]:
    found = {"uk": "Britain", "us": "United States", "usa": "United States"}
    for place in pycountry.countries:
        name = getattr(place, "common_name", place.name).partition(",")[0]
        found[name.casefold()] = name
    for row in rows("nationalities"):
        if row["kind"] == "nationality":
            found[row["word"].casefold()] = row["country"]
            found.setdefault(row["country"].casefold(), row["country"])
    found |= {"great britain": "Britain", "united kingdom": "Britain", "america": "United States"}
    return found


def countries_in(text: str) -> frozenset[str]:
    """The countries that a short text names, by one to three words each."""
    words = re.findall(r"[\w.'’-]+", text)
    found: set[str] = set()
    at = 0
    while at < len(words):
        for n in (3, 2, 1):
            country = country_of(" ".join(words[at : at + n]))
            if country is not None and at + n <= len(words):
                found.add(country)
                break
        else:
            n = 1
        at += n
    return frozenset(found)
