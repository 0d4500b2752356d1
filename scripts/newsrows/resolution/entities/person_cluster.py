"""Records and clusters of people: entities of which the articles say the same, and those that are one person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from newsrows.records import Gender
from newsrows.resolution.entities.evidence import NO_FACTS, Facts, is_conflict
from newsrows.resolution.names import person as person_name

Words = tuple[str, ...]


@dataclass(slots=True, eq=False)
class PersonRecord:
    """Entities of any number of articles that agree in name, gender, honorific and evidence.

    Attributes:
        row: their row in the frame that they come from.
        name: as the articles write it.
        words: the name's folded words.
        evidence: words that distinguish namesakes, see `newsrows.records.Entity`.
        facts: what the evidence shows.
        generation: 'jr', 'sr' and the like.
        supported: of a surname alone, the folded full names that its articles speak for, see `co_occurrence`.
        articles: the number of articles.
        mentions: the number of mentions.
        first: sorts by first appearance.
        registry: the id of their entry in the user's registry.
    """

    row: int
    name: str
    words: Words
    gender: Gender | None
    honorific: str | None
    evidence: tuple[str, ...]
    facts: Facts
    generation: str | None
    supported: frozenset[Words]
    articles: int
    mentions: int
    first: str
    registry: str | None = None


@dataclass(eq=False, slots=True)
class PersonCluster:
    """Records that are taken for one person; the attributes combine those of the records.

    Attributes:
        members: the records.
        names: their folded names.
        evidence: for each word of evidence, the number of articles.
        genders: for each gender, the number of articles that show it.
    """

    members: list[PersonRecord] = field(default_factory=list)
    names: set[Words] = field(default_factory=set)
    facts: Facts = NO_FACTS
    evidence: dict[str, int] = field(default_factory=dict)
    genders: dict[Gender, int] = field(default_factory=dict)
    generation: str | None = None
    articles: int = 0
    first: str = "\U0010ffff"
    registry: str | None = None

    @classmethod
    def of(cls, records: Iterable[PersonRecord]) -> PersonCluster:
        """A cluster of some records."""
        cluster = cls()
        for record in records:
            cluster.add(record)
        return cluster

    def add(self, record: PersonRecord) -> None:
        """Add a record."""
        self.members.append(record)
        self.names.add(record.words)
        if record.facts is not NO_FACTS:
            self.facts |= record.facts
        for word in record.evidence:
            self.evidence[word] = self.evidence.get(word, 0) + record.articles
        if record.gender is not None:
            self.genders[record.gender] = self.genders.get(record.gender, 0) + record.articles
        self.generation = self.generation or record.generation
        self.articles += record.articles
        self.first = min(self.first, record.first)
        self.registry = self.registry or record.registry

    def merge(self, other: PersonCluster) -> None:
        """Add all records of another cluster."""
        for record in other.members:
            self.add(record)

    @property
    def gender(self) -> Gender | None:
        """The gender that most articles show, else the usual one of the given name."""
        if self.genders:
            return max(sorted(self.genders), key=lambda gender: self.genders[gender])
        full_name = next((words for words in sorted(self.names) if len(words) > 1), None)
        return person_name.gender_of(full_name[0]) if full_name is not None else None


def are_different(one: PersonCluster, other: PersonCluster) -> bool:
    """Whether two clusters cannot be one person: by registry, gender, generation, or what they do and where."""
    if one.registry is not None and other.registry is not None:
        return one.registry != other.registry
    if one.genders and other.genders and one.gender != other.gender:
        return True
    if one.generation and other.generation and one.generation != other.generation:
        return True
    if one.facts is NO_FACTS or other.facts is NO_FACTS:
        return False
    surname = next(iter(one.names))[-1]
    return is_conflict(one.facts, other.facts, is_common=person_name.is_common_surname(surname))
