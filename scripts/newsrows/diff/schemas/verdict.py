"""Compares the schemas of two packages and decides whether the version was raised enough for the changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from newsrows.datapackage.loading import folder_of, load_package
from newsrows.datapackage.model import Package
from newsrows.diff.options import SchemaDiffOptions
from newsrows.diff.schemas.change import NONE, PATCH, Change, Level
from newsrows.diff.schemas.compare import find_changes, find_version_problems
from newsrows.diff.schemas.rules.versions import VersionPair
from newsrows.diff.schemas.suppressions import Suppression, read_suppressions
from newsrows.diff.schemas.version import Version, next_version, parse_version
from newsrows.records import PackageError

MAX_TOLERATED = 5  # a longer list of what is wrong in the old package is cut


@dataclass(frozen=True, slots=True)
class Criteria:
    """How changes are judged.

    Attributes:
        policy: whose programs must not break: `reader`, `producer` or `both`; `recipe`: the standard's recipe.
        gate: changes below this level do not require a new version.
        strict_zero: whether versions below 1.0.0 are judged like all others.
        old_version: replaces the version in the old descriptor.
        new_version: replaces the version in the new descriptor.
        today: the day on which deprecations and suppressions are judged.
        suppressions: the accepted changes.
    """

    policy: str = "reader"
    gate: Level = PATCH
    strict_zero: bool = False
    old_version: str | None = None
    new_version: str | None = None
    today: date = field(default_factory=date.today)
    suppressions: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a comparison.

    Attributes:
        old: the old package, as the user named it.
        new: the new package, likewise.
        policy: the policy that was used.
        old_version: version of the old package; None if it has none.
        new_version: version of the new package; None if it has none.
        changes: all changes except the accepted ones.
        accepted: the accepted changes, each with the entry that accepts it.
        problems: the reasons why the comparison fails: a wrong version, or a deprecation that was ignored.
        required_level: the highest level among the changes; NONE if it is below the gate.
        required_version: the lowest version that fits the changes; None if the old package has no version.
        remarks: sentences about what else the user should know.
    """

    old: str
    new: str
    policy: str
    old_version: Version | None
    new_version: Version | None
    changes: tuple[Change, ...]
    accepted: tuple[tuple[Change, Suppression], ...]
    problems: tuple[Change, ...]
    required_level: Level
    required_version: Version | None
    remarks: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """0 if there are no problems, else 1."""
        return 1 if self.problems else 0

    def level(self, change: Change) -> Level:
        """The level of a change by the policy."""
        return change.level(self.policy)


def compare_schemas(old: str, new: str, options: SchemaDiffOptions) -> Verdict:
    """Load two packages and compare their schemas.

    Raises:
        PackageError: a package or an option cannot be read, or the packages cannot be compared.
    """
    load_options = options.load_options()
    criteria = Criteria(
        options.policy,
        Level[options.gate.upper()],
        options.strict_zero,
        options.old_version,
        options.new_version,
        options.today or date.today(),  # noqa: DTZ011 - a deadline is a day in the user's calendar
        read_suppressions(options.accepted) if options.accepted is not None else (),
    )
    tolerated: list[str] = []
    old_options = replace(load_options, beside=folder_of(new), tolerated=tolerated)
    new_options = replace(load_options, beside=folder_of(old))
    return judge(load_package(old, old_options), load_package(new, new_options), criteria, tolerated)


