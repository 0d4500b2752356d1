"""Extracts articles from web pages with trafilatura (Barbaresi, ACL 2021, doi:10.18653/v1/2021.acl-demo.15).

Reading a page and extracting its article are separate, so that workers extract.
"""

from __future__ import annotations

import codecs
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from newsrows.records import Article, Rejected, WebPage
from newsrows.sources.encoding import decode
from newsrows.sources.errors import BadFileError, need
from newsrows.sources.metadata.dates import day_of
from newsrows.sources.metadata.fields import Metadata
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import InputFile, PageRecord, Record

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
_MAX_BROKEN_JSON = 4_096  # characters
_SHORT = 500  # characters
# Dates are taken from the URL and markup only; a date in the text is often not that of the article.
_DATES = {"extensive_search": False, "original_date": True}


def read_html(input_file: InputFile, options: ReadOptions) -> Iterator[PageRecord]:
    """Yield the page of a file.

    Raises:
        BadFileError: the file is too large.
    """
    yield PageRecord(input_file.read(options))


def extract_page(page: WebPage) -> Record:
    """Extract the article of a page with its metadata.

    Raises:
        BadFileError: the page has no article.
        ReadError: trafilatura is not installed.
    """
    if not page.data.strip():
        raise BadFileError("found an empty page, expected an article")
    text, encoding = decode_page(page.data, page.charset)
    document = _extract(text, page.address, page.max_characters // _CHARACTERS_PER_ELEMENT)
    return Record(
        text=_paragraphs(document),
        sha256=page.sha256,
        metadata=Metadata(
            _line(document.title),
            _line(document.sitename),
            day_of(document.date),
            _line(page.address or document.url),
        ),
        encoding=encoding,
    )


def _paragraphs(document: Any) -> str:
    """Return the text with an empty line between paragraphs; trafilatura puts each paragraph on one line."""
    lines = (document.text or "").splitlines() if document else []
    if not any(line.strip() for line in lines):
        raise BadFileError("found no article in the page; next: remove it, or save the article as text")
    return "\n\n".join(line for line in lines if line.strip())


def _line(value: str | None) -> str | None:
    return " ".join((value or "").split()) or None


def _extract(text: str, url: str | None, max_elements: int) -> Any:
    trafilatura = need("trafilatura", EXTRA)
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # problems of a page are reported in its rejection
    try:
        tree = trafilatura.load_html(text)
        elements = 0 if tree is None else sum(1 for _ in tree.iter())
        if elements <= max_elements:
            _drop_broken_json(tree)
            document = trafilatura.bare_extraction(
                tree, url=url, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
            )
            return _rejoin_lines(document, text)
    except Exception as error:  # a page that breaks the library must not stop the others
        raise BadFileError(f"the page cannot be read ({type(error).__name__}: {error})") from error
    raise BadFileError(
        f"found a page of {elements:,} elements, expected at most {max_elements:,}; "
        f"next: remove it, or raise the limit with --max-characters {elements * _CHARACTERS_PER_ELEMENT}"
    )


def _drop_broken_json(tree: Any) -> None:
    """Remove scripts with metadata that is no JSON, beyond some characters of them.

    trafilatura looks for metadata in them with patterns whose time grows with the square of a script: 64 kB took 7 s.
    """
    if tree is None:
        return
    characters = 0
    for script in list(tree.iter("script")):
        text = script.text or ""
        if "json" in (script.get("type") or "").lower() and not _is_json(text):
            characters += len(text)
            if characters > _MAX_BROKEN_JSON:
                script.text = None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _rejoin_lines(document: Any, text: str) -> Any:
    """Return the document with complete lines.

    If it finds little text, trafilatura returns one line per element: 'Fares' / 'rise' / 'by 5%.' In its precise mode
    it does not; if that mode returns the same words, they are used instead.
    """
    if document is None or len(document.text or "") > _SHORT:
        return document
    precise = need("trafilatura", EXTRA).bare_extraction(text, favor_precision=True, include_comments=False)
    if precise is not None and "".join((precise.text or "").split()) == "".join((document.text or "").split()):
        document.text = precise.text
    return document


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
    metadata = Metadata(page.title, page.publisher, page.published_on, page.url)
    return record.article(page.article_id, page.file_name, metadata.or_else(record.metadata))
