"""What is wrong with the version itself, given the changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsrows.diff.schemas.change import MAJOR, NONE, Level
from newsrows.diff.schemas.rules.registry import Difference, rule
from newsrows.diff.schemas.version import Version, needed, next_version, raised


@dataclass(frozen=True, slots=True)
class VersionPair:
    """Both versions, and the highest level among the changes by the chosen policy."""

    old: Version | None
    new: Version | None
    asked: Level
    strict_zero: bool = False


@rule(
    "version",
    reader=(MAJOR, "Who trusts the version number updates, and breaks or misses the change."),
    producer=(MAJOR, "Who trusts the version number writes the wrong files."),
    recipe=MAJOR,
    remedy="raise the version as far as the changes ask",
)
def version_too_low(pair: VersionPair) -> Iterator[Difference]:
    """The version was raised less than the changes ask, or not at all."""
    if pair.old is None or pair.new is None or pair.new < pair.old:
        return
    if raised(pair.old, pair.new) < needed(pair.asked, pair.old, strict_zero=pair.strict_zero):
        target = next_version(pair.asked, pair.old, strict_zero=pair.strict_zero)
        yield Difference(
            str(pair.old),
            str(pair.new),
            ("version",),
            summary=f"{pair.asked.word} changes ask for {target}, it is {pair.new}",
        )


@rule(
    "version",
    reader=(MAJOR, "Programs that sort versions take the old data for the newer."),
    producer=(MAJOR, "Programs that sort versions take the old schema for the newer."),
    recipe=MAJOR,
    remedy="use a version above the last one",
)
def version_lowered(pair: VersionPair) -> Iterator[Difference]:
    """The version is below the one before."""
    if pair.old is not None and pair.new is not None and pair.new < pair.old:
        yield Difference(str(pair.old), str(pair.new), ("version",), summary=f"goes down from {pair.old} to {pair.new}")


@rule(
    "version",
    reader=(MAJOR, "Nothing tells readers that something changed."),
    producer=(MAJOR, "Nothing tells those who make the data that something changed."),
    recipe=MAJOR,
    remedy="give the package a version, or name both with --old-version and --new-version",
)
def version_missing(pair: VersionPair) -> Iterator[Difference]:
    """There are changes, and the new or the old side has no version to show them."""
    if (pair.old is None or pair.new is None) and pair.asked > NONE:
        yield Difference(
            str(pair.old) if pair.old is not None else None,
            str(pair.new) if pair.new is not None else None,
            ("version",),
            summary=f"{pair.asked.word} changes, and no version to show them",
        )
