"""Columns of JSON texts: objects, arrays and GeoJSON, with the constraints that only they have."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from newsrows.datapackage.column import TYPE, Column
from newsrows.datapackage.model import Field

_KINDS: Mapping[str, type] = {"object": dict, "array": list}
_LENGTHS: Mapping[str, Callable[[int, int], bool]] = {
    "minLength": lambda length, limit: length >= limit,
    "maxLength": lambda length, limit: length <= limit,
}
# How deep the coordinates of these geometries are nested.
_DEPTHS: Mapping[str, int] = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}


def is_json(field: Field) -> bool:
    """Whether the texts of a field are JSON. Arrays with `arrayItem`, which is not in the standard, are left out."""
    if field.type == "geojson":
        return True
    return field.type in _KINDS and "arrayItem" not in field.descriptor


def read_json_column(field: Field, texts: pl.Series, is_other_geometry: Callable[[str], bool]) -> Column:
    """The values of a column, which stay texts.

    Texts are in one spelling if the field is unique, so that `{"a":1}` and `{ "a": 1 }` are the same.

    Args:
        field: a field of JSON texts.
        texts: the texts; missing cells are already null.
        is_other_geometry: whether a text is valid in a field of the type geojson, if it is not a plain geometry.
    """
    spelling: dict[str, str | None] = {}
    broken: dict[str, set[str]] = {}
    breaks = list(_constraints(field))
    has_one_spelling = field.constraints.unique
    for text in texts.drop_nulls().unique():
        value = _parsed(text)
        if not _fits(field, value, text, is_other_geometry):
            broken.setdefault(TYPE, set()).add(text)
            continue
        spelling[text] = json.dumps(value, sort_keys=True) if has_one_spelling else text
        for name, is_broken in breaks:
            if is_broken(value):
                broken.setdefault(name, set()).add(text)
    values = texts
    if has_one_spelling:
        values = texts.replace_strict(spelling, default=None, return_dtype=pl.String)
    elif TYPE in broken:
        unfit = list(broken[TYPE])
        values = texts.to_frame("text").select(pl.when(~pl.col("text").is_in(unfit)).then("text")).to_series()
    return Column(values, {name: frozenset(some) for name, some in broken.items()}, checked=True)


def broken_values(field: Field, values: Sequence[Any]) -> dict[str, list[int]]:
    """The places of values, lists or objects, that break a constraint of a field, by the constraint's name."""
    breaks = list(_constraints(field))
    found: dict[str, list[int]] = {}
    for place, value in enumerate(values):
        for name, is_broken in breaks:
            if value is not None and is_broken(value):
                found.setdefault(name, []).append(place)
    return found


def schema_validator(schema: object) -> Any:
    """A validator for a JSON Schema; None if it is not one, or refers to another document."""
    from jsonschema import Draft202012Validator, SchemaError  # noqa: PLC0415 - takes 0.1 s
    from jsonschema.validators import validator_for  # noqa: PLC0415

    if not isinstance(schema, dict | bool) or (isinstance(schema, dict) and refers_elsewhere(schema)):
        return None
    kind = validator_for(schema, default=Draft202012Validator)
    try:
        kind.check_schema(schema)
    except SchemaError:
        return None
    return kind(schema)


def refers_elsewhere(schema: Any) -> bool:
    """Whether a JSON Schema refers to another document, which would have to be fetched."""
    if isinstance(schema, Mapping):
        reference = schema.get("$ref", schema.get("$dynamicRef"))
        if isinstance(reference, str) and not reference.startswith("#"):
            return True
        return any(map(refers_elsewhere, schema.values()))
    return isinstance(schema, list) and any(map(refers_elsewhere, schema))


def _constraints(field: Field) -> Iterator[tuple[str, Callable[[Any], bool]]]:
    """The constraints of a field that need the value: what makes a value break each."""
    for name, fits in _LENGTHS.items():
        limit = field.constraint(name)
        if isinstance(limit, int) and not isinstance(limit, bool):
            yield name, lambda value, fits=fits, limit=limit: not fits(len(value), limit)  # type: ignore[misc]
    enum = field.constraints.enum
    if enum is not None:
        allowed = [_parsed(one) if isinstance(one, str) else one for one in enum]
        yield "enum", lambda value: value not in allowed
    schema = field.constraint("jsonSchema")
    if schema is not None and (validator := schema_validator(schema)) is not None:
        yield "jsonSchema", lambda value: not validator.is_valid(value)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _fits(field: Field, value: Any, text: str, is_other_geometry: Callable[[str], bool]) -> bool:
    if field.type != "geojson":
        return isinstance(value, _KINDS[field.type])
    return isinstance(value, dict) and ((field.format == "default" and _is_geometry(value)) or is_other_geometry(text))


def _is_geometry(value: Mapping[str, Any]) -> bool:
    """Whether an object is certainly a geometry of GeoJSON (RFC 7946): two members, all positions of two numbers."""
    kind = value.get("type")
    if len(value) != 2 or not isinstance(kind, str) or kind not in _DEPTHS:
        return False
    return _are_positions(value.get("coordinates"), _DEPTHS[kind], kind)


def _are_positions(value: Any, depth: int, kind: str) -> bool:
    if not isinstance(value, list):
        return False
    if depth:
        least = (
            {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}.get(kind, 0) if depth == 1 else 0
        )
        return len(value) >= least and all(_are_positions(part, depth - 1, kind) for part in value)
    return len(value) == 2 and all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)
