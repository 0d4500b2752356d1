"""What tells namesakes apart: fields of work, countries, offices that are held in one place at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from newsrows.lexicon import rows
from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names.places import countries_in, country_of

_FIELDS: Final = {row["title"]: row["field"] for row in rows("role_fields")}
_PAIRS: Final = frozenset(
    pair for row in rows("field_pairs") for pair in ((row["field"], row["other"]), (row["other"], row["field"]))
)
# Offices that nobody holds in two places.
_SEATS: Final = frozenset({"mayor", "governor", "senator", "sheriff", "mp", "congressman", "congresswoman"})
# Bodies that one has a job at, rather than a seat.
_EMPLOYERS: Final = frozenset({"company", "school", "police", "charity", "media"})
_LINKS: Final = frozenset({"of", "for", "to", "on", "at", "in", "with", "and"})


# Years in an era, and eras that nobody works for without a word in between.
ERA: Final = 20
_LIFETIME: Final = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person beside the name.

    `seats` pairs an office with its place, `bodies` are organisations that the person works for, `eras` the years of
    articles that give the person a title, in units of `ERA`, `employers` the words of bodies that one has a job at.
    """

    fields: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    seats: frozenset[tuple[str, str]] = frozenset()
    bodies: frozenset[tuple[str, ...]] = frozenset()
    eras: frozenset[int] = frozenset()
    employers: frozenset[str] = frozenset()

    def __or__(self, other: Facts) -> Facts:
        return Facts(
            self.fields | other.fields,
            self.countries | other.countries,
            self.seats | other.seats,
            self.bodies | other.bodies,
            self.eras | other.eras,
            self.employers | other.employers,
        )


NOTHING: Final = Facts()


@lru_cache(maxsize=65536)
def facts_of(evidence: tuple[str, ...], era: int | None = None) -> Facts:
    """What titles (small letters), organisations and countries tell of somebody who had them in an era."""
    found = Facts(eras=frozenset({era})) if era is not None else NOTHING
    for phrase in evidence:
        found |= _facts(phrase)
    return found


@cache
def _facts(phrase: str) -> Facts:
    country = country_of(phrase)
    if country is not None:
        return Facts(countries=frozenset({country}))
    if phrase != phrase.lower():
        return _employed(phrase)
    words = phrase.split()
    end = next((i for i, word in enumerate(words) if i and word in _LINKS), len(words))
    head = words[end - 1] if words else ""
    field = next((_FIELDS[t] for n in range(end) if (t := " ".join(words[n:end])) in _FIELDS), None)
    place = " ".join(words[end + 1 :]) if words[end : end + 1] == ["of"] else ""
    before = " ".join(words[: end - 1])
    countries = countries_in(f"{before} , {place}")
    seat = place.removeprefix("the ") or (before if country_of(before) else "")
    return Facts(
        fields=frozenset({field} if field else ()),
        countries=countries if len(countries) == 1 else frozenset(),
        seats=frozenset({(head, seat)} if seat and head in _SEATS else ()),
    )


def _employed(body: str) -> Facts:
    words = organisation_name.folded(body)
    countries = countries_in(body) if organisation_name.is_national(body) else frozenset()
    return Facts(
        countries=countries if len(countries) == 1 else frozenset(),
        bodies=frozenset({words}),
        employers=frozenset(words) - organisation_name.SMALL
        if organisation_name.kind_of(body) in _EMPLOYERS
        else frozenset(),
    )


def conflict(one: Facts, other: Facts, *, is_common: bool) -> bool:
    """Whether two people of one name are rather two than one.

    They are where nothing of their work goes together, where they work in different countries or lifetimes, or hold a
    seat in different places; a body that both work for outweighs it. Two employers are two people where `is_common`:
    the surname is one of many.
    """
    if one.bodies & other.bodies:
        return False
    if one.fields and other.fields and not any(_go_together(a, b) for a in one.fields for b in other.fields):
        return True
    if one.countries and other.countries and not one.countries & other.countries:
        return True
    if one.eras and other.eras and min(abs(a - b) for a in one.eras for b in other.eras) >= _LIFETIME:
        return True
    if is_common and one.employers and other.employers and not one.employers & other.employers:
        return True
    return _sit_apart(one.seats, other.seats)


def _go_together(one: str, other: str) -> bool:
    return one == other or (one, other) in _PAIRS


def _sit_apart(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    pairs = [(place, elsewhere) for head, place in one for office, elsewhere in other if head == office]
    return bool(pairs) and all(set(place.split()).isdisjoint(elsewhere.split()) for place, elsewhere in pairs)


def share(one: Facts, other: Facts) -> bool:
    """Whether something speaks for two being one: the same field, country, seat or employer."""
    return bool(one.fields & other.fields or one.countries & other.countries or one.bodies & other.bodies)
