"""The input and output of the formats: files, and the records in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import BinaryIO
from urllib.parse import urlsplit

from newsrows.records import Article
from newsrows.sources.errors import BadFileError
from newsrows.sources.metadata.fields import Metadata
from newsrows.sources.options import ReadOptions


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read, wherever it is: on a disk, behind a URL, compressed or in an archive.

    Attributes:
        file_name: the name that articles from the file have.
        shown: the name for messages, as the user can type it.
        open: opens the file; it and each read of its stream may raise a BadFileError.
        size: the number of bytes; None: unknown.
    """

    file_name: str
    shown: str
    open: Callable[[], BinaryIO]
    size: int | None = None

    def read(self, options: ReadOptions) -> bytes:
        """Return the bytes of a file that is one article.

        Raises:
            BadFileError: the file is too large; a file of known size is not opened then.
        """
        if self.size is not None and self.size > options.max_bytes:
            raise BadFileError(options.too_many_bytes(self.size))
        with self.open() as stream:
            data = stream.read(options.max_bytes + 1)
        if len(data) > options.max_bytes:
            raise BadFileError(options.too_many_bytes())
        return data

    def read_document(self, options: ReadOptions) -> bytes:
        """Return the bytes of a file that may hold pictures and layout besides the text.

        Raises:
            BadFileError: the file is too large; a file of known size is not opened then.
        """
        limit = options.max_document_bytes
        if self.size is not None and self.size > limit:
            raise BadFileError(options.too_large_document())
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise BadFileError(options.too_large_document())
        return data


@dataclass(frozen=True, slots=True)
class Record:
    """An article as it is in its file.

    Attributes:
        text: the text.
        sha256: the SHA-256 of the file, or of the text of a record.
        metadata: the metadata in the file.
        number: the number of the record from 1; None if the file is the article.
        identifier: the id in the record; None: none.
        language: ISO 639-1 code.
        encoding: the encoding of the file.
        note: why the text may not be a whole article.
    """

    text: str
    sha256: str
    metadata: Metadata = field(default_factory=Metadata)
    number: int | None = None
    identifier: str | None = None
    language: str = "en"
    encoding: str = "utf-8"
    note: str | None = None

    def check(self, max_characters: int) -> None:
        """Check that the text is not empty and has at most `max_characters` code points.

        Raises:
            BadFileError: it is empty or too long.
        """
        if not self.text.strip():
            raise BadFileError("found no text, expected an article")
        if len(self.text) > max_characters:
            raise BadFileError(
                f"found {len(self.text):,} characters, expected at most {max_characters:,}; next: split the file into "
                f"its articles, or raise the limit with --max-characters {len(self.text)}"
            )

    def article(self, article_id: str, file_name: str, metadata: Metadata) -> Article:
        """Return the article with this id, file name and metadata."""
        return Article(
            article_id=article_id,
            file_name=file_name,
            sha256=self.sha256,
            text=self.text,
            title=metadata.title,
            publisher=metadata.publisher,
            published_on=metadata.published_on,
            url=_address(metadata.url),
            authors=metadata.authors,
            section=metadata.section,
            published_at=metadata.published_at,
            note=self.note,
            language=self.language,
            encoding=self.encoding,
        )


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A web page as it is in its file; the article is not extracted yet.

    Attributes:
        data: the bytes of the page.
        number: as in `Record`.
        address: the URL that was requested.
        charset: the encoding that the server declared.
    """

    data: bytes
    number: int | None = None
    address: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that cannot be read: its place in the file, such as 'line 12', and the reason."""

    place: str
    reason: str


def _address(url: str | None) -> str | None:
    """Return a URL, or None for a text that has brackets or a port where a URL cannot have them."""
    try:
        urlsplit(url or "").port  # noqa: B018  reading the port checks it
    except ValueError:
        return None
    return url


def digest(data: bytes) -> str:
    """Return the SHA-256 as hexadecimal digits."""
    return sha256(data).hexdigest()
