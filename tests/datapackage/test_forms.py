"""Texts in the usual forms of their type become values, and mean what Python takes them for."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import polars as pl
import pytest

from newsrows.datapackage.forms import durations, forms_of, read_at_once
from newsrows.datapackage.model import Field

FORMATS = {
    "%d.%m.%Y": ("date", ["31.01.2024", "1.2.2024", "31.13.2024", "31.01.24"]),
    "%m/%d/%y": ("date", ["1/2/68", "12/31/70", "1/2/69", "13/2/68"]),
    "%d %b %Y": ("date", ["31 Jan 2024", "31 jan 2024", "31 Foo 2024"]),
    "%B %d, %Y": ("date", ["May 3, 2024", "January 31, 2024"]),
    "%Y-%m-%d %H:%M": ("datetime", ["2024-01-31 10:15", "2024-01-31 25:15"]),
    "%Y-%m-%dT%H:%M:%S.%f": ("datetime", ["2024-01-31T10:15:00.5", "2024-01-31T10:15:00.123456"]),
    "%I:%M %p": ("time", ["10:15 PM", "12:00 am", "13:00 PM"]),
    "%H:%M": ("time", ["10:15", "1:5", "24:00"]),
}


def first(kind: str, written: str, texts: list[str]) -> pl.Series:
    return forms_of(Field("a", kind, written))[0].values(pl.Series(texts, dtype=pl.String))


@pytest.mark.parametrize("written", FORMATS)
def test_text_of_a_format_is_what_strptime_takes_it_for_or_is_left_to_it(written: str) -> None:
    kind, texts = FORMATS[written]
    values = first(kind, written, texts).to_list()
    assert values[0] is not None
    for text, value in zip(texts, values, strict=True):
        if value is not None:
            moment = datetime.strptime(text, written)  # noqa: DTZ007 - formats without a time zone
            assert value == {"date": moment.date(), "time": moment.time(), "datetime": moment}[kind]


@pytest.mark.parametrize("written", ["%j %Y", "%d %d %Y", "%H", "%Y-%m", "%s", "%Y-%m-%d %I:%M"])
def test_format_that_polars_may_read_in_another_way_has_no_form(written: str) -> None:
    assert forms_of(Field("a", "date", written)) == forms_of(Field("a", "datetime", written)) == ()


def test_durations_are_microseconds() -> None:
    hour = 3_600_000_000
    texts = ["PT1H", "P1D", "-PT1H", "P1W", "P1Y", "P12M", "PT0.5S", "PT0,5S", "P", "PT", "P1DT", None]
    values = durations(pl.Series(texts, dtype=pl.String)).to_list()
    assert values[:4] == [hour, 24 * hour, -hour, 168 * hour]
    assert values[4] == values[5]
    assert values[6:] == [500_000, 500_000, None, None, None, None]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024-01-31T10:00:00Z", "2024-01-31T12:00:00+02:00"),
        ("2024-01-31T10:00:00.5Z", "2024-01-31 04:30:00.500-05:30"),
    ],
)
def test_moments_in_two_zones_are_the_same(one: str, other: str) -> None:
    values = [
        next(
            value for form in forms_of(Field("a", "datetime")) for value in form.values(pl.Series([text])).drop_nulls()
        )
        for text in (one, other)
    ]
    assert values[0] == values[1]


def test_moment_in_a_time_zone_is_what_python_takes_it_for() -> None:
    days = ("2024-02-29", "1969-12-31", "0999-01-01", "2023-02-29")
    times = ("00:00:00", "23:59:59.000250", "12:30:00.5", "24:00:01")
    zones = ("Z", "+00:00", "-0030", "+0530", "-12:45", "+23:59", "+24:00")
    texts = [f"{day}T{at}{zone}" for day, at, zone in product(days, times, zones)]
    forms = forms_of(Field("a", "datetime"))
    read = [form.values(pl.Series(texts)) for form in forms[:4] if "Z" in form.pattern]
    assert len(read) == 2
    assert pl.select(pl.coalesce(*read)).to_series().to_list() == list(map(moment, texts))


def moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        return None


@pytest.mark.parametrize("text", ["1.5,2.25", "-0.0001,90.0", "180.0,-7.125", "0.00001,1.0", "12.5,3.0"])
def test_point_has_one_spelling(text: str) -> None:
    longitude, latitude = text.split(",")
    signs = [f"+{half}" if half[0] != "-" else half for half in (longitude, latitude)]
    spellings = [text, f"{longitude}00 , {latitude}0", ",".join(signs)]
    (form,) = forms_of(Field("a", "geopoint"))
    assert form.values(pl.Series(spellings)).unique().to_list() == [text]


@pytest.mark.parametrize(
    ("kind", "text"),
    [("datetime", "2024-01-31T10:00:00+02:75"), ("geopoint", "181,1"), ("geopoint", "1"), ("yearmonth", "2024-13")],
)
def test_impossible_text_has_no_value(kind: str, text: str) -> None:
    assert all(form.values(pl.Series([text])).null_count() for form in forms_of(Field("a", kind)))


AT_ONCE = {
    "integer": [
        "1",
        "-12",
        "+7",
        "007",
        "9223372036854775807",
        "9223372036854775808",
        "1.0",
        "1e3",
        " 1",
        "1_000",
        "0x1",
    ],
    "year": ["2024", "0999", "+202", "-2024", "12024", "24", "2024.0"],
    "number": ["1", "-1.5", "+.5", "5.", "1e5", "1E-05", "inf", "-INF", "NaN", "infinity", "1,5", "1_0", "0x1p3", "1e"],
    "datetime": [
        *("2024-02-29T12:30:00", "2024-02-29 12:30:00", "2024-02-29T12:30:00.25", "2024-02-30T12:30:00", "2024-02-29"),
        *("2024-02-29T12:30:00Z", "2024-02-29T12:30:00+01:00", "2024-02-29T12:30", "2024-02-29T12:30+01:00"),
        *("2024-2-29T12:30:00", "2024-02-29T12:30:60", "2024-02-29T24:00:00", "+2024-02-29T12:30:00"),
    ],
    "geopoint": ["4.5,52.25", "4.50,52.10", "+4, 52", "181,1", "4.5", "[4.5,52.25]", "4.5,52.25,1", "a,b"],
}


@pytest.mark.parametrize("kind", AT_ONCE)
def test_column_read_at_once_has_the_values_of_the_usual_forms(kind: str) -> None:
    field, read = Field("a", kind), set()
    for text in AT_ONCE[kind]:
        texts = pl.Series([text, None, text])
        if (values := read_at_once(field, texts)) is not None:
            usual = (form.values(texts).to_list() for form in forms_of(field))
            assert values.to_list() in list(usual) or text in {"+.5", ".5"}  # one more that Frictionless takes
            read.add(text)
    assert read
    assert read_at_once(field, pl.Series(["?", *read])) is None
