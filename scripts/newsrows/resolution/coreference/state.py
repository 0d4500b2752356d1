"""Who was mentioned where, as far as an article has been resolved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from newsrows.records import EntityType, Findings, Gender, Mention
from newsrows.resolution.names import person as person_name

# A pronoun, and a noun that is not the very title, reach back over this many sentences.
REACH: Final = 3


@dataclass(eq=False)
class Ledger:
    """Who was mentioned where so far: for each mention that is linked, its cluster."""

    findings: Findings
    clusters: Sequence[Cluster]
    linked: dict[int, Cluster] = field(default_factory=dict)
    pronoun_genders: dict[int, set[Gender]] = field(default_factory=dict)
    interviewee: Cluster | None = None

    def gender(self, cluster: Cluster) -> Gender | None:
        """What is known: shown by honorifics, else by pronouns that were linked, else usual for the given name."""
        if cluster.gender is not None:
            return cluster.gender
        shown = self.pronoun_genders.get(id(cluster))
        if shown and len(shown) == 1:
            return next(iter(shown))
        if len(cluster.name) == 1 and person_name.is_common_surname(cluster.name[0]):
            return None
        return person_name.gender_of(cluster.name[0])

    def link(self, index: int, cluster: Cluster) -> None:
        """Note that the mention `index` means `cluster`."""
        self.linked[index] = cluster
        gender = self.findings.mentions[index].gender
        if gender:
            self.pronoun_genders.setdefault(id(cluster), set()).add(gender)

    def last_before(self, cluster: Cluster, index: int) -> int:
        """The last mention of `cluster` before the mention `index`, or -1."""
        return max((k for k, other in self.linked.items() if other is cluster and k < index), default=-1)


def clash(one: Gender | None, other: Gender | None) -> bool:
    """Whether two genders are known and differ."""
    return one is not None and other is not None and one != other


# A person or an organisation while its mentions are being collected.


@dataclass(eq=False)
class Cluster:
    """Mentions of one person or organisation: indices into the article's mentions, in reading order."""

    type: EntityType
    name: tuple[str, ...]
    members: list[int] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    names: set[tuple[str, ...]] = field(default_factory=set)
    honorifics: Counter[str] = field(default_factory=Counter)
    genders: Counter[Gender] = field(default_factory=Counter)
    generation: str | None = None
    acronyms: set[str] = field(default_factory=set)
    titles: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)

    def add(self, index: int, mention: Mention, folded: tuple[str, ...]) -> None:
        """Take in one mention by name."""
        self.members.append(index)
        self.forms[" ".join(mention.span.text.split())] += 1
        self.names.add(folded)
        if mention.honorific:
            self.honorifics[mention.honorific] += 1
        if mention.gender:
            self.genders[mention.gender] += 1

    @property
    def gender(self) -> Gender | None:
        """What most of its mentions show."""
        return self.genders.most_common(1)[0][0] if self.genders else None
