"""newsrows' tables checked together, part by part: constraints, keys, and the rules within and between tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import polars as pl

from newsrows.schema import ID_CHANGES
from newsrows.validation.aggregates import Aggregates
from newsrows.validation.article_tables.duplicate_keys import DuplicateKeys, within_articles
from newsrows.validation.article_tables.partition import (
    ACROSS_KEYS,
    HOMES,
    Survey,
    groups_aside,
    ordered_parts,
    set_aside,
)
from newsrows.validation.article_tables.sort_order import SortOrder
from newsrows.validation.article_tables.table_source import Source
from newsrows.validation.constraints import own_constraints
from newsrows.validation.issue_log import IssueLog
from newsrows.validation.keys import Schemas, known_ids, own_foreign_key_violations
from newsrows.validation.registry import TableRule, Tables, declared
from newsrows.validation.repeats import GROUP_IDS, Repeats, group_ids
from newsrows.validation.rules import TABLE_RULES
from newsrows.validation.slice_sizes import SLICE_ROWS

# A group of articles that are set aside has so many times the rows of a part.
_GROUP = 4


@dataclass(frozen=True, slots=True)
class SurveyedTable:
    """A table, and what its first reading has shown."""

    source: Source
    order: SortOrder
    survey: Survey

    @classmethod
    def of(cls, source: Source) -> SurveyedTable:
        """Read a table for the first time."""
        surveyed = cls.unread(source)
        for _ in surveyed.seen(source.read()):
            pass
        return surveyed

    @classmethod
    def unread(cls, source: Source) -> SurveyedTable:
        """A table that is going to be read through `seen`."""
        return cls(source, SortOrder(source.table), Survey(source.table.name))

    def seen(self, frames: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """The table's frames, looked at while they pass."""
        for frame in frames:
            self.order.add(frame)
            self.survey.add(frame)
            yield frame


def validate_together(
    tables: Mapping[str, SurveyedTable],
    log: IssueLog,
    *,
    rows: int = SLICE_ROWS,
    rules: Sequence[TableRule] = (),
) -> None:
    """Put into `log` what is wrong in tables and between them; issues name the table without a file's ending.

    Args:
        tables: those of newsrows' tables that can be read, by name.
        log: takes the issues.
        rows: about how many rows of a table are held at a time; the issues do not depend on it.
        rules: further rules about rows.
    """
    for table in tables.values():
        log.add(declared()["rows-unsorted"], table.order.violations(table.source))
    schemas = {name: table.source.table for name, table in tables.items()}
    entities = {name: table.source.whole() for name, table in tables.items() if name not in HOMES}
    articles = {name: table.source for name, table in tables.items() if name in HOMES}
    ids = {name: known_ids(frame, schemas[name].primary_key[0]) for name, frame in entities.items()}
    hashed = {key: tables[target].survey.hashed_ids() for key, target in ACROSS_KEYS.items() if target in tables}
    row_checker = _RowChecker(schemas, [*TABLE_RULES, *rules], log, hashed)
    constraints = {name: own_constraints(within_articles(schemas[name])) for name in articles}
    sources = (tables["articles"].survey if "articles" in tables else Survey("articles")).sources()
    aggregates, repeats, keys = Aggregates(sources), Repeats(), DuplicateKeys(articles)
    for part in _parts(articles, [table.survey for table in tables.values()], rows):
        for name, frame in part.items():
            constraints[name].check(frame, log)
        row_checker.check(part, ids)
        aggregates.add(part)
        repeats.add(part)
        keys.add(part)
    log.add(declared()["unique-key"], keys.violations())
    for name, frame in entities.items():
        own_constraints(schemas[name]).check(frame, log)
    frames = {**entities, **aggregates.frames(), **repeats.frames()}
    if ID_CHANGES in entities:
        frames[GROUP_IDS] = group_ids({target: hashed[key] for key, target in ACROSS_KEYS.items() if key in hashed})
    row_checker.check(frames, {})


@dataclass(frozen=True, slots=True)
class _RowChecker:
    """Checks foreign keys and rules about rows."""

    schemas: Schemas
    rules: Sequence[TableRule]
    log: IssueLog
    hashed: Mapping[tuple[str, str], pl.Series]

    def check(self, tables: Tables, ids: Mapping[str, pl.Series]) -> None:
        """Check some tables; `ids` are the ids of tables that are not among them."""
        self.log.add(declared()["foreign-key"], own_foreign_key_violations(tables, self.schemas, ids, self.hashed))
        for rule in self.rules:
            self.log.add(rule.rule, rule.violations(tables))


def _parts(articles: Mapping[str, Source], surveys: list[Survey], rows: int) -> Iterator[Tables]:
    if not articles:
        return iter(())
    aside = set_aside(surveys, rows=_GROUP * rows)
    return chain(ordered_parts(articles, aside, rows=rows), groups_aside(articles, aside))
