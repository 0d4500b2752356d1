"""Frames judged before they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from newsrows.records import Issue
from newsrows.schema import load_tables
from newsrows.validate.breach import numbered
from newsrows.validate.catalogue import next_steps
from newsrows.validate.columns import columns_issues, foreign_key_issues, schema_issues
from newsrows.validate.merge import merged
from newsrows.validate.rows import TABLE_RULES
from newsrows.validate.rulebook import advised, issue
from newsrows.validate.tallies import Tallies


def validate_frames(tables: Mapping[str, pl.DataFrame]) -> list[Issue]:
    """The issues of newsrows' tables, by name, sorted: columns, constraints, keys and the rules between tables.

    Issues name the table without a file's ending. Nothing is read or written.
    """
    return list(advised(merged([*_missing(tables), *frame_issues(tables)]), next_steps()))


def frame_issues(tables: Mapping[str, pl.DataFrame]) -> Iterator[Issue]:
    """The issues of those of newsrows' tables that are there; a table with other columns is judged no further."""
    whole: dict[str, pl.DataFrame] = {}
    for name, schema in load_tables().items():
        if name not in tables:
            continue
        if broken := columns_issues(schema, tables[name]):
            yield from broken
        else:
            yield from schema_issues(schema, tables[name])
            whole[name] = numbered(tables[name])
    yield from foreign_key_issues(whole)
    tallies = Tallies()
    tallies.add(whole)
    for rule in TABLE_RULES:
        yield from rule.issues({**whole, **tallies.frames()})


def _missing(tables: Mapping[str, pl.DataFrame]) -> Iterator[Issue]:
    for name in load_tables():
        if name not in tables:
            yield issue(name, "table-missing", "found no such table, expected one")
