"""What distinguishes namesakes: fields of work, countries, offices with a seat, employers, and when they worked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from newsrows.lexicon import column, rows
from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names.organisation_kinds import is_national, kind_of
from newsrows.resolution.names.places import countries_in, country_of

ERA: Final = 20
"""Years per era."""

# Eras between two articles that cannot be about one person's work.
_LIFETIME: Final = 3
_FIELDS: Final = {row["title"]: row["field"] for row in rows("role_fields")}
_COMPATIBLE_FIELDS: Final = frozenset(
    pair for row in rows("field_pairs") for pair in ((row["field"], row["other"]), (row["other"], row["field"]))
)
# Offices that nobody holds in two places: 'mayor'.
_SEATS: Final = column("naming_words", "word", group="seat")
# Kinds of organisations that people work for, rather than have a seat in.
_EMPLOYER_KINDS: Final = frozenset(
    {"company", "school", "police", "charity", "media", "union", "club", "hospital", "research"}
)
# Words that end the core of a title: 'minister' in 'minister for africa'.
_TITLE_LINKS: Final = column("naming_words", "word", group="title_link")


@dataclass(frozen=True, slots=True)
class Facts:
    """What articles say of a person besides the name.

    Attributes:
        fields: fields of work, as in role_fields.csv.
        countries: countries that the person works in or for.
        seats: pairs of an office and its place.
        organisations: folded names of organisations that the person works for.
        eras: when articles say so, in units of `ERA` years.
        employer_words: words in the names of organisations that employ people.
    """

    fields: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    seats: frozenset[tuple[str, str]] = frozenset()
    organisations: frozenset[tuple[str, ...]] = frozenset()
    eras: frozenset[int] = frozenset()
    employer_words: frozenset[str] = frozenset()

    def __or__(self, other: Facts) -> Facts:
        return Facts(
            self.fields | other.fields,
            self.countries | other.countries,
            self.seats | other.seats,
            self.organisations | other.organisations,
            self.eras | other.eras,
            self.employer_words | other.employer_words,
        )


NO_FACTS: Final = Facts()


@lru_cache(maxsize=65536)
def facts_of(evidence: tuple[str, ...], era: int | None = None) -> Facts:
    """The facts that words of evidence show: titles (in lower case), organisations and countries.

    Args:
        evidence: as in `newsrows.records.Entity`.
        era: when they were published, in units of `ERA` years.
    """
    facts = Facts(eras=frozenset({era})) if era is not None else NO_FACTS
    for phrase in evidence:
        facts |= _facts_of_phrase(phrase)
    return facts


@cache
def _facts_of_phrase(phrase: str) -> Facts:
    country = country_of(phrase)
    if country is not None:
        return Facts(countries=frozenset({country}))
    if phrase != phrase.lower():
        return _facts_of_organisation(phrase)
    return _facts_of_title(phrase)


def _facts_of_title(title: str) -> Facts:
    words = title.split()
    end = next((i for i, word in enumerate(words) if i and word in _TITLE_LINKS), len(words))
    office = words[end - 1] if words else ""
    cores = (" ".join(words[start:end]) for start in range(end))
    field = next((_FIELDS[core] for core in cores if core in _FIELDS), None)
    place = " ".join(words[end + 1 :]) if words[end : end + 1] == ["of"] else ""
    before_office = " ".join(words[: end - 1])
    countries = countries_in(f"{before_office} , {place}")
    seat = place.removeprefix("the ") or (before_office if country_of(before_office) else "")
    return Facts(
        fields=frozenset({field} if field else ()),
        countries=countries if len(countries) == 1 else frozenset(),
        seats=frozenset({(office, seat)} if seat and office in _SEATS else ()),
    )


def _facts_of_organisation(name: str) -> Facts:
    words = organisation_name.folded(name)
    countries = countries_in(name) if is_national(name) else frozenset()
    is_employer = kind_of(name) in _EMPLOYER_KINDS
    return Facts(
        countries=countries if len(countries) == 1 else frozenset(),
        organisations=frozenset({words}),
        employer_words=frozenset(words) - organisation_name.FUNCTION_WORDS if is_employer else frozenset(),
    )


def is_conflict(one: Facts, other: Facts, *, is_common: bool) -> bool:
    """Whether facts show that two people of one name are not the same person.

    They do if the fields of work do not go together, if the countries or lifetimes differ, or if the two hold one
    office in different places. An organisation that both work for outweighs all of this.

    Args:
        one: the facts of one person.
        other: the facts of the other.
        is_common: whether the surname is common; only then do different employers count as well.
    """
    if one.organisations & other.organisations:
        return False
    if one.fields and other.fields and not any(_go_together(a, b) for a in one.fields for b in other.fields):
        return True
    if one.countries and other.countries and not one.countries & other.countries:
        return True
    if one.eras and other.eras and min(abs(a - b) for a in one.eras for b in other.eras) >= _LIFETIME:
        return True
    if is_common and one.employer_words and other.employer_words and not one.employer_words & other.employer_words:
        return True
    return _have_different_seats(one.seats, other.seats)


def _go_together(one: str, other: str) -> bool:
    return one == other or (one, other) in _COMPATIBLE_FIELDS


def _have_different_seats(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    places = [
        (place, elsewhere) for office, place in one for other_office, elsewhere in other if office == other_office
    ]
    return bool(places) and all(set(place.split()).isdisjoint(elsewhere.split()) for place, elsewhere in places)


def share_fact(one: Facts, other: Facts) -> bool:
    """Whether two people have a field of work, a country or an organisation in common."""
    return bool(one.fields & other.fields or one.countries & other.countries or one.organisations & other.organisations)
