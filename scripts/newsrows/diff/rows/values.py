"""Values of two versions of a column in forms that can be compared, whatever the files are written in.

A value is compared as a text in the one spelling of its type: 1.50 and 1.5, 1,5 with a decimal comma, and 10:00+02:00
and 08:00Z are pairs of equal values. Numbers keep all their digits, so that long amounts differ by a cent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from newsrows.datapackage import normalise
from newsrows.datapackage.model import Field
from newsrows.datapackage.values import read_column

# The properties of a field that say what its texts mean.
_MEANING = (
    *("decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues"),
    *("delimiter", "itemType", "arrayItem"),
)
_DIGITS = r"^-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)$"
_AFTER_SECONDS = r"(:[0-9]{2})(?:\.([0-9]*?)0*)?(Z?)$"
_ROUNDING = 1e-15
_JSON_TYPES = frozenset({"object", "array", "geojson"})


@dataclass(frozen=True)
class Column:
    """How the values of one version of a column are written.

    Attributes:
        kind: their type in the file: text in CSV, any type in Parquet.
        field: their field in the schema; None if the schema has none.
        missing: the texts that mean a missing value.
    """

    kind: pl.DataType
    field: Field | None
    missing: frozenset[str]

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers, by the file or by the schema."""
        return self.kind.is_numeric() or (self.field is not None and self.field.type in {"integer", "number", "year"})

    def is_alike(self, other: Column) -> bool:
        """Whether cells of two columns that are the same in memory certainly have the same value."""
        comparable = not self.kind.is_nested() and not isinstance(self.kind, pl.Categorical | pl.Enum | pl.Null)
        return comparable and self._meaning() == other._meaning()

    def _meaning(self) -> tuple[object, ...]:
        field = self.field
        if field is None:
            return (str(self.kind), self.missing)
        stated = tuple(repr(field.descriptor.get(name)) for name in _MEANING)
        return (str(self.kind), self.missing, field.type, field.format, stated)


def shown_texts(column: Column, values: pl.Series) -> pl.Series:
    """The values as texts for people: as the file has them, or as CSV would; null for missing values."""
    kind = column.kind
    if _is_text(kind):
        texts = values.cast(pl.String)
        is_missing = texts.is_in(list(column.missing))
        return pl.select(pl.when(~is_missing).then(texts)).to_series() if is_missing.any() else texts
    if kind.is_temporal():
        return _times_as_texts(values)
    if kind.is_nested():
        return pl.Series([None if one is None else _json(one) for one in values.to_list()], dtype=pl.String)
    texts = values.bin.encode("hex") if isinstance(kind, pl.Binary) else values.cast(pl.String)
    return _canonical_number(texts) if kind.is_float() else texts


def _times_as_texts(values: pl.Series) -> pl.Series:
    """Dates, times, durations, and datetimes: those with a time zone in UTC, as the moments that they are."""
    kind = values.dtype
    if isinstance(kind, pl.Datetime):
        moments = values.dt.convert_time_zone("UTC") if kind.time_zone else values
        return _without_zeros(moments.dt.strftime("%Y-%m-%dT%H:%M:%S%.f" + ("Z" if kind.time_zone else "")))
    if isinstance(kind, pl.Time):
        return _without_zeros(values.dt.strftime("%H:%M:%S%.f"))
    return values.dt.to_string("iso") if isinstance(kind, pl.Duration) else values.cast(pl.String)


def canonical_texts(column: Column, texts: pl.Series) -> pl.Series:
    """What `shown_texts` gives, in the one spelling of each type; a text that is not of its type stays as it is."""
    if column.kind.is_numeric():
        return texts if column.kind.is_integer() else _canonical_number(texts)
    field = column.field
    if field is None or field.type in {"string", "any"} or not _is_text(column.kind):
        return texts
    if field.type in _JSON_TYPES:
        return _canonical_json(texts)
    match field.type:
        case "integer" | "year":
            plain = _plain_digits(texts, field)
            is_integer = plain.str.contains(r"^[+-]?[0-9]+$").fill_null(value=False)
            usual = _chosen(is_integer, _canonical_number(plain), texts)
        case "number":
            usual = _canonical_number(_plain_digits(texts, field))
        case "boolean":
            usual = _canonical_boolean(texts, field)
        case _:
            usual = _canonical_by_type(texts, field)
    return usual


def _canonical_by_type(texts: pl.Series, field: Field) -> pl.Series:
    """Dates, times and values of the rarer types, read as the validator reads them."""
    values = read_column(field, texts).values
    usual = shown_texts(Column(values.dtype, None, frozenset()), values)
    if field.type in {"datetime", "time"}:
        usual = _without_zeros(usual)
    return _chosen(usual.is_not_null(), usual, texts)


def _is_text(kind: pl.DataType) -> bool:
    return isinstance(kind, pl.String | pl.Categorical | pl.Enum)


