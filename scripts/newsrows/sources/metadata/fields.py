"""The metadata of an article: title, publisher, date, URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from newsrows.sources.encoding import whole_characters
from newsrows.sources.errors import BadFileError

# Keys in front matter and metadata.csv, and the fields of `Metadata` that they fill.
METADATA_KEYS: Mapping[str, str] = MappingProxyType(
    {"title": "title", "publisher": "publisher", "published_on": "published_on", "date": "published_on", "url": "url"}
)
_NULL = {"", "~", "null"}  # null values in YAML


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of an article; None: unknown."""

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """Return these values, with those of `other` for unknown ones."""
        return Metadata(
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            published_on=self.published_on or other.published_on,
            url=self.url or other.url,
        )


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
    return Metadata(
        title=fields.get("title"),
        publisher=fields.get("publisher"),
        published_on=_day(fields["published_on"]) if "published_on" in fields else None,
        url=fields.get("url"),
    )


def one_line(text: str) -> str:
    """Return the text on one line, with U+FFFD for lone surrogates (halves of an emoji) and without NUL characters."""
    return " ".join(whole_characters(text).replace("\0", " ").split())


def _text(key: str, value: object) -> str:
    if value is None:
        return ""
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
