"""The usual forms of each type's texts: as a pattern, and as an expression that makes values of a whole column.

A text in a usual form is certainly valid. `newsrows.datapackage.values` reads all other texts one by one.

Source: Table Schema, version 2 (https://datapackage.org/standard/table-schema/), and XML Schema for dates and times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from newsrows.datapackage.model import Field


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a type's texts, as a pattern, and how it becomes a value (null: not that form after all).

    `is_text` says that the value of a text is the text itself.
    """

    pattern: str
    value: Callable[[pl.Expr], pl.Expr]
    is_text: bool = False

    def values(self, texts: pl.Series) -> pl.Series:
        """The values of texts in this form; null for all other texts."""
        return self._values(texts, self._fits(texts))

    def more_values(self, texts: pl.Series, best: pl.Series) -> pl.Series:
        """The same if they are more values than those of another form, or else that form's."""
        fits = self._fits(texts)
        if int(fits.sum()) <= best.count():
            return best
        values = self._values(texts, fits)
        return values if values.null_count() < best.null_count() else best

    def _fits(self, texts: pl.Series) -> pl.Series:
        return texts.str.contains(self.pattern)

    def _values(self, texts: pl.Series, fits: pl.Series) -> pl.Series:
        text = texts.alias("text")
        if not fits.all():  # polars would look for these texts anew wherever `value` uses the text
            text = pl.select(pl.when(fits).then(text)).to_series()
        return text.to_frame().select(self.value(pl.col("text"))).to_series()


def read_at_once(field: Field, texts: pl.Series) -> pl.Series | None:
    """The values of a column whose texts are all in a usual form, without a pattern; None if some may not be.

    Polars and Arrow read no other texts here than `forms_of` describes, and are faster than a pattern.
    """
    reader = _AT_ONCE.get((field.type, field.format))
    values = None if reader is None else reader(texts)
    return values if values is not None and values.null_count() == texts.null_count() else None


def forms_of(field: Field) -> tuple[Form, ...]:
    """The usual forms of a field's texts, the commonest first; none if they are read one by one.

    Values of one type have one data type, except datetimes, which are in UTC or have no time zone, and integers with
    more than 18 digits.
    """
    if field.format == "any":
        spelt = (_strptime_form(replace(field, format=one)) for one in _ANY_FORMATS.get(field.type, ()))
        return (*_FORMS.get((field.type, "any"), ()), *filter(None, spelt))
    if "%" in field.format:
        form = _strptime_form(field)
        return () if form is None else (form,)
    return _FORMS.get((field.type, field.format), ())


def durations(texts: pl.Series) -> pl.Series:
    """Durations in the form of ISO 8601 as microseconds; a year has 365.2425 days, and a month a twelfth of it.

    Pandera cannot report durations of polars.
    """
    halves = texts.str.splitn("T", 2).struct
    dates, times = halves.field("field_0"), halves.field("field_1")
    seconds = texts.is_not_null().cast(pl.Float64) * 0.0
    for part, lengths in ((dates, _DAYS), (times, _HOURS)):
        for unit, length in lengths.items():
            if part.str.contains(unit, literal=True).any():
                amounts = part.str.extract(f"([0-9.,]+){unit}", 1).str.replace(",", ".", literal=True)
                seconds += amounts.cast(pl.Float64).fill_null(0.0) * length
    signs = 1.0 - 2.0 * texts.str.starts_with("-").cast(pl.Float64)
    whole = (seconds * signs * 1_000_000).round()
    fits = texts.is_not_null() & ~texts.str.contains("[PT]$") & (whole.abs() < 2.0**62)
    return pl.select(pl.when(fits).then(whole).cast(pl.Int64)).to_series()


def _duration(text: pl.Expr) -> pl.Expr:
    return text.map_batches(durations, return_dtype=pl.Int64)


def _integer(text: pl.Expr) -> pl.Expr:
    return text.cast(pl.Int64, strict=False)


def _long_integer(text: pl.Expr) -> pl.Expr:
    return text.cast(pl.Int128, strict=False)


def _number(text: pl.Expr) -> pl.Expr:
    return text.cast(pl.Float64, strict=False)


def _date(text: pl.Expr) -> pl.Expr:
    return text.str.to_date("%Y-%m-%d", strict=False)


def _integers(texts: pl.Series) -> pl.Series:
    return texts.cast(pl.Int64, strict=False)


