"""Primary, unique and foreign keys, checked on the values of a table's key columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from newsrows.datapackage.model import ForeignKey, TableSchema
from newsrows.datapackage.values import moments_as_texts
from newsrows.validation.violations import Violation, repeated, shown_key, violation

# The values of tables by name, each with the column `row`, from 1; a column that could not be read is not in it.
Values = Mapping[str, pl.DataFrame]
Schemas = Mapping[str, TableSchema]
Violations = Iterator[tuple[str, Violation]]


def key_columns(schemas: Schemas) -> dict[str, list[str]]:
    """The columns of each table that a key needs: its own keys, and foreign keys of other tables that point to it."""
    columns: dict[str, list[str]] = {name: [] for name in schemas}
    for name, schema in schemas.items():
        columns[name] += schema.primary_key
        columns[name] += (field.name for field in schema.fields if field.constraints.unique)
        columns[name] += (column for key in schema.unique_keys for column in key)
        for key in _foreign_keys(schema):
            columns[name] += key.fields
            if (target := key.resource or name) in columns:
                columns[target] += key.reference_fields
    return {name: list(dict.fromkeys(names)) for name, names in columns.items()}


def stacked(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Frames of one table, one below the other.

    A column that is not in all of them, or whose types have nothing in common, is left out.
    """
    columns = []
    for name in frames[0].columns:
        parts = [frame[name] for frame in frames if name in frame.columns]
        common = _common(parts) if len(parts) == len(frames) else None
        if common is not None:
            columns.append(pl.concat(common))
    return pl.DataFrame(columns)


def key_violations(label: str, schema: TableSchema, frame: pl.DataFrame) -> Violations:
    """Rows that repeat a primary key, a unique key or a unique value. A key with a null in it repeats nothing.

    A unique column that is also the primary key is checked once.
    """
    alone: list[tuple[str, ...]] = [(field.name,) for field in schema.fields if field.constraints.unique]
    keys: list[tuple[str, tuple[str, ...]]] = [("unique", key) for key in alone]
    if schema.primary_key not in alone:
        keys.append(("primary-key", schema.primary_key))
    others = {*alone, schema.primary_key}
    keys += [("unique-key", key) for key in schema.unique_keys if key not in others]
    for rule, key in keys:
        if not key or not set(key) <= set(frame.columns):
            continue
        rows = frame.select("row", *key).drop_nulls()
        if rows.select(key).is_duplicated().any():
            for repetition in repeated(label, rows, list(key), key[0] if len(key) == 1 else None):
                yield rule, repetition


def foreign_key_violations(schemas: Schemas, values: Values) -> Iterator[tuple[str, Violation]]:
    """Tables, and their rows whose foreign key points to no row. A key with a null in it points nowhere, as in SQL."""
    for name, schema in schemas.items():
        for key in _foreign_keys(schema):
            target = key.resource or name
            referencing, referenced = values.get(name), values.get(target)
            if referencing is None or referenced is None:
                continue
            if set(key.fields) <= set(referencing.columns) and set(key.reference_fields) <= set(referenced.columns):
                for unknown in _unknown(name, key, target, referencing, referenced):
                    yield name, unknown


def known_ids(frame: pl.DataFrame, column: str) -> pl.Series:
    """The different ids of a table, sorted."""
    return frame[column].drop_nulls().unique().sort()


def own_foreign_key_violations(
    tables: Mapping[str, pl.DataFrame],
    schemas: Schemas,
    known: Mapping[str, pl.Series],
    hashed: Mapping[tuple[str, str], pl.Series],
) -> Iterator[Violation]:
    """Rows of parts of newsrows' own tables whose foreign key points to no row.

    Args:
        tables: frames with `row`: all rows of some articles.
        schemas: those of these tables.
        known: the ids of tables that are not among them, sorted, by the table's name.
        hashed: the hashes of all ids that a column may have, sorted, by table and column: for keys that point to rows
            of other articles.
    """
    for name in tables.keys() & schemas.keys():
        for key in schemas[name].foreign_keys:
            if (place := (name, key.fields[0])) in hashed:
                unknown = _not_among(tables[name], key.fields[0], hashed[place], hashes=True)
                yield from _as_violation(name, key, key.resource, unknown, list(key.fields))
            elif key.resource in tables:
                yield from _unknown(name, key, key.resource, tables[name], tables[key.resource])
            elif key.resource in known:
                unknown = _not_among(tables[name], key.fields[0], known[key.resource])
                yield from _as_violation(name, key, key.resource, unknown, list(key.fields))


