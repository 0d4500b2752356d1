"""A change between two versions, and the level of version that it requires for readers and for producers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from newsrows.datapackage.documents import Origin


class Level(IntEnum):
    """The part of MAJOR.MINOR.PATCH that a change requires to be raised; `NONE` requires nothing."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        """The level in lower case, as options, reports and files spell it."""
        return self.name.lower()


NONE, PATCH, MINOR, MAJOR = Level.NONE, Level.PATCH, Level.MINOR, Level.MAJOR


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change means for one group of users: the level that it requires, and a sentence that explains it."""

    level: Level
    sentence: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: the file, a JSON pointer (RFC 6901), and the line, counted from 1."""

    file: str
    pointer: str
    line: int

    @classmethod
    def of(cls, origin: Origin) -> Place:
        """The place that a value was read from."""
        return cls(origin.file, origin.pointer, origin.line)


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        rule: id of the rule that found it.
        resource: present name of the resource, or '' if the change concerns the whole package.
        field: present name of the field, or '' if the change concerns no single field.
        summary: what changed, in a few words.
        old: the old value, as JSON; None if there was none.
        new: the new value, as JSON; None if there is none.
        reader: what the change means for those who read the data.
        producer: what it means for those who write the data.
        recipe: level by the 'data package version' recipe of the standard.
        remedy: what to do instead of raising the version.
        at: the place in the new version, or in the old one if the new one has no such place.
        was_at: the place in the old version; None if there was none.
        also: names of other resources with the same change, because they hold the same table in another file format.
    """

    rule: str
    resource: str
    field: str
    summary: str
    old: Any
    new: Any
    reader: Effect
    producer: Effect
    recipe: Level
    remedy: str
    at: Place
    was_at: Place | None = None
    also: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """The short names of the place, one for each resource."""
        return (self.place, *(".".join(part for part in (name, self.field) if part) for name in self.also))

    @property
    def place(self) -> str:
        """The short name of the place: `quotes.cue`, `quotes`, or `package`."""
        return ".".join(part for part in (self.resource, self.field) if part) or "package"

    @property
    def sort_key(self) -> tuple[str, int, str, str, str]:
        """Order in a report: by file, line, place, rule, summary."""
        return self.at.file, self.at.line, self.place, self.rule, self.summary

    def level(self, policy: str) -> Level:
        """The level by a policy: `reader`, `producer`, `recipe`, or `both` (the higher of reader and producer)."""
        if policy == "reader":
            return self.reader.level
        if policy == "producer":
            return self.producer.level
        if policy == "recipe":
            return self.recipe
        return max(self.reader.level, self.producer.level)
