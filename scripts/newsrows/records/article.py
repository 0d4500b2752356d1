"""What reading a source yields: articles, web pages, and files that were rejected."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from newsrows.records.printable import MAX_LENGTH, printable


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text, its metadata, and where it comes from.

    Attributes:
        sha256: of the bytes that were read.
        text: decoded, with LF as line end, without byte-order mark and front matter, otherwise unchanged. All offsets
            count its code points.
        language: ISO 639-1 code: the declared one, until the text is judged.
        encoding: the one that the bytes were decoded with.
        authors: the names of the byline, joined by '; '.
        published_at: date and time in UTC.
        note: why the text may not be a whole article.
    """

    article_id: str
    file_name: str
    sha256: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    language: str = "en"
    encoding: str = "utf-8"
    authors: str | None = None
    section: str | None = None
    published_at: datetime | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class WebPage:
    """A web page before its article is extracted, with everything that the extraction depends on.

    Attributes:
        article_id: as the article will have it, like `file_name` and `sha256`.
        data: the page's bytes.
        shown: the path of the file as the user can type it, for messages.
        max_characters: a longer article is rejected.
        place: where the page is in the file, for messages.
        charset: the encoding that the server declared.
        address: the URL that was requested.
        title: from metadata files, like all that follow. These take precedence over the page.
    """

    article_id: str
    file_name: str
    sha256: str
    data: bytes = field(repr=False)
    shown: str
    max_characters: int
    place: str | None = None
    charset: str | None = None
    address: str | None = None
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    authors: str | None = None
    section: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PageDiagnostic:
    """A message for the user about a web page or an article.

    It says why a page has no article or why an article could not be processed, that a page is not UTF-8, or that it
    may not hold a whole article.

    Attributes:
        file_name: as in `WebPage`.
        place: as in `Rejected`.
        reason: as in `Rejected`; None if the page has an article.
        encoding: the page's encoding; None if it has no article.
        shown: as in `WebPage`; None for pages.
        note: as in `Article`.
    """

    article_id: str
    file_name: str
    place: str | None = None
    reason: str | None = None
    encoding: str | None = None
    shown: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, or a part of a file, that was skipped.

    All three values quote data that anybody may have made, so they are kept `printable`, and reasons short.

    Attributes:
        file_name: the path as the user can type it.
        reason: what was found, what was expected, and what to do.
        place: the part, such as 'line 12', if the file has several articles.
    """

    file_name: str
    reason: str
    place: str | None = None

    def __post_init__(self) -> None:
        """Escape what a terminal may act on or a file cannot hold."""
        object.__setattr__(self, "file_name", printable(self.file_name))
        object.__setattr__(self, "reason", printable(self.reason, MAX_LENGTH))
        if self.place is not None:
            object.__setattr__(self, "place", printable(self.place, MAX_LENGTH))

    def __str__(self) -> str:
        """One line for people."""
        place = f", {self.place}" if self.place else ""
        return f"{self.file_name}{place}: {self.reason}"
