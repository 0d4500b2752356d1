"""Rules for identifiers."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.records.contract import ROW_LETTERS
from newsrows.schema import load_tables
from newsrows.validation.registry import Tables, own_rule
from newsrows.validation.violations import Violation, shown, violation


@own_rule("rows")
def id_mismatch(tables: Tables) -> Iterator[Violation]:
    """An id is made of the row's article_id, a letter for the table, and start."""
    for table in tables.keys() & ROW_LETTERS.keys():
        (column,), letter = load_tables()[table].primary_key, ROW_LETTERS[table]
        expected = pl.format("{}:" + letter + "{}", pl.col("article_id"), pl.col("start"))
        wrong = tables[table].filter(pl.col(column) != expected)
        yield from violation(
            table,
            wrong,
            column=column,
            found=shown(pl.col(column)),
            expected=pl.format("article_id and start say {}", shown(expected)),
        )
