"""One difference between two versions, and what it means for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from newsrows.datapackage.documents import Origin
from newsrows.diff.level import Level


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file."""

    file: str
    pointer: str
    line: int

    @classmethod
    def of(cls, origin: Origin) -> Place:
        """The place of a thing that was read."""
        return cls(origin.file, origin.pointer, origin.line)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to somebody, and the level that it asks for on their account."""

    level: Level
    sentence: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `resource` and `field` are present names ('' where none applies); `at` is where a note about it belongs: in the new
    version, or in the old one where nothing is left. `old` and `new` are JSON values.
    """

    rule: str
    resource: str
    field: str
    says: str
    old: Any
    new: Any
    reader: Effect
    producer: Effect
    recipe: Level
    remedy: str
    at: Place
    was_at: Place | None = None

    @property
    def place(self) -> str:
        """The place in short: `quotes.cue`, `quotes`, or `package`."""
        return ".".join(part for part in (self.resource, self.field) if part) or "package"

    @property
    def sort_key(self) -> tuple[str, int, str, str, str]:
        """Order within a report."""
        return self.at.file, self.at.line, self.place, self.rule, self.says
