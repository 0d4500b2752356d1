"""The tables of a package on disk, read leniently: a package that does not validate still gets its report."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from newsrows.records import Issue
from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from newsrows.site.errors import ReportError
from newsrows.site.rows import (
    AliasRow,
    ArticleRow,
    MentionRow,
    OrganisationRow,
    PersonRow,
    QuoteRow,
    QuoteSpanRow,
    RoleRow,
    StatisticRow,
)

LEFT_OUT = "left-out-of-report"
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Tables:
    """A package's rows in the order of the files, and what had to be left out of them."""

    title: str
    articles: tuple[ArticleRow, ...]
    people: tuple[PersonRow, ...] = ()
    organisations: tuple[OrganisationRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    roles: tuple[RoleRow, ...] = ()
    quotes: tuple[QuoteRow, ...] = ()
    quote_spans: tuple[QuoteSpanRow, ...] = ()
    statistics: tuple[StatisticRow, ...] = ()
    aliases: tuple[AliasRow, ...] = ()
    left_out: tuple[Issue, ...] = ()


def read_tables(package: Path, *, max_articles: int) -> Tables:
    """The tables below `package`/data/parquet.

    A missing table, column or value costs what depends on it, never the report; only articles must be there.

    Raises:
        ReportError: there is no package, a file is no Parquet, or there are more than `max_articles` articles.
    """
    check_package(package, max_articles=max_articles)
    folder = package / "data" / "parquet"
    issues: list[Issue] = []
    return Tables(
        _title(package),
        _rows(folder, "articles", ArticleRow, issues),
        _rows(folder, "people", PersonRow, issues),
        _rows(folder, "organisations", OrganisationRow, issues),
        _rows(folder, "mentions", MentionRow, issues),
        _rows(folder, "roles", RoleRow, issues),
        _rows(folder, "quotes", QuoteRow, issues),
        _rows(folder, "quote_spans", QuoteSpanRow, issues),
        _rows(folder, "statistics", StatisticRow, issues),
        _rows(folder, "aliases", AliasRow, issues),
        tuple(issues),
    )


def check_package(package: Path, *, max_articles: int) -> None:
    """Stop where `read_tables` would for the package as a whole.

    Raises:
        ReportError: there is no package, the articles are no Parquet, or they are more than `max_articles`.
    """
    articles = package / "data" / "parquet" / "articles.parquet"
    if not articles.is_file():
        raise ReportError(
            f"{package}: no package: {articles} is missing; next: give the folder that holds "
            "datapackage.json, or make one with newsrows build"
        )
    _refuse_too_many(articles, max_articles)


def _refuse_too_many(path: Path, max_articles: int) -> None:
    try:
        count = pl.scan_parquet(path).select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _unreadable(path, error) from error
    if count > max_articles:
        raise ReportError(
            f"{path}: {count:,} articles, and a report holds at most {max_articles:,} (a page an article); next: "
            f"report on a smaller package, or raise the limit with --max-articles {count}"
        )


def _title(package: Path) -> str:
    try:
        descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    except (OSError, ValueError):  # the descriptor is judged by validation, and gives only the heading here
        descriptor = {}
    title = (descriptor.get("title") or descriptor.get("name")) if isinstance(descriptor, dict) else None
    return str(title or package.resolve().name or "News articles")


def _rows(folder: Path, table: str, row: type[_Row], issues: list[Issue]) -> tuple[_Row, ...]:
    path = folder / f"{table}.parquet"
    if not path.is_file():
        issues.append(Issue(table, LEFT_OUT, f"{path.name} is missing; the report is made without it"))
        return ()
    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _unreadable(path, error) from error
    typed = _typed(frame, table, row)
    whole = typed.drop_nulls(_required(row)).unique(
        list(load_tables()[table].primary_key), keep="first", maintain_order=True
    )
    if lost := frame.height - whole.height:
        message = f"{lost:,} rows lack a value that the report needs, or repeat a key; next: newsrows validate"
        issues.append(Issue(table, LEFT_OUT, message, count=lost))
    return tuple(row(**values) for values in whole.iter_rows(named=True))


def _typed(frame: pl.DataFrame, table: str, row: type[Any]) -> pl.DataFrame:
    """Only the row's columns, in the schema's types; what is missing or of another type becomes null."""
    types = polars_schema(load_tables()[table])
    columns = []
    for name in (field.name for field in dataclasses.fields(row)):
        try:
            column = frame.get_column(name).cast(types[name], strict=False)
        except pl.exceptions.PolarsError:  # no such column, or one of lists, say
            column = pl.Series(name, [None] * frame.height, types[name])
        columns.append(column)
    return pl.DataFrame(columns)


def _required(row: type[Any]) -> list[str]:
    return [field.name for field in dataclasses.fields(row) if field.default is dataclasses.MISSING]


def _unreadable(path: Path, error: Exception) -> ReportError:
    reason = str(error).splitlines()[0]
    return ReportError(f"{path}: cannot be read as Parquet ({reason}); next: newsrows validate")
