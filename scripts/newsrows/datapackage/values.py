"""Texts read as values of a field: all at once where they are in the usual form, one by one where they are not.

A text in the usual form is certainly valid. Frictionless' cell reader checks every other text, each different one once,
so that rare types and odd spellings mean here what they mean there.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import polars as pl

from newsrows.datapackage.model import Field

# What a text of the wrong type breaks; other texts may break constraints, which have the standard's names.
TYPE = "type"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of texts, read.

    Attributes:
        values: the values; null where a cell is missing or of the wrong type. Values of rare types stay texts.
        broken: the texts without a value that break something, by what they break: the type or a constraint.
        checked: whether constraints were checked with the texts, because the values cannot be compared.
    """

    values: pl.Series
    broken: Mapping[str, frozenset[str]] = attribute(default_factory=dict)
    checked: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a type's texts, as a pattern, and how it becomes a value (null: not that form after all)."""

    pattern: str
    value: Callable[[pl.Expr], pl.Expr]


def _integer(text: pl.Expr) -> pl.Expr:
    return text.cast(pl.Int64, strict=False)


def _number(text: pl.Expr) -> pl.Expr:
    return text.cast(pl.Float64, strict=False)


def _date(text: pl.Expr) -> pl.Expr:
    return text.str.to_date("%Y-%m-%d", strict=False)


_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
_DATE = _Form(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", _date)
_USUAL: Mapping[tuple[str, str], tuple[_Form, ...]] = {
    ("integer", "default"): (
        _Form(r"^-?[0-9]{1,18}$", _integer),
        _Form(r"^-?[0-9]{1,38}$", lambda text: text.cast(pl.Int128, strict=False)),
    ),
    ("year", "default"): (_Form(r"^[0-9]{4}$", _integer),),
    ("number", "default"): (_Form(r"^-?(?:[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?|inf)$", _number),),
    ("date", "default"): (_DATE,),
    ("time", "default"): (
        _Form(r"^[0-9]{2}:[0-9]{2}:[0-9]{2}$", lambda text: text.str.to_time("%H:%M:%S", strict=False)),
    ),
    # a moment in UTC and a moment without a time zone are never the same
    ("datetime", "default"): (
        _Form(
            rf"^{_MOMENT}Z$",
            lambda text: text.str.to_datetime("%Y-%m-%dT%H:%M:%SZ", strict=False).dt.replace_time_zone("UTC"),
        ),
        _Form(rf"^{_MOMENT}$", lambda text: text.str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False)),
    ),
}
# The only forms that newsrows' own tables may have.
_CANONICAL: Mapping[str, _Form] = {
    "integer": _Form(r"^[+-]?[0-9]+$", _integer),
    "number": _Form(r"^(?:[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?INF|-?inf|NaN)$", _number),
    "date": _DATE,
    "boolean": _Form(r"^(?:true|false)$", lambda text: text == "true"),
}
_ANY = frozenset({("string", "default"), ("any", "default")})
# Properties that change what a number's text may look like.
_NUMBER_PROPERTIES = frozenset({"decimalChar", "groupChar", "bareNumber"})


def read_column(field: Field, texts: pl.Series) -> Column:
    """The values of a column of texts; missing cells are already null."""
    if (field.type, field.format) in _ANY:
        return Column(texts)
    if field.type == "boolean":
        return _booleans(field, texts)
    forms = _USUAL.get((field.type, field.format), ())
    if not forms or field.descriptor.keys() & _NUMBER_PROPERTIES:
        return _checked_column(field, texts)
    frame = texts.alias("text").to_frame()
    values = _values_of_forms(forms, frame)
    odd = texts.filter(values.is_null() & texts.is_not_null()).unique().to_list()
    if not odd:
        return Column(values)
    usual, broken = _check(field, odd)
    plain = frame.select(text=pl.col("text").replace(usual))  # '+5' as '5': the usual form of an odd spelling
    values = _values_of_forms(forms, plain)
    if field.type == "datetime" and values.null_count() > plain["text"].null_count():
        return _checked_column(field, texts)  # some with a time zone, some without
    unread = frozenset(texts.filter(values.is_null() & texts.is_not_null()))
    return Column(values, {what: some & unread for what, some in broken.items() if some & unread})


def read_canonical_column(field: Field, texts: pl.Series) -> Column:
    """The values of a column of texts that may be written in the forms of newsrows' own tables alone."""
    if field.type == "string":
        return Column(texts)
    form = _CANONICAL[field.type]
    values = _value_of_form(form, texts.alias("text").to_frame())
    odd = texts.filter(values.is_null() & texts.is_not_null()).unique()
    return Column(values, {TYPE: frozenset(odd)} if len(odd) else {})


