"""An article as it was read."""

from __future__ import annotations

from dataclasses import dataclass
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
