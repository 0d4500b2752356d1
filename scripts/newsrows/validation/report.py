"""The result of a validation: issues, and rules that could not be asked."""

from __future__ import annotations

from dataclasses import dataclass

from newsrows.records import Issue


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """The issues of a package, sorted, and the ids of rules that were skipped because a column is withheld."""

    issues: tuple[Issue, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether every rule that was asked holds."""
        return not self.issues
