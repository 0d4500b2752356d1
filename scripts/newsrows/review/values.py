"""Cells of marks, which are texts or JSON, as values of the tables' columns."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from newsrows.records import EntityType
from newsrows.review.identities import Identities
from newsrows.review.rows import ENTITY_COLUMNS, CorrectionError, Row
from newsrows.schema import Field, load_tables

Value = str | int | float | None
_ENTITIES: dict[str, EntityType] = {"person": "person", "organisation": "organisation"}


def checked(table: str, column: str, text: str | None) -> Any:
    """A correction as a value of `column`, which is one of the table's: of the type that the column has.

    Raises:
        CorrectionError: the column cannot hold it.
    """
    described = _column(table, column)
    constraints = described.constraints
    if text is None:
        if constraints.required:
            raise CorrectionError(f"{column} is empty, expected a value")
        return None
    if constraints.enum and text not in constraints.enum:
        raise CorrectionError(f'{column} "{text}", expected one of {", ".join(constraints.enum)}')
    if described.type == "integer":
        return _integer(column, text)
    if described.type == "number":
        return _number(column, text)
    if "\0" in text:
        raise CorrectionError(f"{column} holds a NUL character, expected plain text")
    return text


def differs(table: str, row: Row, column: str, value: Value, identities: Identities) -> bool:
    """Whether `row` says anything else than `value`, as a mark gives it."""
    try:
        if column in _ENTITIES:
            kind = _ENTITIES[column]
            wanted = None if value is None else identities.id_of(kind, str(value))
            return bool(row[ENTITY_COLUMNS[kind]] != wanted)
        if _column(table, column).type in {"integer", "number"} and isinstance(value, str):
            value = checked(table, column, value)
    except CorrectionError:  # whoever was named is not, or not alone, any more; or it is no number
        return True
    return bool(row[column] != value)


@cache
def _column(table: str, column: str) -> Field:
    return load_tables()[table].column(column)


def _integer(column: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise CorrectionError(f'{column} "{text}", expected an offset: digits only')
    return int(text)


def _number(column: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or "_" in text:
        raise CorrectionError(f'{column} "{text}", expected a number as in 1200 or 0.5')
    return number
