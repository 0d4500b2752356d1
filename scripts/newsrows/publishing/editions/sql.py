"""The SQL that creates a table with its keys and listed values, as SQLite and DuckDB understand it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsrows.schema import Field, TableSchema
from newsrows.schema.text_fragments import COLUMNS, QUOTE_LINKS


def create_table(table: TableSchema, types: Mapping[str, str]) -> str:
    """The CREATE TABLE statement of a table.

    It has the primary key, unique keys, foreign keys, NOT NULL for required columns, and a check for listed values.

    Args:
        table: its schema.
        types: the SQL type of each type of the Table Schema that the tables have.
    """
    unique = [*table.unique_keys, *((field.name,) for field in table.fields if field.constraints.unique)]
    foreign = [
        f"foreign key ({_names(key.fields)}) references {quoted_name(key.resource)} ({_names(key.reference_fields)})"
        for key in table.foreign_keys
    ]
    lines = [
        *(_column(table, field, types) for field in table.fields),
        f"primary key ({_names(table.primary_key)})",
        *(f"unique ({_names(key)})" for key in dict.fromkeys(unique) if key != table.primary_key),
        *foreign,
    ]
    return f"create table {quoted_name(table.name)} ({', '.join(lines)})"


def create_quote_links() -> str:
    """The CREATE TABLE statement of `newsrows.schema.text_fragments.QUOTE_LINKS`."""
    columns = ", ".join(f"{quoted_name(column)} text not null" for column in COLUMNS)
    keys = "primary key (quote_id), foreign key (quote_id) references quotes (quote_id)"
    return f"create table {quoted_name(QUOTE_LINKS)} ({columns}, {keys})"


def quoted_name(name: str) -> str:
    """A name of a table or column in quotation marks."""
    return '"' + name.replace('"', '""') + '"'


def quoted_text(text: str) -> str:
    """A text in quotation marks."""
    return "'" + text.replace("'", "''") + "'"


def _column(table: TableSchema, field: Field, types: Mapping[str, str]) -> str:
    line = f"{quoted_name(field.name)} {types[field.type]}"
    if field.constraints.required or field.name in table.primary_key:
        line += " not null"
    if field.constraints.enum:
        line += f" check ({quoted_name(field.name)} in ({', '.join(map(quoted_text, field.constraints.enum))}))"
    return line


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(quoted_name, names))
