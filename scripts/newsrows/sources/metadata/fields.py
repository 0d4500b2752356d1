"""The metadata of an article: title, publisher, authors, section, date, URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from newsrows.sources.encoding import whole_characters
from newsrows.sources.errors import BadFileError
from newsrows.sources.metadata.dates import time_of

# Keys in front matter and metadata.csv, and the fields of `Metadata` that they fill.
METADATA_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "title": "title",
        "publisher": "publisher",
        "published_on": "published_on",
        "date": "published_on",
        "published_at": "published_at",
        "url": "url",
        "authors": "authors",
        "author": "authors",
        "section": "section",
    }
)
# Both may hold a time: `published_on` takes the day of it.
_TIMES = ("published_at", "published_on")
_NULL = {"", "~", "null"}  # null values in YAML


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of an article; None: unknown.

    Attributes:
        published_on: the day in the publisher's calendar.
        authors: the names of the byline, joined by '; '.
        published_at: date and time in UTC.
    """

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    authors: str | None = None
    section: str | None = None
    published_at: datetime | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """Return these values, with those of `other` for unknown ones."""
        return Metadata(
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            published_on=self.published_on or other.published_on,
            url=self.url or other.url,
            authors=self.authors or other.authors,
            section=self.section or other.section,
            published_at=self._time_or_else(other),
        )

    def _time_or_else(self, other: Metadata) -> datetime | None:
        """Return the time of publication; the other's does not count for another day."""
        if self.published_at or self.published_on in {None, other.published_on}:
            return self.published_at or other.published_at
        return None


def read_metadata(values: Mapping[str, object]) -> Metadata:
    """Return the metadata among `values`, whose keys may be in any case; `published_on` takes precedence over `date`.

    Raises:
        BadFileError: a value is not a single string, or a date is not valid.
    """
    fields: dict[str, str] = {}
    for key, name in METADATA_KEYS.items():
        for written_key, value in values.items():
            if written_key.strip().lower() == key and (text := _text(key, value)):
                fields.setdefault(name, text)
    day = fields.get("published_on") or fields.get("published_at")
    return Metadata(
        title=fields.get("title"),
        publisher=fields.get("publisher"),
        published_on=_day(day) if day else None,
        url=fields.get("url"),
        authors=fields.get("authors"),
        section=fields.get("section"),
        published_at=next((time for name in _TIMES if (time := time_of(fields.get(name)))), None),
    )


def one_line(text: str) -> str:
    """Return the text on one line, with U+FFFD for lone surrogates (halves of an emoji) and without NUL characters."""
    return " ".join(whole_characters(text).replace("\0", " ").split())


def _text(key: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and METADATA_KEYS[key] == "authors" and all(isinstance(name, str) for name in value):
        value = "; ".join(filter(None, map(one_line, value)))
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, list) else "several values"
        raise BadFileError(f"{key}: found {kind}, expected one value; next: write it on one line")
    text = one_line(value)
    return "" if text.lower() in _NULL else text


def _day(value: str) -> date:
    """Return the day in the time zone of the value: '2024-03-01T23:30:00-05:00' is 1 March."""
    try:
        return datetime.fromisoformat(value).date()
    except ValueError as error:
        raise BadFileError(
            f"published_on: found {value!r}, expected a date as year-month-day, such as 2024-03-01; next: correct it"
        ) from error