def equal_values(old: Column, new: Column, old_texts: pl.Series, new_texts: pl.Series) -> pl.Series:
    """Whether two series of canonical texts are equal value by value; two missing values are equal.

    Numbers that a file holds in binary, or with an exponent, have no exact decimal text: they are compared as 64-bit
    floating-point numbers.
    """
    equal = old_texts.eq_missing(new_texts)
    if not (old.is_number and new.is_number) or equal.all():
        return equal
    exact = _is_decimal(old, old_texts) & _is_decimal(new, new_texts)
    if exact.all():
        return equal
    numbers = [texts.cast(pl.Float64, strict=False) for texts in (old_texts, new_texts)]
    return equal | (~exact & (numbers[0] == numbers[1]).fill_null(value=False))


def _is_decimal(column: Column, texts: pl.Series) -> pl.Series:
    if column.kind.is_float():
        return pl.repeat(False, len(texts), dtype=pl.Boolean, eager=True)
    return texts.str.contains(_DIGITS).fill_null(value=True)


def _plain_digits(texts: pl.Series, field: Field) -> pl.Series:
    """Numbers with a point before the decimals, without group characters and units."""
    if group := field.descriptor.get("groupChar"):
        texts = texts.str.replace_all(str(group), "", literal=True)
    point = field.descriptor.get("decimalChar") or "."
    if point != ".":
        texts = texts.str.replace(str(point), ".", literal=True)
    if field.descriptor.get("bareNumber") is False:
        bare = texts.str.extract(r"^[^0-9.+-]*([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)[^0-9]*$")
        return _chosen(bare.is_not_null(), bare, texts)
    return texts


def _canonical_number(texts: pl.Series) -> pl.Series:
    """Decimal numbers without a plus sign and without zeros that say nothing."""
    numbers = texts.str.strip_prefix("+")
    plain = numbers.str.contains(_DIGITS)
    if not plain.all():
        floats = numbers.cast(pl.Float64, strict=False)
        is_float = (~plain & floats.is_not_null()).fill_null(value=False)
        numbers = _chosen(is_float, floats.cast(pl.String).str.replace(r"\.0$", ""), numbers)
        plain = numbers.str.contains(_DIGITS)
        if not plain.any():
            return _chosen(is_float, numbers, texts)
    else:
        is_float = plain
    usual = numbers
    if usual.str.contains(r"^-?(?:0[0-9]|\.)").any():
        usual = usual.str.replace(r"^(-?)0+([0-9])", "${1}${2}").str.replace(r"^(-?)\.", "${1}0.")
    if usual.str.contains(".", literal=True).any():
        usual = usual.str.replace(r"(\.[0-9]*?)0+$", "${1}").str.strip_suffix(".")
    usual = usual.str.replace(r"^-0$", "0")
    return _chosen(plain.fill_null(value=False), usual, _chosen(is_float.fill_null(value=False), numbers, texts))


def _canonical_boolean(texts: pl.Series, field: Field) -> pl.Series:
    true = [str(one) for one in normalise.as_list(field.descriptor.get("trueValues", ["true", "True", "TRUE", "1"]))]
    false = [
        str(one) for one in normalise.as_list(field.descriptor.get("falseValues", ["false", "False", "FALSE", "0"]))
    ]
    return texts.replace({**dict.fromkeys(false, "false"), **dict.fromkeys(true, "true")})


def _canonical_json(texts: pl.Series) -> pl.Series:
    """JSON with sorted members and without spaces; texts that are not JSON stay as they are."""
    usual: Mapping[str, str] = {text: _sorted_json(text) for text in texts.drop_nulls().unique().to_list()}
    return texts.replace(usual)


def _sorted_json(text: str) -> str:
    try:
        return _json(json.loads(text))
    except (ValueError, RecursionError):
        return text


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _without_zeros(texts: pl.Series) -> pl.Series:
    """Times of day without a fraction of zeros, and without zeros at a fraction's end."""
    if not texts.str.contains(".", literal=True).any():
        return texts
    shorter = texts.str.replace(_AFTER_SECONDS, "${1}.${2}${3}")
    return shorter.str.replace(r"\.(Z?)$", "${1}")


def _chosen(mask: pl.Series, yes: pl.Series, no: pl.Series) -> pl.Series:
    return yes if mask.all() else yes.zip_with(mask, no)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """By how much two numbers may differ and count as equal: by `difference`, or by `share` of the old number."""

    difference: float = 0.0
    share: float = 0.0

    def allows(self, old_texts: pl.Series, new_texts: pl.Series) -> pl.Series:
        """Whether two series of canonical texts are near enough, value by value; a missing value never is.

        Both bounds allow the rounding error of 64-bit numbers, so that 1.01 is within 0.01 of 1.
        """
        old, new = (texts.cast(pl.Float64, strict=False) for texts in (old_texts, new_texts))
        size = pl.select(pl.max_horizontal(old.abs(), new.abs())).to_series()
        allowed = old.abs() * self.share + self.difference + size * _ROUNDING
        return ((new - old).abs() <= allowed).fill_null(value=False)
