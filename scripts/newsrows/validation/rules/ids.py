"""Rules for identifiers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from newsrows.validation.registry import Tables, own_rule
from newsrows.validation.violations import Violation, shown, violation

# table: its id column and the letter in front of the offset
_IDS: Mapping[str, tuple[str, str]] = {
    "mentions": ("mention_id", "m"),
    "roles": ("role_id", "r"),
    "quotes": ("quote_id", "q"),
    "statistics": ("statistic_id", "s"),
}


@own_rule("rows")
def id_mismatch(tables: Tables) -> Iterator[Violation]:
    """An id is made of the row's article_id, a letter for the table, and start."""
    for table in tables.keys() & _IDS.keys():
        column, letter = _IDS[table]
        expected = pl.format("{}:" + letter + "{}", pl.col("article_id"), pl.col("start"))
        wrong = tables[table].filter(pl.col(column) != expected)
        yield from violation(
            table,
            wrong,
            column=column,
            found=shown(pl.col(column)),
            expected=pl.format("article_id and start say {}", shown(expected)),
        )
