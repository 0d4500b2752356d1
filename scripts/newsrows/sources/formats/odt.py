"""Reads OpenDocument texts (.odt): the file is one article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsrows.sources.errors import BadFileError
from newsrows.sources.formats.document import PASSWORD, Block, Kind, headline_and_text, parse_part, part, parts_of
from newsrows.sources.metadata.fields import Metadata, one_line
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import InputFile, Record, digest

EXTRA = "office"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BLOCKS = {f"{_TEXT}p", f"{_TEXT}h"}
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}
# Deleted text, notes, comments, pictures and text boxes with their captions.
_SKIPPED = {
    *(f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_DRAW}frame"),
    *(f"{_TEXT}table-of-content", f"{_DRAW}custom-shape"),
}


def read_odt(input_file: InputFile, options: ReadOptions) -> Iterator[Record]:
    """Yield the article of a document: its headings, paragraphs, lists and cells, with all changes accepted.

    Raises:
        BadFileError: the file is not a document, is protected or has no text.
        ReadError: lxml, which comes with python-docx, is not installed.
    """
    data = input_file.read_document(options)
    parts = parts_of(data, input_file, options)
    if b"encryption-data" in (part(parts, "META-INF/manifest.xml") or b""):
        raise BadFileError(PASSWORD)
    content = part(parts, "content.xml")
    if content is None:
        raise BadFileError("found a zip of another kind, expected an OpenDocument text; next: save it again")
    root = parse_part(content, EXTRA)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    headline, text = headline_and_text([] if body is None else _blocks(body, _title_styles(root)))
    if not text:
        raise BadFileError("found no text in the document, expected an article; next: fill it or remove it")
    yield Record(text, digest(data), Metadata(title=headline or _title(part(parts, "meta.xml"))))


def _title(meta: bytes | None) -> str | None:
    if meta is None:
        return None
    title = next(parse_part(meta, EXTRA).iter(_TITLE), None)
    return one_line("".join(title.itertext())) or None if title is not None else None


def _title_styles(root: Any) -> set[str]:
    """Return the names of the styles that are 'Title' with formatting of their own."""
    styles = root.iter(f"{_STYLE}style")
    return {"Title"} | {
        style.get(f"{_STYLE}name") for style in styles if style.get(f"{_STYLE}parent-style-name") == "Title"
    }


def _blocks(body: Any, titles: set[str]) -> list[Block]:
    blocks: list[Block] = []
    _add_blocks(body, titles, blocks)
    return blocks


def _add_blocks(element: Any, titles: set[str], blocks: list[Block]) -> None:
    for child in element:
        if child.tag in _BLOCKS:
            is_first = child.tag == f"{_TEXT}h" and child.get(f"{_TEXT}outline-level", "1") == "1"
            kind = Kind.HEADLINE if is_first or child.get(f"{_TEXT}style-name") in titles else Kind.TEXT
            pieces: list[str] = []
            _collect(child, pieces)
            blocks.append(Block(kind, "".join(pieces)))
        elif child.tag not in _SKIPPED:
            _add_blocks(child, titles, blocks)


def _collect(element: Any, pieces: list[str]) -> None:
    pieces.append(_white(element.text))
    for child in element:
        if child.tag in _SPACES:
            pieces.append(_SPACES[child.tag])
        elif child.tag not in _SKIPPED:
            _collect(child, pieces)
        pieces.append(_white(child.tail))


def _white(text: str | None) -> str:
    """Return a text with spaces for line ends, which mean nothing in OpenDocument."""
    return " ".join((text or "").splitlines()) if text and "\n" in text else text or ""
