"""Write docs/dictionary.md and docs/diagram.svg from schemas/ and data/.

Usage: python scripts/maintain/dictionary_page.py [--check]

With --check, nothing is written. The exit code says whether both files are up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import polars as pl

from maintain.diagram import diagram
from newsrows.datapackage.model import Field, TableSchema
from newsrows.schema import load_tables
from newsrows.schema.dictionary import as_code, section

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "python scripts/maintain/dictionary_page.py"
COMMONEST = 3  # number of values shown per column
MAX_CHARACTERS = 40  # longer values are cut
HEAD = f"""# Data dictionary

This page describes every table and column, and what the columns of [data/](../data) contain.
`{COMMAND}` writes it from [schemas/](../schemas) and data/: do not edit it.

[![The tables and the keys that link them](diagram.svg)](diagram.svg)

The second table of each section has figures on data/: the number of nulls, the number of distinct values, and the range
of the values. For texts the range is that of their lengths in Unicode code points. *Commonest* gives the commonest
values with their numbers of rows, or some examples if every value occurs once. Long values are cut.
"""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one column of a table contains.

    Attributes:
        column: name of the column.
        nulls: number of nulls.
        distinct: number of distinct values, not counting null.
        lowest: the lowest value or, for texts, the smallest length in Unicode code points; None if all are null.
        highest: the highest value or largest length; None if all are null.
        commonest: values with their numbers of rows, the commonest first. For a column with an enum all values.
    """

    column: str
    nulls: int
    distinct: int
    lowest: Any
    highest: Any
    commonest: tuple[tuple[Any, int], ...]


def documents() -> dict[Path, str]:
    """The path of each document, and the text that it should have."""
    tables = load_tables()
    frames = {name: pl.read_parquet(ROOT / "data" / "parquet" / f"{name}.parquet") for name in tables}
    return {
        ROOT / "docs" / "dictionary.md": dictionary_page(tables, frames),
        ROOT / "docs" / "diagram.svg": diagram(tables),
    }


def dictionary_page(tables: Mapping[str, TableSchema], frames: Mapping[str, pl.DataFrame]) -> str:
    """The page as Markdown: per table, its columns as the schema describes them, and what they contain in `frames`."""
    return "\n".join([HEAD, *(f"{section(table)}\n{_contents(table, frames[name])}" for name, table in tables.items())])


def profiles(table: TableSchema, frame: pl.DataFrame) -> Iterator[Profile]:
    """One profile per column, in the order of the schema."""
    for field in table.fields:
        yield _profile(field, frame.get_column(field.name))


def _profile(field: Field, values: pl.Series) -> Profile:
    present = values.drop_nulls()
    if isinstance(values.dtype, pl.Categorical):  # a column with listed values
        present = present.cast(pl.String)
    counts = (
        present.to_frame("value")
        .group_by("value")
        .len("rows")
        .sort("rows", "value", descending=[True, False])
        .head(len(field.constraints.enum or ()) or COMMONEST)
    )
    measured = present.str.len_chars() if field.type == "string" else present
    return Profile(
        column=field.name,
        nulls=values.null_count(),
        distinct=present.n_unique(),
        lowest=measured.min(),
        highest=measured.max(),
        commonest=tuple(counts.iter_rows()),
    )


def _contents(table: TableSchema, frame: pl.DataFrame) -> str:
    columns = zip(table.fields, profiles(table, frame), strict=True)
    rows = "\n".join(_row(field, profile) for field, profile in columns)
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
    low, high = _text(profile.lowest), _text(profile.highest)
    span = low if low == high else f"{low} to {high}"
    return f"{span} characters" if field.type == "string" else span


def _commonest(field: Field, profile: Profile) -> str:
    """The commonest values with their numbers; if every value occurs once, only values, as examples."""
    is_unique = all(rows == 1 for _, rows in profile.commonest) and not field.constraints.enum
    return ", ".join(
        as_code(_text(value)) if is_unique else f"{as_code(_text(value))} {rows:,}" for value, rows in profile.commonest
    )


def _text(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.15g}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    line = " ".join(str(value).split())
    return line if len(line) <= MAX_CHARACTERS else f"{line[:MAX_CHARACTERS]}…"


if __name__ == "__main__":
    for path, text in documents().items():
        is_current = path.exists() and path.read_text("utf-8") == text
        if is_current:
            continue
        if "--check" in sys.argv[1:]:
            sys.exit(
                f"{path.name}: found a text that differs from schemas/ and data/, expected the same; next: {COMMAND}"
            )
        path.write_text(text, "utf-8", newline="\n")