def _years(texts: pl.Series) -> pl.Series | None:
    """Years of four digits; None if there are others."""
    values = texts.cast(pl.Int64, strict=False)
    return values if values.is_between(1000, 9999).all() and (texts.str.len_bytes() == len("2024")).all() else None


def _numbers(texts: pl.Series) -> pl.Series | None:
    """Numbers; None if a text may be one of those that stand for infinity or no number."""
    values = texts.cast(pl.Float64, strict=False)
    return values if values.is_finite().all() else None


def _moments(texts: pl.Series) -> pl.Series | None:
    """Moments without a time zone, to the second; None if there are others.

    Arrow also reads fractions and shorter texts: the minutes alone, or a day. It takes long to fail at each text that
    has a time zone.
    """
    if not texts.count() or not (texts.str.len_bytes() == len("2024-02-29T00:00:00")).all():
        return None
    import pyarrow as pa  # noqa: PLC0415 - a sixth of a second, which other types do without

    try:
        return pl.Series(texts.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(pa.timestamp("us")))
    except pa.ArrowInvalid:
        return None


def _month(text: pl.Expr) -> pl.Expr:
    return pl.concat_str(text, pl.lit("-01")).str.to_date("%Y-%m-%d", strict=False)


def _time(text: pl.Expr) -> pl.Expr:
    return text.str.to_time("%H:%M:%S%.f", strict=False)


def _seconds(text: pl.Expr) -> pl.Expr:
    """The first 19 characters, to the second: polars reads this format fastest, and without its cache."""
    return text.str.head(19).str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="us", strict=False, cache=False)


def _local_moment(text: pl.Expr) -> pl.Expr:
    """A moment without a time zone, perhaps with a space in place of T, and with a fraction."""
    usual = pl.when(text.str.slice(10, 1) == " ").then(text.str.replace(" ", "T", literal=True)).otherwise(text)
    fraction = text.str.extract(r"\.([0-9]{1,6})", 1).str.pad_end(6, "0").cast(pl.Int64).fill_null(0)
    return _seconds(usual) + pl.duration(microseconds=fraction, time_unit="us")


def _in_utc(local: Callable[[pl.Expr], pl.Expr]) -> Callable[[pl.Expr], pl.Expr]:
    """A moment with a time zone, in UTC, of which `local` reads what stands before the zone."""

    def value(text: pl.Expr) -> pl.Expr:
        zone = text.str.tail(6).str.strip_chars_start("0123456789.:")
        return (local(text) - zone.map_batches(_shifts, return_dtype=pl.Duration("us"))).dt.replace_time_zone("UTC")

    return value


def _shifts(zones: pl.Series) -> pl.Series:
    """How far time zones (Z, +02:00, +0200) are from UTC; null for impossible ones. Each different one is read once."""
    distinct = zones.unique().drop_nulls()
    hours, minutes = (
        distinct.str.slice(1, 2).cast(pl.Int64, strict=False),
        distinct.str.tail(2).cast(pl.Int64, strict=False),
    )
    size = pl.when(distinct == "Z").then(0).when((hours < 24) & (minutes < 60)).then(hours * 60 + minutes)
    sign = pl.when(distinct.str.starts_with("-")).then(-1).otherwise(1)
    shifts = pl.select(pl.duration(minutes=size * sign, time_unit="us")).to_series()
    return zones.replace_strict(distinct, shifts, default=None, return_dtype=pl.Duration("us"))


def _ancient_moment(text: pl.Expr) -> pl.Expr:
    """A moment before Christ."""
    return text.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="us", strict=False)


def _itself(text: pl.Expr) -> pl.Expr:
    return text


def _text(pattern: str) -> tuple[Form, ...]:
    return (Form(pattern, _itself, is_text=True),)


def _point_pattern(start: str, between: str, end: str) -> str:
    number = r"[+-]?[0-9]+(?:\.[0-9]+)?"
    return rf"^\s*{start}\s*{number}\s*{between}\s*{number}\s*{end}\s*$"


def _point(pattern: str) -> tuple[Form, ...]:
    """Points written in one way, as texts in the usual one: longitude, comma, latitude."""
    return (Form(pattern, lambda text: text.map_batches(_points, return_dtype=pl.String)),)


def _points(texts: pl.Series) -> pl.Series:
    """Points as the texts of two floating-point numbers; null for those that are not on Earth."""
    is_usual = texts.str.contains(_USUAL_POINT).fill_null(value=True)
    return texts if is_usual.all() else _with_usual_points(texts, ~is_usual)


