"""Reads electronic books (.epub): each chapter is an article, as in the issues that newspapers publish."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from newsrows.sources.errors import BadFileError, need
from newsrows.sources.formats.document import PASSWORD, Block, Kind, headline_and_text, parse_part, part, parts_of
from newsrows.sources.formats.html import decode_page
from newsrows.sources.language import ENGLISH
from newsrows.sources.metadata.dates import day_of, time_of
from newsrows.sources.metadata.fields import Metadata, one_line
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, InputFile, Record, digest

EXTRA = "html"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HEADINGS = {"h1", "h2"}
_BLOCKS = {"p", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "td", "dd", "dt", "div", "section"}
_LEFT_OUT = {"script", "style", "figure", "figcaption", "nav", "aside", "svg", "head"}
# Covers, imprints and lists of contents.
_FEW_WORDS = 40
_MOSTLY = 0.5
# Fonts may be obfuscated, which does not encrypt the text.
_OBFUSCATION = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")


def read_epub(input_file: InputFile, options: ReadOptions) -> Iterator[Record | BadRecord]:
    """Yield the chapters of a book, numbered from 1 in reading order; covers and lists of contents are left out.

    Raises:
        BadFileError: the file is not a book, is protected, or has no chapter.
        ReadError: lxml, which comes with trafilatura, is not installed.
    """
    parts = parts_of(input_file.read_document(options), input_file, options)
    if _is_encrypted(part(parts, "META-INF/encryption.xml") or b""):
        raise BadFileError(PASSWORD)
    package_name = _package_name(part(parts, "META-INF/container.xml"))
    package = parse_part(part(parts, package_name) or b"", EXTRA)
    metadata, language = _metadata(package)
    count = 0
    for number, name in enumerate(_chapters(package, posixpath.dirname(package_name)), 1):
        try:
            record = _chapter(parts, name, number, metadata, language)
        except BadFileError as error:
            yield BadRecord(f"item {number}", str(error))
        else:
            if record is not None:
                count += 1
                yield record
    if not count:
        raise BadFileError("found no chapter with an article; next: remove the file")


def _is_encrypted(encryption: bytes) -> bool:
    return encryption.count(b"EncryptionMethod ") > sum(map(encryption.count, _OBFUSCATION))


def _package_name(container: bytes | None) -> str:
    root = None if container is None else parse_part(container, EXTRA)
    name = None if root is None else next((node.get("full-path") for node in root.iter("{*}rootfile")), None)
    if name is None:
        raise BadFileError("found a zip of another kind, expected a book (EPUB); next: get the file again")
    return str(name)


def _chapters(package: Any, folder: str) -> Iterator[str]:
    """Yield the names of the chapters in reading order, without lists of contents."""
    items = {item.get("id"): item for item in package.iter("{*}item")}
    names: set[str] = set()
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or "nav" in (item.get("properties") or "").split():
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        if name not in names:
            names.add(name)
            yield name


def _metadata(package: Any) -> tuple[Metadata, str]:
    """Return what is true of all chapters, and the language."""

    def first(name: str) -> str | None:
        return next((text for node in package.iter(f"{_DC}{name}") if (text := one_line(node.text or ""))), None)

    date = first("date")
    metadata = Metadata(publisher=first("publisher"), published_on=day_of(date), published_at=time_of(date))
    return metadata, (first("language") or ENGLISH)[:2].lower()


def _chapter(parts: dict[str, InputFile], name: str, number: int, metadata: Metadata, language: str) -> Record | None:
    """Return the article of a chapter; None if it is a cover, a list of contents or the like."""
    html = need("lxml.html", EXTRA)
    data = part(parts, name)
    if data is None:
        raise BadFileError(f"the chapter {name!r} is missing; next: get the file again")
    text, encoding = decode_page(data)
    try:
        tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True))
    except (ValueError, html.etree.ParserError) as error:
        raise BadFileError(f"found a chapter that cannot be read ({error})") from error
    html.etree.strip_elements(tree, *_LEFT_OUT, with_tail=False)
    linked = sum(len("".join(link.itertext())) for link in tree.iter("a") if link.get("href"))
    headline, body = headline_and_text(_blocks(html.etree, tree))
    if len(body.split()) < _FEW_WORDS or linked > _MOSTLY * len(body):
        return None
    article = Metadata(title=headline).or_else(metadata)
    return Record(body, digest(body.encode()), article, number=number, language=language, encoding=encoding)


def _blocks(etree: Any, tree: Any) -> list[Block]:
    """Return the text between the beginnings and ends of block elements."""
    blocks: list[Block] = []
    pieces: list[str] = []
    kind = Kind.TEXT
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _BLOCKS:
            blocks.append(Block(kind, " ".join("".join(pieces).split())))
            pieces.clear()
            kind = Kind.HEADLINE if event == "start" and element.tag in _HEADINGS else Kind.TEXT
        elif element.tag == "br" and event == "start":
            pieces.append(" ")
        pieces.append((element.text if event == "start" else element.tail) or "")
    blocks.append(Block(kind, " ".join("".join(pieces).split())))
    return blocks
