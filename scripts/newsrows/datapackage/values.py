"""Texts read as values of a field: all at once where they are in the usual form, one by one where they are not.

A text in the usual form is certainly valid. Frictionless' cell reader checks every other text, each different one once,
so that rare types and odd spellings mean here what they mean there.
"""

from __future__ import annotations

import base64
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from newsrows.datapackage.column import TYPE, Column
from newsrows.datapackage.forms import Form, forms_of, read_at_once
from newsrows.datapackage.json_values import is_json, read_json_column
from newsrows.datapackage.list_values import read_list_column
from newsrows.datapackage.model import Field
from newsrows.datapackage.normalise import as_list
from newsrows.datapackage.patterns import PatternError, read_pattern

# The only forms that newsrows' own tables may have.
_CANONICAL: Mapping[str, Form] = {
    "integer": Form(r"^[+-]?[0-9]+$", lambda text: text.cast(pl.Int64, strict=False)),
    "number": Form(
        r"^(?:[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?INF|-?inf|NaN)$",
        lambda text: text.cast(pl.Float64, strict=False),
    ),
    "date": Form(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", lambda text: text.str.to_date("%Y-%m-%d", strict=False)),
    "datetime": Form(
        r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
        lambda text: text.str.to_datetime("%Y-%m-%dT%H:%M:%SZ", strict=False).dt.replace_time_zone("UTC"),
    ),
    "boolean": Form(r"^(?:true|false)$", lambda text: text == "true"),
}
_ANY = frozenset({("string", "default"), ("any", "default")})
# What the usual forms of numbers expect of a field's properties.
_PLAIN_NUMBER: Mapping[str, object] = {"decimalChar": ".", "groupChar": None, "bareNumber": True}
# Frictionless searches numbers with a pattern whose time grows with the square of the text.
_SCALARS = frozenset({"integer", "number", "year", "yearmonth", "date", "time", "datetime", "boolean"})
_LONGEST_SCALAR = 1_000
_NO_NUMBERS = frozenset({"NaN", "INF", "-INF"})


def read_column(field: Field, texts: pl.Series) -> Column:
    """The values of a column of texts; missing cells are already null."""
    if (field.type, field.format) in _ANY:
        return Column(texts)
    if field.type == "boolean":
        return _booleans(field, texts)
    if field.type in {"integer", "number"} and not _is_plain(field):
        return _spelt(field, texts)
    if field.type == "list":
        return read_list_column(field, texts, read_column)
    if is_json(field):
        return read_json_column(field, texts, lambda text: _is_valid(field, text))
    forms = forms_of(field)
    return _usual_column(field, texts, forms) if forms else _checked_column(field, texts)


def _usual_column(field: Field, texts: pl.Series, forms: tuple[Form, ...]) -> Column:
    """A column whose texts are nearly all in the usual form."""
    if (values := read_at_once(field, texts)) is not None:
        return Column(values)
    values = _values_of_forms(forms, texts)
    if field.type == "datetime" and values.null_count() > texts.null_count():
        rest = pl.select(pl.when(values.is_null()).then(texts)).to_series()
        others = _values_of_forms(forms, rest)
        if others.null_count() < len(others) and others.dtype == values.dtype:
            values = pl.select(pl.coalesce(values, others)).to_series()
        elif others.null_count() < len(others):
            return _mixed_moments(field, texts, values, others)
    odd = texts.filter(values.is_null() & texts.is_not_null()).unique()
    if not len(odd):
        return Column(values)
    usual, broken = _check(field, odd.to_list())
    spelt = pl.Series([usual[text] for text in odd], dtype=pl.String)  # '1/2' as '2024-01-02'
    if forms[0].is_text:
        odd_values = spelt
    else:
        odd_values = _values_of_forms(forms_of(replace(field, format="default")), spelt)
        has_unread = field.type != "number" and odd_values.null_count() > spelt.null_count()  # NaN has no value
        if has_unread or not _have_one_type(values, odd_values):
            return _checked_column(field, texts)  # such as integers of more than 38 digits
    values = _filled(values, texts, odd, odd_values)
    unread = frozenset(odd.filter(odd_values.is_null()))
    return Column(values, {what: some & unread for what, some in broken.items() if some & unread})


def _mixed_moments(field: Field, texts: pl.Series, moments: pl.Series, others: pl.Series) -> Column:
    """Moments with and without a time zone as texts. They have no order, so a bound holds for those of its kind."""
    odd = texts.filter(moments.is_null() & others.is_null() & texts.is_not_null()).unique()
    if any(text is not None for text in _check(_without_constraints(field), odd.to_list())[0].values()):
        return _checked_column(field, texts)
    broken = {TYPE: frozenset(odd)} if len(odd) else {}
    for name, keeps in _KEEPS.items():
        limit = field.constraint(name)
        bound = pl.Series(dtype=pl.Null) if limit is None else read_values(_without_constraints(field), [limit])
        for part in (moments, others):
            if part.dtype == bound.dtype and not bound.null_count():
                some = texts.filter(~keeps(part, bound[0])).unique()
                broken |= {name: frozenset(some)} if len(some) else {}
    values = pl.select(pl.coalesce(moments_as_texts(moments), moments_as_texts(others))).to_series()
    if (enum := field.constraints.enum) is not None:
        single = (read_values(_without_constraints(field), [one]) for one in enum)
        allowed = [moments_as_texts(one)[0] for one in single if isinstance(one.dtype, pl.Datetime)]
        some = texts.filter(values.is_not_null() & ~values.is_in(allowed)).unique()
        broken |= {"enum": frozenset(some)} if len(some) else {}
    return Column(values, broken, checked=True)


_KEEPS: Mapping[str, Callable[[pl.Series, Any], pl.Series]] = {
    "minimum": operator.ge,
    "maximum": operator.le,
    "exclusiveMinimum": operator.gt,
    "exclusiveMaximum": operator.lt,
}


def moments_as_texts(moments: pl.Series) -> pl.Series:
    """Moments in one form: with and without a time zone in one column they can only be compared as texts."""
    form = "%Y-%m-%dT%H:%M:%S%.6f"
    kind = moments.dtype
    return moments.dt.strftime(f"{form}Z" if isinstance(kind, pl.Datetime) and kind.time_zone else form)


def _have_one_type(values: pl.Series, others: pl.Series) -> bool:
    """Whether both have the same type, or one of them has no values at all."""
    if values.dtype == others.dtype or others.null_count() == len(others):
        return True
    return values.dtype.is_integer() and others.dtype.is_integer()


def _filled(values: pl.Series, texts: pl.Series, odd: pl.Series, odd_values: pl.Series) -> pl.Series:
    """The values, and those of odd texts in their places."""
    kind = values.dtype
    if odd_values.null_count() == len(odd_values):
        return values
    if kind != odd_values.dtype:
        kind = pl.Int128()
    others = texts.replace_strict(odd, odd_values.cast(kind), default=None, return_dtype=kind)
    return pl.select(pl.coalesce(values.cast(kind), others)).to_series()


def _is_valid(field: Field, text: str) -> bool:
    """Whether Frictionless takes a text for a value of the field's type."""
    return TYPE not in _check(_without_constraints(field), [text])[1]


def _without_constraints(field: Field) -> Field:
    descriptor = {name: value for name, value in field.descriptor.items() if name != "constraints"}
    return replace(field, descriptor=descriptor)


def _is_plain(field: Field) -> bool:
    """Whether the field's numbers are written in the usual way, whether or not its descriptor says so."""
    return all(field.descriptor.get(name, usual) in {usual, None} for name, usual in _PLAIN_NUMBER.items())


def _without_number_properties(field: Field) -> Field:
    descriptor = {name: value for name, value in field.descriptor.items() if name not in _PLAIN_NUMBER}
    return replace(field, descriptor=descriptor)


def _spelt(field: Field, texts: pl.Series) -> Column:
    """Numbers with groups of digits, another decimal character, or text around them. No group follows the decimals."""
    written = field.descriptor.get("decimalChar") if field.type == "number" else None
    decimal = str(written or ".")
    group = field.descriptor.get("groupChar")
    digits = f"[0-9]+(?:{re.escape(str(group))}[0-9]+)*" if group else "[0-9]+"
    pattern = f"^[+-]?{digits}$"
    if field.type == "number":
        point = re.escape(decimal)
        pattern = f"^[+-]?(?:{digits}(?:{point}[0-9]*)?|{point}[0-9]+)(?:[eE][+-]?[0-9]+)?$"
    number = texts
    if field.descriptor.get("bareNumber") is False:  # '95 %' and 'EUR 1.5', and what stands alone as it is
        bare = texts.str.replace(r"^[^-0-9]*", "").str.replace(r"[^0-9]*$", "")
        number = _where(texts.str.contains(pattern), texts, bare)
    fits = number.str.contains(pattern)
    usual = number.str.replace_all(str(group), "", literal=True) if group else number
    if decimal != ".":
        usual = usual.str.replace(decimal, ".", literal=True)
    plain = _where(fits, usual)
    values = plain.cast(pl.Float64 if field.type == "number" else pl.Int64, strict=False)
    if values.null_count() == texts.null_count():
        return Column(values)
    if field.type == "number":
        plain = _where(fits | number.is_in(list(_NO_NUMBERS)), usual)
    column = read_column(_without_number_properties(field), plain)
    odd = frozenset(texts.filter(column.values.is_null() & texts.is_not_null()))
    return replace(column, broken={TYPE: odd} if odd else {})


def _where(condition: pl.Series, texts: pl.Series, others: pl.Series | None = None) -> pl.Series:
    """The texts for which a condition holds, and others (null if not given) in place of the rest."""
    return pl.select(pl.when(condition).then(texts).otherwise(others)).to_series()


def read_canonical_column(field: Field, texts: pl.Series) -> Column:
    """The values of a column of texts that may be written in the forms of newsrows' own tables alone."""
    if field.type == "string":
        return Column(texts)
    form = _CANONICAL[field.type]
    values = form.values(texts)
    odd = texts.filter(values.is_null() & texts.is_not_null()).unique()
    return Column(values, {TYPE: frozenset(odd)} if len(odd) else {})


def read_values(field: Field, written: Sequence[Any]) -> pl.Series:
    """The values that a constraint gives (a minimum, those of an enum) as values of the field; null if unreadable."""
    texts = pl.Series([_as_text(value) for value in written], dtype=pl.String)
    if field.type in {"integer", "number"} and not _is_plain(field):  # descriptors have 1.5, whatever the cells have
        plain = read_column(_without_number_properties(field), texts).values
        return plain if not plain.null_count() else plain.fill_null(read_column(field, texts).values)
    return read_column(field, texts).values


def _likeliest_first(forms: tuple[Form, ...], texts: pl.Series) -> tuple[Form, ...]:
    """The forms, first those that fit the first text."""
    first = texts.is_not_null().arg_max() if len(forms) > 1 and len(texts) else None
    example = None if first is None else texts[first]
    if example is None:
        return forms
    return tuple(sorted(forms, key=lambda form: re.search(form.pattern, example) is None))


def _values_of_forms(forms: tuple[Form, ...], texts: pl.Series) -> pl.Series:
    """The values of the first form that fits all texts, or else of the form that fits most of them."""
    forms = _likeliest_first(forms, texts)
    best = forms[0].values(texts)
    for form in forms[1:]:
        if best.null_count() == texts.null_count():
            break
        best = form.more_values(texts, best)
    return best


def _checked_column(field: Field, texts: pl.Series) -> Column:
    """A column whose every different text is checked by itself; values stay texts, in the type's usual form."""
    usual, broken = _check(field, texts.drop_nulls().unique().to_list())
    values = texts.replace_strict(usual, default=None, return_dtype=pl.String)
    return Column(_typed(field, values), {**broken, **_without_pattern(field, values)}, checked=True)


def _without_pattern(field: Field, values: pl.Series) -> Mapping[str, frozenset[str]]:
    """The texts that do not fit the field's pattern: Frictionless would ask an engine that may take for ever."""
    if field.type != "string" or field.constraints.pattern is None:
        return {}
    try:
        pattern = read_pattern(field.constraints.pattern)
    except PatternError:
        return {}
    unfit = values.alias("text").to_frame().filter(~pattern.fits(pl.col("text"))).to_series()
    return {"pattern": frozenset(unfit)} if len(unfit) else {}


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
    true = as_list(field.descriptor.get("trueValues", ["true", "True", "TRUE", "1"]))
    false = as_list(field.descriptor.get("falseValues", ["false", "False", "FALSE", "0"]))
    known = {str(text): False for text in false} | {str(text): True for text in true}
    values = texts.replace_strict(known, default=None, return_dtype=pl.Boolean)
    odd = texts.filter(values.is_null() & texts.is_not_null()).unique()
    return Column(values, {TYPE: frozenset(odd)} if len(odd) else {})


def _check(field: Field, texts: list[str]) -> tuple[dict[str, str | None], dict[str, frozenset[str]]]:
    """Each text's usual form, None if it is of the wrong type, and the texts that break something, by what."""
    read = _binary if (field.type, field.format) == ("string", "binary") else _cell_reader(field)
    usual: dict[str, str | None] = {}
    broken: dict[str, set[str]] = {}
    for text in texts:
        is_too_long = len(text) > _LONGEST_SCALAR and field.type in _SCALARS
        value, notes = (None, {TYPE: ""}) if is_too_long else read(text)
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
    own = {"required", "unique", "pattern", "jsonSchema", *bounds, *(_BOUNDS if field.type == "duration" else ())}
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
    limits = [(name, moment) for name in bounds if (moment := _moment(reader, stated.get(name))) is not None]
    return _bounded(reader, limits) if limits else reader


def _binary(text: str) -> tuple[Any, Mapping[str, str] | None]:
    """A text of Base64 (RFC 4648), which may be broken into lines. Frictionless skips all other characters."""
    try:
        base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        return None, {TYPE: "not Base64"}
    return text, None


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
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):  # a point, or a month
        return f"{value[0]},{value[1]}" if hasattr(value, "lon") else f"{value[0]:04}-{value[1]:02}"
    if isinstance(value, timedelta) or hasattr(value, "tdelta"):
        import isodate  # noqa: PLC0415 - as heavy as rare

        return str(isodate.duration_isoformat(value))
    return _number_or_moment_text(value)


def _number_or_moment_text(value: Any) -> str:
    if isinstance(value, Decimal) and value.is_infinite():
        return "inf" if value > 0 else "-inf"
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)
