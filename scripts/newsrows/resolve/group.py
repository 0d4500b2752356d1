"""Entities of several articles that are taken for one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from newsrows.records import Entity

Key = tuple[str, int]
"""An article's id and the index of an entity in it."""


@dataclass(eq=False)
class Group:
    """Entities with their keys, in the order of the articles."""

    members: list[tuple[Key, Entity]] = field(default_factory=list)

    def first(self) -> Key:
        """Where it appears first."""
        return min(key for key, _ in self.members)

    def forms(self) -> Counter[str]:
        """How often it is mentioned under each article's fullest name."""
        found: Counter[str] = Counter()
        for _, entity in self.members:
            found[entity.name] += sum(count for _, count in entity.forms)
        return found
