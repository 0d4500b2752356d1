"""Primary, unique and foreign keys, judged on values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from newsrows.records import Issue
from newsrows.validate.breach import Breach, as_issues, breach, shown
from newsrows.validate.described.model import ForeignKey, Resource, Schema
from newsrows.validate.rulebook import declared

# A resource's values, with `row` counting from 1; a column that could not be read is not in it.
Values = Mapping[str, pl.DataFrame]


def key_issues(label: str, schema: Schema, frame: pl.DataFrame) -> Iterator[Issue]:
    """Rows that repeat a primary key, a unique key or a unique value. Of a key, nulls repeat nothing.

    A unique column that is the primary key as well is judged once.
    """
    alone: list[tuple[str, ...]] = [(field.name,) for field in schema.fields if field.constraints.get("unique") is True]
    keys: list[tuple[str, tuple[str, ...]]] = [("unique", key) for key in alone]
    if schema.primary_key not in alone:
        keys.append(("primary-key", schema.primary_key))
    keys += [("unique-key", key) for key in schema.unique_keys if key not in {*alone, schema.primary_key}]
    for rule, key in keys:
        if key and set(key) <= set(frame.columns):
            yield from _repeated(label, rule, key, frame)


def foreign_key_issues(resources: list[Resource], values: Values) -> Iterator[Issue]:
    """Rows whose foreign key points to no row. A key with a null in it points nowhere, as in SQL."""
    for resource in resources:
        for key in resource.schema.foreign_keys if resource.schema else ():
            here, there = values.get(resource.name), values.get(key.resource)
            if here is None or there is None:
                continue
            if set(key.fields) <= set(here.columns) and set(key.reference) <= set(there.columns):
                yield from _loose(resource.name, key, here, there)


def _loose(label: str, key: ForeignKey, here: pl.DataFrame, there: pl.DataFrame) -> Iterator[Issue]:
    names = [f"key{place}" for place in range(len(key.fields))]
    pointing = here.select("row", **dict(zip(names, map(pl.col, key.fields), strict=True))).drop_nulls()
    held = there.select(**dict(zip(names, map(pl.col, key.reference), strict=True))).drop_nulls()
    pointing, held = _comparable(names, pointing, held)
    loose = pointing.join(held, on=names, how="anti")
    found = breach(
        label,
        loose,
        column=key.fields[0] if len(key.fields) == 1 else None,
        found=pl.concat_str([shown(pl.col(name)) for name in names], separator=", "),
        expected=f"expected what {key.resource} has in {', '.join(key.reference)}",
    )
    for one in found:
        yield from as_issues(declared()["foreign-key"], one)


def _comparable(names: list[str], here: pl.DataFrame, there: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Both sides with the same types: numbers with numbers, moments with moments that stand as texts.

    Values of other different types are never equal.
    """
    for name in names:
        kinds = here.schema[name], there.schema[name]
        if kinds[0] == kinds[1]:
            continue
        if all(kind.is_numeric() for kind in kinds):
            kind = pl.Int128 if all(kind.is_integer() for kind in kinds) else pl.Float64
            here, there = (frame.with_columns(pl.col(name).cast(kind)) for frame in (here, there))
        else:
            alike = pl.String in kinds and any(isinstance(kind, pl.Datetime) for kind in kinds)
            here, there = (_as_texts(name, frame) for frame in (here, there if alike else there.clear()))
    return here, there


def _as_texts(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    kind = frame.schema[name]
    if isinstance(kind, pl.Datetime):
        return frame.with_columns(
            pl.col(name).dt.strftime("%Y-%m-%dT%H:%M:%SZ" if kind.time_zone else "%Y-%m-%dT%H:%M:%S")
        )
    return frame.with_columns(pl.col(name).cast(pl.String))


def _repeated(label: str, rule: str, key: tuple[str, ...], frame: pl.DataFrame) -> Iterator[Issue]:
    rows = frame.select("row", *key).drop_nulls()
    if not rows.select(key).is_duplicated().any():
        return
    again = rows.with_columns(first=pl.col("row").min().over(key)).filter(pl.col("row") > pl.col("first"))
    message = pl.format(
        "found {} again, expected it in row {} alone",
        pl.concat_str([shown(pl.col(name)) for name in key], separator=", "),
        pl.col("first"),
    )
    column = key[0] if len(key) == 1 else None
    found = Breach(label, column, again.rechunk().select("row", message.alias("message")))
    yield from as_issues(declared()[rule], found)
