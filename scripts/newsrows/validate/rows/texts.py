"""Rules for every cell, whatever the table."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.schema import load_tables
from newsrows.validate.breach import Breach, Tables, breach, number, shown, table_rule

_TEXTS = pl.col(pl.String)


@table_rule("rows")
def empty_text(tables: Tables) -> Iterator[Breach]:
    """A missing text is null, never an empty string."""
    for table, column, wrong in _cells(tables, _TEXTS == ""):
        yield from breach(table, wrong, column=column, found='""', expected="expected null or a text")


@table_rule("rows")
def blank_text(tables: Tables) -> Iterator[Breach]:
    """A text holds more than white space."""
    for table, column, wrong in _cells(tables, (_TEXTS != "") & ~_TEXTS.str.contains(r"\S")):
        yield from breach(table, wrong, column=column, found=shown(pl.col(column)), expected="expected null or a text")


@table_rule("rows")
def nul_character(tables: Tables) -> Iterator[Breach]:
    """No text holds a NUL character."""
    for table, column, wrong in _cells(tables, _TEXTS.str.contains("\0", literal=True)):
        yield from breach(
            table, wrong, column=column, found=shown(pl.col(column)), expected="expected no NUL character"
        )


@table_rule("rows")
def number_not_finite(tables: Tables) -> Iterator[Breach]:
    """A number is finite: neither infinite nor NaN."""
    for table, column, wrong in _cells(tables, ~pl.col(pl.Float64).is_finite()):
        yield from breach(table, wrong, column=column, found=number(pl.col(column)), expected="expected a number")


RULES = (empty_text, blank_text, nul_character, number_not_finite)


def _cells(tables: Tables, wrong: pl.Expr) -> Iterator[tuple[str, str, pl.DataFrame]]:
    """The tables and columns that have cells of which `wrong` is true, with those rows; not the tallies.

    `wrong` is about all columns of a type. A table's columns are asked together, for few have such a cell.
    """
    for table in (name for name in load_tables() if name in tables):
        frame = tables[table]
        found = frame.select(wrong)
        for column in found.columns:
            if found[column].any():
                yield table, column, frame.filter(found[column])
