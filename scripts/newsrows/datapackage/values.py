"""Texts read as values of a field: all at once where they are in the usual form, one by one where they are not.

A text in the usual form is certainly valid. Frictionless' cell reader checks every other text, each different one once,
so that rare types and odd spellings mean here what they mean there.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
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
# What the usual forms of numbers expect of a field's properties.
_PLAIN_NUMBER: Mapping[str, object] = {"decimalChar": ".", "groupChar": None, "bareNumber": True}
_NO_NUMBERS = frozenset({"NaN", "INF", "-INF"})


def read_column(field: Field, texts: pl.Series) -> Column:
    """The values of a column of texts; missing cells are already null."""
    if (field.type, field.format) in _ANY:
        return Column(texts)
    if field.type == "boolean":
        return _booleans(field, texts)
    forms = _USUAL.get((field.type, field.format), ())
    has_spelling = field.type in {"integer", "number"} and not _is_plain(field)
    if has_spelling and field.descriptor.get("bareNumber") is not False:
        return _spelt(field, texts)
    if not forms or has_spelling:
        return _checked_column(field, texts)
    return _usual_column(field, texts, forms)


def _usual_column(field: Field, texts: pl.Series, forms: tuple[_Form, ...]) -> Column:
    """A column whose texts are nearly all in the usual form."""
    frame = texts.alias("text").to_frame()
    values = _values_of_forms(forms, frame)
    odd = texts.filter(values.is_null() & texts.is_not_null()).unique().to_list()
    if not odd:
        return Column(values)
    usual, broken = _check(field, odd)
    plain = frame.select(text=pl.col("text").replace(usual))  # '+5' as '5': the usual form of an odd spelling
    values = _values_of_forms(forms, plain)
    if field.type != "number" and values.null_count() > plain["text"].null_count():
        return _checked_column(field, texts)  # moments with and without a zone, fractions of seconds, long integers
    unread = frozenset(texts.filter(values.is_null() & texts.is_not_null()))
    return Column(values, {what: some & unread for what, some in broken.items() if some & unread})


def _is_plain(field: Field) -> bool:
    """Whether the field's numbers are written in the usual way, whether or not its descriptor says so."""
    return all(field.descriptor.get(name, usual) in {usual, None} for name, usual in _PLAIN_NUMBER.items())


def _without_number_properties(field: Field) -> Field:
    descriptor = {name: value for name, value in field.descriptor.items() if name not in _PLAIN_NUMBER}
    return replace(field, descriptor=descriptor)


def _spelt(field: Field, texts: pl.Series) -> Column:
    """Numbers with groups of digits, or with another decimal character. No group follows the decimal character."""
    point = re.escape(str(field.descriptor.get("decimalChar") or ".")) if field.type == "number" else None
    group = field.descriptor.get("groupChar")
    digits = f"[0-9]+(?:{re.escape(str(group))}[0-9]+)*" if group else "[0-9]+"
    pattern = f"^[+-]?{digits}$"
    if point is not None:
        pattern = f"^[+-]?(?:{digits}(?:{point}[0-9]*)?|{point}[0-9]+)(?:[eE][+-]?[0-9]+)?$"
    text = pl.col("text")
    usual = text.str.replace_all(str(group), "", literal=True) if group else text
    if point is not None:
        usual = usual.str.replace(str(field.descriptor.get("decimalChar") or "."), ".", literal=True)
    frame = texts.alias("text").to_frame()
    fits = (
        text.str.contains(pattern) | text.is_in(list(_NO_NUMBERS)) if point is not None else text.str.contains(pattern)
    )
    plain = frame.select(pl.when(fits).then(usual)).to_series()
    column = read_column(_without_number_properties(field), plain)
    odd = frozenset(texts.filter(plain.is_null() & texts.is_not_null()))
    return replace(column, broken={TYPE: odd} if odd else {})


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
    if field.type in {"integer", "number"} and not _is_plain(field):  # descriptors have 1.5, whatever the cells have
        plain = read_column(_without_number_properties(field), texts).values
        return plain if not plain.null_count() else plain.fill_null(read_column(field, texts).values)
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
    values = texts.replace_strict(usual, default=None, return_dtype=pl.String)
    return Column(_typed(field, values), broken, checked=True)


# How the usual texts of these types become values. Those of integers with more than 38 digits stay texts.
_TYPED: Mapping[str, Callable[[pl.Series], pl.Series]] = {
    "integer": lambda texts: texts.cast(pl.Int128, strict=False),
    "number": lambda texts: texts.cast(pl.Float64, strict=False),
    "date": lambda texts: texts.str.to_date("%Y-%m-%d", strict=False),
    "time": lambda texts: texts.str.to_time("%H:%M:%S%.f", strict=False),
}


def _typed(field: Field, texts: pl.Series) -> pl.Series:
    """Values in the usual form of their type as values that compare with those of other files; texts if that fails."""
    if field.type not in _TYPED:
        return texts
    values = _TYPED[field.type](texts)
    return values if values.null_count() == texts.null_count() else texts


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
    own = {"required", "unique", *bounds, *(["enum"] if field.type == "list" else [])}
    constraints = {name: value for name, value in stated.items() if name not in own}
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
    if field.type == "list" and isinstance(stated.get("enum"), list):
        return _listed(reader, stated["enum"])
    limits = [(name, moment) for name in bounds if (moment := _moment(reader, stated.get(name))) is not None]
    return _bounded(reader, limits) if limits else reader


def _listed(reader: _CellReader, allowed: Sequence[Any]) -> _CellReader:
    """A reader of lists that also checks an enum, which Frictionless does not know for lists."""
    values = [reader(one)[0] if isinstance(one, str) else one for one in allowed]

    def read(text: str) -> tuple[Any, Mapping[str, str] | None]:
        value, notes = reader(text)
        return value, notes or (None if value is None or value in values else {"enum": "no value of the enum"})

    return read


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
