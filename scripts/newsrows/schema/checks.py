"""The Pandera schema of a table, derived from any Table Schema: one named check per constraint and key.

A check's name is its rule's id: Pandera itself checks types and required columns, the checks below do the rest. Pandera
silently skips data checks on a LazyFrame: validate eager frames.

A check takes a millisecond or two however few rows there are, and a package has two hundred. Nearly always nothing is
wrong, so there is a second schema that evaluates all checks at once, but cannot say which one failed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import pandera.polars as pa
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


def pandera_schema(table: TableSchema, checked: Checked | None = None) -> pa.DataFrameSchema:
    """The Pandera schema of a table: columns in order, types, constraints, and primary and unique keys.

    The checks are called required (Pandera: not_nullable), unique, minimum, maximum, exclusive-minimum,
    exclusive-maximum, min-length, max-length, pattern, enum, category, primary-key and unique-key. Foreign keys need
    other tables and are not part of the schema.
    """
    checked = checked or Checked()
    return pa.DataFrameSchema(
        columns={
            field.name: pa.Column(
                kind if checked.types is None else None,
                checks=_column_checks(field, kind, checked),
                nullable=not table.is_required(field),
                title=field.title or None,
                description=field.description or None,
            )
            for field, kind in _columns(table, checked)
        },
        checks=_key_checks(table) if checked.keys else [],
        name=table.name,
        title=table.title,
        description=table.description,
        strict=checked.types is None,
        ordered=checked.types is None,
    )


def screening_schema(table: TableSchema, checked: Checked | None = None) -> pa.DataFrameSchema | None:
    """The Pandera schema of a table as one check, called sound: a frame passes it if it passes `pandera_schema`.

    None if every frame passes.
    """
    checked = checked or Checked()
    expected = list(polars_schema(table).items()) if checked.types is None else None
    columns = list(_columns(table, checked))
    rules = [rule for field, kind in columns for _, rule in _column_rules(field, kind, checked)]
    rules += [rule for _, rule in _key_rules(table)] if checked.keys else []
    rules += [_present(field, kind) for field, kind in columns if table.is_required(field)]
    if expected is None and not rules:
        return None
    sound = _rows(pl.all_horizontal(pl.lit(value=True), *(rule.fill_null(value=True) for rule in rules)))

    def judge(data: pa.PolarsData) -> pl.LazyFrame | bool:
        fits = expected is None or list(data.lazyframe.collect_schema().items()) == expected
        return fits and sound(data)

    return pa.DataFrameSchema(checks=pa.Check(judge, name="sound", error="sound", n_failure_cases=1), name=table.name)


def _columns(table: TableSchema, checked: Checked) -> Iterator[tuple[Field, pl.DataType | type[pl.DataType]]]:
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


def _column_checks(field: Field, kind: pl.DataType | type[pl.DataType], checked: Checked) -> list[pa.Check]:
    rules = _column_rules(field, kind, checked)
    return [pa.Check(_rows(rule), name=name, error=name, ignore_na=True) for name, rule in rules]


def _column_rules(
    field: Field, kind: pl.DataType | type[pl.DataType], checked: Checked
) -> Iterator[tuple[str, pl.Expr]]:
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


def _key_checks(table: TableSchema) -> list[pa.Check]:
    return [pa.Check(_rows(rule), name=name, error=name) for name, rule in _key_rules(table)]


def _key_rules(table: TableSchema) -> list[tuple[str, pl.Expr]]:
    keys: list[tuple[str, Sequence[str]]] = [("unique-key", key) for key in table.unique_keys]
    if len(table.primary_key) > 1:  # in newsrows' tables a key of one column is `unique` as well
        keys.append(("primary-key", table.primary_key))
    return [(name, ~pl.struct(list(columns)).is_duplicated()) for name, columns in keys]


def _rows(expression: pl.Expr) -> Callable[[pa.PolarsData], pl.LazyFrame]:
    """`expression` as a Pandera check: a frame with a boolean per row, true where there is nothing to judge (null)."""

    def judge(data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(expression.fill_null(value=True))

    return judge
