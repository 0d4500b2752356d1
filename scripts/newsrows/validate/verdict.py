"""What a judgement comes to: issues, and rules that could not be asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from newsrows.records import Issue
from newsrows.validate.rows import TABLE_RULES


@dataclass(frozen=True, slots=True)
class Verdict:
    """The issues of a package, sorted; and the ids of rules that were skipped, because what they need is withheld."""

    issues: tuple[Issue, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether every rule that was asked holds."""
        return not self.issues


def skipped_rules(withheld: Collection[str]) -> tuple[str, ...]:
    """The rules that cannot be asked without these columns, each written table.column."""
    return tuple(found.rule.id for found in TABLE_RULES if found.reads & set(withheld))
