"""Clusters the names of people in one article: full names first, then surnames, given names and initials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import merge
from typing import Final

from newsrows.records import Gender, Mention
from newsrows.resolution.coreference.state import Cluster
from newsrows.resolution.names import person as person_name

Name = tuple[str, ...]


def cluster_people(mentions: Sequence[Mention], text: str) -> list[Cluster]:
    """One cluster per person, in order of first appearance.

    Args:
        mentions: all mentions of the article; those that do not name a person are skipped.
        text: the article's text.
    """
    words = _WordsOfPeople.of(mentions)
    named = [
        (i, m, person_name.folded(m.span.text))
        for i, m in enumerate(mentions)
        if m.type == "person" and m.form == "name" and not words.is_family(m, text)
    ]
    full_names = _FullNames()
    cluster_of: dict[int, Cluster] = {}
    # Full names come first, the longest of them first, so that 'John Carter' finds 'John F Carter'.
    for i, mention, name in sorted((item for item in named if len(item[2]) > 1), key=lambda x: (-len(x[2]), x[0])):
        generation = _generation(mention, text)
        cluster = full_names.find(name, mention, generation)
        if cluster is None:
            cluster = Cluster("person", name, generation=generation)
            full_names.add(cluster)
        cluster.add(i, mention, name)
        cluster_of[i] = cluster
    clusters = full_names.clusters
    by_full_name: dict[Name, Cluster] = {}
    for cluster in clusters:
        for full_name in cluster.names:
            by_full_name.setdefault(full_name, cluster)
    short_forms = _ShortForms(clusters)
    for i, mention, name in named:
        cluster = cluster_of.get(i)
        if cluster is None:
            cluster = _by_pair(i, mention, mentions, by_full_name, text) or short_forms.find(name[0], mention, text)
            if cluster is None:
                cluster = Cluster("person", name)
                clusters.append(cluster)
                short_forms.add(cluster)
            cluster.add(i, mention, name)
        # A given name does not count: after 'Carter spoke to Ann', the next 'Carter' is not Ann Carter.
        if len(name) > 1 or name[-1] == cluster.name[-1]:
            short_forms.mark_as_last(cluster, i)
    for cluster in clusters:
        cluster.members.sort()
    return sorted(clusters, key=lambda c: c.members[0])


@dataclass(frozen=True, slots=True)
class _WordsOfPeople:
    """How many mentions of people contain a folded word.

    Attributes:
        last: as their last word.
        last_of_full_name: as the last of several words.
        of_full_name: as any of several words.
    """

    last: Counter[str]
    last_of_full_name: Counter[str]
    of_full_name: Counter[str]

    @classmethod
    def of(cls, mentions: Sequence[Mention]) -> _WordsOfPeople:
        names = [person_name.folded(m.span.text) for m in mentions if m.type == "person"]
        full_names = [name for name in names if len(name) > 1]
        return cls(
            Counter(name[-1] for name in names),
            Counter(name[-1] for name in full_names),
            Counter(word for name in full_names for word in set(name)),
        )

    def is_family(self, mention: Mention, text: str) -> bool:
        """Whether a plural names a family or a people: 'the Carters', 'Tamangs', if there is a Carter or a Tamang.

        Without 'the', somebody's full name must contain the singular: next to a bare 'Robert', 'Roberts' is another
        person.
        """
        name = mention.span.text
        if " " in name or not name.endswith("s") or mention.honorific:
            return False
        own = person_name.folded(name)
        start = mention.span.start
        singulars = {name.casefold().removesuffix("s"), name.casefold().removesuffix("es")}
        is_own = own[-1] in singulars
        if text[max(0, start - 4) : start].lower() == "the ":
            return sum(self.last[word] for word in singulars) > is_own
        is_full = len(own) > 1
        others = sum(self.last_of_full_name[word] for word in singulars) - (is_own and is_full)
        return others > 0 and self.of_full_name[own[-1]] == is_full


def _generation(mention: Mention, text: str) -> str | None:
    return person_name.generation(mention.span.text) or person_name.generation_after(text, mention.span.end)


def _is_same_person(cluster: Cluster, name: tuple[str, ...], mention: Mention, generation: str | None) -> bool:
    if generation != cluster.generation:
        return False  # 'Ann Carter Jr' and 'Ann Carter' in one article are two people
    is_like = person_name.is_compatible(cluster.name, name)
    # a surname of two words: 'van Berg' of 'Ann van Berg'
    if not is_like and person_name.short_form_rank(cluster.name, name) < 2:
        return False
    gender = mention.gender
    return not (gender and cluster.gender and gender != cluster.gender and name not in cluster.names)


class _FullNames:
    """The people who are known by their full names, in order of their clusters, by what can be compared of the names.

    The keys only spare comparisons: every pair of names that can be the same person's shares a key.
    """

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._by_key: dict[Name, list[int]] = {}

    def add(self, cluster: Cluster) -> None:
        """Add the cluster of another person."""
        for key in set(_keys_of(cluster.name)):
            self._by_key.setdefault(key, []).append(len(self.clusters))
        self.clusters.append(cluster)

    def find(self, name: Name, mention: Mention, generation: str | None) -> Cluster | None:
        """The first person whom a full name can mean."""
        last, tried = name[-1], -1
        given = {name[0], name[0][0], *person_name.nicknames_of(name[0])}
        keys = [(_PART, *name), (_JOINED, "".join(name)), *((_GIVEN, word, last) for word in given)]
        if len(name[0]) == 1:
            keys.append((_INITIAL, name[0], last))
        for number in merge(*(self._by_key.get(key, ()) for key in keys)):
            if number != tried and _is_same_person(self.clusters[number], name, mention, generation):
                return self.clusters[number]
            tried = number
        return None


_PART: Final = "part"
_JOINED: Final = "joined"
_GIVEN: Final = "given"
_INITIAL: Final = "initial"


def _keys_of(name: Name) -> Iterator[Name]:
    """What the names of one person share: a part of the full name, its letters, or the surname and the given name."""
    yield _JOINED, "".join(name)
    yield _GIVEN, name[0], name[-1]
    yield _INITIAL, name[0][0], name[-1]
    for n in range(1, len(name)):
        yield _PART, *name[:n]
        yield _PART, *name[n:]


def _by_pair(
    index: int, mention: Mention, mentions: Sequence[Mention], by_full_name: dict[Name, Cluster], text: str
) -> Cluster | None:
    """The person of a given name in a pair: 'Bill' in 'Bill and Ann Carter' is Bill Carter, if the article has one."""
    if index + 1 >= len(mentions):
        return None
    following = mentions[index + 1]
    if following.type != "person" or text[mention.span.end : following.span.start].strip() not in {"and", "&"}:
        return None
    full_name = (*person_name.folded(mention.span.text), *person_name.folded(following.span.text)[-1:])
    return by_full_name.get(full_name)


# How well a word fits a person, as `short_form_rank` says. This is the whole name of somebody without a full name.
_WHOLE_NAME: Final = 4
_RANKS: Final = ((_WHOLE_NAME,), (3,), (2,), (1,))
# 'Mr Henry' is Henry Brown only if nobody has the surname Henry.
_RANKS_AFTER_HONORIFIC: Final = ((_WHOLE_NAME,), (3,), (2, 1))


@dataclass(slots=True)
class _Candidates:
    """The people whom a word fits equally well, by the `id` of their clusters.

    Attributes:
        named: those who were named so far, by more than their given name; the last of them comes last.
        others: the others, by their first mention.
    """

    named: dict[int, Cluster] = field(default_factory=dict)
    others: dict[int, Cluster] = field(default_factory=dict)


class _ShortForms:
    """The people of an article by each word that can mean them.

    Args:
        clusters: the people with full names.
    """

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        self._by_word: dict[str, dict[int, _Candidates]] = {}
        self._words: dict[int, list[tuple[str, int]]] = {}
        self._last_named: dict[int, int] = {}
        for cluster in sorted(clusters, key=lambda c: c.members[0]):
            ranks: dict[str, int] = {}
            for full_name in cluster.names:
                for word in full_name:
                    ranks[word] = max(ranks.get(word, 0), person_name.short_form_rank(full_name, (word,)))
            self._add(cluster, ranks)

    def add(self, cluster: Cluster) -> None:
        """Add somebody who is known by one word."""
        self._add(cluster, {cluster.name[0]: _WHOLE_NAME})

    def _add(self, cluster: Cluster, ranks: dict[str, int]) -> None:
        self._words[id(cluster)] = list(ranks.items())
        for word, rank in ranks.items():
            self._by_word.setdefault(word, {}).setdefault(rank, _Candidates()).others[id(cluster)] = cluster

    def mark_as_last(self, cluster: Cluster, index: int) -> None:
        """Record that the mention `index` names a person."""
        key = id(cluster)
        self._last_named[key] = index
        for word, rank in self._words[key]:
            candidates = self._by_word[word][rank]
            candidates.others.pop(key, None)
            candidates.named.pop(key, None)
            candidates.named[key] = cluster

    def find(self, word: str, mention: Mention, text: str) -> Cluster | None:
        """The person that a short form means: by surname rather than given name; of several, the one named last."""
        by_rank = self._by_word.get(word, {})
        generation = _generation(mention, text)
        for ranks in _RANKS_AFTER_HONORIFIC if mention.honorific else _RANKS:
            candidates = [by_rank[rank] for rank in ranks if rank in by_rank]
            named = [_first_fit(reversed(c.named.values()), mention, generation) for c in candidates]
            if any(named):
                return max(filter(None, named), key=lambda cluster: self._last_named[id(cluster)])
            others = [_first_fit(c.others.values(), mention, generation) for c in candidates]
            if any(others):
                return min(filter(None, others), key=lambda cluster: cluster.members[0])
        return None


def _first_fit(clusters: Iterable[Cluster], mention: Mention, generation: str | None) -> Cluster | None:
    """The first person whose gender and generation a short form does not contradict."""
    for cluster in clusters:
        if mention.gender and _has_other_gender(cluster, mention.gender):
            continue
        if generation and len(cluster.name) > 1 and cluster.generation != generation:
            continue  # 'Carter Jr' is not 'Ann Carter'
        return cluster
    return None


def _has_other_gender(cluster: Cluster, gender: Gender | None) -> bool:
    known = cluster.gender
    if known is None:
        given_name = cluster.name[0] if len(cluster.name) > 1 else ""
        known = person_name.gender_of(given_name)
    return bool(gender and known and gender != known)
