"""What the formats read from, and what they give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import BinaryIO

from newsrows.records import Article
from newsrows.sources.errors import BadFileError
from newsrows.sources.metadata.fields import Metadata
from newsrows.sources.options import ReadOptions


@dataclass(frozen=True, slots=True)
class Input:
    """The bytes of one file, wherever it is: on a disk, behind a URL, packed, in an archive.

    `file_name` is the one that articles get, `shown` the one that people type, `size` the bytes where they are known
    before they are read. `open` may raise a BadFileError, and so may each read of the stream that it gives.
    """

    file_name: str
    shown: str
    open: Callable[[], BinaryIO]
    size: int | None = None

    def read(self, options: ReadOptions) -> bytes:
        """All the bytes of a file that is one article.

        Raises:
            BadFileError: there are too many of them; a file whose size is known is not even opened.
        """
        if self.size is not None and self.size > options.max_bytes:
            raise BadFileError(options.too_many_bytes(self.size))
        with self.open() as stream:
            data = stream.read(options.max_bytes + 1)
        if len(data) > options.max_bytes:
            raise BadFileError(options.too_many_bytes())
        return data


@dataclass(frozen=True, slots=True)
class Record:
    """An article as its file gives it.

    `number` counts from 1 in a file of many articles and is None if the file is the article. `identifier` is what the
    record calls itself.
    """

    text: str
    sha256: str
    metadata: Metadata = field(default_factory=Metadata)
    number: int | None = None
    identifier: str | None = None
    language: str = "en"
    encoding: str = "utf-8"

    def check(self, max_characters: int) -> None:
        """Refuse a text that is none, or longer than `max_characters` code points.

        Raises:
            BadFileError: it is.
        """
        if not self.text.strip():
            raise BadFileError("found no text, expected an article")
        if len(self.text) > max_characters:
            raise BadFileError(
                f"found {len(self.text):,} characters, expected at most {max_characters:,}; next: split the file into "
                f"its articles, or raise the limit with --max-characters {len(self.text)}"
            )

    def article(self, article_id: str, file_name: str, known: Metadata) -> Article:
        """The article, `known` being what is known of it in all."""
        return Article(
            article_id=article_id,
            file_name=file_name,
            sha256=self.sha256,
            text=self.text,
            title=known.title,
            publisher=known.publisher,
            published_on=known.published_on,
            url=known.url,
            language=self.language,
            encoding=self.encoding,
        )


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A web page as its file gives it, with the article still in it.

    `number` is as in `Record`; `address` is the URL that was asked for, `charset` the encoding that its server
    declared.
    """

    data: bytes
    number: int | None = None
    address: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record of a file that cannot be read: where it stands, such as 'line 12', and why."""

    place: str
    reason: str


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return sha256(data).hexdigest()
