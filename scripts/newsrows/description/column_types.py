"""The type of a column, from all its values: the narrowest type of the standard that every value has.

Whatever is doubtful stays text: numbers with leading zeros, as codes have them, 'yes' and 'no', days and months that
could be read in both orders. A type is taken only if the validator reads every value by it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import polars as pl

from newsrows.datapackage.descriptor import build_schema
from newsrows.datapackage.values import read_column

# Texts that mean 'missing' where all other values of a column are of one type that is not text.
_MISSING = ("NA", "N/A", "n/a", "#N/A", "na", "NULL", "null", "None", "none", "-", "--", "..", "...", "?", "unknown")
_INTEGER = r"^-?(?:0|[1-9][0-9]{0,17})$"
_DECIMALS = r"^-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][+-]?[0-9]{1,3})?$|^-?[1-9](?:\.[0-9]+)?[eE][+-]?[0-9]{1,3}$"
_COMMAS = r"^-?(?:0|[1-9][0-9]*),[0-9]+$"
_GROUPED_COMMAS = r"^-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+$"
_GROUPED_POINTS = r"^-?[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+$"
_SMALL_COMMAS = r"^-?(?:0|[1-9][0-9]{0,2}),[0-9]+$"
_SMALL_POINTS = r"^-?(?:0|[1-9][0-9]{0,2})\.[0-9]+$"
_BOOLEANS = frozenset({"true", "false", "True", "False", "TRUE", "FALSE"})
_DAY_FIRST = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
_MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y")
_PARQUET: tuple[tuple[Callable[[pl.DataType], bool], str], ...] = (
    (lambda kind: isinstance(kind, pl.Boolean), "boolean"),
    (lambda kind: kind.is_integer(), "integer"),
    (lambda kind: kind.is_numeric(), "number"),
    (lambda kind: isinstance(kind, pl.Date), "date"),
    (lambda kind: isinstance(kind, pl.Datetime), "datetime"),
    (lambda kind: isinstance(kind, pl.Time), "time"),
    (lambda kind: isinstance(kind, pl.Duration), "duration"),
    (lambda kind: isinstance(kind, pl.Struct), "object"),
    (lambda kind: isinstance(kind, pl.List | pl.Array), "array"),
    (lambda kind: isinstance(kind, pl.String | pl.Categorical | pl.Enum), "string"),
)
_VALUES: tuple[tuple[frozenset[type], str], ...] = (
    (frozenset({bool}), "boolean"),
    (frozenset({int, float}), "number"),
    (frozenset({time}), "time"),
    (frozenset({dict}), "object"),
    (frozenset({list}), "array"),
)


@dataclass(frozen=True, slots=True)
class ColumnType:
    """The type of a column.

    Attributes:
        type: a type of the Table Schema standard.
        properties: further properties of the field: format, decimalChar, groupChar.
        missing: texts besides the empty one that mean 'missing' in this column.
    """

    type: str
    properties: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    def field(self, name: str) -> dict[str, Any]:
        """The descriptor of a field of this type."""
        written: dict[str, Any] = {"name": name, "type": self.type, **self.properties}
        return {**written, "missingValues": ["", *self.missing]} if self.missing else written


TEXT = ColumnType("string")
ANYTHING = ColumnType("any")


def type_of_texts(texts: pl.Series) -> ColumnType:
    """The type of a column of CSV, from its different texts; nulls and empty texts are missing."""
    present = texts.filter(texts.is_not_null() & (texts != "")).unique(maintain_order=True)
    if not len(present):
        return ANYTHING
    is_marker = present.is_in(_MISSING)
    markers, rest = present.filter(is_marker), present.filter(~is_marker)
    if not len(rest):
        return TEXT
    for candidate in _candidates(rest):
        if candidate is not None and _fits(candidate, rest):
            return ColumnType(candidate.type, candidate.properties, tuple(sorted(markers)))
    return TEXT


def type_of_column(column: pl.Series) -> ColumnType:
    """The type of a column of Parquet, which says it itself."""
    kind = column.dtype
    if isinstance(kind, pl.Null):
        return ANYTHING
    return ColumnType(next((name for fits, name in _PARQUET if fits(kind)), "any"))


def type_of_values(values: list[Any], texts: pl.Series) -> ColumnType:
    """The type of a column of JSON or Excel, whose cells have types of their own.

    Args:
        values: the cells as they are.
        texts: the same as texts.
    """
    kinds = {type(value) for value in values if value is not None and value != ""}
    if kinds <= {str}:
        found = type_of_texts(texts)
        return found if found.type in {"date", "datetime", "time", "yearmonth", "any"} and not found.missing else TEXT
    numbers = [value for value in values if isinstance(value, int | float)]
    if kinds <= {int, float} and all(math.isfinite(number) and number == int(number) for number in numbers):
        return ColumnType("integer")
    if kinds <= {datetime, date}:
        days = all(value.time() == time() for value in values if isinstance(value, datetime))
        return ColumnType("date" if days else "datetime") if days or kinds == {datetime} else ANYTHING
    return next((ColumnType(found) for allowed, found in _VALUES if kinds <= allowed), ANYTHING)


def _fits(candidate: ColumnType, texts: pl.Series) -> bool:
    """Whether the validator reads every text by this type."""
    (stated,) = build_schema({"fields": [candidate.field("x")]}).fields
    column = read_column(stated, texts)
    return not column.broken and not column.values.null_count()


def _candidates(texts: pl.Series) -> Iterator[ColumnType | None]:
    """The types that the texts look like, the narrowest first."""
    yield ColumnType("boolean") if texts.is_in(list(_BOOLEANS)).all() else None
    yield ColumnType("integer") if _all(texts, _INTEGER) else None
    yield from _numbers(texts)
    if _all(texts, r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"):
        yield ColumnType("date")
    if _all(texts, r"^[0-9]{4}-[0-9]{2}$"):
        yield ColumnType("yearmonth")
    if _all(texts, r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?$"):
        yield ColumnType("datetime")
    if _all(texts, r"^[0-9]{2}:[0-9]{2}:[0-9]{2}$"):
        yield ColumnType("time")
    if _all(texts, r"^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}$"):
        yield _day_and_month(texts)
    if _all(texts, r"(?s)^\{.*\}$"):
        yield ColumnType("object")
    if _all(texts, r"(?s)^\[.*\]$"):
        yield ColumnType("array")


def _numbers(texts: pl.Series) -> Iterator[ColumnType]:
    """Numbers with decimals. A group character has to be seen together with the decimal character."""
    if _all(texts, f"{_INTEGER}|{_DECIMALS}"):
        yield ColumnType("number")
    if _all(texts, f"{_INTEGER}|{_COMMAS}"):
        if texts.str.contains(r",[0-9]{3}$").all():
            return  # 1,234 may be a thousand
        yield ColumnType("number", {"decimalChar": ","})
    if _all(texts, f"{_SMALL_COMMAS}|{_GROUPED_COMMAS}"):
        yield ColumnType("number", {"decimalChar": ",", "groupChar": "."})
    if _all(texts, f"{_SMALL_POINTS}|{_GROUPED_POINTS}"):
        yield ColumnType("number", {"groupChar": ","})


def _day_and_month(texts: pl.Series) -> ColumnType | None:
    """Dates of the one order of day and month that fits all; None if both fit, or none."""
    fitting = [
        pattern for pattern in (*_DAY_FIRST, *_MONTH_FIRST) if not texts.str.to_date(pattern, strict=False).null_count()
    ]
    return ColumnType("date", {"format": fitting[0]}) if len(fitting) == 1 else None


def _all(texts: pl.Series, pattern: str) -> bool:
    return bool(texts.str.contains(pattern).all())