def _foreign_keys(schema: TableSchema) -> Iterator[ForeignKey]:
    """The foreign keys that can be checked: those that are well formed and point into the same package."""
    for key in schema.foreign_keys:
        if key.fields and len(key.fields) == len(key.reference_fields) and not key.package:
            yield key


def _unknown(
    label: str, key: ForeignKey, target: str, referencing: pl.DataFrame, referenced: pl.DataFrame
) -> Iterator[Violation]:
    """The rows of the referencing table whose key is in no row of the referenced table."""
    names = [f"key{place}" for place in range(len(key.fields))]
    pointing = referencing.select("row", **dict(zip(names, map(pl.col, key.fields), strict=True))).drop_nulls()
    targets = referenced.select(**dict(zip(names, map(pl.col, key.reference_fields), strict=True))).drop_nulls()
    pointing, targets = _comparable(names, pointing, targets)
    unknown = pointing.join(targets, on=names, how="anti")
    yield from _as_violation(label, key, target, unknown, names)


def _as_violation(
    label: str, key: ForeignKey, target: str, unknown: pl.DataFrame, names: list[str]
) -> Iterator[Violation]:
    yield from violation(
        label,
        unknown,
        column=key.fields[0] if len(key.fields) == 1 else None,
        found=shown_key(names),
        expected=f"expected a value of {target}.{', '.join(key.reference_fields)}",
    )


def _not_among(frame: pl.DataFrame, column: str, known: pl.Series, *, hashes: bool = False) -> pl.DataFrame:
    """The rows whose id, or its hash, is not among the sorted ones: each is looked up once, by bisection."""
    ids = frame[column].drop_nulls().unique()
    if len(known):
        wanted = ids.hash() if hashes else ids
        places = known.search_sorted(wanted).clip(upper_bound=len(known) - 1)
        ids = ids.filter(known.gather(places) != wanted)
    return frame.filter(pl.col(column).is_in(ids.implode())) if len(ids) else frame.clear()


def _comparable(
    names: list[str], referencing: pl.DataFrame, referenced: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Both sides with the same types. Values whose types have nothing in common are never equal."""
    for name in names:
        common = _common([referencing[name], referenced[name]])
        if common is None:
            referenced = referenced.clear()
            common = [referencing[name].cast(pl.String), referenced[name].cast(pl.String)]
        referencing = referencing.with_columns(common[0].alias(name))
        referenced = referenced.with_columns(common[1].alias(name))
    return referencing, referenced


def _common(parts: Sequence[pl.Series]) -> list[pl.Series] | None:
    """Series with the same type: numbers as numbers, moments among texts as texts; None if they have no such type."""
    kinds = {part.dtype for part in parts if not isinstance(part.dtype, pl.Null)} or {pl.Null()}
    if len(kinds) == 1:
        kind = kinds.pop()
    elif all(kind.is_numeric() for kind in kinds):
        kind = pl.Int128() if all(kind.is_integer() for kind in kinds) else pl.Float64()
    elif all(isinstance(kind, pl.String) or kind.is_integer() for kind in kinds):
        kind = pl.String()  # integers with more than 38 digits are texts
    elif all(isinstance(kind, pl.String | pl.Datetime) for kind in kinds):
        return [_moments_as_texts(part) for part in parts]
    else:
        return None
    return [part.cast(kind) for part in parts]


def _moments_as_texts(part: pl.Series) -> pl.Series:
    if isinstance(part.dtype, pl.Datetime):
        return moments_as_texts(part)
    return part.cast(pl.String)
