"""How much a change asks of a version number."""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """The part of MAJOR.MINOR.PATCH that a change asks to be raised; `NONE` asks for nothing."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        """The level in lower case, as options, reports and files spell it."""
        return self.name.lower()


NONE, PATCH, MINOR, MAJOR = Level.NONE, Level.PATCH, Level.MINOR, Level.MAJOR
