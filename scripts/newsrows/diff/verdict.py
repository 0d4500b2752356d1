"""Whether the version was raised enough for the changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from newsrows.datapackage.model import Package
from newsrows.diff.accepted import Accepted
from newsrows.diff.change import Change
from newsrows.diff.compare import compare_packages, make_change
from newsrows.diff.level import NONE, PATCH, Level
from newsrows.diff.policy import level_of
from newsrows.diff.rules import RULES, VersionPair
from newsrows.diff.version import Version, next_version, parse_version
from newsrows.records import PackageError


@dataclass(frozen=True, slots=True)
class Terms:
    """How changes are judged.

    Changes below `gate` ask for nothing. `old_version` and `new_version` stand in for those of the descriptors.
    """

    policy: str = "reader"
    gate: Level = PATCH
    strict_zero: bool = False
    old_version: str | None = None
    new_version: str | None = None
    today: date = field(default_factory=date.today)
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome: all changes, those accepted, what is wrong, and what to do."""

    old: str
    new: str
    policy: str
    old_version: Version | None
    new_version: Version | None
    changes: tuple[Change, ...]
    accepted: tuple[tuple[Change, Accepted], ...]
    problems: tuple[Change, ...]
    asked: Level
    target: Version | None
    remarks: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """0 if the version fits the changes, 1 if not, or if a deprecation was ignored."""
        return 1 if self.problems else 0

    def level(self, change: Change) -> Level:
        """Level of a change by the policy."""
        return level_of(change, self.policy)


def judge(old: Package, new: Package, terms: Terms) -> Verdict:
    """Compare two packages and judge the version.

    Raises:
        PackageError: if they cannot be compared, or a version is none.
    """
    found = compare_packages(old, new, terms.today)
    before, after = _version(old, terms.old_version, "--old-version"), _version(new, terms.new_version, "--new-version")
    valid = [entry for entry in terms.accepted if not entry.ended(terms.today)]
    accepted = [(change, entry) for change in found if (entry := _entry_for(change, valid)) is not None]
    open_changes = [change for change in found if _entry_for(change, valid) is None]
    asked = max((level_of(change, terms.policy) for change in open_changes), default=NONE)
    asked = asked if asked >= terms.gate else NONE
    on_version = list(_version_changes(VersionPair(before, after, asked, terms.strict_zero), new, old))
    accepted += [(change, entry) for change in on_version if (entry := _entry_for(change, valid)) is not None]
    ignored = [change for change in open_changes if change.rule.endswith("-deprecation-ignored")]
    problems = [change for change in on_version if _entry_for(change, valid) is None] + ignored
    return Verdict(
        old.source,
        new.source,
        terms.policy,
        before,
        after,
        tuple(open_changes),
        tuple(accepted),
        tuple(problems),
        asked,
        next_version(asked, before, strict_zero=terms.strict_zero) if before is not None else None,
        (*_unlike(old, new), *_remarks(terms, found + on_version)),
    )


def _entry_for(change: Change, entries: list[Accepted]) -> Accepted | None:
    return next((entry for entry in entries if entry.covers(change)), None)


def _version_changes(pair: VersionPair, new: Package, old: Package) -> list[Change]:
    changes = []
    for rule in RULES.values():
        if rule.scope == "version":
            changes += [make_change(rule, found, ("", "", new.origin, old.origin)) for found in rule.find(pair)]
    return changes


def _unlike(old: Package, new: Package) -> list[str]:
    if old.kind == new.kind:
        return []
    bare = old.source if old.kind == "schemas" else new.source
    return [f"{bare} is a bare set of schemas: files, licences and the package itself were not compared"]


def _remarks(terms: Terms, changes: list[Change]) -> list[str]:
    """What is to be tidied in the file of accepted changes."""
    remarks = []
    for entry in terms.accepted:
        name = f"accepted change {entry.rule} at {entry.place}"
        if not any(entry.covers(change) for change in changes):
            remarks.append(f"{name} matches nothing: remove the entry")
        elif entry.ended(terms.today):
            remarks.append(f"{name} ended on {entry.until}: it counts again")
    return remarks


def _version(package: Package, given: str | None, option: str) -> Version | None:
    """The version as given, declared, or, for a bare set of schemas, by the name of its ref or folder."""
    written = given if given is not None else package.version
    if written is None:
        return _by_name(package) if package.kind == "schemas" else None
    version = parse_version(written)
    if version is None:
        raise PackageError(f"{package.source}: version {written!r}: expected MAJOR.MINOR.PATCH; name one with {option}")
    return version


def _by_name(package: Package) -> Version | None:
    ref, _, path = package.source.rpartition(":")
    names = [ref, *reversed(PurePosixPath(path).parts[-2:])]
    return next((version for name in names if name and (version := parse_version(name)) is not None), None)
