"""Clusters the people of one family name: full names, their variants, then surnames alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from newsrows.resolution.entities.evidence import share_fact
from newsrows.resolution.entities.namesakes import separate_namesakes
from newsrows.resolution.entities.person_cluster import PersonCluster, PersonRecord, Words, are_different
from newsrows.resolution.names import person as person_name

# With this many different given names, a family name is so common that 'J Carter' may be several people.
_GIVEN_NAMES_OF_COMMON_NAME: Final = 30
# A full name means the best-known person if he or she has at least this many times the articles of all others together.
_FULL_NAME_RATIO: Final = 10
# The same ratio for surnames alone. If a title or another fact is evidence, its articles are compared instead.
_SURNAME_RATIO: Final = 5
# An initial that fits more people than this identifies none of them.
_MAX_CANDIDATES: Final = 40
# A surname alone is not resolved by rarity if more people than this have it.
_MAX_PEOPLE_OF_SURNAME: Final = 400


def match_people(records: Sequence[PersonRecord], fathers_and_sons: Collection[Words] = ()) -> list[PersonCluster]:
    """Cluster the records of one family name.

    Args:
        records: all records whose names end in the family name, or are in the registry under it.
        fathers_and_sons: folded names that an article uses both with and without 'Jr'.
    """
    in_registry: dict[str, list[PersonRecord]] = defaultdict(list)
    full_names: dict[Words, list[PersonRecord]] = defaultdict(list)
    surnames: list[PersonRecord] = []
    for record in records:
        if record.registry is not None:
            in_registry[record.registry].append(record)
        elif len(record.words) > 1:
            full_names[record.words].append(record)
        else:
            surnames.append(record)
    entries = [PersonCluster.of(members) for _, members in sorted(in_registry.items())]
    clusters = [
        cluster
        for words, members in full_names.items()
        for cluster in separate_namesakes(members, is_father_and_son=words in fathers_and_sons)
    ]
    people = _match_variants(entries, clusters)
    return people + _match_surnames(surnames, people)


# Variants of full names


def _match_variants(entries: list[PersonCluster], clusters: list[PersonCluster]) -> list[PersonCluster]:
    """Merge names that can be one person's, the longest first, so that 'J Carter' finds all Carters."""
    if len(clusters) + len(entries) < 2:
        return entries + clusters
    index = _GivenNameIndex()
    for cluster in entries:
        index.add(cluster)
    for cluster in sorted(clusters, key=_by_length):
        match = index.match(cluster)
        if match is None:
            index.add(cluster)
        else:
            words = next(iter(cluster.names))
            match.merge(cluster)
            index.add_name(words, match)
    return index.people


def _by_length(cluster: PersonCluster) -> tuple[bool, int, int, Words, str]:
    words = next(iter(cluster.names))
    return (len(words[0]) == 1, -len(words), -cluster.articles, words, cluster.first)


class _GivenNameIndex:
    """People of one family name by the given names and initials that they use."""

    def __init__(self) -> None:
        self.people: list[PersonCluster] = []
        self._by_given_name: dict[str, dict[int, PersonCluster]] = defaultdict(dict)
        self._given_names: set[str] = set()

    def add(self, person: PersonCluster) -> None:
        """Add a person with all names."""
        self.people.append(person)
        for words in person.names:
            self.add_name(words, person)

    def add_name(self, words: Words, person: PersonCluster) -> None:
        """Add another name of a person."""
        if len(words) < 2:
            return
        given_name = words[0]
        self._given_names.add(given_name)
        for key in {given_name, given_name[0] + "."}:
            self._by_given_name[key][id(person)] = person

    def match(self, cluster: PersonCluster) -> PersonCluster | None:
        """The person that a cluster of one name is; None if nobody fits, or several do and nothing decides."""
        words = next(iter(cluster.names))
        fitting: list[PersonCluster] = []
        for person in self._candidates(words):
            if words in person.names or are_different(person, cluster):
                continue
            if all(person_name.is_compatible(name, words) for name in person.names if len(name) > 1):
                fitting.append(person)
        is_common_name = len(self._given_names) >= _GIVEN_NAMES_OF_COMMON_NAME
        fitting = [
            p for p in fitting if _is_near_name(p, words, is_common_name=is_common_name) or _share_evidence(p, cluster)
        ]
        return _best_match(fitting, cluster)

    def _candidates(self, words: Words) -> list[PersonCluster]:
        given_name = words[0]
        if len(given_name) == 1:
            keys = [given_name + "."]
        else:
            keys = [given_name, given_name[0], *sorted(person_name.nicknames_of(given_name))]
        candidates: dict[int, PersonCluster] = {}
        for key in keys:
            candidates.update(self._by_given_name.get(key, {}))
            if len(candidates) > _MAX_CANDIDATES and len(given_name) == 1:
                return []
        return list(candidates.values())


