"""What is known of an article's people and organisations while its mentions are being resolved."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from newsrows.records import EntityType, Findings, Gender, Mention
from newsrows.resolution.names import person as person_name

MAX_DISTANCE: Final = 3
"""How many sentences back a pronoun or a nominal such as 'the company' can refer."""


@dataclass(eq=False)
class Cluster:
    """The mentions of one person or organisation by name, and what the article says of it.

    Attributes:
        type: person or organisation.
        name: the folded words of the name that the cluster began with.
        members: indices into the article's mentions, in reading order once clustering is done.
        forms: spellings of the name, with the number of mentions of each.
        names: the folded words of every form.
        generation: 'jr', 'sr' and the like, for a person.
        acronyms: forms that are acronyms, for an organisation.
        titles: titles of the person's roles, as the article writes them.
        evidence: words that distinguish namesakes, see `newsrows.records.Entity`.
    """

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
        """Add a mention by name: its index in the article, and its folded words."""
        self.members.append(index)
        self.forms[" ".join(mention.span.text.split())] += 1
        self.names.add(folded)
        if mention.honorific:
            self.honorifics[mention.honorific] += 1
        if mention.gender:
            self.genders[mention.gender] += 1

    @property
    def gender(self) -> Gender | None:
        """The gender that most of its mentions show."""
        return self.genders.most_common(1)[0][0] if self.genders else None


class Reference(NamedTuple):
    """Whom a mention means, the probability, from 0 to 1, that this is right, and the kind of evidence."""

    cluster: Cluster
    probability: float = 0.8
    evidence: str = ""


@dataclass(eq=False)
class CoreferenceState:
    """The resolution of an article so far.

    Attributes:
        findings: what was found in the article.
        clusters: its people and organisations.
        linked: for each resolved mention (by its index), the cluster that it refers to.
        references: indices of the pronouns and nominals that were resolved to a cluster, by the cluster's `id`.
        probabilities: for each pronoun and nominal that is resolved, the probability that this is right.
        pronoun_genders: genders of the pronouns that were resolved to a cluster, by the cluster's `id`.
        interviewee: in an interview, the person who says 'I' outside quotations.
    """

    findings: Findings
    clusters: Sequence[Cluster]
    linked: dict[int, Cluster] = field(default_factory=dict)
    references: dict[int, list[int]] = field(default_factory=dict)
    probabilities: dict[int, float] = field(default_factory=dict)
    pronoun_genders: dict[int, set[Gender]] = field(default_factory=dict)
    interviewee: Cluster | None = None
    _noun_genders: dict[int, Gender | None] = field(default_factory=dict)

    def gender(self, cluster: Cluster) -> Gender | None:
        """The gender that an article shows for a person, else the usual one of the given name.

        Honorifics come first, then nouns ('her brother, Lee Marsh'), then the pronouns resolved so far.
        """
        if cluster.gender is not None:
            return cluster.gender
        by_noun = self.noun_gender(cluster)
        if by_noun is not None:
            return by_noun
        shown = self.pronoun_genders.get(id(cluster))
        if shown and len(shown) == 1:
            return next(iter(shown))
        if len(cluster.name) == 1 and person_name.is_common_surname(cluster.name[0]):
            return None
        return person_name.gender_of(cluster.name[0])

    def noun_gender(self, cluster: Cluster) -> Gender | None:
        """The gender that nouns next to a person's names show, if they agree."""
        key = id(cluster)
        if key not in self._noun_genders:
            mentions = self.findings.mentions
            genders = {s.gender for k in cluster.members if (s := mentions[k].syntax) is not None and s.gender}
            self._noun_genders[key] = genders.pop() if len(genders) == 1 else None
        return self._noun_genders[key]

    def link(self, index: int, reference: Reference) -> None:
        """Resolve the mention `index`."""
        cluster, self.probabilities[index], _ = reference
        self.linked[index] = cluster
        insort(self.references.setdefault(id(cluster), []), index)
        gender = self.findings.mentions[index].gender
        if gender:
            self.pronoun_genders.setdefault(id(cluster), set()).add(gender)

    def last_before(self, cluster: Cluster, index: int) -> int:
        """The index of the last mention of `cluster` before the mention `index`, or -1."""
        at = bisect_left(cluster.members, index)
        named = cluster.members[at - 1] if at else -1
        references = self.references.get(id(cluster), [])
        at = bisect_left(references, index)
        return max(named, references[at - 1] if at else -1)


def genders_differ(one: Gender | None, other: Gender | None) -> bool:
    """Whether two genders are both known and differ."""
    return one is not None and other is not None and one != other
