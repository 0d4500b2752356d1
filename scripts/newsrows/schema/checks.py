"""The Pandera schema of a table: one named check a constraint and key.

A check's name is its rule's id: required and types come from Pandera's columns, the rest from the functions below.
Pandera skips data checks on a LazyFrame without saying so: validate eager frames.

A check costs a millisecond or two however few rows there are, and a package has two hundred. Nearly always nothing is
wrong, so there is a second schema that asks all of them at once, and cannot say which one failed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandera.polars as pa
import polars as pl

from newsrows.datapackage.model import Field, TableSchema
from newsrows.schema.frames import TYPES, polars_schema


def pandera_schema(table: TableSchema) -> pa.DataFrameSchema:
    """The Pandera schema of `table`: columns in order, types, constraints, and primary and unique keys.

    The checks are called required (Pandera: not_nullable), unique, minimum, maximum, min-length, max-length, pattern,
    enum, primary-key and unique-key. Foreign keys need other tables and are no part of it.
    """
    return pa.DataFrameSchema(
        columns={
            field.name: pa.Column(
                TYPES[field.type][1],
                checks=_column_checks(field),
                nullable=_nullable(table, field),
                title=field.title,
                description=field.description,
            )
            for field in table.fields
        },
        checks=_key_checks(table),
        name=table.name,
        title=table.title,
        description=table.description,
        strict=True,
        ordered=True,
    )


def screening_schema(table: TableSchema) -> pa.DataFrameSchema:
    """The Pandera schema of `table` as one check, called sound: a frame that passes it passes `pandera_schema` too."""
    expected = list(polars_schema(table).items())
    rules = [rule for field in table.fields for _, rule in _column_rules(field)]
    rules += [rule for _, rule in _key_rules(table)]
    rules += [_present(field) for field in table.fields if not _nullable(table, field)]
    sound = _rows(pl.all_horizontal(pl.lit(value=True), *(rule.fill_null(value=True) for rule in rules)))

    def judge(data: pa.PolarsData) -> pl.LazyFrame | bool:
        return list(data.lazyframe.collect_schema().items()) == expected and sound(data)

    return pa.DataFrameSchema(checks=pa.Check(judge, name="sound", error="sound", n_failure_cases=1), name=table.name)


def _nullable(table: TableSchema, field: Field) -> bool:
    return not (field.constraints.required or field.name in table.primary_key)


def _present(field: Field) -> pl.Expr:
    """What Pandera asks of a column that is not nullable; NaN counts as null."""
    column = pl.col(field.name)
    return column.is_not_null() & column.is_not_nan() if field.type == "number" else column.is_not_null()


def _column_checks(field: Field) -> list[pa.Check]:
    return [pa.Check(_rows(rule), name=name, error=name, ignore_na=True) for name, rule in _column_rules(field)]


def _column_rules(field: Field) -> list[tuple[str, pl.Expr]]:
    limits = field.constraints
    column = pl.col(field.name)
    rules: list[tuple[str, pl.Expr]] = []
    if limits.unique:
        rules.append(("unique", column.is_null() | ~column.is_duplicated()))
    if limits.minimum is not None:
        rules.append(("minimum", column >= limits.minimum))
    if limits.maximum is not None:
        rules.append(("maximum", column <= limits.maximum))
    if limits.min_length is not None:
        rules.append(("min-length", column.str.len_chars() >= limits.min_length))
    if limits.max_length is not None:
        rules.append(("max-length", column.str.len_chars() <= limits.max_length))
    if limits.pattern is not None:
        rules.append(("pattern", column.str.contains(f"^(?:{limits.pattern})$")))
    if limits.enum is not None:
        rules.append(("enum", column.is_in(list(limits.enum))))
    return rules


def _key_checks(table: TableSchema) -> list[pa.Check]:
    return [pa.Check(_rows(rule), name=name, error=name) for name, rule in _key_rules(table)]


def _key_rules(table: TableSchema) -> list[tuple[str, pl.Expr]]:
    keys: list[tuple[str, Sequence[str]]] = [("unique-key", key) for key in table.unique_keys]
    if len(table.primary_key) > 1:  # a key of one column is `unique` there
        keys.append(("primary-key", table.primary_key))
    return [(name, ~pl.struct(list(columns)).is_duplicated()) for name, columns in keys]


def _rows(expression: pl.Expr) -> Callable[[pa.PolarsData], pl.LazyFrame]:
    """`expression` as a Pandera check: a frame of booleans, one a row, true where there is nothing to judge (null)."""

    def judge(data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(expression.fill_null(value=True))

    return judge
