"""Web pages: the article in them, found by trafilatura (Barbaresi, ACL 2021, doi:10.18653/v1/2021.acl-demo.15)."""

from __future__ import annotations

import codecs
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
from newsrows.sources.record import Input, PageRecord, Record

EXTRA = "html"
# <meta charset="utf-8">, <meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# Browsers read these names as cp1252: https://encoding.spec.whatwg.org/#names-and-labels
_WESTERN = {"iso8859-1", "ascii", "latin-1"}
# An element takes about 0.1 ms: a page of 100 000 took 15 s, where news pages have some thousands.
_CHARACTERS_PER_ELEMENT = 10
# Dates in URLs and markup only: those that stand somewhere in the text are as often of something else.
_SHORT = 500
_DATES = {"extensive_search": False, "original_date": True}


def read_html(given: Input, options: ReadOptions) -> Iterator[PageRecord]:
    """The one page of a file.

    Raises:
        BadFileError: it is too long.
    """
    yield PageRecord(given.read(options))


def extract_page(page: WebPage) -> Record:
    """The article in a page, and what the page says of it.

    Raises:
        BadFileError: there is none in it.
        ReadError: trafilatura is not installed.
    """
    if not page.data.strip():
        raise BadFileError("found an empty page, expected an article")
    text, encoding = decode_page(page.data, page.charset)
    found = _extract(text, page.address, page.max_characters // _CHARACTERS_PER_ELEMENT)
    return Record(
        text=_paragraphs(found),
        sha256=page.sha256,
        metadata=Metadata(
            _line(found.title), _line(found.sitename), day_of(found.date), _line(page.address or found.url)
        ),
        encoding=encoding,
    )


def _paragraphs(page: Any) -> str:
    """The text with an empty line between paragraphs, which trafilatura puts on a line each."""
    lines = (page.text or "").splitlines() if page else []
    if not any(line.strip() for line in lines):
        raise BadFileError("found no article in the page; next: remove it, or save the article as text")
    return "\n\n".join(line for line in lines if line.strip())


def _line(value: str | None) -> str | None:
    return " ".join((value or "").split()) or None


def _extract(text: str, url: str | None, most: int) -> Any:
    trafilatura = need("trafilatura", EXTRA)
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what is wrong with a page stands in its rejection
    try:
        tree = trafilatura.load_html(text)
        elements = 0 if tree is None else sum(1 for _ in tree.iter())
        if elements <= most:
            page = trafilatura.bare_extraction(
                tree, url=url, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
            )
            return _joined(page, text)
    except Exception as error:  # pages are made by anybody: one that breaks the library costs only itself
        raise BadFileError(f"the page cannot be read ({type(error).__name__}: {error})") from error
    raise BadFileError(
        f"found a page of {elements:,} elements, expected at most {most:,}; "
        f"next: remove it, or raise the limit with --max-characters {elements * _CHARACTERS_PER_ELEMENT}"
    )


def _joined(page: Any, text: str) -> Any:
    """The page with its lines whole.

    Where it finds little, trafilatura dumps a line for each element: 'Fares' / 'rise' / 'by 5%.' It does not where
    it is told to be strict: if that gives the same words, they are taken from there.
    """
    if page is None or len(page.text or "") > _SHORT:
        return page
    strict = need("trafilatura", EXTRA).bare_extraction(text, favor_precision=True, include_comments=False)
    if strict is not None and "".join((strict.text or "").split()) == "".join((page.text or "").split()):
        page.text = strict.text
    return page


def decode_page(data: bytes, charset: str | None = None) -> tuple[str, str]:
    """The text of a page and its encoding: by its mark, as UTF-8 if it is, by what is declared, by what it looks like.

    What is UTF-8 throughout is nothing else, whatever a server says. Bytes that do not fit become U+FFFD.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    declared = _codec(charset or _declared(data))
    for encoding in filter(None, ("utf-8", declared)):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    if declared is None:
        try:
            return decode(data)
        except BadFileError:
            pass
    return data.decode(declared or "utf-8", "replace"), declared or "utf-8"


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data, 0, _DECLARED_WITHIN)
    return found[1].decode() if found else None


def _codec(name: str | None) -> str | None:
    """Python's name for an encoding of text; None if it knows none."""
    try:
        codec = codecs.lookup(name or "").name
        b"    ".decode(codec)  # 'base64' and 'rot13' are codecs, too
    except (LookupError, ValueError):
        return None
    return "cp1252" if codec in _WESTERN else codec


# The article in a web page that was read before, perhaps in another process or on another machine.


def open_page(page: WebPage) -> Article | Rejected:
    """The article in a page, or why there is none; what metadata files say of it goes before what it says itself.

    The same page gives the same outcome with the same version of trafilatura and of what that is made of.

    Raises:
        ReadError: trafilatura is not installed.
    """
    try:
        record = extract_page(page)
        record.check(page.max_characters)
    except BadFileError as error:
        return Rejected(page.shown, str(error), page.place)
    described = Metadata(page.title, page.publisher, page.published_on, page.url)
    return record.article(page.article_id, page.file_name, described.or_else(record.metadata))
