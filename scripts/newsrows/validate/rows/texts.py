"""Rules for every cell, whatever the table."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import polars.selectors as cs

from newsrows.schema import load_tables
from newsrows.validate.breach import Breach, Tables, breach, number, shown, table_rule


@table_rule("rows")
def empty_text(tables: Tables) -> Iterator[Breach]:
    """A missing text is null, never an empty string."""
    for table, column, text in _texts(tables):
        wrong = tables[table].filter(text == "")
        yield from breach(table, wrong, column=column, found='""', expected="expected null or a text")


@table_rule("rows")
def blank_text(tables: Tables) -> Iterator[Breach]:
    """A text holds more than white space."""
    for table, column, text in _texts(tables):
        wrong = tables[table].filter((text != "") & ~text.str.contains(r"\S"))
        yield from breach(table, wrong, column=column, found=shown(text), expected="expected null or a text")


@table_rule("rows")
def nul_character(tables: Tables) -> Iterator[Breach]:
    """No text holds a NUL character."""
    for table, column, text in _texts(tables):
        wrong = tables[table].filter(text.str.contains("\0", literal=True))
        yield from breach(table, wrong, column=column, found=shown(text), expected="expected no NUL character")


@table_rule("rows")
def number_not_finite(tables: Tables) -> Iterator[Breach]:
    """A number is finite: neither infinite nor NaN."""
    for table, frame in _published(tables):
        for column in frame.select(cs.float()).columns:
            wrong = frame.filter(~pl.col(column).is_finite())
            yield from breach(table, wrong, column=column, found=number(pl.col(column)), expected="expected a number")


RULES = (empty_text, blank_text, nul_character, number_not_finite)


def _texts(tables: Tables) -> Iterator[tuple[str, str, pl.Expr]]:
    for table, frame in _published(tables):
        for column in frame.select(cs.string()).columns:
            yield table, column, pl.col(column)


def _published(tables: Tables) -> Iterator[tuple[str, pl.DataFrame]]:
    """The tables without the tallies."""
    return ((name, tables[name]) for name in load_tables() if name in tables)