def judge(old: Package, new: Package, criteria: Criteria, tolerated: Sequence[str] = ()) -> Verdict:
    """Compare two packages and judge the version.

    Args:
        old: the old package.
        new: the new package.
        criteria: how changes are judged.
        tolerated: what is wrong in the old package and did not stop the comparison.

    Raises:
        PackageError: the packages cannot be compared, or a version cannot be read.
    """
    changes = find_changes(old, new, criteria.today)
    old_version = _version(old, criteria.old_version, "--old-version")
    new_version = _version(new, criteria.new_version, "--new-version")
    unordered = [
        repr(package.version)
        for package, override in ((old, criteria.old_version), (new, criteria.new_version))
        if override is None and package.version is not None and parse_version(package.version) is None
    ]
    active = [entry for entry in criteria.suppressions if not entry.is_expired(criteria.today)]
    open_changes, accepted = _split(changes, active)

    level = max((change.level(criteria.policy) for change in open_changes), default=NONE)
    level = level if level >= criteria.gate else NONE
    versions = VersionPair(old_version, new_version, level, criteria.strict_zero, tuple(dict.fromkeys(unordered)))
    version_changes = find_version_problems(versions, old, new)
    problems, accepted_problems = _split(version_changes, active)
    problems += [change for change in open_changes if change.rule.endswith("-deprecation-ignored")]
    return Verdict(
        old.source,
        new.source,
        criteria.policy,
        old_version,
        new_version,
        tuple(open_changes),
        (*accepted, *accepted_problems),
        tuple(problems),
        level,
        next_version(level, old_version, strict_zero=criteria.strict_zero) if old_version is not None else None,
        (
            *_shortened(tolerated),
            *_version_remarks(unordered),
            *_kind_remarks(old, new),
            *_suppression_remarks(criteria, changes + version_changes),
        ),
    )


def _split(
    changes: list[Change], suppressions: list[Suppression]
) -> tuple[list[Change], list[tuple[Change, Suppression]]]:
    """The changes that no entry accepts, and the accepted ones with the first entry that covers each."""
    entries = [next((entry for entry in suppressions if entry.covers(change)), None) for change in changes]
    open_changes = [change for change, entry in zip(changes, entries, strict=True) if entry is None]
    accepted = [(change, entry) for change, entry in zip(changes, entries, strict=True) if entry is not None]
    return open_changes, accepted


def _shortened(tolerated: Sequence[str]) -> list[str]:
    more = [f"and {len(tolerated) - MAX_TOLERATED} more such properties"] if len(tolerated) > MAX_TOLERATED else []
    return [*tolerated[:MAX_TOLERATED], *more]


def _version_remarks(unordered: Sequence[str]) -> list[str]:
    if not unordered:
        return []
    written = ", ".join(dict.fromkeys(unordered))
    return [f"the version cannot be judged: found {written}, expected MAJOR.MINOR.PATCH, as the standard recommends"]


def _kind_remarks(old: Package, new: Package) -> list[str]:
    if old.kind == new.kind:
        return []
    schemas = old.source if old.kind == "schemas" else new.source
    return [f"{schemas} contains only schemas: files, licences and the package itself were not compared"]


def _suppression_remarks(criteria: Criteria, changes: list[Change]) -> list[str]:
    """Which entries of the file of accepted changes have no effect."""
    remarks = []
    for entry in criteria.suppressions:
        name = f"accepted change {entry.rule} at {entry.place}"
        if not any(entry.covers(change) for change in changes):
            remarks.append(f"{name} matches nothing; next: remove the entry")
        elif entry.is_expired(criteria.today):
            remarks.append(f"{name} expired on {entry.until}: the change counts again")
    return remarks


def _version(package: Package, override: str | None, option: str) -> Version | None:
    """The version from the option or the descriptor; for a set of schemas, from the name of its git ref or folder.

    None if there is none, or if that of the descriptor is not a version number.
    """
    text = override if override is not None else package.version
    if text is None:
        return _version_from_name(package) if package.kind == "schemas" else None
    version = parse_version(text)
    if version is None and override is not None:
        raise PackageError(f"{option} {text}: expected MAJOR.MINOR.PATCH")
    return version


def _version_from_name(package: Package) -> Version | None:
    ref, _, path = package.source.rpartition(":")
    names = [ref, *reversed(PurePosixPath(path).parts[-2:])]
    return next((version for name in names if name and (version := parse_version(name)) is not None), None)
