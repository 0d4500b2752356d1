"""Which people of different articles are one, among all of one family name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from newsrows.resolution.entities.evidence import share
from newsrows.resolution.entities.person import Group, Known, Words, differ, group_of, namesakes
from newsrows.resolution.names import person as person_name

# So many different given names before one family name: 'J Carter' may be too many of them.
_CROWD: Final = 30
# So many times as often as the others together: whoever is meant without more words.
_FAR_MORE: Final = 10
_MORE: Final = 5
# More candidates than this are never one alone.
_MANY: Final = 40


def join_people(entities: Sequence[Known], fathers_and_sons: Collection[Words] = ()) -> list[Group]:
    """The people that entities of one family name are: full names, their variants, then surnames alone.

    Args:
        entities: all that end in the family name.
        fathers_and_sons: names that an article gives with and without Jr.
    """
    listed: dict[str, list[Known]] = defaultdict(list)
    full: dict[Words, list[Known]] = defaultdict(list)
    lone: list[Known] = []
    for known in entities:
        if known.registry is not None:
            listed[known.registry].append(known)
        elif len(known.words) > 1:
            full[known.words].append(known)
        else:
            lone.append(known)
    people = [group_of(members) for _, members in sorted(listed.items())]
    found = [
        group
        for words, members in full.items()
        for group in namesakes(members, is_father_and_son=words in fathers_and_sons)
    ]
    people = _join_variants(people, found)
    return people + _join_lone(lone, people)


def _join_variants(listed: list[Group], groups: list[Group]) -> list[Group]:
    """Names that one person can have put together, the most telling first, so that 'J Carter' finds two Carters."""
    if len(groups) + len(listed) < 2:
        return listed + groups
    shelf = _Shelf()
    for group in listed:
        shelf.put(group)
    for group in sorted(groups, key=_telling):
        home = shelf.home(group)
        if home is None:
            shelf.put(group)
        else:
            words = next(iter(group.names))
            home.take(group)
            shelf.name(words, home)
    return shelf.groups


def _telling(group: Group) -> tuple[bool, int, int, Words, str]:
    words = next(iter(group.names))
    return (len(words[0]) == 1, -len(words), -group.articles, words, group.first)


class _Shelf:
    """People of one family name by the given names that they may go by."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._given: dict[str, dict[int, Group]] = defaultdict(dict)
        self._full: set[str] = set()

    def put(self, group: Group) -> None:
        """Take in a person."""
        self.groups.append(group)
        for words in group.names:
            self.name(words, group)

    def name(self, words: Words, group: Group) -> None:
        """Note that a person goes by a name."""
        if len(words) < 2:
            return
        given = words[0]
        self._full.add(given)
        for key in {given, given[0] + "."}:
            self._given[key][id(group)] = group

    def home(self, group: Group) -> Group | None:
        """Whom somebody of another name is: nobody, if more than one comes into question and nothing decides."""
        words = next(iter(group.names))
        fitting: list[Group] = []
        for other in self._candidates(words):
            if words in other.names or differ(other, group):
                continue
            if all(person_name.compatible(name, words) for name in other.names if len(name) > 1):
                fitting.append(other)
        is_crowd = len(self._full) >= _CROWD
        fitting = [other for other in fitting if _is_near(other, words, is_crowd=is_crowd) or _share(other, group)]
        return _one_of(fitting, group)

    def _candidates(self, words: Words) -> list[Group]:
        given = words[0]
        keys = [given + "."] if len(given) == 1 else [given, given[0], *sorted(person_name.nicknames_of(given))]
        found: dict[int, Group] = {}
        for key in keys:
            found.update(self._given.get(key, {}))
            if len(found) > _MANY and len(given) == 1:
                return []
        return list(found.values())


def _is_near(group: Group, words: Words, *, is_crowd: bool) -> bool:
    """Whether given names alone tell that two are one: the same, or outside a crowd an initial or a usual nickname."""
    given = [name[0] for name in group.names if len(name) > 1]
    if words[0] in given or is_crowd:
        return words[0] in given
    return any(len(g) == 1 or len(words[0]) == 1 or person_name.is_usual_nickname(g, words[0]) for g in given)


def _share(one: Group, other: Group) -> bool:
    return share(one.facts, other.facts) or not one.evidence.keys().isdisjoint(other.evidence)


def _one_of(fitting: Sequence[Group], group: Group) -> Group | None:
    """The one that is meant: the only one, the only one who shares something, or by far the most written about."""
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    sharing = [other for other in fitting if _share(other, group)]
    if len(sharing) == 1:
        return sharing[0]
    return _foremost(fitting, {id(other): other.articles for other in fitting}, _FAR_MORE)


def _foremost(groups: Sequence[Group], weight: Mapping[int, int], times: int) -> Group | None:
    ranked = sorted(groups, key=lambda group: -weight[id(group)])
    return ranked[0] if weight[id(ranked[0])] >= times * sum(weight[id(group)] for group in ranked[1:]) else None


def _join_lone(entities: Sequence[Known], people: Sequence[Group]) -> list[Group]:
    """Surnames alone: joined to the full name that a title, or else a rare surname, points to.

    The rest are joined to one another where name and gender are the same and the surname is rare, else left alone.
    """
    if not entities:
        return []
    by_evidence: dict[str, list[Group]] = defaultdict(list)
    for group in people:
        for word in group.evidence:
            by_evidence[word].append(group)
    joined: list[tuple[Group, Known]] = []
    fresh: dict[object, Group] = {}
    for known in sorted(entities, key=lambda known: known.first):
        is_rare = not person_name.is_common_surname(known.words[0])
        home = _bearer(known, people, by_evidence, is_rare=is_rare)
        if home is not None:
            joined.append((home, known))
        else:
            fresh.setdefault(known.gender if is_rare else known.row, Group()).add(known)
    genders = [key for key in fresh if key in {"female", "male"}]
    if None in fresh and len(genders) == 1:
        fresh[genders[0]].take(fresh.pop(None))  # 'Quellmalz' here is Mr Quellmalz there
    for home, known in joined:  # only now, so that no surname alone decides on another one
        home.add(known)
    return list(fresh.values())


def _bearer(
    known: Known, people: Sequence[Group], by_evidence: Mapping[str, list[Group]], *, is_rare: bool
) -> Group | None:
    alone = group_of([known])
    agreeing: dict[int, tuple[Group, int]] = {}
    for word in known.evidence:
        for group in by_evidence.get(word, ()):
            agreeing[id(group)] = (group, agreeing.get(id(group), (group, 0))[1] + group.evidence[word])
    fitting = [group for group, _ in agreeing.values() if not _differ_alone(group, alone)]
    if fitting:
        return _foremost(fitting, {key: weight for key, (_, weight) in agreeing.items()}, _MORE)
    if not is_rare or len(people) > 10 * _MANY:
        return None
    fitting = [group for group in people if not _differ_alone(group, alone)]
    return _foremost(fitting, {id(group): group.articles for group in fitting}, _MORE) if fitting else None


def _differ_alone(group: Group, alone: Group) -> bool:
    """As `differ`, but 'Mrs Carter' is no Bill: a given name's usual gender counts too."""
    return differ(group, alone) or (alone.gender is not None and group.gender not in {None, alone.gender})
