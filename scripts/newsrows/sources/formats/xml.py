"""Reads news in XML: feeds, and NITF, NewsML-G2, NITF or XHTML in NewsML 1 (standards of the IPTC, https://iptc.org/standards/)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from newsrows.sources.errors import BadFileError, need
from newsrows.sources.formats.feed import FEEDS, read_feed
from newsrows.sources.metadata.bylines import joined_authors
from newsrows.sources.metadata.dates import day_of, time_of
from newsrows.sources.metadata.fields import Metadata
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, InputFile, Record, digest

EXTRA = "html"
# Elements that are articles, the outermost first, and elements that may be their bodies.
_ARTICLES = ("newsItem", "NewsItem", "nitf")
_BODIES = ("body.content", "body", "inlineData", "DataContent")
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "hl2", "li", "blockquote", "note"}
# For each field the elements and attributes ('' is the text) that may hold it, the most likely first.
_TITLE = (("headline", ""), ("HeadLine", ""), ("hl1", ""), ("title", ""))
_PUBLISHER = (("pubdata", "name"), ("provider/name", ""), ("provider", "literal"), ("doc.copyright", "holder"))
_DATE = (
    *(("date.issue", "norm"), ("contentCreated", ""), ("firstCreated", ""), ("FirstCreated", "")),
    *(("pubdata", "date.publication"), ("versionCreated", ""), ("ThisRevisionCreated", "")),
)
_URL = (("pubdata", "ex-ref"),)
_SECTION = (("pubdata", "position.section"), ("tobject.property", "tobject.property.type"))
_AUTHORS = ("byline", "by", "ByLine")
_IDENTIFIER = (("doc-id", "id-string"), ("NewsItemId", ""))

Names = tuple[tuple[str, str], ...]


def read_xml(input_file: InputFile, options: ReadOptions) -> Iterator[Record | BadRecord]:
    """Yield the articles of a file, numbered from 1 if there are several.

    Raises:
        BadFileError: the file is not XML, or is of another kind.
        ReadError: lxml, which comes with trafilatura, is not installed.
    """
    data = input_file.read(options)
    root = _parse(data)
    encoding = (root.getroottree().docinfo.encoding or "utf-8").lower()
    if _local(root) in FEEDS:
        yield from read_feed(root, encoding)
        return
    candidates = [node for name in _ARTICLES for node in _named(root, name)]
    articles = [node for node in candidates if not any(parent in candidates for parent in node.iterancestors())]
    if not articles:
        raise BadFileError(
            f"found XML of another kind (its first element is {_local(root)!r}), expected a feed, NITF or NewsML; "
            "next: save the article as text"
        )
    if len(articles) == 1:
        yield _record(articles[0], digest(data), None, encoding)
        return
    for number, article in enumerate(articles, 1):
        try:
            yield _record(article, None, number, encoding)
        except BadFileError as error:
            yield BadRecord(f"item {number}", str(error))


def _parse(data: bytes) -> Any:
    """Return the root element; no other file is read, and no entity is expanded."""
    etree = need("lxml.etree", EXTRA)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.parse(io.BytesIO(data), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise BadFileError(
            f"found invalid XML ({error.msg}), expected a feed, NITF or NewsML; next: correct the file"
        ) from error


def _record(article: Any, sha256: str | None, number: int | None, encoding: str) -> Record:
    text = _text(article)
    if not text:
        raise BadFileError("found an item without text, expected paragraphs in it")
    return Record(
        text=text,
        sha256=sha256 or digest(text.encode()),
        metadata=Metadata(
            title=_first(article, _TITLE),
            publisher=_first(article, _PUBLISHER),
            published_on=day_of(_first(article, _DATE)),
            url=_first(article, _URL),
            authors=_authors(article),
            section=_first(article, _SECTION),
            published_at=time_of(_first(article, _DATE)),
        ),
        number=number,
        identifier=None if number is None else article.get("guid") or _first(article, _IDENTIFIER),
        encoding=encoding,
    )


def _text(article: Any) -> str:
    """Return the paragraphs of the body with empty lines between them; of nested paragraphs, the inner ones."""
    for name in _BODIES:
        for body in _named(article, name):
            paragraphs = [
                node
                for node in body.iter()
                if _local(node) in _PARAGRAPHS
                and not any(_local(inner) in _PARAGRAPHS for inner in node.iterdescendants())
            ]
            texts = [text for node in paragraphs if (text := _line(node))]
            if texts:
                return "\n\n".join(texts)
            if name != "body" and (text := "".join(body.itertext()).strip()):
                return text
    return ""


def _authors(article: Any) -> str | None:
    """Return the names of the bylines, without 'By'; those of <person> in them, if there are any."""
    for name in _AUTHORS:
        people = [person for byline in _named(article, name) for person in _named(byline, "person")]
        if names := joined_authors(_line(node) for node in people or _named(article, name)):
            return names
    return None


def _first(article: Any, names: Names) -> str | None:
    for name, attribute in names:
        outer, _, inner = name.partition("/")
        for node in _named(article, outer):
            for place in _named(node, inner) if inner else [node]:
                if value := " ".join((place.get(attribute) or "").split()) if attribute else _line(place):
                    return value
    return None


def _named(node: Any, name: str) -> list[Any]:
    """Return the elements with that name in any namespace: the node itself and its descendants."""
    return list(node.iter("{*}" + name))


def _line(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def _local(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
