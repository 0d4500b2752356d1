"""Cells cast to the types of their columns, one type error a cell that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from newsrows.records import Issue
from newsrows.schema import Field, TableSchema
from newsrows.schema.model import FieldType
from newsrows.validate.breach import as_issues, breach, numbered, shown
from newsrows.validate.cells import Cells
from newsrows.validate.rulebook import declared, issue

# what a cell of the type looks like, and what it is called
_FORMS: Mapping[FieldType, tuple[str, str]] = {
    "integer": (r"^[+-]?\d+$", "an integer"),
    "number": (r"^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|-?INF|-?inf|NaN)$", "a number"),
    "date": (r"^\d{4}-\d{2}-\d{2}$", "a date like 2025-01-31"),
    "boolean": (r"^(?:true|false)$", "true or false"),
}


def typed_frame(table: TableSchema, name: str, cells: Cells) -> tuple[pl.DataFrame | None, list[Issue]]:
    """The cells with the table's columns and types, and what is wrong with header and types.

    Columns in another order are put right, after the issue that says so. There is no frame where columns are missing.
    """
    expected = table.field_names
    issues: list[Issue] = []
    if cells.header != expected:
        message = f"found the columns {', '.join(cells.header)}, expected {', '.join(expected)}"
        issues.append(issue(name, "columns-mismatch", message))
        if len(set(cells.header)) < len(cells.header) or not set(expected) <= set(cells.header):
            return None, issues
    raw = cells.frame.rename(dict(zip(cells.frame.columns, cells.header, strict=True))).select(expected)
    typed = raw.select(_cast(field) for field in table.fields)
    for field in table.fields:
        issues.extend(_type_errors(name, field, raw[field.name], typed[field.name]))
    return typed, issues


def _cast(field: Field) -> pl.Expr:
    cell = pl.col(field.name)
    if field.type == "string":
        return cell
    fits = pl.when(cell.str.contains(_FORMS[field.type][0])).then(cell)
    casts = {
        "integer": lambda: fits.cast(pl.Int64, strict=False),
        "number": lambda: fits.cast(pl.Float64, strict=False),
        "date": lambda: fits.str.to_date("%Y-%m-%d", strict=False),
        "boolean": lambda: fits == "true",
    }
    return casts[field.type]().alias(field.name)


def _type_errors(name: str, field: Field, raw: pl.Series, typed: pl.Series) -> Iterator[Issue]:
    if field.type == "string" or raw.null_count() == typed.null_count():
        return
    lost = numbered(raw.to_frame()).filter(typed.is_null() & raw.is_not_null())
    expected = f"expected {_FORMS[field.type][1]}"
    for found in breach(name, lost, column=field.name, found=shown(pl.col(field.name)), expected=expected):
        yield from as_issues(declared()["type-error"], found)
