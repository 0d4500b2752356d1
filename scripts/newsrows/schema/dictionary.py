"""The data dictionary: what each column is, as Markdown, from schemas/ alone."""

from __future__ import annotations

from collections.abc import Iterable

from newsrows.schema.model import Field, TableSchema

BEGIN = "<!-- dictionary: written by scripts/write_dictionary.py, do not edit -->"
END = "<!-- end of dictionary -->"


def dictionary(tables: Iterable[TableSchema]) -> str:
    """A section a table: what a row is, its keys, and a line a column."""
    return "\n".join(_section(table) for table in tables)


def with_dictionary(document: str, tables: Iterable[TableSchema]) -> str:
    """`document` with the part between its two dictionary comments written anew.

    Raises:
        ValueError: the comments are missing or out of order.
    """
    head, begin, rest = document.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"expected {BEGIN!r} and, after it, {END!r}")
    return f"{head}{BEGIN}\n\n{dictionary(tables)}\n{END}{tail}"


def _section(table: TableSchema) -> str:
    rows = "\n".join(_row(table, field) for field in table.fields)
    return f"""### {table.name}

{table.description}

| column | type | what it is | example |
| --- | --- | --- | --- |
{rows}
"""


def _row(table: TableSchema, field: Field) -> str:
    notes = [field.description]
    if field.constraints.enum:
        notes.append("One of: " + ", ".join(field.constraints.enum) + ".")
    if field.name in table.primary_key:
        notes.append("Primary key." if len(table.primary_key) == 1 else "Part of the primary key.")
    notes += [
        f"Points to {key.resource}.{reference}."
        for key in table.foreign_keys
        for name, reference in zip(key.fields, key.reference_fields, strict=True)
        if name == field.name
    ]
    optional = "" if field.constraints.required else ", may be null"
    example = "" if field.example is None else f"`{_cell(str(field.example))}`"
    return f"| `{field.name}` | {field.type}{optional} | {_cell(' '.join(notes))} | {example} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
