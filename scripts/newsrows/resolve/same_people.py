"""Which people of different articles are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from newsrows.lexicon import column, rows
from newsrows.records import Entity
from newsrows.resolve import person_name
from newsrows.resolve.group import Group, Key

_COMMON_SURNAMES: Final = frozenset(name.casefold() for name in column("common_surnames", "name"))
_SPORT: Final = frozenset(row["title"] for row in rows("role_titles") if row["kind"] == "sport")
_TITLES: Final = column("role_titles", "title")


def join_people(items: Sequence[tuple[Key, Entity]]) -> list[Group]:
    """Groups in the order of their first articles: full names first, then surnames alone."""
    groups: list[Group] = []
    by_name: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    by_family: dict[str, list[tuple[tuple[str, ...], Group]]] = defaultdict(list)
    lone: list[tuple[Key, Entity]] = []
    for key, entity in items:
        name = person_name.folded(entity.name)
        if len(name) < 2:
            lone.append((key, entity))
            continue
        home = next((group for group in by_name[name] if not differ(group, entity)), None) or next(
            (g for other, g in by_family[name[-1]] if person_name.compatible(other, name) and not differ(g, entity)),
            None,
        )
        if home is None:
            home = Group()
            groups.append(home)
        if home not in by_name[name]:
            by_name[name].append(home)
            by_family[name[-1]].append((name, home))
        home.members.append((key, entity))
    groups.extend(_join_lone(lone, by_family))
    return sorted(groups, key=Group.first)


def differ(group: Group, entity: Entity) -> bool:
    """Whether something says that a namesake is somebody else: gender, Jr and Sr, or playing instead of governing."""
    others = [member for _, member in group.members]
    genders = {other.gender for other in others if other.gender}
    if entity.gender and genders and entity.gender not in genders:
        return True
    generation = person_name.generation(entity.name)
    if generation and any(person_name.generation(o.name) not in {None, generation} for o in others):
        return True
    known = {word for other in others for word in other.evidence}
    if not known or not entity.evidence or known & set(entity.evidence):
        return False
    fields = _plays(known), _plays(entity.evidence)
    return None not in fields and fields[0] != fields[1]


def _plays(evidence: Sequence[str] | set[str]) -> bool | None:
    """Whether all titles are of sport (True), none is (False), or neither can be said (None)."""
    titles = {title for word in evidence if (title := _head(word)) in _TITLES}
    sport = titles & _SPORT
    return None if not titles or (sport and sport != titles) else bool(sport)


def _head(title: str) -> str:
    words = title.split()
    for i, word in enumerate(words):
        if word in {"of", "for", "to", "on", "at"} and i:
            return words[i - 1]
    return words[-1] if words else ""


def _join_lone(
    items: Sequence[tuple[Key, Entity]], by_family: Mapping[str, Sequence[tuple[tuple[str, ...], Group]]]
) -> list[Group]:
    """Surnames alone: joined to the only full name that has them if the surname is rare or a title agrees.

    The rest are joined to one another where name and gender are the same and the surname is rare, else left alone.
    """
    fresh: dict[object, Group] = {}
    for key, entity in items:
        name = person_name.folded(entity.name)
        bearers = {id(group): group for _, group in by_family.get(name[-1], ())}
        fitting = [group for group in bearers.values() if not differ(group, entity)]
        agreeing = [group for group in fitting if _agrees(group, entity)]
        is_rare = name[-1] not in _COMMON_SURNAMES
        if len(agreeing) == 1 or (len(fitting) == 1 and is_rare):
            (agreeing or fitting)[0].members.append((key, entity))
        else:
            identity: object = (name, entity.gender) if is_rare else key
            fresh.setdefault(identity, Group()).members.append((key, entity))
    return list(fresh.values())


def _agrees(group: Group, entity: Entity) -> bool:
    return any(word in member.evidence for word in entity.evidence for _, member in group.members)
