"""Frames judged before they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from newsrows.records import Issue
from newsrows.schema import load_tables
from newsrows.validate.catalogue import next_steps
from newsrows.validate.columns import columns_issues
from newsrows.validate.findings import Findings
from newsrows.validate.merge import merged
from newsrows.validate.rulebook import advised, issue
from newsrows.validate.source import SLICE_ROWS, held
from newsrows.validate.together import Surveyed, judge_together


def validate_frames(tables: Mapping[str, pl.DataFrame], *, rows: int = SLICE_ROWS) -> list[Issue]:
    """The issues of newsrows' tables, by name, sorted: columns, constraints, keys and the rules between tables.

    Issues name the table without a file's ending. Nothing is read or written. A table with other columns than its
    schema's is judged no further.

    Args:
        tables: the frames.
        rows: how many rows of a table are looked at at a time; the issues do not depend on it.
    """
    findings = Findings()
    findings.extend(_missing(tables))
    sound: dict[str, Surveyed] = {}
    for name, schema in load_tables().items():
        if name not in tables:
            continue
        if broken := columns_issues(schema, tables[name]):
            findings.extend(broken)
        else:
            sound[name] = Surveyed.of(held(schema, tables[name], rows=rows))
    judge_together(sound, findings, rows=rows)
    return list(advised(merged(findings.issues()), next_steps()))


def _missing(tables: Mapping[str, pl.DataFrame]) -> Iterator[Issue]:
    for name in load_tables():
        if name not in tables:
            yield issue(name, "table-missing", "found no such table, expected one")
