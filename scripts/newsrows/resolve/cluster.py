"""A person or an organisation while its mentions are being collected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from newsrows.records import EntityType, Gender, Mention


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
