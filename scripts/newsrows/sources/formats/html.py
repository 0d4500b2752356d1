"""Extracts articles from web pages with trafilatura (Barbaresi, ACL 2021, doi:10.18653/v1/2021.acl-demo.15).

Reading a page and extracting its article are separate, so that workers extract.
"""

from __future__ import annotations

import codecs
import json
import logging
import re
from typing import Any, NamedTuple

from newsrows.records import Article, Rejected, WebPage
from newsrows.sources.encoding import decode
from newsrows.sources.errors import BadFileError, ReadError, need
from newsrows.sources.formats.page_blocks import read_blocks
from newsrows.sources.formats.page_body import Hints, article_paragraphs
from newsrows.sources.language import ENGLISH
from newsrows.sources.metadata.dates import day_of
from newsrows.sources.metadata.fields import Metadata
from newsrows.sources.metadata.json_ld import ArticleData
from newsrows.sources.metadata.page_metadata import Guess, headlines, page_metadata, read_head, with_lines
from newsrows.sources.record import Record

EXTRA = "html"
# <meta charset="utf-8">, <meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# Browsers decode these as cp1252: https://encoding.spec.whatwg.org/#names-and-labels
# Codecs of Python that are not encodings of pages; the time of the first two grows with the square of a page.
_NOT_OF_PAGES = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}
_WESTERN = {"iso8859-1", "ascii", "latin-1"}
# An element takes about 0.1 ms: a page of 100,000 elements took 15 s; news pages have a few thousand.
_CHARACTERS_PER_ELEMENT = 10
_FEW_WORDS = 250
_MAX_JSON = 200_000  # characters
_MAX_BROKEN_JSON = 4_096  # characters
# Dates are taken from the URL and markup only; a date in the text is often not that of the article.
_DATES = {"extensive_search": False, "original_date": True}


