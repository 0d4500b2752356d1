"""Columns of JSON texts: objects, arrays and GeoJSON, with the constraints that only they have."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import permutations
from typing import Any, Final

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
# Of how many positions their lists, or those in them, have to consist.
_LEAST_POSITIONS: Mapping[str, int] = {
    "MultiPoint": 0,
    "LineString": 2,
    "MultiLineString": 2,
    "Polygon": 4,
    "MultiPolygon": 4,
}
# Longer texts are parsed: Python takes no integers of more than 4,300 digits.
_PLAIN_BYTES = 4_000
_SPACE = r"[ \t\n\r]*"
# A schema that refers to itself without end does so for one of these values.
_PROBES: Final[tuple[object, ...]] = (None, True, 0, "", [], {})
_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"


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
    rest = texts if breaks or has_one_spelling else _without_plain_texts(field, texts)
    for text in rest.drop_nulls().unique():
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
    """A validator for a JSON Schema; None if it is not one, or refers to another document, nowhere, or without end."""
    from jsonschema import Draft202012Validator, SchemaError  # noqa: PLC0415 - takes 0.1 s
    from jsonschema.validators import validator_for  # noqa: PLC0415

    references = list(_references(schema))
    if not isinstance(schema, dict | bool) or not all(map(_is_within, references)):
        return None
    kind = validator_for(schema, default=Draft202012Validator)
    try:
        kind.check_schema(schema)
        if not _exist(references, schema):
            return None
        validator = kind(schema)
        for probe in _PROBES:
            validator.is_valid(probe)
    except (SchemaError, RecursionError):
        return None
    return validator


def _exist(references: Sequence[str], schema: Any) -> bool:
    """Whether every reference leads to a part of a JSON Schema."""
    from referencing import Registry, Resource  # noqa: PLC0415 - with jsonschema
    from referencing.exceptions import Unresolvable  # noqa: PLC0415
    from referencing.jsonschema import DRAFT202012  # noqa: PLC0415

    resource = Resource.from_contents(schema, default_specification=DRAFT202012)
    resolver = Registry().with_resource("", resource).resolver()
    try:
        for reference in references:
            resolver.lookup(reference)
    except Unresolvable:
        return False
    return True


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, Mapping):
        found = (schema.get("$ref"), schema.get("$dynamicRef"))
        yield from (reference for reference in found if isinstance(reference, str))
        schema = list(schema.values())
    if isinstance(schema, list):
        for part in schema:
            yield from _references(part)


def refers_elsewhere(schema: Any) -> bool:
    """Whether a JSON Schema refers to another document, which would have to be fetched."""
    return not all(map(_is_within, _references(schema)))


def _is_within(reference: str) -> bool:
    return reference.startswith("#")


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


def _without_plain_texts(field: Field, texts: pl.Series) -> pl.Series:
    """The texts that are not certainly valid: a pattern tells faster than a parser."""
    if field.type == "geojson" and field.format != "default":
        return texts
    return texts.filter(~texts.str.contains(_plain_pattern(field.type)) | (texts.str.len_bytes() > _PLAIN_BYTES))


@lru_cache(maxsize=len(_KINDS) + 1)
def _plain_pattern(kind: str) -> str:
    """A pattern of JSON (RFC 8259) in which lists and objects are nested three times at most, or of a geometry."""
    if kind == "geojson":
        return f"^{_SPACE}(?:{'|'.join(map(_geometry_pattern, _DEPTHS))}){_SPACE}$"
    text = r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"'
    scalar = f"{text}|{_NUMBER}|true|false|null"
    inner = scalar
    for _ in range(2):
        inner = f"{scalar}|{_list_pattern(inner)}|{_list_pattern(_member(text, inner), ends='{}')}"
    whole = _list_pattern(inner) if kind == "array" else _list_pattern(_member(text, inner), ends="{}")
    return f"^{_SPACE}{whole}{_SPACE}$"


def _geometry_pattern(kind: str) -> str:
    """A pattern of the geometries that `_is_geometry` takes."""
    coordinates = rf"\[{_SPACE}{_NUMBER}{_SPACE},{_SPACE}{_NUMBER}{_SPACE}\]"
    for depth in range(_DEPTHS[kind]):
        coordinates = _list_pattern(coordinates, least=0 if depth else _LEAST_POSITIONS[kind])
    members = _member('"type"', f'"{kind}"'), _member('"coordinates"', coordinates)
    one, other = (f"{first}{_SPACE},{_SPACE}{second}" for first, second in permutations(members))
    return rf"\{{{_SPACE}(?:{one}|{other}){_SPACE}\}}"


def _member(name: str, value: str) -> str:
    return f"{name}{_SPACE}:{_SPACE}(?:{value})"


def _list_pattern(item: str, ends: str = "[]", least: int = 0) -> str:
    """The pattern of at least so many items, separated by commas, between two brackets."""
    items = f"(?:{item}){_SPACE}(?:,{_SPACE}(?:{item}){_SPACE}){{{max(least - 1, 0)},}}"
    return rf"\{ends[0]}{_SPACE}(?:{items}){'' if least else '?'}\{ends[1]}"


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
        least = _LEAST_POSITIONS[kind] if depth == 1 else 0
        return len(value) >= least and all(_are_positions(part, depth - 1, kind) for part in value)
    return len(value) == 2 and all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)
