"""What the articles know of a person: single entities that agree in everything, and those that were joined."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from newsrows.records import Gender
from newsrows.resolve import person_name
from newsrows.resolve.evidence import NOTHING, Facts, conflict

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
