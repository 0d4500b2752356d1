"""Recognises the export of a newspaper database by its lines, and turns its articles into records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from newsrows.records.paragraphs import unwrap
from newsrows.sources.formats.databases import factiva, nexis, proquest
from newsrows.sources.formats.databases.lines import Exported, ExportedArticle, Line, UnreadableArticle
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, Record, digest

# What every export of a database has, in any format. A page of 1 MB is searched in 20 ms.
_PHRASES = ("end of document", "proquest document id")
_DOCUMENTS = re.compile(r"\d of \d+ documents?\b")
_CODE = re.compile(r"^[ \t|]*HD\b", re.MULTILINE)
# The accession number of Factiva; the search begins with its year.
_NUMBER = re.compile(r"(?:19|20)\d{6}[a-z0-9]{9}(?<=[A-Z0-9]{8}.{17})(?![a-z0-9])")
# An empty line, and the mark of an item of a list on a line of its own.
_NO_TEXT = {"", "•", "·", "▪"}


@dataclass(frozen=True, slots=True)
class _Database:
    is_export: Callable[[Sequence[Line]], bool]
    read: Callable[[Sequence[Line]], Iterator[Exported]]


_DATABASES = (
    _Database(factiva.is_export, factiva.read),
    _Database(proquest.is_export, proquest.read),
    _Database(nexis.is_export, nexis.read),
)


def may_be_export(text: str) -> bool:
    """Return whether a text has a sign of an export. A text without one is not looked at more closely."""
    lower = text.lower()
    return (
        any(phrase in lower for phrase in _PHRASES)
        or (" document" in lower and _DOCUMENTS.search(lower) is not None)
        or ("HD" in text and _CODE.search(text) is not None)
        or _NUMBER.search(text) is not None
    )


def read_export(
    lines: Sequence[Line], data: bytes, options: ReadOptions, encoding: str = "utf-8"
) -> Iterator[Record | BadRecord] | None:
    """Return the articles of an export, numbered from 1 if there are several; None if the lines are not an export.

    Args:
        lines: the lines of the file.
        data: the bytes of the file.
        options: the options.
        encoding: the encoding of the file.
    """
    for database in _DATABASES:
        if database.is_export(lines):
            return _records(list(database.read(lines)), data, options, encoding)
    return None


def _records(
    articles: Sequence[Exported], data: bytes, options: ReadOptions, encoding: str
) -> Iterator[Record | BadRecord]:
    for number, article in enumerate(articles, 1):
        if isinstance(article, UnreadableArticle):
            yield BadRecord(f"article {number}", article.reason)
            continue
        text = _text(article)
        is_only = len(articles) == 1
        yield Record(
            text=text,
            sha256=digest(data if is_only else text.encode()),
            metadata=article.metadata,
            number=None if is_only else number,
            identifier=None if options.id_column == "" else article.number,
            encoding=encoding,
        )


def _text(article: ExportedArticle) -> str:
    """Return the text with an empty line between paragraphs; lines that were wrapped at a fixed width are joined."""
    text = unwrap("\n".join(article.lines)).text
    return "\n\n".join(line for line in map(str.strip, text.split("\n")) if line not in _NO_TEXT)
