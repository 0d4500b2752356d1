"""What the Table Schemas say of columns and keys, judged on frames by Pandera, and foreign keys by polars."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from functools import cache

import pandera.errors
import pandera.polars as pa
import polars as pl

from newsrows.records import Issue
from newsrows.schema import Constraints, ForeignKey, TableSchema
from newsrows.schema.checks import pandera_schema, screening_schema
from newsrows.schema.frames import polars_schema
from newsrows.validate.breach import Breach, Tables, breach, shown
from newsrows.validate.findings import Findings
from newsrows.validate.rulebook import declared, issue

_DUPLICATES = frozenset({"unique", "unique-key", "primary-key"})
# In frames with more rows it is the rows that take Pandera's time, not how many checks it is asked for.
_SHORT = 10_000


def judge_schema(table: TableSchema, frame: pl.DataFrame, findings: Findings) -> None:
    """What Pandera finds in a frame with the right columns and `row`: constraints, primary and unique keys.

    A short frame is screened first, and judged column by column if it is not sound as a whole: that tells why.
    """
    bare = frame.drop("row")
    if bare.height > _SHORT or _errors(_screening_schema(table), bare):
        for error in _errors(_pandera_schema(table), bare):
            _take(table, frame, error, findings)


def _errors(schema: pa.DataFrameSchema, frame: pl.DataFrame) -> list[pandera.errors.SchemaError]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pandera's, on polars features that it uses
            schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        return list(errors.schema_errors)
    return []


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


def foreign_key_breaches(
    tables: Tables, schemas: Mapping[str, TableSchema], known: Mapping[str, pl.Series]
) -> Iterator[Breach]:
    """Rows whose foreign key points to no row. A key with a null in it points nowhere, which is allowed.

    Args:
        tables: frames with `row`.
        schemas: of these tables.
        known: the ids of tables that are not among them, sorted, by the table's name.
    """
    for name in tables.keys() & schemas.keys():
        for key in schemas[name].foreign_keys:
            if key.resource in tables:
                loose = _not_held(tables[name].drop_nulls(key.fields), key, tables[key.resource])
            elif key.resource in known:
                loose = _not_known(tables[name], key.fields[0], known[key.resource])
            else:
                continue
            column = key.fields[0] if len(key.fields) == 1 else None
            values = pl.concat_str([shown(pl.col(field)) for field in key.fields], separator=", ")
            expected = f"expected one that {key.resource}.{', '.join(key.reference_fields)} holds"
            yield from breach(name, loose, column=column, found=values, expected=expected)


def _not_held(frame: pl.DataFrame, key: ForeignKey, referenced: pl.DataFrame) -> pl.DataFrame:
    held = referenced.select(key.reference_fields)
    return frame.join(held, left_on=list(key.fields), right_on=list(key.reference_fields), how="anti")


def _not_known(frame: pl.DataFrame, column: str, known: pl.Series) -> pl.DataFrame:
    """The rows whose id is not among the sorted ones: each different id is asked for once, by bisection."""
    asked = frame[column].drop_nulls().unique()
    if len(known):
        places = known.search_sorted(asked).clip(upper_bound=len(known) - 1)
        asked = asked.filter(known.gather(places) != asked)
    return frame.filter(pl.col(column).is_in(asked.implode())) if len(asked) else frame.clear()


@cache
def _screening_schema(table: TableSchema) -> pa.DataFrameSchema:
    return screening_schema(table)


@cache
def _pandera_schema(table: TableSchema) -> pa.DataFrameSchema:
    return pandera_schema(table)


def _take(table: TableSchema, rows: pl.DataFrame, error: pandera.errors.SchemaError, findings: Findings) -> None:
    passed = error.check_output
    if not isinstance(passed, pl.DataFrame) or passed.height != rows.height:
        findings.extend([issue(table.name, "other-finding", f"Pandera: {' '.join(str(error).split())[:200]}")])
        return
    check = error.check if isinstance(error.check, str) else str(error.check.name)
    rule = "required" if check == "not_nullable" else check
    column = error.schema.name if error.schema.name in rows.columns else None
    wrong = rows.filter(~passed.to_series())
    if rule in _DUPLICATES:
        columns = [column] if column else _key_columns(table, rule, rows, passed)
        findings.add(declared()[rule], [repeated(table.name, wrong, columns, column)])
    elif column:
        expected = f"expected {_expectation(rule, table.column(column).constraints)}"
        found = breach(table.name, wrong, column=column, found=shown(pl.col(column)), expected=expected)
        findings.add(declared()[rule], found)


def _key_columns(table: TableSchema, rule: str, rows: pl.DataFrame, passed: pl.DataFrame) -> list[str]:
    """The columns of the key that broke: Pandera names the check, not its columns."""
    if rule == "primary-key":
        return list(table.primary_key)
    outcome = passed.to_series()
    for key in table.unique_keys:
        if (~rows.select(key).is_duplicated()).equals(outcome, check_names=False):
            return list(key)
    return list(table.unique_keys[0])


def repeated(table: str, rows: pl.DataFrame, columns: list[str], column: str | None) -> Breach:
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
