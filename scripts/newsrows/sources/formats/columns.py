"""Turns rows of tables and JSON objects into records: decides which column holds the text and which the metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache

from newsrows.lexicon import rows
from newsrows.sources.encoding import whole_characters
from newsrows.sources.errors import BadFileError, NoTextColumnError
from newsrows.sources.formats.markup import is_markup, strip_markup
from newsrows.sources.metadata.bylines import joined_authors
from newsrows.sources.metadata.dates import day_of, time_of
from newsrows.sources.metadata.fields import Metadata, one_line
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import Record, digest

Row = Mapping[str, object]

_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]")
_EMPTY = {"", "none", "null", "nan", "n/a"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns, or keys with dots between levels, for each field of an article; the most likely first."""

    text: tuple[str, ...]
    identifier: tuple[str, ...]
    title: tuple[str, ...]
    publisher: tuple[str, ...]
    published_on: tuple[str, ...]
    url: tuple[str, ...]
    language: tuple[str, ...]
    authors: tuple[str, ...] = ()
    section: tuple[str, ...] = ()

    def all(self) -> list[str]:
        """Return each column once."""
        every = (getattr(self, field.name) for field in fields(self))
        return list(dict.fromkeys(name for names in every for name in names))


@lru_cache(maxsize=256)  # the objects of a JSON Lines file usually have the same keys
def choose_columns(names: tuple[str, ...], options: ReadOptions) -> Columns:
    """Return the columns among `names` to use: those in the options, otherwise those with usual names.

    Raises:
        NoTextColumnError: no column holds text.
    """
    by_normalised_name: dict[str, list[str]] = {}
    for name in names:
        by_normalised_name.setdefault(_NOT_ALPHANUMERIC.sub("", name.lower()), []).append(name)

    def usual(field: str) -> tuple[str, ...]:
        return tuple(name for key in _usual_names(field) for name in by_normalised_name.get(key, ()))

    text = usual("text") if options.text_column is None else _named(options.text_column, names)
    if not text:
        raise NoTextColumnError(_no_text(names, options.text_column))
    identifier = usual("identifier") if options.id_column is None else _named(options.id_column, names)
    return Columns(
        text,
        identifier,
        usual("title"),
        usual("publisher"),
        usual("published_on"),
        usual("url"),
        usual("language"),
        usual("authors"),
        usual("section"),
    )


@cache
def _usual_names(field: str) -> tuple[str, ...]:
    """Return the usual names of columns for a field, the most likely first, without case and punctuation."""
    return tuple(row["name"] for row in rows("column_names") if row["field"] == field)


def _named(wanted: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the column of that name; a name with dots is a key in an object in a column."""
    return (wanted,) if wanted in names or wanted.partition(".")[0] in names else ()


def _no_text(names: tuple[str, ...], wanted: str | None) -> str:
    listed = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    expected = f"{', '.join(_usual_names('text')[:4])} or similar" if wanted is None else repr(wanted)
    return (
        f"found no column of text (columns: {listed or 'none'}), expected {expected}; next: name it with --text-column"
    )


def to_record(row: Row, columns: Columns, number: int | None, *, encoding: str = "utf-8") -> Record:
    """Return the article in a row; markup is removed if its text is HTML.

    A date in an unknown format and a language that is not a code are ignored.

    Raises:
        BadFileError: the text is missing, or is not text.
        ReadError: the text is HTML, and lxml, which comes with trafilatura, is not installed.
    """
    text = clean_text(_text(row, columns))
    sha256 = digest(text.encode())
    if is_markup(text):
        text = strip_markup(text)
    return Record(
        text=text,
        sha256=sha256,
        metadata=Metadata(
            title=_first(row, columns.title),
            publisher=_first(row, columns.publisher),
            published_on=next((day for name in columns.published_on if (day := day_of(_value(row, name)))), None),
            url=_first(row, columns.url),
            authors=joined_authors(_all(row, columns.authors)),
            section=_first(row, columns.section),
            published_at=next((time for name in columns.published_on if (time := time_of(_value(row, name)))), None),
        ),
        number=number,
        identifier=_first(row, columns.identifier),
        language=_language(_first(row, columns.language)),
        encoding=encoding,
    )


def _text(row: Row, columns: Columns) -> str:
    for name in columns.text:
        value = _value(row, name)
        if isinstance(value, bytes):
            value = _decoded(value)
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            value = "\n\n".join(value)  # one paragraph per string
        if isinstance(value, str) and value.strip():
            return value
    other = next(
        (value for name in columns.text if not isinstance(value := _value(row, name), (str, type(None)))), None
    )
    found = "no text" if other is None else f"{type(other).__name__} {str(other)[:40]!r}"
    raise BadFileError(f"found {found} in {' or '.join(columns.text)}, expected an article")


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise BadFileError(f"found the byte 0x{data[error.start]:02x} in the text, expected UTF-8") from error


def clean_text(text: str) -> str:
    """Return the text with LF as line end and U+FFFD for lone surrogates (halves of an emoji)."""
    if "\0" in text:
        raise BadFileError("found NUL characters in the text, expected an article")
    text = whole_characters(text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _first(row: Row, names: tuple[str, ...]) -> str | None:
    """Return the first value that is not empty, on one line."""
    for name in names:
        value = _value(row, name)
        if isinstance(value, Mapping):  # {"id": null, "name": "The Quay Post"}
            value = value.get("name")
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # integers in a column with gaps are floats
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            text = one_line(str(value))
            if text.lower() not in _EMPTY:
                return text
    return None


def _all(row: Row, names: tuple[str, ...]) -> list[str]:
    """Return all values of the first column that is not empty: a list of texts or of objects with a name, or a text."""
    for name in names:
        value = _value(row, name)
        items = value if isinstance(value, list) else [value]
        if texts := [text for item in items if (text := _first({"": item}, ("",)))]:
            return texts
    return []


def _value(row: Row, name: str) -> object:
    """Return the value of a key, which may have dots between levels."""
    if name in row:
        return row[name]
    value: object = row
    for key in name.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def _language(value: str | None) -> str:
    """Return the ISO 639-1 code: 'en' for 'en', 'en-GB' and 'EN_us', and also without a valid code."""
    code = (value or "").lower()
    return code[:2] if re.fullmatch(r"[a-z]{2}(?:[-_].*)?", code) else "en"
