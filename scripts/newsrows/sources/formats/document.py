"""What the readers of office documents share: zipped parts within the limits, and the headline before the text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from typing import Any, NamedTuple

from newsrows.sources.errors import BadFileError, ReadError, need
from newsrows.sources.locate.archives import members
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import InputFile

# Encrypted documents of Microsoft Office, and its old formats, are OLE files.
_OLE = b"\xd0\xcf\x11\xe0"
PASSWORD = "found a document that a password protects; next: save it without the password"  # noqa: S105 - a message


class Kind(Enum):
    """What a block of a document is."""

    HEADLINE = "headline"
    TEXT = "text"
    LEFT_OUT = "left out"


class Block(NamedTuple):
    """A paragraph or heading of a document."""

    kind: Kind
    text: str


def parts_of(data: bytes, input_file: InputFile, options: ReadOptions) -> dict[str, InputFile]:
    """Return the parts of a zipped document by their name, after checking that they are not too large together.

    Raises:
        BadFileError: the file is not a zip, or too large unpacked.
    """
    if data.startswith(_OLE):
        raise BadFileError(
            "found a document with a password, or of an old format such as .doc; "
            "next: save it as .docx without a password"
        )
    parts = {
        member.file_name.removeprefix(f"{input_file.file_name}/"): member
        for member in members(io.BytesIO(data), input_file.file_name, input_file.shown, options)
    }
    if sum(part.size or 0 for part in parts.values()) > options.max_document_bytes:
        raise BadFileError(options.too_large_document())
    return parts


def part(parts: dict[str, InputFile], name: str) -> bytes | None:
    """Return the bytes of a part; None if the document does not have it.

    Raises:
        BadFileError: the part is damaged or encrypted.
    """
    if name not in parts:
        return None
    with parts[name].open() as stream:
        return stream.read()


def parse_part(data: bytes, extra: str) -> Any:
    """Return the root element of an XML part; no other file is read, and no entity is expanded.

    Raises:
        BadFileError: it is not XML.
        ReadError: lxml is not installed.
    """
    etree = need("lxml.etree", extra)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadFileError(f"found a damaged document ({error.msg}); next: save it again") from error


@contextmanager
def library_errors() -> Iterator[None]:
    """Turn whatever a library raises on a damaged document into a BadFileError: one document must not stop the others.

    Raises:
        BadFileError: the library failed.
    """
    try:
        yield
    except (BadFileError, ReadError, MemoryError):
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:200]
        raise BadFileError(
            f"the document cannot be read ({type(error).__name__}: {reason}); next: save it again"
        ) from error


def lines_of(text: str) -> str:
    """Return a text with single spaces, and without space around line ends."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip("\n")


def headline_and_text(blocks: Sequence[Block]) -> tuple[str | None, str]:
    """Return the headline and the text without it: a headline stands before all text, and is the first of its kind."""
    shown = [Block(kind, text) for kind, block in blocks if kind is not Kind.LEFT_OUT and (text := lines_of(block))]
    headline = None
    if shown and shown[0].kind is Kind.HEADLINE and len(shown) > 1:
        headline = " ".join(shown[0].text.split())
        shown = shown[1:]
    return headline, re.sub(r"\n{3,}", "\n\n", "\n\n".join(block.text for block in shown))