def extract_page(page: WebPage) -> Record:
    """Extract the article of a page with its metadata.

    Raises:
        BadFileError: the page has no article.
        ReadError: trafilatura is not installed.
    """
    if not page.data.strip():
        raise BadFileError("found an empty page, expected an article")
    text, encoding = decode_page(page.data, page.charset)
    try:
        extracted = _extract(text, page.address, page.max_characters // _CHARACTERS_PER_ELEMENT)
    except (BadFileError, ReadError):
        raise
    except Exception as error:  # a page that breaks a library must not stop the others
        raise BadFileError(f"the page cannot be read ({type(error).__name__}: {error})") from error
    if not extracted.paragraphs:
        raise BadFileError("found no article in the page; next: remove it, or save the article as text")
    return Record(
        text="\n\n".join(extracted.paragraphs),
        sha256=page.sha256,
        metadata=extracted.metadata,
        language=extracted.language,
        encoding=encoding,
        note=extracted.note,
    )


class _Extracted(NamedTuple):
    """The paragraphs of an article, its metadata, its declared language, and why it may not be whole."""

    paragraphs: list[str]
    metadata: Metadata = Metadata()
    language: str = ENGLISH
    note: str | None = None


def _extract(text: str, url: str | None, max_elements: int) -> _Extracted:
    trafilatura = need("trafilatura", EXTRA)
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # problems of a page are reported in its rejection
    tree = trafilatura.load_html(text)
    if tree is None:
        return _Extracted([])
    elements = sum(1 for _ in tree.iter())
    if elements > max_elements:
        raise BadFileError(
            f"found a page of {elements:,} elements, expected at most {max_elements:,}; "
            f"next: remove it, or raise the limit with --max-characters {elements * _CHARACTERS_PER_ELEMENT}"
        )
    head = read_head(tree)
    _drop_long_json(tree)
    blocks = read_blocks(tree)
    head = with_lines(head, (block.text for block in blocks))
    document = trafilatura.bare_extraction(
        tree, url=url, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
    )
    metadata = page_metadata(head, _guess(document, url))
    hints = Hints(
        text=(document.text or "") if document else "",
        body=head.data.body,
        titles=headlines(head, metadata.title or ""),
        description=head.description,
        authors=tuple((metadata.authors or "").split("; ")),
    )
    paragraphs = article_paragraphs(blocks, hints)
    return _Extracted(paragraphs, metadata, _declared_language(tree), _note(head.data, paragraphs))


def _note(data: ArticleData, paragraphs: list[str]) -> str | None:
    """Return why the text may not be a whole article, as far as the page itself tells."""
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    if data.is_live:
        return "this is a live page, so its posts were read as one article; next: check whether you want it"
    if not data.is_free and words < _FEW_WORDS:
        return f"the page is not free and has {words:,} words of the article; next: check whether it is complete"
    return None


def _guess(document: Any, url: str | None) -> Guess:
    if document is None:
        return Guess(url=url)
    return Guess(
        title=document.title,
        publisher=_line(document.sitename),
        published_on=day_of(document.date),
        url=_line(url or document.url),
        authors=document.author,
    )


def _declared_language(tree: Any) -> str:
    """Return the ISO 639-1 code of the lang attribute; 'en' without one."""
    code = (tree.getroottree().getroot().get("lang") or "").strip().lower()
    return code[:2] if re.fullmatch(r"[a-z]{2}(?:[-_].*)?", code) else ENGLISH


def _line(value: str | None) -> str | None:
    return " ".join((value or "").split()) or None


def _drop_long_json(tree: Any) -> None:
    """Remove scripts with metadata that are very long, or are no JSON beyond some characters of them.

    trafilatura looks for metadata in them with patterns whose time grows with the square of a script: 64 kB that are no
    JSON took 7 s, and a list of 20,000 articles took minutes.
    """
    characters = 0
    for script in list(tree.iter("script")):
        text = script.text or ""
        if len(text) > _MAX_JSON:
            script.text = None
        elif "json" in (script.get("type") or "").lower() and not _is_json(text):
            characters += len(text)
            if characters > _MAX_BROKEN_JSON:
                script.text = None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def decode_page(data: bytes, charset: str | None = None) -> tuple[str, str]:
    """Return the text of a page and its encoding.

    The encoding is that of the byte-order mark, UTF-8 if all bytes are valid UTF-8, the declared one, or what the bytes
    look like, in this order. Bytes that do not fit become U+FFFD.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    declared = _codec(charset or _declared(data))
    for encoding in filter(None, ("utf-8", declared)):
        try:
            return data.decode(encoding), encoding
        except UnicodeError:
            continue
    if declared is None:
        try:
            return decode(data)
        except BadFileError:
            pass
    return data.decode(declared or "utf-8", "replace"), declared or "utf-8"


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data, 0, _DECLARED_WITHIN)
    return match[1].decode() if match else None


def _codec(name: str | None) -> str | None:
    """Return Python's name of an encoding of text; None if Python does not have it."""
    try:
        codec = codecs.lookup(name or "").name
        b"    ".decode(codec)  # raises for 'base64' and 'rot13', which are codecs but not encodings
    except (LookupError, ValueError):
        return None
    if codec.replace("-", "_") in _NOT_OF_PAGES:
        return None
    return "cp1252" if codec in _WESTERN else codec


def open_page(page: WebPage) -> Article | Rejected:
    """Return the article in a page, or a rejection; metadata files take precedence over metadata in the page.

    The result depends only on the page and the versions of trafilatura and its dependencies.

    Raises:
        ReadError: trafilatura is not installed.
    """
    try:
        record = extract_page(page)
        record.check(page.max_characters)
    except BadFileError as error:
        return Rejected(page.shown, str(error), page.place)
    metadata = Metadata(
        title=page.title,
        publisher=page.publisher,
        published_on=page.published_on,
        url=page.url,
        authors=page.authors,
        section=page.section,
        published_at=page.published_at,
    )
    return record.article(page.article_id, page.file_name, metadata.or_else(record.metadata))
