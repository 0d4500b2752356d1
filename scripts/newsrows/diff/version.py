"""Version numbers: read, ordered, and judged by the levels they were raised.

Semantic Versioning 2.0.0 (https://semver.org), read leniently: a leading `v` and missing parts are accepted (`v0.6`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

from newsrows.diff.level import MAJOR, MINOR, NONE, PATCH, Level

SHAPE = re.compile(
    r"[vV]?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:-([0-9A-Za-z.-]{1,100}))?(?:\+[0-9A-Za-z.-]{1,100})?"
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Version:
    """MAJOR.MINOR.PATCH with an optional pre-release (`rc.1`); build metadata is dropped, as it orders nothing."""

    major: int
    minor: int = 0
    patch: int = 0
    prerelease: str = ""

    def __str__(self) -> str:
        core = f"{self.major}.{self.minor}.{self.patch}"
        return f"{core}-{self.prerelease}" if self.prerelease else core

    def __lt__(self, other: Version) -> bool:
        return self._order() < other._order()

    @property
    def core(self) -> tuple[int, int, int]:
        """The three numbers, without the pre-release."""
        return self.major, self.minor, self.patch

    def _order(self) -> tuple[tuple[int, int, int], bool, tuple[tuple[int, int, str], ...]]:
        parts = self.prerelease.split(".") if self.prerelease else []
        keys = tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
        return self.core, not self.prerelease, keys


def parse_version(text: str) -> Version | None:
    """Read a version; None if the text is none (`2024-05-01`, `latest`)."""
    found = SHAPE.fullmatch(text.strip())
    if found is None or (found[2] is None and found[4]):  # '2024-05-01' is a date
        return None
    return Version(int(found[1]), int(found[2] or 0), int(found[3] or 0), found[4] or "")


def raised(old: Version, new: Version) -> Level:
    """The part that was raised; NONE if nothing was, or if the version went down.

    Leaving a pre-release raises what the pre-release had announced: 2.0.0-rc.1 to 2.0.0 is a major step.
    """
    if new <= old:
        return NONE
    if new.core != old.core:
        return MAJOR if new.major != old.major else MINOR if new.minor != old.minor else PATCH
    return PATCH if new.patch else MINOR if new.minor else MAJOR


def needed(level: Level, old: Version, *, strict_zero: bool = False) -> Level:
    """The part to raise for a change of this level.

    Below 1.0.0 nothing is promised yet (Semantic Versioning, clause 4), so by the common convention each level moves
    down by one there: a breaking change raises 0.1 to 0.2, an addition 0.1.0 to 0.1.1. `strict_zero` switches it off.
    """
    if old.major or strict_zero or level in {NONE, PATCH}:
        return level
    return MINOR if level is MAJOR else PATCH


def next_version(level: Level, old: Version, *, strict_zero: bool = False) -> Version:
    """The lowest release after `old` that a change of this level may be published as."""
    part = needed(level, old, strict_zero=strict_zero)
    if old.prerelease and raised(old, Version(*old.core)) >= part:
        return Version(*old.core)
    if part is MAJOR:
        return Version(old.major + 1)
    if part is MINOR:
        return Version(old.major, old.minor + 1)
    return Version(old.major, old.minor, old.patch + (1 if part is PATCH else 0), "")
