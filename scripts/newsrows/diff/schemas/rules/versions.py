"""Problems of the version itself, given the changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsrows.diff.schemas.change import MAJOR, NONE, Level
from newsrows.diff.schemas.rules.registry import Difference, rule
from newsrows.diff.schemas.version import Version, next_version, raised_level, required_level


@dataclass(frozen=True, slots=True)
class VersionPair:
    """Both versions, and the highest level among the changes by the chosen policy.

    Attributes:
        old: the old version; None if there is none, or if it is not a version number.
        new: the new version, likewise.
        level: the level of the changes.
        strict_zero: whether versions below 1.0.0 are judged like all others.
        unordered: what stands in place of version numbers, such as dates.
    """

    old: Version | None
    new: Version | None
    level: Level
    strict_zero: bool = False
    unordered: tuple[str, ...] = ()


@rule(
    "version",
    reader=(MAJOR, "Readers who trust the version number update, and their programs break or miss the change."),
    producer=(MAJOR, "Producers who trust the version number write invalid files."),
    recipe=MAJOR,
    remedy="raise the version as far as the changes require",
)
def version_too_low(pair: VersionPair) -> Iterator[Difference]:
    """The version was raised by less than the changes require, or not at all."""
    if pair.old is None or pair.new is None or pair.new < pair.old:
        return
    if raised_level(pair.old, pair.new) < required_level(pair.level, pair.old, strict_zero=pair.strict_zero):
        target = next_version(pair.level, pair.old, strict_zero=pair.strict_zero)
        yield Difference(
            str(pair.old),
            str(pair.new),
            ("version",),
            summary=f"{pair.level.word} changes require {target}, found {pair.new}",
        )


@rule(
    "version",
    reader=(MAJOR, "Programs that sort versions take the old data for the newer data."),
    producer=(MAJOR, "Programs that sort versions take the old schema for the newer one."),
    recipe=MAJOR,
    remedy="use a version above the last one",
)
def version_lowered(pair: VersionPair) -> Iterator[Difference]:
    """The new version is lower than the old one."""
    if pair.old is not None and pair.new is not None and pair.new < pair.old:
        yield Difference(
            str(pair.old), str(pair.new), ("version",), summary=f"was lowered from {pair.old} to {pair.new}"
        )


@rule(
    "version",
    reader=(MAJOR, "Readers cannot see that something changed."),
    producer=(MAJOR, "Producers cannot see that something changed."),
    recipe=MAJOR,
    remedy="give the package a version, or give both versions with --old-version and --new-version",
)
def version_missing(pair: VersionPair) -> Iterator[Difference]:
    """There are changes, but the old or the new package has no version."""
    if (pair.old is None or pair.new is None) and pair.level > NONE and not pair.unordered:
        yield Difference(
            str(pair.old) if pair.old is not None else None,
            str(pair.new) if pair.new is not None else None,
            ("version",),
            summary=f"{pair.level.word} changes, but a version is missing",
        )


@rule(
    "version",
    reader=(MAJOR, "Readers cannot see whether the new version breaks their programs."),
    producer=(MAJOR, "Producers cannot see whether their files are still valid."),
    recipe=MAJOR,
    remedy="use versions of the form MAJOR.MINOR.PATCH, or give both with --old-version and --new-version",
)
def version_not_a_number(pair: VersionPair) -> Iterator[Difference]:
    """There are changes, but a version is a date or another text, so that it cannot be judged."""
    if pair.unordered and pair.level > NONE:
        yield Difference(
            None,
            list(pair.unordered),
            ("version",),
            summary=f"{pair.level.word} changes, but the version cannot be judged: found {', '.join(pair.unordered)}, "
            "expected MAJOR.MINOR.PATCH",
        )
