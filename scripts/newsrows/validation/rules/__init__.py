"""All rules. Those within and between newsrows' tables are here, one small function each with the decorator `rule`.

They are asked part by part, and all rows of an article are in the same part. So a rule may compare rows of one article.
What holds between articles is judged on people, organisations and aliases, with the counts of
`newsrows.validation.aggregates`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from types import ModuleType

from newsrows.records import NewsrowsError
from newsrows.validation.registry import Rule, TableRule, declared
from newsrows.validation.rules import aliases, counts, ids, mentions, quotes, spans, statistics, texts

_ORDER = ("files", "columns", "rows", "tables")


class RuleError(NewsrowsError):
    """A rule that is to be left out or added cannot be."""


def _rules_in(module: ModuleType) -> tuple[TableRule, ...]:
    """The rules that a module defines, in their order."""
    return tuple(value for value in vars(module).values() if isinstance(value, TableRule))


_MODULES = (texts, ids, spans, quotes, mentions, counts, aliases, statistics)
TABLE_RULES: tuple[TableRule, ...] = tuple(found for module in _MODULES for found in _rules_in(module))


def all_rules() -> list[Rule]:
    """All rules: those about files, columns, rows and tables; about rows and tables by id."""
    about_rows = sorted((found.rule for found in TABLE_RULES), key=lambda rule: rule.id)
    return sorted([*declared().values(), *about_rows], key=lambda rule: _ORDER.index(rule.judged))


def next_steps(extra: Iterable[TableRule] = ()) -> dict[str, str]:
    """What to do about a broken rule in newsrows' own package, by the rule's id."""
    return {rule.id: rule.next_step for rule in [*all_rules(), *(found.rule for found in extra)]}


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


__all__ = ["TABLE_RULES", "RuleError", "all_rules", "check_choice", "next_steps"]
