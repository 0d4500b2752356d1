"""Lines of an exported file, whatever its format, and what the layouts of the databases have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from newsrows.lexicon import column, rows
from newsrows.sources.metadata.bylines import BY, names_in
from newsrows.sources.metadata.dates import day_of
from newsrows.sources.metadata.fields import Metadata, one_line


class Mark(Enum):
    """What the markup of a file says about a line."""

    START = "start"  # an article begins before this line, which is empty
    HEADLINE = "headline"
    AUTHORS = "authors"
    TEXT = "text"


class Line(NamedTuple):
    """A line without white space at its ends; an empty line stands between paragraphs."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class ExportedArticle:
    """An article as it is in an export.

    Attributes:
        lines: the lines of the text; empty ones stand between paragraphs.
        number: the database's number of the article; None: it has none, or one that does not look like one.
    """

    lines: tuple[str, ...]
    metadata: Metadata = field(default_factory=Metadata)
    number: str | None = None


@dataclass(frozen=True, slots=True)
class UnreadableArticle:
    """An article that cannot be read, and why."""

    reason: str


Exported = ExportedArticle | UnreadableArticle

NO_TEXT = UnreadableArticle("found no text, expected the whole article; next: export it with its full text")

# A copyright notice, not a sentence about copyright: '(c) 2024 ...', 'Copyright 2024 ...', 'Copyright, The Post 2024'.
_COPYRIGHT = re.compile(
    r"\(?(?:(?:copyright|copr\.?)\s*(?:©|\(c\)|\d{4}\b|,[^.]*\d{4}\b)|(?:©|\(c\))\s*(?:copyright\b|\d{4}\b)"
    r"|all rights reserved\b)",
    re.IGNORECASE,
)
_MAX_COPYRIGHT = 300  # characters
_LABEL = re.compile(r"([A-Za-z][A-Za-z/ -]{1,30}?)\s?:(?=\s|$)")
# English dates: 'January 11, 2024', '11 January 2024', 'Thursday, January 11, 2024', 'Jan. 11, 2024'
_DATE = re.compile(
    r"(?:[A-Z][a-z]{2,8}day,?\s+)?(?:([A-Z][a-z]{2,8})\.?\s+(\d{1,2})|(\d{1,2})\s+([A-Z][a-z]{2,8})\.?),?\s+(\d{4})(?!\d)",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(\d{1,2})[:.](\d\d)(?::\d\d)?\s*([AaPp]\.?[Mm]\.?)?\s*\(?([A-Z]{2,4})\)?(?![A-Za-z])")
_BETWEEN_NAMES = re.compile(r"\s*[;|&]\s*|,\s+(?:and\s+)?|\s+(?:and|with)\s+")
_ADDRESS = re.compile(r"\S+@\S+")
_NUMBERS_OF_PAGES = re.compile(
    r"(?:pp?g?|pages?|columns?|col)\b\.?.*|[\dA-Z]{1,3}\d[\d., -]*|\d[\d., -]*|[A-Z]", re.IGNORECASE
)


def plain_lines(text: str) -> list[Line]:
    """Return the lines of a plain text."""
    return [Line(line.replace("\xa0", " ").strip()) for line in text.split("\n")]


def is_copyright(text: str) -> bool:
    """Return whether a line is a copyright notice."""
    return len(text) <= _MAX_COPYRIGHT and _COPYRIGHT.match(text) is not None


def label_of(text: str, database: str) -> tuple[str, str] | None:
    """Return the label of a line in lower case and what stands behind it; None if it has no label of the database."""
    match = _LABEL.match(text) if ":" in text else None
    if match is None or (label := match[1].lower()) not in labels(database):
        return None
    return label, text[match.end() :].strip()


@cache
def labels(database: str) -> frozenset[str]:
    """Return the labels of the fields of a database."""
    return column("database_fields", "label", database=database)


@cache
def labels_of(database: str, holds: str) -> frozenset[str]:
    """Return the labels of the fields of a database that hold this: 'title', 'text' ..."""
    return column("database_fields", "label", database=database, holds=holds)


@cache
def ordered_labels(database: str) -> tuple[str, ...]:
    """Return the labels of the fields of a database, in the order in which it writes them."""
    return tuple(row["label"] for row in rows("database_fields") if row["database"] == database)


def date_in(text: str) -> str | None:
    """Return the date at the beginning of a line, as 'January 11, 2024'; None if it does not begin with one."""
    match = _DATE.match(text)
    if match is None:
        return None
    month, day, year = (match[1], match[2], match[5]) if match[1] else (match[4], match[3], match[5])
    month = "Sep" if month.lower() == "sept" else month  # 'Sept' is no abbreviation of Python's
    date = f"{month} {day}, {year}"
    return date if day_of(date) else None


def moment(date: str | None, text: str) -> datetime | None:
    """Return the date and the time in a text, in UTC; None if the text has no time with one of the zones of RFC 5322.

    Other abbreviations, such as IST, mean different zones in different countries.
    """
    match = _TIME.search(text)
    day = day_of(date)
    if match is None or day is None:
        return None
    hour, minute, half, zone = int(match[1]), int(match[2]), (match[3] or "").replace(".", "").lower(), match[4]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if zone not in {"GMT", "UTC", "UT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"}:
        return None
    try:
        return parsedate_to_datetime(f"{day:%d %b %Y} {hour:02}:{minute:02}:00 {zone}").astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def metadata_of(
    *,
    title: str = "",
    publisher: str = "",
    date: str | None = None,
    time: str = "",
    authors: str | None = None,
    section: str = "",
) -> Metadata:
    """Return the metadata; empty values are unknown, and `time` counts only with a date and a time zone."""
    return Metadata(
        title=one_line(title) or None,
        publisher=one_line(publisher) or None,
        published_on=day_of(date),
        authors=authors,
        section=section_of(section),
        published_at=moment(date, time),
    )


def section_of(text: str) -> str | None:
    """Return a section without its pages: 'FEATURES; Pg. 6' is 'FEATURES', 'Foreign Desk; 1' is 'Foreign Desk'."""
    parts = (" ".join(part.split()) for part in text.split(";"))
    return "; ".join(part for part in parts if part and not _NUMBERS_OF_PAGES.fullmatch(part)) or None


def authors_of(byline: str) -> str | None:
    """Return the names in a byline, joined by '; '; a byline without a name stays as it is, without 'By'.

    A name ends before a word with a small letter: 'Ann Dale reported at sea', 'Tom Ek in Port Callow'.
    """
    line = BY.sub("", _ADDRESS.sub("", one_line(byline)), count=1).strip(" ,.;")
    names = [name for part in _BETWEEN_NAMES.split(line) for name in names_in(_capitalised(part))]
    return "; ".join(dict.fromkeys(names)) or line or None


def _capitalised(part: str) -> str:
    """Return the words of a part up to the first with a small letter that is no particle of a name."""
    particles = column("name_particles", "word")
    return " ".join(takewhile(lambda word: not word[0].islower() or word.lower() in particles, part.split()))


def blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the runs of lines without an empty line between them."""
    block: list[Line] = []
    for line in lines:
        if line.text:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def joined(lines: Iterable[Line]) -> str:
    """Return the lines as one line."""
    return " ".join(line.text for line in lines)


def without_notices(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines without copyright notices and empty lines at both ends."""
    first, last = 0, len(lines)
    while first < last and (not lines[first] or is_copyright(lines[first])):
        first += 1
    while last > first and (not lines[last - 1] or is_copyright(lines[last - 1])):
        last -= 1
    return tuple(lines[first:last])
