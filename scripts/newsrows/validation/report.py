"""The result of a validation: issues, rules that could not be asked, and parts that were not checked."""

from __future__ import annotations

from dataclasses import dataclass

from newsrows.records import Issue


@dataclass(frozen=True, slots=True, order=True)
class Unchecked:
    """A part of a package that was not checked: `place` is a file or a resource, `reason` a sentence without a stop."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """The issues of a package, sorted.

    Attributes:
        issues: the issues.
        skipped: the ids of rules that were skipped because a column is withheld.
        unchecked: what was not read, or not judged, sorted.
    """

    issues: tuple[Issue, ...] = ()
    skipped: tuple[str, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether every rule that was asked holds."""
        return not self.issues

    @property
    def complete(self) -> bool:
        """Whether every part of the package was checked by every rule."""
        return not self.skipped and not self.unchecked
