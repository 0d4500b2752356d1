"""People and organisations of many articles put together, each with an id that holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from slugify import slugify

from newsrows.records import Entity
from newsrows.resolve import organisation_name, person_name

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Person:
    """One row of people, without its counts."""

    person_id: str
    name: str
    given_name: str | None
    family_name: str | None
    honorific: str | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """One row of organisations, without its counts."""

    organisation_id: str
    name: str
    acronym: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is who: the id of each article's each entity, and the rows, sorted by id."""

    ids: Mapping[Key, str]
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]


@dataclass(eq=False)
class _Group:
    """Entities taken for one."""

    members: list[tuple[Key, Entity]] = field(default_factory=list)

    @property
    def forms(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for _, entity in self.members:
            found[entity.name] += sum(n for _, n in entity.forms)
        return found


def resolve(entities: Iterable[tuple[str, int, Entity]]) -> Resolution:
    """Join the entities of all articles; each is given as (article_id, its index in the article, entity).

    The result does not depend on the order in which they come.
    """
    ordered = [((article, index), entity) for article, index, entity in sorted(entities, key=lambda item: item[:2])]
    people = _join_people([item for item in ordered if item[1].type == "person"])
    bodies = _join_organisations([item for item in ordered if item[1].type == "organisation"])
    ids: dict[Key, str] = {}
    person_rows = tuple(
        sorted((_person(g, name, slug) for g, name, slug in _named(people, ids)), key=lambda r: r.person_id)
    )
    body_rows = tuple(
        sorted((_organisation(g, name, slug) for g, name, slug in _named(bodies, ids)), key=lambda r: r.organisation_id)
    )
    return Resolution(ids, person_rows, body_rows)


def _named(groups: Sequence[_Group], ids: dict[Key, str]) -> list[tuple[_Group, str, str]]:
    """Each group's name and slug; namesakes are numbered in the order of their first articles."""
    taken: Counter[str] = Counter()
    used: set[str] = set()
    found: list[tuple[_Group, str, str]] = []
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


def _best_name(group: _Group) -> str:
    forms = group.forms
    return min(forms, key=lambda form: (form.isupper() and " " in form, -len(form.split()), -forms[form], form))


def _person(group: _Group, name: str, slug: str) -> Person:
    parts = person_name.parts(name)
    honorifics = Counter(e.honorific for _, e in group.members if e.honorific)
    honorific = min(honorifics, key=lambda h: (-honorifics[h], h)) if honorifics else None
    families = [e.family_name for _, e in group.members if e.family_name]
    return Person(slug, name, parts.given, parts.family or (families[0] if families else None), honorific)


def _organisation(group: _Group, name: str, slug: str) -> Organisation:
    acronyms = Counter(e.acronym for _, e in group.members if e.acronym)
    acronym = min(acronyms, key=lambda a: (-acronyms[a], a)) if acronyms else None
    return Organisation(slug, name, acronym if acronym != name else None, organisation_name.kind_of(name))


def _join_people(items: Sequence[tuple[Key, Entity]]) -> list[_Group]:
    groups: list[_Group] = []
    by_name: dict[tuple[str, ...], list[_Group]] = defaultdict(list)
    by_family: dict[str, list[tuple[tuple[str, ...], _Group]]] = defaultdict(list)
    lone: list[tuple[Key, Entity]] = []
    for key, entity in items:
        name = person_name.folded(entity.name)
        if len(name) < 2:
            lone.append((key, entity))
            continue
        home = next((g for g in by_name[name] if not _conflict(g, entity)), None)
        if home is None:
            home = next(
                (
                    g
                    for other, g in by_family[name[-1]]
                    if person_name.compatible(other, name) and not _conflict(g, entity)
                ),
                None,
            )
        if home is None:
            home = _Group()
            groups.append(home)
        if home not in by_name[name]:
            by_name[name].append(home)
            by_family[name[-1]].append((name, home))
        home.members.append((key, entity))
    groups.extend(_join_lone(lone, by_family))
    return sorted(groups, key=lambda g: min(key for key, _ in g.members))


def _conflict(group: _Group, entity: Entity) -> bool:
    genders = {e.gender for _, e in group.members if e.gender}
    return bool(entity.gender and genders and entity.gender not in genders)


def _join_lone(
    items: Sequence[tuple[Key, Entity]], by_family: Mapping[str, Sequence[tuple[tuple[str, ...], _Group]]]
) -> list[_Group]:
    """Surnames alone: joined to the only full name that has them, else to one another by name and honorific."""
    fresh: dict[tuple[tuple[str, ...], str | None], _Group] = {}
    for key, entity in items:
        name = person_name.folded(entity.name)
        bearers = {id(g): g for _, g in by_family.get(name[-1] if name else "", ())}
        fitting = [g for g in bearers.values() if not _conflict(g, entity)]
        if len(fitting) == 1:
            fitting[0].members.append((key, entity))
        else:
            fresh.setdefault((name, entity.gender), _Group()).members.append((key, entity))
    return list(fresh.values())


def _join_organisations(items: Sequence[tuple[Key, Entity]]) -> list[_Group]:
    groups: dict[tuple[str, ...], _Group] = {}
    acronyms = _acronyms(items)
    for key, entity in items:
        name = organisation_name.folded(entity.name)
        name = acronyms.get(name) or name
        turned = tuple(sorted(name)) if len(name) > 2 and "of" in name else name
        groups.setdefault(turned, _Group()).members.append((key, entity))
    return sorted(groups.values(), key=lambda g: min(key for key, _ in g.members))


def _acronyms(items: Sequence[tuple[Key, Entity]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What each acronym stands for where the articles, or the list of known organisations, leave one answer."""
    meanings: dict[tuple[str, ...], Counter[tuple[str, ...]]] = defaultdict(Counter)
    for _, entity in items:
        if entity.acronym and entity.acronym != entity.name:
            meanings[organisation_name.folded(entity.acronym)][organisation_name.folded(entity.name)] += 1
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for _, entity in items:
        name = organisation_name.folded(entity.name)
        known = organisation_name.known_expansion(name)
        if known is not None:
            found[name] = known
        elif name in meanings and len(meanings[name]) == 1:
            found[name] = next(iter(meanings[name]))
    return found
