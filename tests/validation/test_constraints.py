"""The screen, one expression, passes the frames that the Pandera schema passes."""

from __future__ import annotations

import warnings
from typing import Any

import pandera.errors
import pandera.polars as pa
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.schema import load_tables, read_table
from newsrows.schema.checks import pandera_schema
from newsrows.schema.constraint_rules import Checked, Screen, screen
from newsrows.schema.frames import polars_schema

Tables = dict[str, pl.DataFrame]

SCHEMAS = {name: (screen(table), pandera_schema(table)) for name, table in load_tables().items()}

# values that break a constraint somewhere, or a key where they come twice
VALUES: dict[str, list[Any]] = {
    "string": [None, "", " ", "X", "name", "harbour", "ada-quill", "harbour:q1", "p:ada-quill:0"],
    "integer": [None, -1, 0, 1, 2],
    "number": [None, float("nan"), float("inf"), -0.5, 0.5, 1.5],
    "date": [None],
    "datetime": [None],
    "boolean": [None, True],
}


def passes(schema: Screen | pa.DataFrameSchema, frame: pl.DataFrame) -> bool:
    if isinstance(schema, Screen):
        return schema.passes(frame)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors:
        return False
    return True


@pytest.mark.parametrize("name", load_tables())
def test_a_valid_and_an_empty_table_pass_both(valid: Tables, name: str) -> None:
    for frame in (valid[name], pl.DataFrame(schema=polars_schema(load_tables()[name]))):
        assert [passes(schema, frame) for schema in SCHEMAS[name]] == [True, True]


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_a_frame_passes_both_or_neither(valid: Tables, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SCHEMAS)))
    table, frame = load_tables()[name], valid[name]
    for _ in range(data.draw(st.integers(1, 3))):
        field = data.draw(st.sampled_from(table.fields))
        value, row = data.draw(st.sampled_from(VALUES[field.type])), data.draw(st.integers(0, frame.height - 1))
        cell = pl.lit(value, dtype=polars_schema(table)[field.name])
        frame = frame.with_columns(
            pl.when(pl.int_range(pl.len()) == row).then(cell).otherwise(field.name).alias(field.name)
        )
        if data.draw(st.booleans()):
            frame = pl.concat([frame, frame[row]])
    screening, full = SCHEMAS[name]
    assert passes(screening, frame) == passes(full, frame)


@pytest.mark.parametrize(
    "change",
    [
        lambda frame: frame.drop("name"),
        lambda frame: frame.with_columns(more=1),
        lambda frame: frame.select(reversed(frame.columns)),
        lambda frame: frame.with_columns(pl.col("quotes").cast(pl.Int32)),
    ],
)
def test_other_columns_and_types_pass_neither(valid: Tables, change: Any) -> None:
    assert [passes(schema, change(valid["people"])) for schema in SCHEMAS["people"]] == [False, False]


def test_a_table_without_constraints_passes_both() -> None:
    table = read_table({"name": "notes", "fields": [{"name": "note"}]})
    frame = pl.DataFrame({"note": ["a", None]})
    assert passes(screen(table), frame)
    assert passes(pandera_schema(table), frame)


def test_nothing_is_checked_of_columns_without_constraints_and_keys() -> None:
    table = read_table({"name": "notes", "fields": [{"name": "note"}, {"name": "number", "type": "integer"}]})
    assert screen(table, Checked(types={"note": pl.String(), "number": pl.Int64()}, keys=False)) == Screen(None, None)
