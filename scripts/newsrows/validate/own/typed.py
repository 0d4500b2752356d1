"""Cells cast to the types of their columns, one type error a cell that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from newsrows.schema import Field
from newsrows.validate.breach import Breach, breach, numbered, shown

# what a cell of the type looks like, and what it is called
_FORMS: Mapping[str, tuple[str, str]] = {
    "integer": (r"^[+-]?\d+$", "an integer"),
    "number": (r"^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|-?INF|-?inf|NaN)$", "a number"),
    "date": (r"^\d{4}-\d{2}-\d{2}$", "a date like 2025-01-31"),
    "boolean": (r"^(?:true|false)$", "true or false"),
}


def cast(field: Field) -> pl.Expr:
    """A column of texts as values of its type, null where a text is none."""
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


def type_errors(name: str, field: Field, texts: pl.Series, values: pl.Series, *, before: int) -> Iterator[Breach]:
    """The cells that are lost when texts become values; `before` is how many rows came before."""
    if field.type == "string" or texts.null_count() == values.null_count():
        return
    lost = numbered(texts.to_frame(), before=before).filter(values.is_null() & texts.is_not_null())
    expected = f"expected {_FORMS[field.type][1]}"
    yield from breach(name, lost, column=field.name, found=shown(pl.col(field.name)), expected=expected)
