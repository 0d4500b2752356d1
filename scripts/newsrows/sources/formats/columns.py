"""Rows to records: which column, or key, holds the text and what is known of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from newsrows.sources.errors import BadFileError, NoTextColumnError
from newsrows.sources.formats.markup import is_markup, strip_markup
from newsrows.sources.metadata.dates import day_of
from newsrows.sources.metadata.fields import Metadata
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import Record, digest

Row = Mapping[str, object]

# The usual names, the likeliest first, without case and punctuation: 'publishedat' is publishedAt and published_at.
TEXT = ("text", "body", "content", "maintext", "articletext", "fulltext", "plaintext", "articlebody", "bodytext")
_IDENTIFIER = ("articleid", "id", "docid", "documentid", "uuid", "guid")
_TITLE = ("title", "headline")
_PUBLISHER = (
    *("publisher", "publication", "newspaper", "outlet", "source", "sourcename", "sitename", "site"),
    *("sourcedomain", "domain", "hostname"),
)
_DATE = (
    *("publishedon", "date", "published", "datepublish", "datepublished", "publishedat", "publishdate"),
    *("publisheddate", "publicationdate", "pubdate", "webpublicationdate"),
)
_URL = ("url", "link", "weburl", "sourceurl", "articleurl", "canonicalurl", "permalink")
_LANGUAGE = ("language", "lang")
_OTHER = re.compile(r"[^a-z0-9]")
_EMPTY = {"", "none", "null", "nan", "n/a"}
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns, or keys with dots between the levels, that hold what an article needs; the likeliest first."""

    text: tuple[str, ...]
    identifier: tuple[str, ...]
    title: tuple[str, ...]
    publisher: tuple[str, ...]
    published_on: tuple[str, ...]
    url: tuple[str, ...]
    language: tuple[str, ...]

    def all(self) -> list[str]:
        """Each column once."""
        every = (self.text, self.identifier, self.title, self.publisher, self.published_on, self.url, self.language)
        return list(dict.fromkeys(name for names in every for name in names))


@lru_cache(maxsize=256)  # the keys of JSON lines are the same ones over and over
def choose_columns(names: tuple[str, ...], options: ReadOptions) -> Columns:
    """The columns among `names` that are used: those that the options name, else those with the usual names.

    Raises:
        NoTextColumnError: none can be the text.
    """
    known: dict[str, list[str]] = {}
    for name in names:
        known.setdefault(_OTHER.sub("", name.lower()), []).append(name)

    def usual(wanted: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for key in wanted for name in known.get(key, ()))

    text = usual(TEXT) if options.text_column is None else _named(options.text_column, names)
    if not text:
        raise NoTextColumnError(_no_text(names, options.text_column))
    identifier = usual(_IDENTIFIER) if options.id_column is None else _named(options.id_column, names)
    return Columns(text, identifier, usual(_TITLE), usual(_PUBLISHER), usual(_DATE), usual(_URL), usual(_LANGUAGE))


def _named(wanted: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The column of that name, or, with dots, the key in the object in it."""
    return (wanted,) if wanted in names or wanted.partition(".")[0] in names else ()


def _no_text(names: tuple[str, ...], wanted: str | None) -> str:
    listed = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    expected = f"{', '.join(TEXT[:4])} or the like" if wanted is None else repr(wanted)
    return f"found no column of text (found {listed or 'none'}), expected {expected}; next: name it with --text-column"


def to_record(row: Row, columns: Columns, number: int | None, *, encoding: str = "utf-8") -> Record:
    """The article in a row, freed from markup if its text is HTML.

    A date in no known form, or a language that is no code, is as good as none.

    Raises:
        BadFileError: the text is missing, or is no text.
        ReadError: it is HTML, and trafilatura is not installed.
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
            value = "\n\n".join(value)  # a paragraph each
        if isinstance(value, str) and value.strip():
            return value
    odd = next((value for name in columns.text if not isinstance(value := _value(row, name), (str, type(None)))), None)
    found = "no text" if odd is None else f"{type(odd).__name__} {str(odd)[:40]!r}"
    raise BadFileError(f"found {found} in {' or '.join(columns.text)}, expected an article")


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise BadFileError(f"found the byte 0x{data[error.start]:02x} in the text, expected UTF-8") from error


def clean_text(text: str) -> str:
    """The text with line ends as LF and halves of surrogate pairs (an emoji that was cut through) as U+FFFD."""
    if "\0" in text:
        raise BadFileError("found NUL characters in the text, expected an article")
    if not text.isascii() and _LONE_SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _first(row: Row, names: tuple[str, ...]) -> str | None:
    """The first value that is one, on one line."""
    for name in names:
        value = _value(row, name)
        if isinstance(value, Mapping):  # {"id": null, "name": "The Quay Post"}
            value = value.get("name")
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # a column of numbers with gaps
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            text = " ".join(_LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", str(value)).replace("\0", " ").split())
            if text.lower() not in _EMPTY:
                return text
    return None


def _value(row: Row, name: str) -> object:
    """What stands under a key, which may have dots between the levels."""
    if name in row:
        return row[name]
    found: object = row
    for key in name.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found


def _language(value: str | None) -> str:
    """ISO 639-1: 'en' for 'en', 'en-GB' and 'EN_us'; English, too, where nothing is said or it is no such code."""
    code = (value or "").lower()
    return code[:2] if re.fullmatch(r"[a-z]{2}(?:[-_].*)?", code) else "en"
