"""The constraints of a Table Schema as polars expressions, by the ids of their rules.

All of them together say whether a frame is sound, which nearly every frame is. `newsrows.schema.checks` derives the
Pandera schema from the same expressions, which tells what is wrong with the others and where.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from newsrows.datapackage.model import Field, TableSchema
from newsrows.datapackage.patterns import PatternError, read_pattern
from newsrows.datapackage.values import read_values
from newsrows.schema.frames import TYPES, polars_schema

Types = Mapping[str, pl.DataType | type[pl.DataType]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What of a table is checked.

    Attributes:
        types: the columns that a frame has, with their types. None: those of newsrows' own tables, all of them and in
            order; the types are then checked too.
        keys: whether unique columns, primary keys and unique keys are checked; they need all rows in one frame.
        without: columns whose constraints are not checked, except that they may be required.
    """

    types: Types | None = None
    keys: bool = True
    without: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """Whether frames of a table are sound: a frame passes it if it passes the Pandera schema of the table.

    Attributes:
        types: the columns that a frame must have, in order and with these types; None: any.
        sound: true in sound rows; None if there is nothing to check.
    """

    types: list[tuple[str, pl.DataType]] | None
    sound: pl.Expr | None

    def passes(self, frame: pl.DataFrame) -> bool:
        """Whether all columns and rows are sound. A frame to which a rule cannot be applied is not."""
        if self.types is not None and list(frame.schema.items()) != self.types:
            return False
        try:
            return self.sound is None or bool(frame.select(self.sound.all()).item())
        except pl.exceptions.PolarsError:
            return False


def screen(table: TableSchema, checked: Checked | None = None) -> Screen:
    """All rules of a table at once, without their names."""
    checked = checked or Checked()
    columns = list(columns_of(table, checked))
    rules = [rule for field, kind in columns for _, rule in column_rules(field, kind, checked)]
    rules += [rule for _, rule in key_rules(table)] if checked.keys else []
    rules += [_present(field, kind) for field, kind in columns if table.is_required(field)]
    types = list(polars_schema(table).items()) if checked.types is None else None
    return Screen(types, pl.all_horizontal(rule.fill_null(value=True) for rule in rules) if rules else None)


def columns_of(table: TableSchema, checked: Checked) -> Iterator[tuple[Field, pl.DataType | type[pl.DataType]]]:
    """The fields that a frame has a column for, with the types of the columns."""
    for field in table.fields:
        if checked.types is None:
            yield field, TYPES[field.type][1]
        elif field.name in checked.types:
            yield field, checked.types[field.name]


def _present(field: Field, kind: pl.DataType | type[pl.DataType]) -> pl.Expr:
    """What Pandera asks of a column that is not nullable: NaN counts as null."""
    column = pl.col(field.name)
    return column.is_not_null() & column.is_not_nan() if kind.is_float() else column.is_not_null()


def column_rules(
    field: Field, kind: pl.DataType | type[pl.DataType], checked: Checked
) -> Iterator[tuple[str, pl.Expr]]:
    """The rules of a column, by their ids: true where they hold, and null where they do not apply."""
    column = pl.col(field.name)
    if checked.keys and field.constraints.unique:
        yield "unique", column.is_null() | ~column.is_duplicated()
    if field.name in checked.without:
        return
    if kind == pl.String:
        yield from _text_rules(field, column)
    elif kind != pl.Boolean:
        yield from _bounds(field, column, kind)
    for name, allowed in (("enum", field.constraints.enum), ("category", field.categories)):
        if allowed is not None:
            yield name, column.is_in(_values(field, allowed, kind).implode())


def _values(field: Field, written: Sequence[object], kind: pl.DataType | type[pl.DataType]) -> pl.Series:
    """The values of an enum that columns of this type can have."""
    if isinstance(kind, pl.Datetime):  # some may have a time zone, some not: these are never the same
        moments = [value for one in written for value in read_values(field, [one]) if isinstance(value, datetime)]
        return pl.Series([moment for moment in moments if bool(moment.tzinfo) == bool(kind.time_zone)], dtype=kind)
    return read_values(field, written).drop_nulls().cast(kind, strict=False).drop_nulls()


def _bounds(field: Field, column: pl.Expr, kind: pl.DataType | type[pl.DataType]) -> Iterator[tuple[str, pl.Expr]]:
    limits = field.constraints
    bounds: Sequence[tuple[str, object, Callable[[pl.Expr], pl.Expr]]] = (
        ("minimum", limits.minimum, column.ge),
        ("maximum", limits.maximum, column.le),
        ("exclusive-minimum", limits.exclusive_minimum, column.gt),
        ("exclusive-maximum", limits.exclusive_maximum, column.lt),
    )
    for name, written, compare in bounds:
        if written is None:
            continue
        value = read_values(field, [written])
        if not value.null_count() and (value.dtype == kind or (value.dtype.is_numeric() and kind.is_numeric())):
            yield name, compare(pl.lit(value).first())  # Python has no dates before year 1


def _text_rules(field: Field, column: pl.Expr) -> Iterator[tuple[str, pl.Expr]]:
    limits = field.constraints
    if limits.min_length is not None:
        yield "min-length", column.str.len_chars() >= limits.min_length
    if limits.max_length is not None:
        yield "max-length", column.str.len_chars() <= limits.max_length
    if limits.pattern is not None:
        yield from _pattern_rules(limits.pattern, column)


def _pattern_rules(pattern: str, column: pl.Expr) -> Iterator[tuple[str, pl.Expr]]:
    """A pattern as a rule; none if it is not applied, about which validation tells."""
    with suppress(PatternError):
        yield "pattern", read_pattern(pattern).fits(column)


def key_rules(table: TableSchema) -> list[tuple[str, pl.Expr]]:
    """The rules of the unique keys, and of a primary key of several columns."""
    keys: list[tuple[str, Sequence[str]]] = [("unique-key", key) for key in table.unique_keys]
    if len(table.primary_key) > 1:  # in newsrows' tables a key of one column is `unique` as well
        keys.append(("primary-key", table.primary_key))
    return [(name, ~pl.struct(list(columns)).is_duplicated()) for name, columns in keys]
