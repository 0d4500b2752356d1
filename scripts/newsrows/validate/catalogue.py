"""All rules, for those who want to read them."""

from __future__ import annotations

from newsrows.validate.order import ROWS_UNSORTED
from newsrows.validate.rows import TABLE_RULES
from newsrows.validate.rulebook import Rule, declared


def rules() -> list[Rule]:
    """All rules in the order in which they are judged: files, columns, rows, tables."""
    of_rows = [ROWS_UNSORTED, *(found.rule for found in TABLE_RULES)]
    return [*declared().values(), *sorted(of_rows, key=lambda rule: (rule.judged, rule.id))]


def next_steps() -> dict[str, str]:
    """What to do about a broken rule in newsrows' own package, by the rule's id."""
    return {rule.id: rule.next_step for rule in rules()}
