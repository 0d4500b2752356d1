"""Clusters the names of organisations in one article: equal or reordered words, short forms, acronyms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, pairwise
from typing import Final

from newsrows.records import Mention
from newsrows.resolution.coreference.state import Cluster
from newsrows.resolution.names import organisation as names
from newsrows.resolution.names.places import without_nation

Words = tuple[str, ...]

# The text between a name and its acronym in brackets. A place may belong to the name: 'the Council for Sport in
# Riverton (CSR)'.
_BEFORE_ACRONYM: Final = re.compile(r"(?:\s(?:in|of|for)(?: the)?(?: [A-Z][\w-]+){1,2})?\s*[(\[][\"“'‘]?(?:the )?")


def cluster_organisations(mentions: Sequence[Mention], text: str) -> list[Cluster]:
    """One cluster per organisation, in order of first appearance.

    Args:
        mentions: all mentions of the article; those that do not name an organisation are skipped.
        text: the article's text.
    """
    expansions = _explained_acronyms(mentions, text)
    known = _Names()
    named = [
        (i, m, names.folded(m.span.text))
        for i, m in enumerate(mentions)
        if m.type == "organisation" and m.form in {"name", "acronym"}
    ]
    by_name: dict[Words, Cluster] = {}
    for i, mention, name in sorted(named, key=lambda item: (item[1].form == "acronym", -len(item[2]), item[0])):
        cluster = by_name.get(name)
        if cluster is None or names.is_general(name):
            cluster = _matching_cluster(known, name, mention, i, expansions) or cluster
        if cluster is None:
            cluster = known.new_cluster(name)
        by_name.setdefault(name, cluster)
        cluster.add(i, mention, name)
        known.add(cluster, name)
        if mention.form == "acronym":
            cluster.acronyms.add(mention.span.text)
    for cluster in known.clusters:
        cluster.members.sort()
    return sorted(known.clusters, key=lambda c: c.members[0])


class _Names:
    """The names of the clusters so far, by what other names can share with them.

    A name is compared only with names that have its rarest word, so that an article with thousands of organisations
    takes little longer than one with few. Names are added from the longest to the shortest, acronyms last: whatever a
    name is short for, or differs from by order or plural, has all of its words that are not function words.

    Attributes:
        clusters: in the order in which they were made.
    """

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._numbers: dict[int, int] = {}  # by the `id` of the cluster
        self._with_name: dict[Words, set[int]] = {}
        self._with_word: dict[str, list[Words]] = {}
        self._with_initials: dict[str, list[Words]] = {}
        self._with_initials_without_nation: dict[str, list[Words]] = {}
        self._without_nation: dict[Words, list[Words]] = {}
        self._with_party: dict[str, list[Words]] = {}
        self._found: dict[tuple[str, Words], tuple[int, list[Words]]] = {}

    def new_cluster(self, name: Words) -> Cluster:
        """Make a cluster that begins with a name."""
        cluster = Cluster("organisation", name)
        self._numbers[id(cluster)] = len(self.clusters)
        self.clusters.append(cluster)
        return cluster

    def add(self, cluster: Cluster, name: Words) -> None:
        """Remember that a cluster has a name."""
        number = self._numbers[id(cluster)]
        if name in self._with_name:
            self._with_name[name].add(number)
            return
        self._with_name[name] = {number}
        for word in {_stem(word) for word in name}:
            self._with_word.setdefault(word, []).append(name)
        self._without_nation.setdefault(without_nation(name), []).append(name)
        party = names.party(name)
        if party is not None:
            self._with_party.setdefault(party, []).append(name)
        if len(name) > 1:
            for letters in names.initials(name):
                self._with_initials.setdefault(letters, []).append(name)
        for letters in names.initials_without_nation(name):
            self._with_initials_without_nation.setdefault(letters, []).append(name)

    def first(self, found: Iterable[Words]) -> Cluster | None:
        """The cluster that was made first of those that have one of the names."""
        numbers = [min(self._with_name[name]) for name in found if name in self._with_name]
        return self.clusters[min(numbers)] if numbers else None

    def only(self, found: Iterable[Words]) -> Cluster | None:
        """The cluster that has one of the names, if no other has."""
        numbers = {number for name in found for number in self._with_name[name]}
        return self.clusters[numbers.pop()] if len(numbers) == 1 else None

    def all(self, found: Iterable[Words]) -> list[Cluster]:
        """All clusters that have one of the names, in the order in which they were made."""
        return [self.clusters[number] for number in sorted({n for name in found for n in self._with_name[name]})]

    def similar(self, is_same: Callable[[Words, Words], bool], name: Words) -> list[Words]:
        """The names for which `is_same` holds with `name` as its first argument."""
        key = (is_same.__name__, name)
        known = self._found.get(key)
        if known is None or known[0] != len(self._with_name):
            known = len(self._with_name), [other for other in self._with_rarest_word(name) if is_same(name, other)]
            self._found[key] = known
        return known[1]

    def with_word(self, word: str) -> list[Words]:
        """The names that have a word."""
        return self._with_word.get(_stem(word), [])

    def of_same_party(self, name: Words) -> list[Words]:
        """The names that are words for the party that `name` is a word for: 'tories', 'conservative party'."""
        party = names.party(name)
        return [] if party is None else self._with_party.get(party, [])

    def with_initials(self, letters: str) -> list[Words]:
        """The names of several words that have an acronym."""
        return self._with_initials.get(letters, [])

    def with_initials_without_nation(self, letters: str) -> list[Words]:
        """The names that have an acronym if their nation is left out."""
        return self._with_initials_without_nation.get(letters, [])

    def without_nation(self, name: Words) -> list[Words]:
        """The names that are `name` if their nation is left out."""
        return self._without_nation.get(name, [])

    def _with_rarest_word(self, name: Words) -> list[Words]:
        words = [_stem(word) for word in name if word not in names.FUNCTION_WORDS] or [_stem(name[0])]
        return min((self._with_word.get(word, []) for word in words), key=len)


def _stem(word: str) -> str:
    return word.removesuffix("s")


def _explained_acronyms(mentions: Sequence[Mention], text: str) -> dict[Words, Words]:
    """Acronyms in brackets after a name, or before a name in brackets, with that name: 'Coast Housing Trust (CHT)'."""
    expansions: dict[Words, Words] = {}
    for one, other in pairwise(mentions):
        between = text[one.span.end : other.span.start]
        if one.type == other.type == "organisation" and _BEFORE_ACRONYM.fullmatch(between):
            short, full = names.folded(other.span.text), names.folded(one.span.text)
            if other.form == "acronym" or len(short) < len(full):
                expansions.setdefault(short, full)
            elif one.form == "acronym" or full[0] in names.initials(short):
                expansions.setdefault(full, short)  # 'the CHT (Coast Housing Trust)', 'Cht (Coast Housing Trust)'
    return expansions


def _matching_cluster(
    known: _Names, name: Words, mention: Mention, index: int, expansions: dict[Words, Words]
) -> Cluster | None:
    full_name = expansions.get(name)
    if full_name is not None:
        cluster = known.first([full_name])
        if cluster is not None:
            return cluster
    expanded = _by_known_expansion(known, name)
    if expanded is not None or mention.form == "acronym":
        return expanded or _by_initials(known, name)
    same = (names.is_plural, names.is_reordered, _is_short_form_either_way)
    for found in chain((known.similar(is_same, name) for is_same in same), [known.of_same_party(name)]):
        cluster = known.first(found)
        if cluster is not None:
            return cluster
    if names.is_general(name):
        return _named_last(known.all(known.similar(names.is_beginning_or_end, name)), index)
    with_nation = [other for other in known.with_word(name[-1]) if names.is_acronym_with_nation(name, other)]
    if with_nation:
        return known.only(with_nation)
    return known.only(known.similar(names.is_nickname, name))


def _is_short_form_either_way(name: Words, other: Words) -> bool:
    return names.is_short_form(name, other) or names.is_short_form(other, name)


def _by_known_expansion(known: _Names, name: Words) -> Cluster | None:
    """By the list of well-known organisations: 'Fed' is short for '(US) Federal Reserve'."""
    full_name = names.known_expansion(name)
    if full_name is None:
        return None
    return known.first([full_name]) or known.only(known.without_nation(full_name))


def _by_initials(known: _Names, acronym: Words) -> Cluster | None:
    letters = "".join(acronym)
    cluster = known.first(known.with_initials(letters)) if len(letters) > 1 else None
    return cluster or known.only(known.with_initials_without_nation(letters))


def _named_last(candidates: Sequence[Cluster], index: int) -> Cluster | None:
    """Of the organisations that 'the Council' can stand for, the one named last before the mention `index`."""
    last = [(max((m for m in c.members if m < index), default=-1), c) for c in candidates]
    return max(last, key=lambda candidate: candidate[0])[1] if last else None
