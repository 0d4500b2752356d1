"""What is known of an article beside its text: title, publisher, date, URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from newsrows.sources.errors import BadFileError

# What front matter and metadata.csv call it, and what it is called here.
KEYS: Mapping[str, str] = MappingProxyType(
    {"title": "title", "publisher": "publisher", "published_on": "published_on", "date": "published_on", "url": "url"}
)
_NOTHING = {"", "~", "null"}  # how YAML writes that there is none


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article; None: not known."""

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """These values, and those of `other` where there is none."""
        return Metadata(
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            published_on=self.published_on or other.published_on,
            url=self.url or other.url,
        )


def read_metadata(values: Mapping[str, object]) -> Metadata:
    """The known ones among `values`, whose keys may be in any case; `published_on` goes before `date`.

    Raises:
        BadFileError: a value is not a single one, a date is none.
    """
    known: dict[str, str] = {}
    for key, name in KEYS.items():
        for given, value in values.items():
            if given.strip().lower() == key and (text := _text(key, value)):
                known.setdefault(name, text)
    return Metadata(
        title=known.get("title"),
        publisher=known.get("publisher"),
        published_on=_day(known["published_on"]) if "published_on" in known else None,
        url=known.get("url"),
    )


def _text(key: str, value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, list) else "several values"
        raise BadFileError(f"{key}: found {kind}, expected one value; next: write it on one line")
    text = " ".join(value.split())
    return "" if text.lower() in _NOTHING else text


def _day(value: str) -> date:
    """The day as it is written (the publisher's calendar): '2024-03-01T23:30:00-05:00' is 1 March."""
    try:
        return datetime.fromisoformat(value).date()
    except ValueError as error:
        raise BadFileError(
            f"published_on: found {value!r}, expected a date as year-month-day, such as 2024-03-01; next: correct it"
        ) from error
