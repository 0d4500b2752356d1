"""Texts read as values of a field: at once where a text is in the usual form, one by one where it is not.

What is in the usual form is certainly valid. Every other text, but each only once, is judged by Frictionless' reader of
cells, so that rare types and odd spellings mean here what they mean there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import polars as pl

from newsrows.validate.described.model import Field

RULES: Mapping[str, str] = {
    "type": "type-error",
    "required": "required",
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "exclusive-minimum",
    "exclusiveMaximum": "exclusive-maximum",
    "minLength": "min-length",
    "maxLength": "max-length",
    "pattern": "pattern",
    "enum": "enum",
}


@dataclass(frozen=True, slots=True)
class Column:
    """The values of a column, and the texts that break a rule, by rule.

    `values` is null where a cell is missing or of the wrong type. `judged` says that constraints on values were judged
    with the texts: the values of rare types stand as texts.
    """

    values: pl.Series
    broken: Mapping[str, frozenset[str]] = attribute(default_factory=dict)
    judged: bool = False


@dataclass(frozen=True, slots=True)
class _Usual:
    """The usual form of a type's texts, as a pattern, and how it becomes a value (null: not that form after all)."""

    pattern: str
    value: Callable[[pl.Expr], pl.Expr]


_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
_TEXT = pl.col("text")
_USUAL: Mapping[tuple[str, str], tuple[_Usual, ...]] = {
    ("integer", "default"): (
        _Usual(r"^-?[0-9]{1,18}$", lambda text: text.cast(pl.Int64, strict=False)),
        _Usual(r"^-?[0-9]{1,38}$", lambda text: text.cast(pl.Int128, strict=False)),
    ),
    ("year", "default"): (_Usual(r"^[0-9]{4}$", lambda text: text.cast(pl.Int64, strict=False)),),
    ("number", "default"): (
        _Usual(
            r"^-?(?:[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?|inf)$", lambda text: text.cast(pl.Float64, strict=False)
        ),
    ),
    ("date", "default"): (
        _Usual(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", lambda text: text.str.to_date("%Y-%m-%d", strict=False)),
    ),
    ("time", "default"): (
        _Usual(r"^[0-9]{2}:[0-9]{2}:[0-9]{2}$", lambda text: text.str.to_time("%H:%M:%S", strict=False)),
    ),
    # a time of day in UTC and one of no time zone are never the same
    ("datetime", "default"): (
        _Usual(
            rf"^{_MOMENT}Z$",
            lambda text: text.str.to_datetime("%Y-%m-%dT%H:%M:%SZ", strict=False).dt.replace_time_zone("UTC"),
        ),
        _Usual(rf"^{_MOMENT}$", lambda text: text.str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False)),
    ),
}
_ANY = frozenset({("string", "default"), ("any", "default")})
# properties that change what a number's text may look like
_NUMBER_PROPERTIES = frozenset({"decimalChar", "groupChar", "bareNumber"})


def read_column(field: Field, texts: pl.Series) -> Column:
    """The values of a column of texts; missing cells are null already."""
    if (field.type, field.format) in _ANY:
        return Column(texts)
    if field.type == "boolean":
        return _booleans(field, texts)
    forms = _USUAL.get((field.type, field.format), ())
    if not forms or field.descriptor.keys() & _NUMBER_PROPERTIES:
        return _judged_column(field, texts)
    frame = texts.alias("text").to_frame()
    values = _usual_values(forms, frame)
    odd = texts.filter(values.is_null() & texts.is_not_null()).unique().to_list()
    if not odd:
        return Column(values)
    judged, broken = _judge(field, odd)
    plain = frame.select(text=pl.col("text").replace(judged))  # '+5' as '5': the usual form of an odd spelling
    values = _usual_values(forms, plain)
    if field.type == "datetime" and values.null_count() > plain["text"].null_count():
        return _judged_column(field, texts)  # some with a time zone, some without
    return Column(values, broken)


def read_values(field: Field, written: list[Any]) -> pl.Series:
    """What a constraint gives (a minimum, the values of an enum), as values of the field."""
    texts = pl.Series([_as_text(value) for value in written], dtype=pl.String)
    return read_column(field, texts).values


def _usual_values(forms: tuple[_Usual, ...], frame: pl.DataFrame) -> pl.Series:
    """The values of the first form that fits all texts, or else of the one that fits most of them."""
    best: pl.Series | None = None
    missing = frame["text"].null_count()
    for form in forms:
        values = frame.select(form.value(pl.when(_TEXT.str.contains(form.pattern)).then(_TEXT))).to_series()
        if best is None or values.null_count() < best.null_count():
            best = values
        if best.null_count() == missing:
            break
    if best is None:
        raise ValueError("found no form of the type's texts, expected one")
    return best


def _judged_column(field: Field, texts: pl.Series) -> Column:
    """A column whose every different text is judged by itself; values stand as texts."""
    judged, broken = _judge(field, texts.drop_nulls().unique().to_list())
    return Column(texts.replace_strict(judged, default=None, return_dtype=pl.String), broken, judged=True)


def _booleans(field: Field, texts: pl.Series) -> Column:
    true = field.descriptor.get("trueValues", ["true", "True", "TRUE", "1"])
    false = field.descriptor.get("falseValues", ["false", "False", "FALSE", "0"])
    known = {str(text): False for text in false} | {str(text): True for text in true}
    values = texts.replace_strict(known, default=None, return_dtype=pl.Boolean)
    odd = texts.filter(values.is_null() & texts.is_not_null()).unique()
    return Column(values, {"type-error": frozenset(odd)} if len(odd) else {})


def _judge(field: Field, texts: list[str]) -> tuple[dict[str, str | None], dict[str, frozenset[str]]]:
    """Each text's usual form, null if it is of the wrong type, and the texts that break a rule, by rule."""
    read = _reader(field)
    judged: dict[str, str | None] = {}
    broken: dict[str, set[str]] = {}
    for text in texts:
        value, notes = read(text)
        judged[text] = None if value is None else _as_text(value)
        for note in notes or ():
            broken.setdefault(RULES.get(note, "type-error"), set()).add(text)
    return judged, {rule: frozenset(found) for rule, found in broken.items()}


def _reader(field: Field) -> Callable[[str], tuple[Any, Mapping[str, str] | None]]:
    """Frictionless' reader of the field's cells; a field that it does not accept takes every text."""
    import frictionless  # noqa: PLC0415 - a third of a second, which tables in the usual form do without

    left_out = {"missingValues", "categories"}
    constraints = {name: value for name, value in field.constraints.items() if name not in {"required", "unique"}}
    descriptor = {name: value for name, value in field.descriptor.items() if name not in left_out}
    descriptor |= {"type": field.type, "format": field.format, "constraints": constraints, "missingValues": []}
    try:
        known: Callable[[str], tuple[Any, Mapping[str, str] | None]] = frictionless.Field.from_descriptor(
            descriptor
        ).create_cell_reader()
    except Exception:
        return lambda text: (text, None)
    return known


def _as_text(value: Any) -> str:
    """A value in the usual form of its type."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal) and value.is_infinite():
        return "inf" if value > 0 else "-inf"
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    return value.isoformat() if isinstance(value, date | time) else str(value)