def _bare_points(texts: pl.Series) -> pl.Series | None:
    """The same for texts in the format default; None if there are others."""
    is_usual = texts.str.contains(_USUAL_POINT).fill_null(value=True)
    if is_usual.all():
        return texts
    if not texts.filter(~is_usual).str.contains(_BARE_POINT).all():
        return None
    return _with_usual_points(texts, ~is_usual)


def _with_usual_points(texts: pl.Series, odd: pl.Series) -> pl.Series:
    """The texts, of which the odd ones are written in the usual way."""
    halves = pl.select(texts.filter(odd).str.splitn(",", 2).alias("halves")).unnest("halves")
    numbers = halves.select(pl.all().str.strip_chars(' \t[]{}":lonat').cast(pl.Float64, strict=False))
    longitude, latitude = map(pl.col, numbers.columns)
    inside = (longitude.abs() <= 180) & (latitude.abs() <= 90)
    written = pl.concat_str(longitude.cast(pl.String), pl.lit(","), latitude.cast(pl.String))
    return texts.clone().scatter(odd.arg_true(), numbers.select(pl.when(inside).then(written)).to_series())


# The units of durations in seconds, before and after the T.
_DAYS: Mapping[str, float] = {"Y": 12 * 2_629_746.0, "M": 2_629_746.0, "W": 604_800.0, "D": 86_400.0}
_HOURS: Mapping[str, float] = {"H": 3_600.0, "M": 60.0, "S": 1.0}
_AMOUNT = r"[0-9]+(?:[.,][0-9]+)?"
_DURATION = (
    f"^[+-]?P(?:{_AMOUNT}Y)?(?:{_AMOUNT}M)?(?:{_AMOUNT}W)?(?:{_AMOUNT}D)?"
    f"(?:T(?:{_AMOUNT}H)?(?:{_AMOUNT}M)?(?:{_AMOUNT}S)?)?$"
)
# Longitude and latitude as `_points` writes them: without superfluous zeros, exponents, or more digits than are exact.
_BELOW_ONE = r"0\.0{0,3}(?:[1-9][0-9]{0,9})?[1-9]"
_FRACTION = r"\.(?:0|[0-9]{0,11}[1-9])"
_USUAL_POINT = (
    rf"^-?(?:{_BELOW_ONE}|(?:[1-9][0-9]?|1[0-7][0-9]){_FRACTION}|180\.0),"
    rf"-?(?:{_BELOW_ONE}|(?:[1-9]|[1-8][0-9]){_FRACTION}|90\.0)$"
)
_BARE_POINT = _point_pattern("", ",", "")
_YEAR = r"-?(?:[0-9]{4}|[1-9][0-9]{4,8})"
_DAY = r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SECOND = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
_ZONE = "(?:Z|[+-][0-9]{2}:?[0-9]{2})"
_DATE = Form(rf"^{_DAY}$", _date)
_TIME = Form(r"^[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?$", _time)
_MOMENTS = (
    Form(f"^{_SECOND}{_ZONE}$", _in_utc(_seconds)),
    Form(f"^{_SECOND}$", _seconds),
    Form(f"^{_MOMENT}$", _local_moment),
    Form(f"^{_MOMENT}{_ZONE}$", _in_utc(_local_moment)),
    Form(rf"^-{_SECOND}$", _ancient_moment),
)
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_IN_PATH = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*"
_FORMS: Mapping[tuple[str, str], tuple[Form, ...]] = {
    ("string", "email"): _text(rf"^[A-Za-z0-9_-]+(?:[.+][A-Za-z0-9_-]+){{0,9}}@(?:{_LABEL}\.)+[A-Za-z]{{2,24}}$"),
    ("string", "uri"): _text(
        rf"^[A-Za-z][A-Za-z0-9+.-]*://{_LABEL}(?:\.{_LABEL})*(?::[0-9]{{1,4}})?(?:/{_IN_PATH})?"
        rf"(?:\?(?:{_IN_PATH}|\?)*)?(?:#(?:{_IN_PATH}|\?)*)?$"
    ),
    ("string", "uuid"): _text("^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"),
    ("string", "binary"): _text("^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"),
    ("integer", "default"): (Form(r"^[+-]?[0-9]{1,18}$", _integer), Form(r"^[+-]?[0-9]{1,38}$", _long_integer)),
    ("year", "default"): (Form(f"^{_YEAR}$", _integer),),
    ("yearmonth", "default"): (Form(r"^-?[0-9]{4}-(?:0[1-9]|1[0-2])$", _month),),
    ("number", "default"): (Form(r"^[+-]?(?:[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,2})?|inf)$", _number),),
    ("date", "default"): (_DATE,),
    ("date", "any"): (_DATE,),
    ("time", "default"): (_TIME,),
    ("time", "any"): (_TIME,),
    ("datetime", "default"): _MOMENTS,
    ("datetime", "any"): _MOMENTS,
    ("duration", "default"): (Form(_DURATION, _duration),),
    ("geopoint", "default"): _point(_BARE_POINT),
    ("geopoint", "array"): _point(_point_pattern(r"\[", ",", r"\]")),
    ("geopoint", "object"): _point(_point_pattern(r'\{\s*"lon"\s*:', r',\s*"lat"\s*:', r"\}")),
}
# What reads a column in which every text is in one of these forms, and gives null or nothing for all other texts.
_AT_ONCE: Mapping[tuple[str, str], Callable[[pl.Series], pl.Series | None]] = {
    ("integer", "default"): _integers,
    ("year", "default"): _years,
    ("number", "default"): _numbers,
    ("datetime", "default"): _moments,
    ("datetime", "any"): _moments,
    ("geopoint", "default"): _bare_points,
}
# What dateutil reads in the same way.
_ANY_FORMATS: Mapping[str, tuple[str, ...]] = {
    "date": ("%m/%d/%Y", "%d %b %Y", "%b %d, %Y", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d"),
    "datetime": ("%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d %b %Y %H:%M:%S"),
    "time": ("%H:%M", "%I:%M %p"),
}
# Directives of strptime that polars understands as Python does, if the text fits the pattern.
_DIRECTIVES: Mapping[str, str] = {
    "Y": "[0-9]{4}",
    "y": "(?:[0-57-9][0-9]|6[0-8])",  # 69 is 1969 in Python alone
    "m": "[0-9]{1,2}",
    "d": "[0-9]{1,2}",
    "H": "[0-9]{1,2}",
    "I": "[0-9]{1,2}",
    "M": "[0-9]{1,2}",
    "S": "[0-9]{1,2}",
    "p": "[AaPp][Mm]",
    "b": "[A-Za-z]{3}",
    "B": "[A-Za-z]{3,9}",
    ".f": r"\.[0-9]{1,6}",
    "z": "[+-][0-9]{2}:?[0-9]{2}",
}


def _strptime_form(field: Field) -> Form | None:
    """Texts of a format in the manner of strptime; None if polars might read it in another way than Python."""
    written = field.format.replace("%S.%f", "%S%.f")
    parts = re.findall(r"%\.f|%.|[^%]", written)
    directives = [part[1:] for part in parts if len(part) > 1]
    months = {"b": "m", "B": "m"}
    stated = {months.get(name, name) for name in directives}
    is_known = field.type in _NEEDED and all(name in _DIRECTIVES for name in directives)
    if not is_known or len(stated) != len(directives) or ("I" in stated) != ("p" in stated):
        return None
    usual = {{"y": "Y", "I": "H"}.get(name, name) for name in stated} - {"p"}
    needed = _NEEDED[field.type]
    if not needed <= usual or usual - needed - _POSSIBLE[field.type]:
        return None
    pattern = "".join(_DIRECTIVES[part[1:]] if len(part) > 1 else re.escape(part) for part in parts)
    return Form(f"^{pattern}$", _parser(field.type, written, has_zone="z" in directives))


_NEEDED: Mapping[str, frozenset[str]] = {
    "date": frozenset("Ymd"),
    "datetime": frozenset("YmdHM"),
    "time": frozenset("HM"),
}
_POSSIBLE: Mapping[str, frozenset[str]] = {
    "date": frozenset(),
    "datetime": frozenset({"S", ".f", "z"}),
    "time": frozenset({"S", ".f"}),
}


def _parser(kind: str, written: str, *, has_zone: bool) -> Callable[[pl.Expr], pl.Expr]:
    if kind == "date":
        return lambda text: text.str.to_date(written, strict=False)
    if kind == "time":
        return lambda text: text.str.to_time(written, strict=False)
    zone = "UTC" if has_zone else None
    return lambda text: text.str.to_datetime(written, time_unit="us", time_zone=zone, strict=False)
