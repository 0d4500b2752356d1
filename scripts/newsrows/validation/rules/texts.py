"""Rules for every cell, whatever the table."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from newsrows.schema import load_tables
from newsrows.validation.registry import Tables, own_rule
from newsrows.validation.violations import Violation, number, shown, violation

_TEXTS = pl.col(pl.String)


@own_rule("rows")
def empty_text(tables: Tables) -> Iterator[Violation]:
    """A missing text is null, never an empty string."""
    for table, column, wrong in _cells(tables, _TEXTS == ""):
        yield from violation(table, wrong, column=column, found='""', expected="expected null or a text")


@own_rule("rows")
def blank_text(tables: Tables) -> Iterator[Violation]:
    """A text holds more than white space."""
    for table, column, wrong in _cells(tables, (_TEXTS != "") & ~_TEXTS.str.contains(r"\S")):
        yield from violation(
            table, wrong, column=column, found=shown(pl.col(column)), expected="expected null or a text"
        )


@own_rule("rows")
def nul_character(tables: Tables) -> Iterator[Violation]:
    """No text holds a NUL character."""
    for table, column, wrong in _cells(tables, _TEXTS.str.contains("\0", literal=True)):
        yield from violation(
            table, wrong, column=column, found=shown(pl.col(column)), expected="expected no NUL character"
        )


@own_rule("rows")
def number_not_finite(tables: Tables) -> Iterator[Violation]:
    """A number is finite: neither infinite nor NaN."""
    for table, column, wrong in _cells(tables, ~pl.col(pl.Float64).is_finite()):
        yield from violation(table, wrong, column=column, found=number(pl.col(column)), expected="expected a number")


def _cells(tables: Tables, wrong: pl.Expr) -> Iterator[tuple[str, str, pl.DataFrame]]:
    """The tables and columns that have cells of which `wrong` is true, with those rows; not the tallies.

    `wrong` is about all columns of a type. A table's columns are asked together, for few have such a cell.
    """
    for table in (name for name in load_tables() if name in tables):
        frame = tables[table]
        is_wrong = frame.select(wrong)
        for column in is_wrong.columns:
            if is_wrong[column].any():
                yield table, column, frame.filter(is_wrong[column])
