"""People and organisations of many articles put together, each with an id that holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from slugify import slugify

from newsrows.records import Entity
from newsrows.resolve import organisation_name, person_name
from newsrows.resolve.group import Group, Key
from newsrows.resolve.same_organisations import join_organisations
from newsrows.resolve.same_people import join_people


@dataclass(frozen=True, slots=True)
class Person:
    """One row of people, without its counts."""

    person_id: str
    name: str
    given_name: str | None
    family_name: str | None
    honorific: str | None
    wikidata_id: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """One row of organisations, without its counts."""

    organisation_id: str
    name: str
    acronym: str | None
    kind: str | None
    wikidata_id: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is who: the id of each article's each entity, and the rows, sorted by id."""

    ids: Mapping[Key, str]
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]


def resolve(entities: Iterable[tuple[str, int, Entity]]) -> Resolution:
    """Join the entities of all articles; each is given as (article_id, its index in the article, entity).

    The result does not depend on the order in which they come.
    """
    ordered = [((article, index), entity) for article, index, entity in sorted(entities, key=lambda item: item[:2])]
    people = join_people([item for item in ordered if item[1].type == "person"])
    bodies = join_organisations([item for item in ordered if item[1].type == "organisation"])
    ids: dict[Key, str] = {}
    named_people, named_bodies = _named(people, ids), _named(bodies, ids)
    return Resolution(
        ids,
        tuple(sorted((_person(*named) for named in named_people), key=lambda row: row.person_id)),
        tuple(sorted((_organisation(*named) for named in named_bodies), key=lambda row: row.organisation_id)),
    )


def _named(groups: Sequence[Group], ids: dict[Key, str]) -> list[tuple[Group, str, str]]:
    """Each group's name and slug; namesakes are numbered in the order of their first articles."""
    taken: Counter[str] = Counter()
    used: set[str] = set()
    found: list[tuple[Group, str, str]] = []
    for group in groups:
        name = _best_name(group)
        base = slugify(name) or "unnamed"
        slug = base
        while slug in used:
            taken[base] += 1
            slug = f"{base}-{taken[base] + 1}"
        used.add(slug)
        found.append((group, name, slug))
        for key, _ in group.members:
            ids[key] = slug
    return found


def _best_name(group: Group) -> str:
    forms = group.forms()
    return min(forms, key=lambda form: (form.isupper() and " " in form, -len(form.split()), -forms[form], form))


def _person(group: Group, name: str, slug: str) -> Person:
    parts = person_name.parts(name)
    honorifics = Counter(e.honorific for _, e in group.members if e.honorific)
    honorific = min(honorifics, key=lambda h: (-honorifics[h], h)) if honorifics else None
    families = [e.family_name for _, e in group.members if e.family_name]
    return Person(slug, name, parts.given, parts.family or (families[0] if families else None), honorific)


def _organisation(group: Group, name: str, slug: str) -> Organisation:
    acronyms = Counter(e.acronym for _, e in group.members if e.acronym)
    acronym = min(acronyms, key=lambda a: (-acronyms[a], a)) if acronyms else None
    return Organisation(slug, name, acronym if acronym != name else None, organisation_name.kind_of(name))
