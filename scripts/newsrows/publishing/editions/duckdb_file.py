"""Writes a DuckDB database with keys, checks, flat views, and comments on tables and columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from newsrows.publishing.editions.contents import NAME, Contents
from newsrows.publishing.editions.sql import create_quote_links, create_table, quoted_name, quoted_text
from newsrows.schema import TableSchema
from newsrows.schema.text_fragments import COLUMNS, DESCRIPTION, QUOTE_LINKS, quote_links
from newsrows.schema.views import View, views

DUCKDB_PATH = f"{NAME}.duckdb"
# The oldest storage version with all of these: DuckDB 1.2 and later can read it.
_STORAGE = "v1.2.0"
# The smallest block size in bytes; with the default of 256 KiB a dozen articles take nine megabytes.
_BLOCK = 16_384
_TYPES = {
    "string": "varchar",
    "integer": "bigint",
    "number": "double",
    "date": "date",
    "datetime": "timestamp with time zone",
    "boolean": "boolean",
}


def write_duckdb(contents: Contents, folder: Path) -> list[str]:
    """Write the database. The same package gives the same rows in the same order, but not always the same bytes.

    Raises:
        OSError: the file cannot be written.
    """
    import duckdb  # noqa: PLC0415

    try:
        _write(contents, folder / DUCKDB_PATH)
    except duckdb.Error as error:
        raise OSError(str(error)) from error
    return []


def _write(contents: Contents, path: Path) -> None:
    import duckdb  # noqa: PLC0415

    # One thread, because several would store the rows in the order in which they happen to finish.
    with duckdb.connect(config={"threads": 1}) as connection:
        options = f"storage_version '{_STORAGE}', block_size {_BLOCK}"
        connection.execute(f"attach {quoted_text(str(path))} as edition ({options})")
        connection.execute("use edition")
        for name, table in contents.schemas.items():
            connection.execute("begin")  # a transaction is kept in memory, so each table has its own
            for statement in _statements(table):
                connection.execute(statement)
            for rows in _in_order_of_keys(contents.frames[name], table):
                connection.register("source", rows.to_arrow())
                connection.execute(f"insert into {quoted_name(name)} from source")
                connection.unregister("source")
            connection.execute("commit")
        connection.execute(create_quote_links())
        for statement in _comments("table", QUOTE_LINKS, DESCRIPTION, COLUMNS):
            connection.execute(statement)
        connection.register("source", quote_links(contents.frames).collect().to_arrow())
        connection.execute(f"insert into {quoted_name(QUOTE_LINKS)} from source")
        connection.unregister("source")
        for view in views(contents.schemas):
            for statement in _view_statements(view):
                connection.execute(statement)
        connection.execute("use memory")
        connection.execute("detach edition")


def _in_order_of_keys(rows: pl.DataFrame, table: TableSchema) -> list[pl.DataFrame]:
    """The rows; those that point to rows of their own table come last, because DuckDB looks for these at once."""
    own = [pl.col(key.fields[0]).is_not_null() for key in table.foreign_keys if key.resource == table.name]
    if not own:
        return [rows]
    points = pl.any_horizontal(own)
    return [rows.filter(~points), rows.filter(points)]


def _statements(table: TableSchema) -> Iterator[str]:
    """The statements that create a table with its keys, and then its comments."""
    yield create_table(table, _TYPES)
    yield from _comments("table", table.name, table.description, {f.name: f.description for f in table.fields})


def _view_statements(view: View) -> Iterator[str]:
    yield f"create view {quoted_name(view.name)} as {view.sql}"
    yield from _comments("view", view.name, view.description, {c.name: c.description for c in view.columns})


def _comments(kind: str, name: str, description: str, columns: Mapping[str, str]) -> Iterator[str]:
    """The statements that describe a table or a view, and its columns by their names."""
    yield f"comment on {kind} {quoted_name(name)} is {quoted_text(description)}"
    for column, text in columns.items():
        yield f"comment on column {quoted_name(name)}.{quoted_name(column)} is {quoted_text(text)}"
