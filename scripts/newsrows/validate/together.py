"""newsrows' tables judged together, slice by slice: constraints, keys, and the rules in a table and between tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import polars as pl

from newsrows.schema import TableSchema
from newsrows.validate.breach import Tables
from newsrows.validate.columns import foreign_key_breaches, judge_schema
from newsrows.validate.findings import Findings
from newsrows.validate.homes import HOMES, Survey, set_aside
from newsrows.validate.order import ROWS_UNSORTED, Order
from newsrows.validate.repeats import Repeats, within_articles
from newsrows.validate.rows import TABLE_RULES
from newsrows.validate.rulebook import declared
from newsrows.validate.slices import knots, slices
from newsrows.validate.source import SLICE_ROWS, Source
from newsrows.validate.tallies import Tallies

# So many times the rows of a slice are held where rows are not in order, and have to be looked for in whole tables.
_KNOT = 4


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A table, and what its first reading has shown."""

    source: Source
    order: Order
    survey: Survey

    @classmethod
    def of(cls, source: Source) -> Surveyed:
        """Read a table for the first time."""
        found = cls.unread(source)
        for _ in found.seen(source.read()):
            pass
        return found

    @classmethod
    def unread(cls, source: Source) -> Surveyed:
        """A table that is to be read through `seen`."""
        return cls(source, Order(source.table), Survey(source.table.name))

    def seen(self, frames: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """The table's frames, looked at while they pass."""
        for frame in frames:
            self.order.add(frame)
            self.survey.add(frame)
            yield frame


def judge_together(tables: Mapping[str, Surveyed], findings: Findings, *, rows: int = SLICE_ROWS) -> None:
    """Put into `findings` what is wrong in tables and between them; issues name the table without a file's ending.

    Args:
        tables: those of newsrows' tables that can be read, by name.
        findings: takes what is found.
        rows: how many rows of a table are held at a time, about; what is found does not depend on it.
    """
    for table in tables.values():
        findings.add(ROWS_UNSORTED, table.order.breaches(table.source))
    schemas = {name: table.source.table for name, table in tables.items()}
    entities = {name: table.source.whole() for name, table in tables.items() if name not in HOMES}
    articles = {name: table.source for name, table in tables.items() if name in HOMES}
    ids = {name: frame[schemas[name].primary_key[0]].drop_nulls().unique().sort() for name, frame in entities.items()}
    tallies, repeats = Tallies(), Repeats(articles)
    for part in _parts(articles, [table.survey for table in tables.values()], rows):
        for name, frame in part.items():
            judge_schema(within_articles(schemas[name]), frame, findings)
        _judge(part, schemas, ids, findings)
        tallies.add(part)
        repeats.add(part)
    findings.add(declared()["unique-key"], repeats.breaches())
    for name, frame in entities.items():
        judge_schema(schemas[name], frame, findings)
    _judge({**entities, **tallies.frames()}, schemas, {}, findings)


def _judge(
    tables: Tables, schemas: Mapping[str, TableSchema], ids: Mapping[str, pl.Series], findings: Findings
) -> None:
    findings.add(declared()["foreign-key"], foreign_key_breaches(tables, schemas, ids))
    for rule in TABLE_RULES:
        findings.add(rule.rule, rule.breaches(tables))


def _parts(articles: Mapping[str, Source], surveys: list[Survey], rows: int) -> Iterator[Tables]:
    if not articles:
        return iter(())
    aside = set_aside(surveys, rows=_KNOT * rows)
    return chain(slices(articles, aside, rows=rows), knots(articles, aside))
