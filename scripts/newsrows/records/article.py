"""An article as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One article: where it came from, what is known of it, and its text.

    `text` is what every offset counts in: decoded, without byte-order mark and front matter, line ends as LF, else
    untouched. `sha256` is of the bytes read. `encoding` is the one the bytes were decoded with.
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


# An article that is still in its web page, and what there is to tell of one that was opened.


@dataclass(frozen=True, slots=True)
class WebPage:
    """A web page as it was read: all that decides what article is found in it.

    `article_id`, `file_name` and `sha256` are those that the article will have. `charset` is the encoding that its
    server declared, `address` the URL that was asked for. `title`, `publisher`, `published_on` and `url` are what
    metadata files say, which goes before what the page says. An article of more than `max_characters` is rejected.
    `shown` is the file as the user can type it, `place` where the page is in it: they name the page if it is rejected.
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


@dataclass(frozen=True, slots=True)
class PageDiagnostic:
    """What the user is told of a page: why there is no article in it, or that it was not in UTF-8.

    Or of an article: why nothing could be found in it. `file_name` is as in `WebPage`; `reason` and `place` are as in
    `Rejected`. `reason` is None where there is an article, `encoding` where there is none; `shown` is None for pages.
    """

    article_id: str
    file_name: str
    place: str | None = None
    reason: str | None = None
    encoding: str | None = None
    shown: str | None = None


# A file that could not be read, as a value.


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, or a part of one, that was left out while the others were read.

    `file_name` is the path as the user can type it, `reason` says what was found, what was expected and what to do;
    `place` is the part, such as 'line 12', where the file holds several articles.
    """

    file_name: str
    reason: str
    place: str | None = None

    def __str__(self) -> str:
        """One line for people."""
        place = f", {self.place}" if self.place else ""
        return f"{self.file_name}{place}: {self.reason}"
