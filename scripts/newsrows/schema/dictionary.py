"""The data dictionary: the description of each column, from the schemas, as values and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsrows.datapackage.model import Field, TableSchema


@dataclass(frozen=True, slots=True)
class Entry:
    """The description of a column. Editions write it into cells, so missing parts are '' and not None."""

    table: str
    column: str
    title: str
    type: str
    required: bool
    key: str
    """'primary key', 'part of the primary key', or ''."""
    points_to: str
    """The table.column that a foreign key refers to, or ''."""
    values: str
    """The allowed values of an enum: 'direct, indirect, mixed'."""
    description: str
    example: str


def entries(tables: Iterable[TableSchema]) -> Iterator[Entry]:
    """One entry per column, in the order of the tables and their columns."""
    for table in tables:
        for field in table.fields:
            yield Entry(
                table=table.name,
                column=field.name,
                title=field.title,
                type=field.type,
                required=field.constraints.required,
                key=_key(table, field),
                points_to=_points_to(table, field),
                values=", ".join(field.constraints.enum or ()),
                description=field.description,
                example="" if field.example is None else str(field.example),
            )


def dictionary(tables: Iterable[TableSchema]) -> str:
    """Markdown with one section per table: its description, and one line per column."""
    return "\n".join(section(table) for table in tables)


def section(table: TableSchema) -> str:
    """The Markdown section of one table."""
    rows = "\n".join(map(_row, entries([table])))
    return f"""### {table.name}

{table.description}

| column | type | what it is | example |
| --- | --- | --- | --- |
{rows}
"""


def as_cell(text: str) -> str:
    """The text as a cell of a Markdown table: on one line, with markup escaped."""
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return " ".join(escaped.split())


def as_code(text: str) -> str:
    """The text as code in a cell of a Markdown table; '' for an empty text."""
    line = " ".join(text.split()).replace("|", "\\|").replace("`", "'")
    return f"`{line}`" if line else ""


def _key(table: TableSchema, field: Field) -> str:
    if field.name not in table.primary_key:
        return ""
    return "primary key" if len(table.primary_key) == 1 else "part of the primary key"


def _points_to(table: TableSchema, field: Field) -> str:
    return ", ".join(
        f"{key.resource}.{reference}"
        for key in table.foreign_keys
        for name, reference in zip(key.fields, key.reference_fields, strict=True)
        if name == field.name
    )


def _row(entry: Entry) -> str:
    notes = [entry.description]
    if entry.values:
        notes.append(f"One of: {entry.values}.")
    if entry.key:
        notes.append(f"{entry.key.capitalize()}.")
    if entry.points_to:
        notes.append(f"Points to {entry.points_to}.")
    optional = "" if entry.required else ", may be null"
    return f"| `{entry.column}` | {entry.type}{optional} | {as_cell(' '.join(notes))} | {as_code(entry.example)} |"
