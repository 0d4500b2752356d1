"""Writes an SQLite database with keys, checks, flat views and full-text search, and a metadata file for Datasette."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsrows.publishing.editions.contents import NAME, Contents
from newsrows.publishing.editions.sql import create_quote_links, create_table
from newsrows.schema import TableSchema
from newsrows.schema.dictionary import entries
from newsrows.schema.text_fragments import COLUMNS, DESCRIPTION, QUOTE_LINKS, quote_links
from newsrows.schema.views import views

if TYPE_CHECKING:
    from sqlite_utils import Database

SQLITE_PATH = f"{NAME}.sqlite"
DATASETTE_PATH = f"{NAME}.datasette.json"
# The columns of the full-text search; it matches English word forms ('strikes' finds 'strike').
_SEARCH_COLUMNS = {"articles": ("title", "text"), "quotes": ("text", "speaker")}
_TOKENIZER = "porter unicode61"
# What Datasette shows of a table at first: facets, the order of rows, and the column that names a row.
_PAGES: Mapping[str, Mapping[str, Any]] = {
    "people": {"sort_desc": "quotes", "label_column": "name", "facets": ["gender"]},
    "organisations": {"sort_desc": "mentions", "label_column": "name", "facets": ["kind"]},
    "articles": {"sort_desc": "published_on", "label_column": "title", "facets": ["publisher"]},
    "quotes": {"facets": ["kind", "source_type", "polarity"]},
    "statistics": {"facets": ["kind", "unit"]},
    "quotes_flat": {"facets": ["speaker_name", "publisher", "gender", "source_type", "kind"]},
    "statistics_flat": {"facets": ["kind", "unit", "publisher"]},
}
_QUERIES: Mapping[str, Mapping[str, str]] = {
    "who_is_quoted_most": {
        "title": "Who is quoted most, with what share of the words?",
        "sql": """with said as (
    select speaker_name, words
    from quotes_flat
    where confidence >= .7
)
select speaker_name, count(*) as quotes, sum(words) as words,
    round(100.0 * sum(words) / (select sum(words) from said), 1) as percent_of_words
from said
where speaker_name is not null
group by speaker_name
order by words desc""",
    },
    "sources_by_publisher": {
        "title": "What kinds of sources does each publisher quote?",
        "sql": """select publisher, source_type, count(*) as quotes
from quotes_flat
group by publisher, source_type
order by publisher, quotes desc""",
    },
    "quotes_of_a_speaker": {
        "title": "What did a person or organisation say?",
        "sql": """select published_on, publisher, headline, text, polarity, confidence
from quotes_flat
where speaker_name like '%' || :name || '%'
order by published_on""",
    },
    "quotes_with_words": {
        "title": "Which quotes contain these words?",
        "sql": """select quotes_flat.published_on, quotes_flat.speaker_name, quotes_flat.text
from quotes_fts
join quotes on quotes.rowid = quotes_fts.rowid
join quotes_flat on quotes_flat.quote_id = quotes.quote_id
where quotes_fts match :words
order by rank""",
    },
    "figures_about": {
        "title": "Which figures are there about something?",
        "sql": """select published_on, publisher, concept, bound, value, value_max, unit, change, speaker_name, text
from statistics_flat
where concept like '%' || :concept || '%'
order by published_on""",
    },
    "who_speaks_for_an_organisation": {
        "title": "Who is quoted with a role in an organisation?",
        "sql": """select role_organisation, speaker_name, role, count(*) as quotes
from quotes_flat
where role_organisation like '%' || :organisation || '%'
group by role_organisation, speaker_name, role
order by role_organisation, quotes desc""",
    },
}
_TYPES = {
    "string": "text",
    "integer": "integer",
    "number": "real",
    "date": "text",
    "datetime": "text",
    "boolean": "integer",
}


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
            database.execute(create_table(table, _TYPES))
            database.table(name).insert_all(_rows(contents, table), strict=False)
            _index(database, table)
        database.execute(create_quote_links())
        links = quote_links(contents.frames).collect()
        database.table(QUOTE_LINKS).insert_all([links.columns, *links.iter_rows()], strict=False)
        for view in views(contents.schemas):
            database.create_view(view.name, view.sql)
        _search(database, contents)
        _describe(database, contents)
        database.execute("analyze")
        database.conn.commit()
    finally:
        database.close()


def datasette_metadata(contents: Contents) -> dict[str, Any]:
    """Titles, descriptions, facets and queries for Datasette (https://docs.datasette.io/en/stable/metadata.html)."""
    info = contents.info
    tables: dict[str, dict[str, Any]] = {
        table.name: _page(table.title, table.description, {field.name: field.description for field in table.fields})
        for table in contents.schemas.values()
    } | {
        view.name: _page(view.title, view.description, {column.name: column.description for column in view.columns})
        for view in views(contents.schemas)
    }
    tables[QUOTE_LINKS] = {**_page("Links to quotes", DESCRIPTION, COLUMNS), "hidden": True}
    for name, options in _PAGES.items():
        tables[name] |= options
    licence = info.licenses[0] if info.licenses else {}
    return {
        "title": info.title,
        "description": info.description,
        "license": licence.get("title", licence.get("name", "")),
        "license_url": licence.get("path", ""),
        "source": ", ".join(source["title"] for source in info.sources if "title" in source),
        "databases": {NAME: {"description": info.description, "tables": tables, "queries": _QUERIES}},
    }


def _page(title: str, description: str, columns: Mapping[str, str]) -> dict[str, Any]:
    return {"title": title, "description": description, "columns": columns}


def _rows(contents: Contents, table: TableSchema) -> Iterator[list[Any]]:
    """The names of the columns, then the rows: the form that sqlite-utils expects."""
    yield list(table.field_names)
    for row in contents.frames[table.name].iter_rows():
        yield [_text(value) if isinstance(value, date) else value for value in row]


def _text(value: date) -> str:
    """Return a day, or a moment in UTC, as ISO 8601."""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, datetime) else value.isoformat()


def _index(database: Database, table: TableSchema) -> None:
    """Create an index for each foreign key, unless another key begins with the same columns."""
    unique = [*table.unique_keys, *((field.name,) for field in table.fields if field.constraints.unique)]
    covered = {table.primary_key, *unique}
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
