"""What the articles know of a person: single entities that agree in everything, and those that were joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from newsrows.records import Gender
from newsrows.resolution.entities.evidence import NOTHING, Facts, conflict, share
from newsrows.resolution.names import person as person_name

Words = tuple[str, ...]

# The generation of an Ann Carter whom an article names beside Ann Carter Jr.
ELDER: Final = "elder"


@dataclass(slots=True, eq=False)
class Known:
    """Entities of any number of articles that agree in name, gender, honorific and evidence.

    `row` is where they stand in their frame, `first` sorts by first appearance, `registry` is the id that the user's
    registry gives them.
    """

    row: int
    name: str
    words: Words
    gender: Gender | None
    honorific: str | None
    evidence: tuple[str, ...]
    facts: Facts
    generation: str | None
    articles: int
    mentions: int
    first: str
    registry: str | None = None


@dataclass(eq=False, slots=True)
class Group:
    """Who is taken for one person."""

    members: list[Known] = field(default_factory=list)
    names: set[Words] = field(default_factory=set)
    facts: Facts = NOTHING
    evidence: dict[str, int] = field(default_factory=dict)
    genders: dict[Gender, int] = field(default_factory=dict)
    generation: str | None = None
    articles: int = 0
    first: str = "\U0010ffff"
    registry: str | None = None

    def add(self, known: Known) -> None:
        """Take in entities."""
        self.members.append(known)
        self.names.add(known.words)
        if known.facts is not NOTHING:
            self.facts |= known.facts
        for word in known.evidence:
            self.evidence[word] = self.evidence.get(word, 0) + known.articles
        if known.gender is not None:
            self.genders[known.gender] = self.genders.get(known.gender, 0) + known.articles
        self.generation = self.generation or known.generation
        self.articles += known.articles
        self.first = min(self.first, known.first)
        self.registry = self.registry or known.registry

    def take(self, other: Group) -> None:
        """Take in all of another group."""
        for known in other.members:
            self.add(known)

    @property
    def gender(self) -> Gender | None:
        """What most articles show, else what the given name usually tells."""
        if self.genders:
            return max(sorted(self.genders), key=lambda gender: self.genders[gender])
        full = next((words for words in sorted(self.names) if len(words) > 1), None)
        return person_name.gender_of(full[0]) if full is not None else None


def group_of(members: list[Known]) -> Group:
    """A group of some entities."""
    group = Group()
    for known in members:
        group.add(known)
    return group


def differ(one: Group, other: Group) -> bool:
    """Whether something says that two groups are two people: gender, Jr and Sr, or what they do and where."""
    if one.registry is not None and other.registry is not None:
        return one.registry != other.registry
    if one.genders and other.genders and one.gender != other.gender:
        return True
    if one.generation and other.generation and one.generation != other.generation:
        return True
    if one.facts is NOTHING or other.facts is NOTHING:
        return False
    family = next(iter(one.names))[-1]
    return conflict(one.facts, other.facts, is_common=person_name.is_common_surname(family))


# Entities of one full name: one person, or several.

# What speaks for somebody apart from the others of the name.
Trait = tuple[Gender | None, str | None, Facts]


def namesakes(entities: Sequence[Known], *, is_father_and_son: bool = False) -> list[Group]:
    """The people that entities of one full name are.

    Entities of which the same is known go together; then those that share a field of work, a country or an employer;
    those of whom nothing is known go to the one most written about.

    Args:
        entities: all of one folded name, none of them in a registry.
        is_father_and_son: an article names both 'Ann Carter' and 'Ann Carter Jr', so the bare name is not the junior.
    """
    if len(entities) == 1:
        return [group_of(list(entities))]
    is_told = _tells_gender(entities)
    traits: dict[Trait, list[Known]] = {}
    for known in entities:
        generation = known.generation or (ELDER if is_father_and_son else None)
        traits.setdefault((known.gender if is_told else None, generation, known.facts), []).append(known)
    if len(traits) == 1:
        return [group_of(list(entities))]
    is_common = person_name.is_common_surname(entities[0].words[-1])
    found: list[tuple[Trait, Group]] = []
    told = sorted(traits.items(), key=lambda item: (item[0][2] is NOTHING, -_articles(item[1]), _first(item[1])))
    for trait, members in told:
        at = _home(trait, found, is_common=is_common)
        if at is None:
            found.append((trait, group_of(members)))
            continue
        home = found[at]
        for known in members:
            home[1].add(known)
        merged = (home[0][0] or trait[0], _generation(home[0][1], trait[1]), home[0][2] | trait[2])
        found[at] = (merged, home[1])
        found = _bridged(found, at, is_common=is_common)
    for trait, group in found:
        group.generation = trait[1]
    return [group for _, group in found]


def _tells_gender(entities: Sequence[Known]) -> bool:
    """Whether a gender shown in an article tells two apart: for 'Robin', or where both are shown often.

    A single 'Mr' before a Mary is a slip of the pen.
    """
    shown: dict[Gender, int] = {}
    for known in entities:
        if known.gender is not None:
            shown[known.gender] = shown.get(known.gender, 0) + known.articles
    if len(shown) < 2:
        return False
    if person_name.is_unisex(entities[0].words[0]):
        return True
    return min(shown.values()) >= max(2, max(shown.values()) // 5)


def _home(trait: Trait, found: Sequence[tuple[Trait, Group]], *, is_common: bool) -> int | None:
    """Which of the people found so far an entity is: one who shares something before the one most written about."""
    fitting = [i for i, (other, _) in enumerate(found) if not _apart(trait, other, is_common=is_common)]
    if not fitting:
        return None
    return min(fitting, key=lambda i: (not share(trait[2], found[i][0][2]), -found[i][1].articles, found[i][1].first))


def _bridged(found: list[tuple[Trait, Group]], at: int, *, is_common: bool) -> list[tuple[Trait, Group]]:
    """The same people, but those put together that one with more known of them by now connects.

    'The singer and minister Ann Carter' is both the singer and the minister.
    """
    trait, group = found[at]
    kept: list[tuple[Trait, Group]] = []
    for i, (other, person) in enumerate(found):
        if i != at and share(trait[2], other[2]) and not _apart(trait, other, is_common=is_common):
            group.take(person)
            trait = (trait[0] or other[0], _generation(trait[1], other[1]), trait[2] | other[2])
        elif i != at:
            kept.append((other, person))
    return [*kept, (trait, group)]


def _apart(one: Trait, other: Trait, *, is_common: bool) -> bool:
    if one[0] and other[0] and one[0] != other[0]:
        return True
    if None not in {one[1], other[1]} and one[1] != other[1]:
        return True
    return conflict(one[2], other[2], is_common=is_common)


def _generation(one: str | None, other: str | None) -> str | None:
    return one if one is not None else other


def _articles(entities: Iterable[Known]) -> int:
    return sum(known.articles for known in entities)


def _first(entities: Iterable[Known]) -> str:
    return min(known.first for known in entities)
