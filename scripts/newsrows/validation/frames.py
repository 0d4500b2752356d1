"""Frames of newsrows' tables, checked before they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from newsrows.records import Issue
from newsrows.schema import ID_CHANGES, load_id_changes, load_tables
from newsrows.validation.article_tables.cross_table import SurveyedTable, validate_together
from newsrows.validation.article_tables.table_source import frame_source
from newsrows.validation.constraints import columns_issues
from newsrows.validation.deduplicate import deduplicate
from newsrows.validation.issue_log import IssueLog
from newsrows.validation.registry import issue, with_next_steps
from newsrows.validation.rules import next_steps
from newsrows.validation.slice_sizes import SLICE_ROWS


def validate_frames(tables: Mapping[str, pl.DataFrame], *, rows: int = SLICE_ROWS) -> list[Issue]:
    """The issues of newsrows' tables, by name, sorted: columns, constraints, keys and the rules between tables.

    Issues name the table without a file's ending. Nothing is read or written. A table with other columns than its
    schema's is checked no further.

    Args:
        tables: the frames; id_changes may be among them.
        rows: about how many rows of a table are looked at at a time; the issues do not depend on it.
    """
    log = IssueLog()
    log.extend(_missing(tables))
    surveyed: dict[str, SurveyedTable] = {}
    for name, schema in {**load_tables(), ID_CHANGES: load_id_changes()}.items():
        if name not in tables:
            continue
        if broken := columns_issues(schema, tables[name]):
            log.extend(broken)
        else:
            surveyed[name] = SurveyedTable.of(frame_source(schema, tables[name], rows=rows))
    validate_together(surveyed, log, rows=rows)
    return list(with_next_steps(deduplicate(log.issues()), next_steps()))


def _missing(tables: Mapping[str, pl.DataFrame]) -> Iterator[Issue]:
    for name in load_tables():
        if name not in tables:
            yield issue(name, "table-missing", "found no such table, expected one")
