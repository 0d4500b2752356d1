"""What the Table Schemas say of columns and keys, judged on frames by Pandera, and foreign keys by polars."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from functools import cache

import pandera.errors
import pandera.polars as pa
import polars as pl

from newsrows.records import Issue
from newsrows.schema import Constraints, TableSchema, load_tables
from newsrows.schema.checks import pandera_schema
from newsrows.schema.frames import polars_schema
from newsrows.validate.breach import Breach, Tables, as_issues, breach, numbered, shown
from newsrows.validate.rulebook import declared, issue

_DUPLICATES = frozenset({"unique", "unique-key", "primary-key"})


def schema_issues(table: TableSchema, frame: pl.DataFrame) -> Iterator[Issue]:
    """What Pandera finds in a frame with the right columns: constraints, primary and unique keys."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pandera's, on polars features that it uses
            _pandera_schema(table.name).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        rows = numbered(frame)
        for error in errors.schema_errors:
            yield from _as_issues(table, rows, error)


def columns_issues(table: TableSchema, frame: pl.DataFrame) -> list[Issue]:
    """One issue if the frame's columns are not those of the table, in order and with their types."""
    found, expected = frame.schema, polars_schema(table)
    if found == expected and found.names() == expected.names():
        return []
    if found.names() != expected.names():
        message = f"found the columns {', '.join(found.names())}, expected {', '.join(expected.names())}"
    else:
        wrong = [
            f"{name} is {kind}, expected {expected[name]}" for name, kind in found.items() if kind != expected[name]
        ]
        message = f"found other types: {'; '.join(wrong)}"
    return [issue(table.name, "columns-mismatch", message)]


def foreign_key_issues(tables: Tables) -> Iterator[Issue]:
    """Rows whose foreign key points to no row. A key with a null in it points nowhere, which is allowed."""
    for name, frame in tables.items():
        for key in load_tables()[name].foreign_keys:
            if key.resource not in tables:
                continue
            held = tables[key.resource].select(pl.col(key.reference_fields))
            loose = frame.drop_nulls(key.fields).join(
                held, left_on=list(key.fields), right_on=list(key.reference_fields), how="anti"
            )
            column = key.fields[0] if len(key.fields) == 1 else None
            values = pl.concat_str([shown(pl.col(field)) for field in key.fields], separator=", ")
            expected = f"expected one that {key.resource}.{', '.join(key.reference_fields)} holds"
            for found in breach(name, loose, column=column, found=values, expected=expected):
                yield from as_issues(declared()["foreign-key"], found)


@cache
def _pandera_schema(name: str) -> pa.DataFrameSchema:
    return pandera_schema(load_tables()[name])


def _as_issues(table: TableSchema, rows: pl.DataFrame, error: pandera.errors.SchemaError) -> Iterator[Issue]:
    passed = error.check_output
    if not isinstance(passed, pl.DataFrame) or passed.height != rows.height:
        yield issue(table.name, "other-finding", f"Pandera: {' '.join(str(error).split())[:200]}")
        return
    check = error.check if isinstance(error.check, str) else str(error.check.name)
    rule = "required" if check == "not_nullable" else check
    column = error.schema.name if error.schema.name in rows.columns else None
    wrong = rows.filter(~passed.to_series())
    if rule in _DUPLICATES:
        columns = [column] if column else _key_columns(table, rule, rows, passed)
        yield from as_issues(declared()[rule], _repeated(table.name, rows, columns, column))
    elif column:
        expected = f"expected {_expectation(rule, table.column(column).constraints)}"
        for found in breach(table.name, wrong, column=column, found=shown(pl.col(column)), expected=expected):
            yield from as_issues(declared()[rule], found)


def _key_columns(table: TableSchema, rule: str, rows: pl.DataFrame, passed: pl.DataFrame) -> list[str]:
    """The columns of the key that broke: Pandera names the check, not its columns."""
    if rule == "primary-key":
        return list(table.primary_key)
    outcome = passed.to_series()
    for key in table.unique_keys:
        if (~rows.select(key).is_duplicated()).equals(outcome, check_names=False):
            return list(key)
    return list(table.unique_keys[0])


def _repeated(table: str, rows: pl.DataFrame, columns: list[str], column: str | None) -> Breach:
    """The rows whose values came before, each with the row where they first stand."""
    first = pl.col("row").min().over(columns)
    again = rows.with_columns(first=first).filter(
        (pl.col("row") > pl.col("first")) & pl.any_horizontal(pl.col(columns).is_not_null())
    )
    values = pl.concat_str([shown(pl.col(name)) for name in columns], separator=", ")
    message = pl.format("found {} again, expected it in row {} alone", values, pl.col("first"))
    return Breach(table, column, again.select("row", message.alias("message")))


def _expectation(rule: str, limits: Constraints) -> str:
    words: Mapping[str, str] = {
        "required": "a value",
        "minimum": f"at least {limits.minimum}",
        "maximum": f"at most {limits.maximum}",
        "min-length": f"at least {limits.min_length} characters",
        "max-length": f"at most {limits.max_length} characters",
        "pattern": f"a text like {limits.pattern}",
        "enum": f"one of {', '.join(limits.enum or ())}",
    }
    return words[rule]
