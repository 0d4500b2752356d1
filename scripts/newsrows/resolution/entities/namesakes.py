"""Separates namesakes: decides whether records with one full name are one person or several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from newsrows.records import Gender
from newsrows.resolution.entities.evidence import NO_FACTS, Facts, is_conflict, share_fact
from newsrows.resolution.entities.person_cluster import PersonCluster, PersonRecord
from newsrows.resolution.names import person as person_name

# The generation of an Ann Carter in an article that also names Ann Carter Jr.
_ELDER: Final = "elder"
# Two genders mean two people if each is shown in at least this many articles,
_MIN_ARTICLES: Final = 2
# and one of them in at least this part of the articles of the other.
_MIN_SHARE: Final = 5


@dataclass(frozen=True, slots=True)
class _Traits:
    """What distinguishes a person from others of the same name."""

    gender: Gender | None
    generation: str | None
    facts: Facts

    def __or__(self, other: _Traits) -> _Traits:
        return _Traits(
            self.gender or other.gender,
            self.generation if self.generation is not None else other.generation,
            self.facts | other.facts,
        )


_Person = tuple[_Traits, PersonCluster]


def separate_namesakes(records: Sequence[PersonRecord], *, is_father_and_son: bool = False) -> list[PersonCluster]:
    """Cluster records with one full name.

    Records with the same traits are one person. Then those with most articles come first; each joins a person with
    whom it has a field of work, a country or an employer in common, else the person with most articles among those with
    whom it is not in conflict. Records without facts come last.

    Args:
        records: all records with one folded name; none of them is in the registry.
        is_father_and_son: an article names both 'Ann Carter' and 'Ann Carter Jr', so the bare name is not the junior's.
    """
    if len(records) == 1:
        return [PersonCluster.of(records)]
    is_gender_trait = _distinguishes_gender(records)
    by_traits: dict[_Traits, list[PersonRecord]] = {}
    for record in records:
        generation = record.generation or (_ELDER if is_father_and_son else None)
        traits = _Traits(record.gender if is_gender_trait else None, generation, record.facts)
        by_traits.setdefault(traits, []).append(record)
    if len(by_traits) == 1:
        return [PersonCluster.of(records)]
    is_common = person_name.is_common_surname(records[0].words[-1])
    people: list[_Person] = []
    for traits, members in sorted(by_traits.items(), key=_by_importance):
        at = _matching_person(traits, people, is_common=is_common)
        if at is None:
            people.append((traits, PersonCluster.of(members)))
            continue
        known_traits, cluster = people[at]
        for record in members:
            cluster.add(record)
        people[at] = (known_traits | traits, cluster)
        people = _joined_by(people, at, is_common=is_common)
    for traits, cluster in people:
        cluster.generation = traits.generation
    return [cluster for _, cluster in people]


def _by_importance(item: tuple[_Traits, list[PersonRecord]]) -> tuple[bool, int, str]:
    traits, records = item
    return traits.facts is NO_FACTS, -_articles(records), min(record.first for record in records)


def _articles(records: Iterable[PersonRecord]) -> int:
    return sum(record.articles for record in records)


def _distinguishes_gender(records: Sequence[PersonRecord]) -> bool:
    """Whether the gender shown in articles is a trait: for unisex names, or where both genders are shown often.

    A single 'Mr' before a Mary is a slip.
    """
    articles: dict[Gender, int] = {}
    for record in records:
        if record.gender is not None:
            articles[record.gender] = articles.get(record.gender, 0) + record.articles
    if len(articles) < 2:
        return False
    if person_name.is_unisex(records[0].words[0]):
        return True
    return min(articles.values()) >= max(_MIN_ARTICLES, max(articles.values()) // _MIN_SHARE)


def _matching_person(traits: _Traits, people: Sequence[_Person], *, is_common: bool) -> int | None:
    """The index of the person with these traits: one with a fact in common before the one with most articles."""
    candidates = [i for i, (other, _) in enumerate(people) if not _are_apart(traits, other, is_common=is_common)]
    if not candidates:
        return None

    def rank(i: int) -> tuple[bool, int, str]:
        other, cluster = people[i]
        return not share_fact(traits.facts, other.facts), -cluster.articles, cluster.first

    return min(candidates, key=rank)


def _joined_by(people: list[_Person], at: int, *, is_common: bool) -> list[_Person]:
    """The people, after those are merged who have a fact in common with the person `at`, of whom more is known now.

    'The singer and minister Ann Carter' is both the singer and the minister.
    """
    traits, cluster = people[at]
    others: list[_Person] = []
    for i, (other_traits, other) in enumerate(people):
        if i == at:
            continue
        if share_fact(traits.facts, other_traits.facts) and not _are_apart(traits, other_traits, is_common=is_common):
            cluster.merge(other)
            traits |= other_traits
        else:
            others.append((other_traits, other))
    return [*others, (traits, cluster)]


def _are_apart(one: _Traits, other: _Traits, *, is_common: bool) -> bool:
    if one.gender and other.gender and one.gender != other.gender:
        return True
    if None not in {one.generation, other.generation} and one.generation != other.generation:
        return True
    return is_conflict(one.facts, other.facts, is_common=is_common)
