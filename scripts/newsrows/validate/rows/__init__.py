"""The rules that hold inside a table and between tables, one small function each."""

from newsrows.validate.breach import TableRule
from newsrows.validate.rows import aliases, counts, ids, mentions, quotes, spans, statistics, texts

TABLE_RULES: tuple[TableRule, ...] = (
    *texts.RULES,
    *ids.RULES,
    *spans.RULES,
    *quotes.RULES,
    *mentions.RULES,
    *counts.RULES,
    *aliases.RULES,
    *statistics.RULES,
)

__all__ = ["TABLE_RULES"]