def read_values(field: Field, written: Sequence[Any]) -> pl.Series:
    """The values that a constraint gives (a minimum, those of an enum) as values of the field; null if unreadable."""
    texts = pl.Series([_as_text(value) for value in written], dtype=pl.String)
    return read_column(field, texts).values


def _value_of_form(form: _Form, frame: pl.DataFrame) -> pl.Series:
    text = pl.col("text")
    return frame.select(form.value(pl.when(text.str.contains(form.pattern)).then(text))).to_series()


def _values_of_forms(forms: tuple[_Form, ...], frame: pl.DataFrame) -> pl.Series:
    """The values of the first form that fits all texts, or else of the form that fits most of them."""
    best = _value_of_form(forms[0], frame)
    missing = frame["text"].null_count()
    for form in forms[1:]:
        if best.null_count() == missing:
            break
        values = _value_of_form(form, frame)
        if values.null_count() < best.null_count():
            best = values
    return best


def _checked_column(field: Field, texts: pl.Series) -> Column:
    """A column whose every different text is checked by itself; values stay texts, in the type's usual form."""
    usual, broken = _check(field, texts.drop_nulls().unique().to_list())
    return Column(texts.replace_strict(usual, default=None, return_dtype=pl.String), broken, checked=True)


def _booleans(field: Field, texts: pl.Series) -> Column:
    true = field.descriptor.get("trueValues", ["true", "True", "TRUE", "1"])
    false = field.descriptor.get("falseValues", ["false", "False", "FALSE", "0"])
    known = {str(text): False for text in false} | {str(text): True for text in true}
    values = texts.replace_strict(known, default=None, return_dtype=pl.Boolean)
    odd = texts.filter(values.is_null() & texts.is_not_null()).unique()
    return Column(values, {TYPE: frozenset(odd)} if len(odd) else {})


def _check(field: Field, texts: list[str]) -> tuple[dict[str, str | None], dict[str, frozenset[str]]]:
    """Each text's usual form, None if it is of the wrong type, and the texts that break something, by what."""
    read = _cell_reader(field)
    usual: dict[str, str | None] = {}
    broken: dict[str, set[str]] = {}
    for text in texts:
        value, notes = read(text)
        usual[text] = None if value is None else _as_text(value)
        for note in notes or ():
            broken.setdefault(note, set()).add(text)
    return usual, {name: frozenset(some) for name, some in broken.items()}


_CellReader = Callable[[str], tuple[Any, Mapping[str, str] | None]]
_BOUNDS: Mapping[str, Callable[[datetime, datetime], bool]] = {
    "minimum": operator.ge,
    "maximum": operator.le,
    "exclusiveMinimum": operator.gt,
    "exclusiveMaximum": operator.lt,
}


def _cell_reader(field: Field) -> _CellReader:
    """Frictionless' reader of the field's cells; a field that Frictionless does not accept takes every text."""
    import frictionless  # noqa: PLC0415 - a third of a second, which tables in the usual form do without

    written = field.descriptor.get("constraints")
    stated = written if isinstance(written, Mapping) else {}
    bounds = _BOUNDS if field.type == "datetime" else {}
    constraints = {name: value for name, value in stated.items() if name not in {"required", "unique", *bounds}}
    descriptor = {name: value for name, value in field.descriptor.items() if name not in _NOT_OF_CELLS}
    descriptor |= {
        "name": field.name,
        "type": field.type,
        "format": field.format,
        "constraints": constraints,
        "missingValues": [],
    }
    try:
        reader: _CellReader = frictionless.Field.from_descriptor(descriptor).create_cell_reader()
    except Exception:
        return lambda text: (text, None)
    limits = [(name, moment) for name in bounds if (moment := _moment(reader, stated.get(name))) is not None]
    return _bounded(reader, limits) if limits else reader


def _bounded(reader: _CellReader, limits: Sequence[tuple[str, datetime]]) -> _CellReader:
    """A reader of datetimes that also checks bounds.

    Frictionless fails if only one of both has a time zone. Such a datetime has no order with the bound, so it breaks
    nothing.
    """

    def read(text: str) -> tuple[Any, Mapping[str, str] | None]:
        value, notes = reader(text)
        broken = [name for name, limit in limits if _is_comparable(value, limit) and not _BOUNDS[name](value, limit)]
        return value, {**(notes or {}), **dict.fromkeys(broken, "the bound is broken")} or None

    return read


def _is_comparable(value: object, limit: datetime) -> bool:
    return isinstance(value, datetime) and (value.tzinfo is None) == (limit.tzinfo is None)


def _moment(reader: _CellReader, written: object) -> datetime | None:
    """A bound as a datetime; None without a bound, or if it is of the wrong type."""
    value = None if written is None else reader(str(written))[0]
    return value if isinstance(value, datetime) else None


_NOT_OF_CELLS = frozenset({"missingValues", "categories", "id"})


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
