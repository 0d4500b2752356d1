"""Reads the tables of a package leniently: a package that does not validate still gets its report."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from newsrows.datapackage.parquet import UnreadableParquetError, count_rows, read_table
from newsrows.records import Issue
from newsrows.records.contract import DEFAULT_TITLE
from newsrows.schema import TableSchema, load_tables
from newsrows.schema.frames import polars_schema
from newsrows.site.errors import ReportError
from newsrows.site.rows import Row

LEFT_OUT: Final = "left-out-of-report"
# A row without a value in its primary key or in one of these columns cannot be shown.
_NEEDED: Final = frozenset({"article_id", "start", "end", "name", "form", "value"})
_NEEDED_IN: Final[Mapping[str, frozenset[str]]] = {"roles": frozenset({"title"})}


@dataclass(frozen=True, slots=True)
class Tables:
    """A package's rows by table, in the order of the files.

    `title` is the owner's title, None if the package has none but that which every build gives. `left_out` are issues
    about rows that had to be left out. `missing` are columns ('people.gender') that the files do not have, as in a
    package of an older version.
    """

    title: str | None
    rows: Mapping[str, tuple[Row, ...]]
    left_out: tuple[Issue, ...] = ()
    missing: tuple[str, ...] = ()


def read_tables(package: Path, *, max_articles: int) -> Tables:
    """Read the tables in `package`/data/parquet.

    If a table, a column or a value is missing, only what depends on it is left out; the articles must be there.

    Raises:
        ReportError: there is no package, a file is not Parquet, or there are more than `max_articles` articles.
    """
    check_package(package, max_articles=max_articles)
    issues: list[Issue] = []
    missing: list[str] = []
    folder = package / "data" / "parquet"
    rows = {name: _read_rows(folder, table, issues, missing) for name, table in load_tables().items()}
    return Tables(_title(package), rows, tuple(issues), tuple(missing))


def check_package(package: Path, *, max_articles: int) -> None:
    """Raise at once what `read_tables` would raise about the package as a whole.

    Raises:
        ReportError: there is no package, the articles are not Parquet, or there are more than `max_articles`.
    """
    path = package / "data" / "parquet" / "articles.parquet"
    if not os.path.isfile(path):  # noqa: PTH113  Path.is_file raises where a name is too long
        raise ReportError(
            f"{package}: found no {path}, expected a package; next: give the folder that holds datapackage.json, or "
            "make a package with newsrows build"
        )
    try:
        articles = count_rows(path)
    except UnreadableParquetError as error:
        raise _unreadable(path, error) from error
    if articles > max_articles:
        raise ReportError(
            f"{path}: found {articles:,} articles, expected at most {max_articles:,}, because each gets a page; next: "
            f"report on a smaller package, or raise the limit with --max-articles {articles}"
        )


def _title(package: Path) -> str | None:
    try:
        descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    except (OSError, ValueError):  # validation judges the descriptor; here it only gives the heading
        descriptor = {}
    title = descriptor.get("title") if isinstance(descriptor, dict) else None
    return str(title) if title and title != DEFAULT_TITLE else None


def _read_rows(folder: Path, table: TableSchema, issues: list[Issue], missing: list[str]) -> tuple[Row, ...]:
    path = folder / f"{table.name}.parquet"
    if not path.is_file():
        issues.append(Issue(table.name, LEFT_OUT, f"{path.name} is missing; the report is made without it"))
        return ()
    try:
        frame = read_table(path)
    except UnreadableParquetError as error:
        raise _unreadable(path, error) from error
    missing += [f"{table.name}.{name}" for name in table.field_names if name not in frame.columns]
    usable = (
        _with_schema(frame, table)
        .drop_nulls(_needed_columns(table))
        .unique(list(table.primary_key), keep="first", maintain_order=True)
    )
    if lost := frame.height - usable.height:
        message = f"{lost:,} rows lack a value that the report needs, or repeat a key; next: newsrows validate"
        issues.append(Issue(table.name, LEFT_OUT, message, count=lost))
    columns = {name: position for position, name in enumerate(table.field_names)}
    return tuple(Row(table.name, columns, cells) for cells in usable.iter_rows())


def _with_schema(frame: pl.DataFrame, table: TableSchema) -> pl.DataFrame:
    """The columns of the schema in its types; a value is null if it is missing, not finite or cannot be cast."""
    columns = []
    for name, kind in polars_schema(table).items():
        try:
            column = frame.get_column(name).cast(kind, strict=False)
        except pl.exceptions.PolarsError:  # the column is missing, or holds lists, for instance
            column = pl.Series(name, [None] * frame.height, kind)
        columns.append(_finite(column) if kind.is_float() else column)
    return pl.DataFrame(columns)


def _finite(column: pl.Series) -> pl.Series:
    """The numbers, with null for infinity and what is not a number: neither has a place on a page."""
    return column.set(~column.is_finite().fill_null(value=True), None)


def _needed_columns(table: TableSchema) -> list[str]:
    needed = {*table.primary_key, *_NEEDED, *_NEEDED_IN.get(table.name, ())}
    return [name for name in table.field_names if name in needed]


def _unreadable(path: Path, error: Exception) -> ReportError:
    reason = str(error).splitlines()[0]
    return ReportError(f"{path}: cannot be read as Parquet ({reason}); next: newsrows validate")
