"""The rules within and between newsrows' tables: one small function each, which the decorator `rule` registers.

The rules are asked part by part, and all rows of an article are in the same part. So a rule may compare rows of one
article. What holds between articles is judged on people, organisations and aliases, with the counts of
`newsrows.validation.article_tables.aggregates`.
"""

from __future__ import annotations

from types import ModuleType

from newsrows.validation.registry import TableRule
from newsrows.validation.rules import aliases, counts, ids, mentions, quotes, spans, statistics, texts


def _rules_in(module: ModuleType) -> tuple[TableRule, ...]:
    """The rules that a module defines, in their order."""
    return tuple(value for value in vars(module).values() if isinstance(value, TableRule))


TABLE_RULES: tuple[TableRule, ...] = tuple(
    found
    for module in (texts, ids, spans, quotes, mentions, counts, aliases, statistics)
    for found in _rules_in(module)
)

__all__ = ["TABLE_RULES"]
