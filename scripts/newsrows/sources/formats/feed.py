"""Reads the entries of feeds that hold whole articles: RSS 0.9 to 2.0 and Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

from newsrows.sources.errors import BadFileError
from newsrows.sources.formats.markup import is_markup, strip_markup
from newsrows.sources.language import ENGLISH
from newsrows.sources.metadata.bylines import joined_authors
from newsrows.sources.metadata.dates import day_of, time_of
from newsrows.sources.metadata.fields import Metadata, one_line
from newsrows.sources.record import BadRecord, Record, digest

FEEDS = {"rss", "feed", "RDF"}
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ATOM = "{http://www.w3.org/2005/Atom}"
# A description of fewer words is a summary.
_FEW_WORDS = 150


def read_feed(root: Any, encoding: str) -> Iterator[Record | BadRecord]:
    """Yield the articles of a feed, numbered from 1; an entry with only a summary is yielded as a `BadRecord`.

    Raises:
        BadFileError: the feed has no entry.
        ReadError: lxml, which comes with trafilatura, is not installed.
    """
    entries = [*root.iter("{*}item", "{*}entry")]
    if not entries:
        raise BadFileError("found a feed without entries, expected articles; next: remove it")
    head = root if _local(root) == "feed" else next(root.iter("{*}channel"), root)
    publisher = _value(head, "title")
    language = (_value(head, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ENGLISH)[
        :2
    ].lower()
    for number, entry in enumerate(entries, 1):
        try:
            yield _record(entry, number, publisher, language, encoding)
        except BadFileError as error:
            yield BadRecord(f"item {number}", str(error))


def _record(entry: Any, number: int, publisher: str | None, language: str, encoding: str) -> Record:
    text = _text(entry)
    date = next(
        filter(None, (_value(entry, name) for name in ("pubDate", "published", "issued", "date", "updated"))), None
    )
    return Record(
        text=text,
        sha256=digest(text.encode()),
        metadata=Metadata(
            title=_line(unescape(_stripped(_value(entry, "title") or ""))),
            publisher=_source(entry) or publisher,
            published_on=day_of(date),
            url=_address(entry),
            authors=_authors(entry),
            section=_section(entry),
            published_at=time_of(date),
        ),
        number=number,
        identifier=_value(entry, "guid") or _value(entry, "id"),
        language=language,
        encoding=encoding,
    )


def _text(entry: Any) -> str:
    """Return the content of an entry; its description counts if it is as long as an article."""
    for content in (*entry.iter(_CONTENT), *entry.findall(f"{_ATOM}content")):
        if content.get("src") is None and (text := _stripped(_inner(content))):
            return text
    description = next(filter(None, (_stripped(_inner(node)) for node in _children(entry, "description"))), "")
    if len(description.split()) >= _FEW_WORDS:
        return description
    raise BadFileError(
        "found an entry without content (only a summary), expected the article; next: get the page itself"
    )


def _inner(node: Any) -> str:
    """Return the content of an element: text, escaped HTML, or XHTML as it is written (Atom, type xhtml)."""
    if not len(node):
        return node.text or ""
    blocks = (" ".join("".join(block.itertext()).split()) for block in _blocks(node))
    return "\n\n".join(filter(None, blocks))


def _blocks(node: Any) -> list[Any]:
    inner = [block for block in node.iter("{*}p", "{*}li", "{*}h2", "{*}h3", "{*}blockquote") if not _has_block(block)]
    return inner or [node]


def _has_block(block: Any) -> bool:
    return next(block.iterdescendants("{*}p", "{*}li", "{*}blockquote"), None) is not None


def _stripped(text: str) -> str:
    if not is_markup(text) and not ("</" in text or "<br" in text):
        return text.strip()
    return strip_markup(text)


def _children(entry: Any, name: str) -> list[Any]:
    return [child for child in entry if _local(child) == name]


def _value(node: Any, name: str) -> str | None:
    """Return the text of the first child with that name in any namespace."""
    return next((text for child in _children(node, name) if (text := _line("".join(child.itertext())))), None)


def _address(entry: Any) -> str | None:
    for link in _children(entry, "link"):
        if (text := _line(link.text or "")) or link.get("rel", "alternate") == "alternate":
            return text or link.get("href")
    return None


def _authors(entry: Any) -> str | None:
    names = [_line("".join(node.itertext())) for node in entry.findall(f"{_DC}creator")]
    names = names or [_value(node, "name") for node in _children(entry, "author") if len(node)]
    return joined_authors(name for name in names if name)


def _section(entry: Any) -> str | None:
    return next(
        (text for node in _children(entry, "category") if (text := _line(node.get("term") or node.text or ""))), None
    )


def _source(entry: Any) -> str | None:
    """Return the name of the feed that an entry was taken from, if this feed collects others."""
    for node in _children(entry, "source"):
        return _value(node, "title") or _line(node.text or "")
    return None


def _line(text: str) -> str | None:
    return one_line(text) or None


def _local(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
