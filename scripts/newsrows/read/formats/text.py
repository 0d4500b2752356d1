"""Plain text and Markdown: the file is the article, with front matter if there is any."""

from __future__ import annotations

from collections.abc import Iterator

from newsrows.read.decode import decode
from newsrows.read.errors import BadFileError
from newsrows.read.front_matter import split_front_matter
from newsrows.read.options import ReadOptions
from newsrows.read.record import Input, Record, digest


def read_text(given: Input, options: ReadOptions) -> Iterator[Record]:
    """The one article of a text file.

    Raises:
        BadFileError: it is no text, has none, or its front matter is broken.
    """
    data = given.read(options)
    text, encoding = decode(data)
    metadata, body = split_front_matter(text)
    if not body.strip():
        found = "an empty file" if not data else "no text" if body == text else "front matter and no text after it"
        raise BadFileError(f"found {found}, expected an article; next: fill it or remove it")
    yield Record(body, digest(data), metadata, encoding=encoding)
