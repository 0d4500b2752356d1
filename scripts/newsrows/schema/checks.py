"""The Pandera schema of a table, derived from any Table Schema: one named check per constraint and key.

A check's name is its rule's id: Pandera itself checks types and required columns, the checks below do the rest. Pandera
silently skips data checks on a LazyFrame: validate eager frames.

A check takes a millisecond or two however few rows there are, a package has two hundred, and importing Pandera takes
half a second. Nearly always nothing is wrong. So newsrows' own tables first meet a schema with one check, and those of
other packages meet `newsrows.schema.constraint_rules.screen`; only frames that fail there are checked rule by rule.
"""

from __future__ import annotations

from collections.abc import Callable

import pandera.polars as pa
import polars as pl

from newsrows.datapackage.model import Field, TableSchema
from newsrows.schema.constraint_rules import Checked, Screen, column_rules, columns_of, key_rules


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
            for field, kind in columns_of(table, checked)
        },
        checks=_key_checks(table) if checked.keys else [],
        name=table.name,
        title=table.title,
        description=table.description,
        strict=checked.types is None,
        ordered=checked.types is None,
    )


def screening_schema(table: TableSchema, sound: Screen) -> pa.DataFrameSchema:
    """The Pandera schema of a table as one check, called sound: a frame passes it if it passes `pandera_schema`."""
    check = pa.Check(lambda data: sound.passes(data.lazyframe.collect()), name="sound", error="sound")
    return pa.DataFrameSchema(checks=check, name=table.name)


def _column_checks(field: Field, kind: pl.DataType | type[pl.DataType], checked: Checked) -> list[pa.Check]:
    rules = column_rules(field, kind, checked)
    return [pa.Check(_rows(rule), name=name, error=name, ignore_na=True) for name, rule in rules]


def _key_checks(table: TableSchema) -> list[pa.Check]:
    return [pa.Check(_rows(rule), name=name, error=name) for name, rule in key_rules(table)]


def _rows(expression: pl.Expr) -> Callable[[pa.PolarsData], pl.LazyFrame]:
    """`expression` as a Pandera check: a frame with a boolean per row, true where there is nothing to judge (null)."""

    def judge(data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(expression.fill_null(value=True))

    return judge
