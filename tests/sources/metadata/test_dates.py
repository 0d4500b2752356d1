from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsrows.sources.metadata.dates import day_of, time_of


@pytest.mark.parametrize(
    "value",
    [
        date(2024, 3, 1),
        datetime(2024, 3, 1, 23, tzinfo=UTC),
        "2024-03-01",
        "2024-03-01T23:30:00-05:00",
        "2024-03-01 23:30:00 UTC",
        "20240301",
        "20240301T120000Z",
        "20240301T120000-0500",
        "2024/3/1",
        "2024.03.01",
        "Fri, 01 Mar 2024 23:30:00 -0500",
        "1 March 2024",
        "Friday, March 1st, 2024",
        "Mar. 1, 2024 at 11:30 p.m.",
        1709336400,
        1709336400000,
        "1709336400",
    ],
)
def test_usual_date_formats_are_parsed(value: object) -> None:
    assert day_of(value) == date(2024, 3, 1)


@pytest.mark.parametrize(
    "value", ["01/03/2024", "March", "", "0", "2024-13-01", "yesterday", None, True, 2024, 10.5, ["2024-03-01"], "2024"]
)
def test_unknown_and_ambiguous_dates_are_not_parsed(value: object) -> None:
    assert day_of(value) is None


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        -float("inf"),
        pytest.param(10**4000, id="digits"),
        "Mon, 2025 10:00 +999999999999999999",
    ],
)
def test_dates_beyond_the_calendar_are_not_parsed(value: object) -> None:
    assert day_of(value) is None


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("2024-03-01T23:30:00-05:00", datetime(2024, 3, 2, 4, 30, tzinfo=UTC)),
        ("2024-03-01T23:30:00.5Z", datetime(2024, 3, 1, 23, 30, tzinfo=UTC)),
        ("20240301T233000Z", datetime(2024, 3, 1, 23, 30, tzinfo=UTC)),
        ("Fri, 01 Mar 2024 23:30:00 -0500", datetime(2024, 3, 2, 4, 30, tzinfo=UTC)),
        (1_709_335_800, datetime(2024, 3, 1, 23, 30, tzinfo=UTC)),
        ("1709335800000", datetime(2024, 3, 1, 23, 30, tzinfo=UTC)),
        ("2024-03-01T23:30:00", None),
        ("2024-03-01", None),
        ("0001-01-01T00:00:00+10:00", None),
        ("noon: sharp", None),
        (None, None),
    ],
)
def test_time_is_in_utc_and_needs_a_zone(value: object, time: datetime | None) -> None:
    assert time_of(value) == time
