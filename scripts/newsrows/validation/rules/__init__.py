"""All rules. Those within and between newsrows' tables are here: small functions with the decorator `own_rule`.

They are checked part by part, and all rows of an article are in the same part. So a rule may compare rows of an
article. What holds between articles is checked on people, organisations and aliases, with the counts of
`newsrows.validation.aggregates`, and on what `newsrows.validation.repeats` keeps of utterances, claims and copies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from types import ModuleType

from newsrows.records import NewsrowsError
from newsrows.validation.registry import Rule, TableRule, declared
from newsrows.validation.rules import (
    aliases,
    counts,
    id_changes,
    ids,
    mentions,
    people,
    places,
    quotes,
    repeats,
    spans,
    statistics,
    texts,
)

_ORDER = ("files", "columns", "rows", "tables")


class RuleError(NewsrowsError):
    """A rule cannot be left out, or cannot be added."""


def _rules_in(module: ModuleType) -> tuple[TableRule, ...]:
    """The rules that a module defines, in their order."""
    return tuple(value for value in vars(module).values() if isinstance(value, TableRule))


_MODULES = (texts, ids, spans, places, quotes, mentions, people, counts, aliases, statistics, repeats, id_changes)
TABLE_RULES: tuple[TableRule, ...] = tuple(rule for module in _MODULES for rule in _rules_in(module))


def all_rules() -> list[Rule]:
    """All rules: those about files, columns, rows and tables; about rows and tables by id."""
    about_rows = sorted((table_rule.rule for table_rule in TABLE_RULES), key=lambda rule: rule.id)
    return sorted([*declared().values(), *about_rows], key=lambda rule: _ORDER.index(rule.scope))


def next_steps(extra: Iterable[TableRule] = ()) -> dict[str, str]:
    """What to do about a broken rule in newsrows' own package, by the rule's id."""
    return {rule.id: rule.next_step for rule in [*all_rules(), *(added.rule for added in extra)]}


def check_choice(exclude: Collection[str], extra: Sequence[TableRule]) -> None:
    """Check rules that are to be left out, by id, and rules that are to be added.

    Raises:
        RuleError: a rule to leave out does not exist, or an added rule has the id of another one.
    """
    known = [rule.id for rule in all_rules()]
    for added in extra:
        if added.rule.id in known:
            raise RuleError(f"found the added rule {added.rule.id!r}, which exists already, expected another name")
        known.append(added.rule.id)
    for name in exclude:
        if name not in known:
            raise RuleError(
                f"found the rule {name!r} to leave out, expected the id of a rule; next: newsrows rules lists them"
            )


def check_needs(extra: Iterable[TableRule], tables: Collection[str]) -> None:
    """Check that the tables which added rules need are tables of the package.

    Args:
        extra: the added rules.
        tables: the names of the package's tables, also of those that cannot be read.

    Raises:
        RuleError: a rule needs another table, so it would never be checked.
    """
    for added in extra:
        if unknown := sorted(added.needs - set(tables)):
            raise RuleError(
                f"the rule {added.rule.id!r} needs the table {unknown[0]!r}, expected one of "
                f"{', '.join(tables) or 'no tables'}; next: correct the name in its decorator"
            )


__all__ = ["TABLE_RULES", "RuleError", "all_rules", "check_choice", "check_needs", "next_steps"]
