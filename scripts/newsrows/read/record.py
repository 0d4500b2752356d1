"""What the formats read from, and what they give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import BinaryIO

from newsrows.read.errors import BadFileError
from newsrows.read.metadata import Metadata
from newsrows.read.options import ReadOptions


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
    record calls itself. `guessed` says that `metadata` was found by looking at a page, not written down as such.
    """

    text: str
    sha256: str
    metadata: Metadata = field(default_factory=Metadata)
    number: int | None = None
    identifier: str | None = None
    language: str = "en"
    encoding: str = "utf-8"
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record of a file that cannot be read: where it stands, such as 'line 12', and why."""

    place: str
    reason: str


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return sha256(data).hexdigest()
