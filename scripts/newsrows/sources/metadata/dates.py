"""Parses dates in tables, pages and feeds, in the usual formats."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

# '1 March 2024', 'March 1, 2024', 'Fri 1 Mar 2024'. '01/03/2024' is ambiguous, so there is no format for it.
_WORD_FORMATS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_COMPACT_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)T?\d*(?:Z|[+-]\d\d:?\d\d)?")
_SECONDS = range(10**8, 10**10)  # 1973 to 2286; milliseconds have three more digits


def day_of(value: object) -> date | None:
    """Return the day of `value` in its own time zone; None if the format is unknown or ambiguous.

    Supported are dates, ISO 8601, RFC 2822 ('Fri, 01 Mar 2024 23:30:00 -0500'), 2024/03/01, 20240301T120000Z, English
    dates with the month in letters, and Unix time in seconds or milliseconds (UTC).
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _unix_day(value)
    if not isinstance(value, str) or not (text := " ".join(value.split())):
        return None
    for read in (_iso_day, _compact_day, _year_first_day, _rfc_day, _worded_day):
        if day := read(text):
            return day
    return _unix_day(int(text)) if text.isdecimal() and len(text) in {9, 10, 12, 13} else None


def time_of(value: object) -> datetime | None:
    """Return the date and time of `value` in UTC, to the second; None if it has no time or no time zone.

    Supported are ISO 8601, RFC 2822 and Unix time in seconds or milliseconds.
    """
    if isinstance(value, str):
        value = _parsed_time(" ".join(value.split()))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        value = _unix_time(value)
    if not isinstance(value, datetime) or value.tzinfo is None:
        return None
    try:
        return value.astimezone(UTC).replace(microsecond=0)
    except OverflowError:  # on the first or the last day of the calendar
        return None


def _parsed_time(text: str) -> datetime | None:
    if text.isdecimal():
        return _unix_time(int(text)) if len(text) in {10, 13} else None
    if not re.search(r":|\dT\d{4}", text):
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(re.sub(r"\s(?:UTC|GMT)$", "+00:00", text) if read is datetime.fromisoformat else text)
        except (ValueError, IndexError, TypeError, OverflowError):
            continue
    return None


def _iso_day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text.removesuffix(" UTC")).date()
    except ValueError:
        return None


def _compact_day(text: str) -> date | None:
    return _day(*match.groups()) if (match := _COMPACT_TIME.fullmatch(text)) else None


def _year_first_day(text: str) -> date | None:
    return _day(*match.groups()) if (match := _YEAR_FIRST.match(text)) else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _rfc_day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date() if ":" in text else None
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def _worded_day(text: str) -> date | None:
    words = _WEEKDAY.sub("", text).replace(",", " ").replace(".", " ")
    words = " ".join(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", words).split()[:3])
    for word_format in _WORD_FORMATS:
        try:
            return datetime.strptime(words, word_format).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def _unix_day(value: float) -> date | None:
    time = _unix_time(value)
    return time.date() if time else None


def _unix_time(value: float) -> datetime | None:
    if not 0 <= value < 1000 * _SECONDS.stop:  # false for NaN, which stands for a missing number
        return None
    seconds = value / 1000 if int(value) // 1000 in _SECONDS else value
    return datetime.fromtimestamp(seconds, UTC) if int(seconds) in _SECONDS else None
