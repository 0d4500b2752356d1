"""Writes an SQLite database with keys, indexes and full-text search, and a metadata file for Datasette."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsrows.publishing.editions.contents import NAME, Contents
from newsrows.schema import TableSchema
from newsrows.schema.dictionary import entries
from newsrows.schema.frames import TYPES

if TYPE_CHECKING:
    from sqlite_utils import Database

SQLITE_PATH = f"{NAME}.sqlite"
DATASETTE_PATH = f"{NAME}.datasette.json"
# The columns of the full-text search; it matches English word forms ('strikes' finds 'strike').
_SEARCH_COLUMNS = {"articles": ("title", "text"), "quotes": ("text", "speaker")}
_TOKENIZER = "porter unicode61"


def write_sqlite(contents: Contents, folder: Path) -> list[str]:
    """Write the database, and the metadata that Datasette shows with it.

    SQLite has no comments on columns, so the database has the dictionary of columns as a table. Dates are text
    (ISO 8601). The same package and the same version of SQLite give the same bytes.

    Raises:
        OSError: a file cannot be written.
    """
    try:
        _write(contents, folder / SQLITE_PATH)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    text = json.dumps(datasette_metadata(contents), ensure_ascii=False, indent=2) + "\n"
    (folder / DATASETTE_PATH).write_text(text, "utf-8", newline="\n")
    return []


def _write(contents: Contents, path: Path) -> None:
    from sqlite_utils import Database  # noqa: PLC0415

    database = Database(path, execute_plugins=False)
    try:
        # A new file is thrown away if writing fails, so it needs no journal and need not wait for the disk.
        database.execute("pragma journal_mode = off")
        database.execute("pragma synchronous = off")
        for name, table in contents.schemas.items():
            _create(database, table)
            database.table(name).insert_all(_rows(contents, table), strict=False)
            _index(database, table)
        _search(database, contents)
        _describe(database, contents)
        database.execute("analyze")
        database.conn.commit()
    finally:
        database.close()


def datasette_metadata(contents: Contents) -> dict[str, Any]:
    """Titles and descriptions for Datasette (https://docs.datasette.io/en/stable/metadata.html)."""
    info = contents.info
    tables = {
        name: {
            "title": table.title,
            "description": table.description,
            "columns": {field.name: field.description for field in table.fields},
        }
        for name, table in contents.schemas.items()
    }
    licence = info.licenses[0] if info.licenses else {}
    return {
        "title": info.title,
        "description": info.description,
        "license": licence.get("title", licence.get("name", "")),
        "license_url": licence.get("path", ""),
        "source": ", ".join(source["title"] for source in info.sources if "title" in source),
        "databases": {NAME: {"description": info.description, "tables": tables}},
    }


def _create(database: Database, table: TableSchema) -> None:
    key = table.primary_key
    database.table(table.name).create(
        {field.name: TYPES[field.type][0] for field in table.fields},
        pk=key[0] if len(key) == 1 else key,
        foreign_keys=[(key.fields, key.resource, key.reference_fields) for key in table.foreign_keys],
        not_null=[field.name for field in table.fields if field.constraints.required or field.name in key],
    )


def _rows(contents: Contents, table: TableSchema) -> Iterator[list[Any]]:
    """The names of the columns, then the rows: the form that sqlite-utils expects."""
    yield list(table.field_names)
    for row in contents.frames[table.name].iter_rows():
        yield [value.isoformat() if isinstance(value, date) else value for value in row]


def _index(database: Database, table: TableSchema) -> None:
    """Create an index for each unique and foreign key, unless another index begins with the same columns."""
    unique = [*table.unique_keys, *((field.name,) for field in table.fields if field.constraints.unique)]
    covered = {table.primary_key}
    for key in unique:
        if key not in covered:
            database.table(table.name).create_index(key, unique=True)
            covered.add(key)
    for foreign in table.foreign_keys:
        if all(key[: len(foreign.fields)] != foreign.fields for key in covered):
            database.table(table.name).create_index(foreign.fields)
            covered.add(foreign.fields)


def _search(database: Database, contents: Contents) -> None:
    for name, search_columns in _SEARCH_COLUMNS.items():
        columns = [column for column in search_columns if column in contents.schemas[name].field_names]
        database.table(name).enable_fts(columns, tokenize=_TOKENIZER)


def _describe(database: Database, contents: Contents) -> None:
    described = ({**asdict(entry), "required": int(entry.required)} for entry in entries(contents.schemas.values()))
    database.table("dictionary").insert_all(described, pk=("table", "column"))
