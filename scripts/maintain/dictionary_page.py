"""docs/dictionary.md: the dictionary with what the columns of one package hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from newsrows.datapackage.model import Field, TableSchema
from newsrows.schema.dictionary import as_code, section
from newsrows.schema.profile import Profile, profiles

_HEAD = """# Data dictionary

This page describes every table and column, and what the columns of [data/](../data) contain.
`python scripts/write_dictionary.py` writes it from [schemas/](../schemas) and data/: do not edit it.

[![The tables and the keys that link them](diagram.svg)](diagram.svg)

The second table of each section has figures on data/: the number of nulls, the number of distinct values, and the range
of the values. For texts the range is that of their lengths in Unicode code points. *Commonest* gives the commonest
values with their numbers of rows, or some examples if every value occurs once. Long values are cut.
"""
# Longer examples are cut.
_SHOWN = 40


def reference(tables: Mapping[str, TableSchema], frames: Mapping[str, pl.DataFrame]) -> str:
    """The page: a section a table, its columns as schemas/ have them and as `frames` fill them."""
    return "\n".join([_HEAD, *(f"{section(table)}\n{_held(table, frames[name])}" for name, table in tables.items())])


def _held(table: TableSchema, frame: pl.DataFrame) -> str:
    found = zip(table.fields, profiles(table, frame), strict=True)
    rows = "\n".join(_row(field, profile) for field, profile in found)
    return f"""{frame.height:,} {"row" if frame.height == 1 else "rows"} in data/:

| column | nulls | distinct | range | commonest |
| --- | --: | --: | --- | --- |
{rows}
"""


def _row(field: Field, profile: Profile) -> str:
    return (
        f"| `{field.name}` | {profile.nulls:,} | {profile.distinct:,} | {_range(field, profile)} "
        f"| {_commonest(field, profile)} |"
    )


def _range(field: Field, profile: Profile) -> str:
    if profile.lowest is None or field.constraints.enum:
        return ""
    low, high = _shown(profile.lowest), _shown(profile.highest)
    span = low if low == high else f"{low} to {high}"
    return f"{span} characters" if field.type == "string" else span


def _commonest(field: Field, profile: Profile) -> str:
    """The commonest values; where every value comes once, the first few as examples."""
    once = all(rows == 1 for _, rows in profile.commonest) and not field.constraints.enum
    return ", ".join(
        as_code(_shown(value)) if once else f"{as_code(_shown(value))} {rows:,}" for value, rows in profile.commonest
    )


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.15g}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    line = " ".join(str(value).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