def _is_near_name(person: PersonCluster, words: Words, *, is_common_name: bool) -> bool:
    """Whether the given names alone are enough.

    Equal ones are; if the family name is not common, so are an initial and a usual nickname.
    """
    given_names = [name[0] for name in person.names if len(name) > 1]
    if words[0] in given_names or is_common_name:
        return words[0] in given_names
    return any(
        len(given_name) == 1 or len(words[0]) == 1 or person_name.is_usual_nickname(given_name, words[0])
        for given_name in given_names
    )


def _share_evidence(one: PersonCluster, other: PersonCluster) -> bool:
    return share_fact(one.facts, other.facts) or not one.evidence.keys().isdisjoint(other.evidence)


def _best_match(fitting: Sequence[PersonCluster], cluster: PersonCluster) -> PersonCluster | None:
    """The only person that fits, else the only one with evidence in common, else the one with by far most articles."""
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    with_evidence = [person for person in fitting if _share_evidence(person, cluster)]
    if len(with_evidence) == 1:
        return with_evidence[0]
    return _best_known(fitting, {id(person): person.articles for person in fitting}, _FULL_NAME_RATIO)


def _best_known(people: Sequence[PersonCluster], weights: Mapping[int, int], factor: int) -> PersonCluster | None:
    """The person whose weight is at least `factor` times that of all others together; weights are by `id`."""
    ranked = sorted(people, key=lambda person: -weights[id(person)])
    others = sum(weights[id(person)] for person in ranked[1:])
    return ranked[0] if weights[id(ranked[0])] >= factor * others else None


# Surnames alone


def _match_surnames(records: Sequence[PersonRecord], people: Sequence[PersonCluster]) -> list[PersonCluster]:
    """Add surnames alone to the person that a title points to, or else other names in the same articles.

    Returns:
        Clusters of the other records: rare surnames by gender, common ones apart.
    """
    if not records:
        return []
    by_evidence: dict[str, list[PersonCluster]] = defaultdict(list)
    for person in people:
        for word in person.evidence:
            by_evidence[word].append(person)
    matches: list[tuple[PersonCluster, PersonRecord]] = []
    unmatched: dict[object, PersonCluster] = {}
    for record in sorted(records, key=lambda record: record.first):
        is_rare = not person_name.is_common_surname(record.words[0])
        meant_person = _person_with_surname(record, people, by_evidence, is_rare=is_rare)
        if meant_person is not None:
            matches.append((meant_person, record))
        else:
            unmatched.setdefault(record.gender if is_rare else record.row, PersonCluster()).add(record)
    genders = [key for key in unmatched if key in {"female", "male"}]
    if None in unmatched and len(genders) == 1:
        unmatched[genders[0]].merge(unmatched.pop(None))  # 'Quellmalz' in one article is 'Mr Quellmalz' in another
    for person, record in matches:  # added last, so that one surname does not decide about another
        person.add(record)
    return list(unmatched.values())


def _person_with_surname(
    record: PersonRecord,
    people: Sequence[PersonCluster],
    by_evidence: Mapping[str, list[PersonCluster]],
    *,
    is_rare: bool,
) -> PersonCluster | None:
    """The person whom a surname alone means; None if nothing decides.

    If people share evidence with the record, such as a title, one of them is meant. If none does, a rare surname can
    mean a person whose articles share other names with those of the record. People whose gender alone excludes them
    show that a family has the surname, so they count against the others: 'Mr Carter' may be somebody else than the Kim
    Carter who is named with Ann Carter.

    Args:
        record: the surname.
        people: all people of the family name.
        by_evidence: the same people by their words of evidence.
        is_rare: whether the surname is rare.
    """
    surname = PersonCluster.of([record])
    weights: dict[int, int] = {}
    agreeing: dict[int, PersonCluster] = {}
    for word in record.evidence:
        for person in by_evidence.get(word, ()):
            agreeing[id(person)] = person
            weights[id(person)] = weights.get(id(person), 0) + person.evidence[word]
    fitting = [person for person in agreeing.values() if not _is_other_person(person, surname)]
    if fitting:
        return _best_known(fitting, weights, _SURNAME_RATIO)
    if not is_rare or len(people) > _MAX_PEOPLE_OF_SURNAME:
        return None
    alike = [person for person in people if not are_different(person, surname)]
    best = _best_known(alike, {id(person): person.articles for person in alike}, _SURNAME_RATIO) if alike else None
    if best is None or record.supported.isdisjoint(best.names):
        return None
    return None if _is_other_person(best, surname) else best


def _is_other_person(person: PersonCluster, surname: PersonCluster) -> bool:
    """As `are_different`; the usual gender of the given name counts as well, so 'Mrs Carter' is not Bill Carter."""
    if are_different(person, surname):
        return True
    return surname.gender is not None and person.gender not in {None, surname.gender}
