"""Which organisations of different articles are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from newsrows.records import Entity
from newsrows.resolve import organisation_name
from newsrows.resolve.group import Group, Key

Words = tuple[str, ...]


def join_organisations(items: Sequence[tuple[Key, Entity]]) -> list[Group]:
    """Groups in the order of their first articles."""
    names = {key: organisation_name.national(organisation_name.folded(entity.name)) for key, entity in items}
    expansions = _acronyms(items, names)
    full = {key: expansions.get(name, name) for key, name in names.items()}
    longer = _longer(set(full.values()))
    groups: dict[object, Group] = {}
    for key, entity in items:
        name = full[key]
        name = longer.get(name, name)
        # 'University of Riverton' and 'Riverton University'
        identity: object = frozenset(name) - organisation_name.SMALL if len(name) > 1 else name
        groups.setdefault(identity, Group()).members.append((key, entity))
    return sorted(groups.values(), key=Group.first)


def _acronyms(items: Sequence[tuple[Key, Entity]], names: Mapping[Key, Words]) -> dict[Words, Words]:
    """What each short name stands for where the articles, or the list of known organisations, leave one answer."""
    meanings: dict[Words, Counter[Words]] = defaultdict(Counter)
    for key, entity in items:
        if entity.acronym and entity.acronym != entity.name:
            meanings[organisation_name.folded(entity.acronym)][names[key]] += 1
    found: dict[Words, Words] = {}
    for name in names.values():
        known = organisation_name.known_expansion(name)
        if known is not None:
            found[name] = known
        elif name in meanings and len(meanings[name]) == 1:
            found[name] = next(iter(meanings[name]))
    return found


def _longer(names: set[Words]) -> dict[Words, Words]:
    """For a short form its only longer one: 'Labour Party' for 'Labour'."""
    by_first: dict[str, list[Words]] = defaultdict(list)
    for name in names:
        by_first[name[0]].append(name)
    found: dict[Words, Words] = {}
    for name in names:
        fitting = [other for other in by_first[name[0]] if organisation_name.is_abridged(name, other)]
        if len(fitting) == 1:
            found[name] = fitting[0]
    return found
