"""Writes a DuckDB database with keys, checks, and comments on tables and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from newsrows.publishing.editions.contents import NAME, Contents
from newsrows.schema import Field, TableSchema

DUCKDB_PATH = f"{NAME}.duckdb"
# The oldest storage version with all of these: DuckDB 1.2 and later can read it.
_STORAGE = "v1.2.0"
# The smallest block size in bytes; with the default of 256 KiB a dozen articles take nine megabytes.
_BLOCK = 16_384
_TYPES = {"string": "varchar", "integer": "bigint", "number": "double", "date": "date", "boolean": "boolean"}


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
        connection.execute(f"attach {_text(str(path))} as edition ({options})")
        connection.execute("use edition")
        for name, table in contents.schemas.items():
            connection.execute("begin")  # a transaction is kept in memory, so each table has its own
            for statement in _statements(table):
                connection.execute(statement)
            connection.register("source", contents.frames[name].to_arrow())
            connection.execute(f"insert into {_name(name)} from source")
            connection.unregister("source")
            connection.execute("commit")
        connection.execute("use memory")
        connection.execute("detach edition")


def _statements(table: TableSchema) -> Iterator[str]:
    """The statements that create a table with its keys, and then its comments."""
    unique = [*table.unique_keys, *((field.name,) for field in table.fields if field.constraints.unique)]
    lines = [
        *(_column(table, field) for field in table.fields),
        f"primary key ({_names(table.primary_key)})",
        *(f"unique ({_names(key)})" for key in unique if key != table.primary_key),
        *(
            f"foreign key ({_names(key.fields)}) references {_name(key.resource)} ({_names(key.reference_fields)})"
            for key in table.foreign_keys
        ),
    ]
    yield f"create table {_name(table.name)} ({', '.join(lines)})"
    yield f"comment on table {_name(table.name)} is {_text(table.description)}"
    for field in table.fields:
        yield f"comment on column {_name(table.name)}.{_name(field.name)} is {_text(field.description)}"


def _column(table: TableSchema, field: Field) -> str:
    line = f"{_name(field.name)} {_TYPES[field.type]}"
    if field.constraints.required or field.name in table.primary_key:
        line += " not null"
    if field.constraints.enum:
        line += f" check ({_name(field.name)} in ({', '.join(map(_text, field.constraints.enum))}))"
    return line


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(_name, names))


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
