"""Version numbers: how they are read and ordered, and which one a change requires.

Semantic Versioning 2.0.0 (https://semver.org), read leniently: a leading `v` and missing parts are allowed (`v0.6`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

from newsrows.diff.schemas.change import MAJOR, MINOR, NONE, PATCH, Level

PATTERN = re.compile(
    r"[vV]?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:-([0-9A-Za-z.-]{1,100}))?(?:\+[0-9A-Za-z.-]{1,100})?"
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Version:
    """MAJOR.MINOR.PATCH with an optional pre-release (`rc.1`). Build metadata is dropped because it does not order."""

    major: int
    minor: int = 0
    patch: int = 0
    prerelease: str = ""

    def __str__(self) -> str:
        core = f"{self.major}.{self.minor}.{self.patch}"
        return f"{core}-{self.prerelease}" if self.prerelease else core

    def __lt__(self, other: Version) -> bool:
        return self._sort_key() < other._sort_key()

    @property
    def core(self) -> tuple[int, int, int]:
        """The three numbers, without the pre-release."""
        return self.major, self.minor, self.patch

    def _sort_key(self) -> tuple[tuple[int, int, int], bool, tuple[tuple[int, int, str], ...]]:
        parts = self.prerelease.split(".") if self.prerelease else []
        keys = tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
        return self.core, not self.prerelease, keys


def parse_version(text: str) -> Version | None:
    """Read a version; None if the text is not one, such as `2024-05-01` or `latest`."""
    match = PATTERN.fullmatch(text.strip())
    if match is None or (match[2] is None and match[4]):  # '2024-05-01' is a date
        return None
    return Version(int(match[1]), int(match[2] or 0), int(match[3] or 0), match[4] or "")


def raised_level(old: Version, new: Version) -> Level:
    """The part of the version that was raised; NONE if the version stayed the same or became lower.

    The step from a pre-release to its release counts as the step that the pre-release announced: 2.0.0-rc.1 to 2.0.0
    is major.
    """
    if new <= old:
        return NONE
    if new.core != old.core:
        return MAJOR if new.major != old.major else MINOR if new.minor != old.minor else PATCH
    return PATCH if new.patch else MINOR if new.minor else MAJOR


def required_level(level: Level, old: Version, *, strict_zero: bool = False) -> Level:
    """The part of the version that a change of this level requires to be raised.

    Versions below 1.0.0 promise nothing yet (Semantic Versioning, clause 4). By common convention each level moves
    down by one there: a breaking change raises 0.1 to 0.2, an addition 0.1.0 to 0.1.1. `strict_zero` switches this
    off.
    """
    if old.major or strict_zero or level in {NONE, PATCH}:
        return level
    return MINOR if level is MAJOR else PATCH


def next_version(level: Level, old: Version, *, strict_zero: bool = False) -> Version:
    """The lowest release after `old` in which a change of this level may be published."""
    part = required_level(level, old, strict_zero=strict_zero)
    if old.prerelease and raised_level(old, Version(*old.core)) >= part:
        return Version(*old.core)
    if part is MAJOR:
        return Version(old.major + 1)
    if part is MINOR:
        return Version(old.major, old.minor + 1)
    return Version(old.major, old.minor, old.patch + (1 if part is PATCH else 0), "")
