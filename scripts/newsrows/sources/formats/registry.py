"""The supported formats: which function reads which suffix, and how standard input is recognised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from newsrows.sources.errors import is_installed
from newsrows.sources.formats.delimited import read_delimited
from newsrows.sources.formats.docx import read_docx
from newsrows.sources.formats.epub import read_epub
from newsrows.sources.formats.html_file import read_html
from newsrows.sources.formats.json import read_json, read_json_lines
from newsrows.sources.formats.mail import read_eml, read_mbox
from newsrows.sources.formats.odt import read_odt
from newsrows.sources.formats.parquet import read_parquet
from newsrows.sources.formats.pdf import read_pdf
from newsrows.sources.formats.rtf import read_rtf
from newsrows.sources.formats.text import read_text
from newsrows.sources.formats.warc import read_warc
from newsrows.sources.formats.xml import read_xml
from newsrows.sources.locate.suffixes import split_suffixes
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, InputFile, PageRecord, Record

ReadFunction = Callable[[InputFile, ReadOptions], Iterator[Record | PageRecord | BadRecord]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        read: the function that reads a file.
        unit: the name of a record in messages; '' if the file is the article, or an export of a newspaper database.
        needs_seek: whether the stream must be seekable.
        decompresses: whether `read` accepts compressed files.
        needs: required libraries of extras: (module, extra).
        is_optional: whether files of this format in a folder are skipped if a library is missing; otherwise the build
            stops.
    """

    read: ReadFunction
    unit: str = ""
    needs_seek: bool = False
    decompresses: bool = False
    needs: tuple[tuple[str, str], ...] = ()
    is_optional: bool = False


_TEXT = Format(read_text)
_HTML = Format(read_html, needs=(("trafilatura", "html"),))
_XML = Format(read_xml, "item", needs=(("lxml.etree", "html"),))
_JSON = Format(read_json, "item")
_JSON_LINES = Format(read_json_lines, "line")
_DELIMITED = Format(read_delimited, "row")
_PARQUET = Format(read_parquet, "row", needs_seek=True)
_DOCX = Format(read_docx, needs=(("docx", "office"),), is_optional=True)
_ODT = Format(read_odt, needs=(("lxml", "office"),), is_optional=True)
_RTF = Format(read_rtf, needs=(("striprtf", "office"),), is_optional=True)
_PDF = Format(read_pdf, needs=(("pypdf", "pdf"),), is_optional=True)
_EPUB = Format(read_epub, "item", needs=(("lxml", "html"),), is_optional=True)
_FEED = Format(read_xml, "item", needs=(("lxml", "html"),), is_optional=True)
_EML = Format(read_eml)
_MBOX = Format(read_mbox, "message")
_WARC = Format(read_warc, "record", decompresses=True, needs=(("fastwarc", "warc"), ("trafilatura", "warc")))

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        ".txt": _TEXT,
        ".md": _TEXT,
        ".html": _HTML,
        ".htm": _HTML,
        ".xml": _XML,
        ".rss": _FEED,
        ".atom": _FEED,
        ".docx": _DOCX,
        ".odt": _ODT,
        ".rtf": _RTF,
        ".pdf": _PDF,
        ".epub": _EPUB,
        ".eml": _EML,
        ".mbox": _MBOX,
        ".json": _JSON,
        ".jsonl": _JSON_LINES,
        ".ndjson": _JSON_LINES,
        ".csv": _DELIMITED,
        ".tsv": _DELIMITED,
        ".parquet": _PARQUET,
        ".warc": _WARC,
        ".wet": _WARC,
    }
)
# The first bytes of a file, and the suffix of its format.
_SIGNATURES = (
    (re.compile(rb"\x1f\x8b"), ".gz"),
    (re.compile(rb"BZh[1-9]"), ".bz2"),
    (re.compile(rb"\xfd7zXZ\0"), ".xz"),
    (re.compile(rb"\x28\xb5\x2f\xfd"), ".zst"),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.DOTALL), ".epub"),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text", re.DOTALL), ".odt"),
    (re.compile(rb"PK\x03\x04.{26}\[Content_Types\]\.xml", re.DOTALL), ".docx"),
    (re.compile(rb"PK\x03\x04"), ".zip"),
    (re.compile(rb"%PDF-"), ".pdf"),
    (re.compile(rb"\{\\rtf"), ".rtf"),
    (re.compile(rb"From \S[^\n]*\d\d:\d\d[^\n]*\d{4}\s*\n[\w-]+:"), ".mbox"),
    (re.compile(rb"PAR1"), ".parquet"),
    (re.compile(rb"WARC/1"), ".warc"),
    (re.compile(rb"\s*\[\s*\{"), ".json"),
    (re.compile(rb"\s*\{[^\n]*\}\s*\n"), ".jsonl"),
    (re.compile(rb"\s*\{\s*(?:\"|\})"), ".json"),
    (
        re.compile(
            rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype html|html|head|body)\b",
            re.IGNORECASE | re.DOTALL,
        ),
        ".html",
    ),
    (
        re.compile(rb"\s*(?:<\?xml|<!doctype nitf|<nitf|<newsItem|<newsMessage|<NewsML|<rss|<feed)\b", re.IGNORECASE),
        ".xml",
    ),
)


def unavailable_suffixes() -> frozenset[str]:
    """Return the suffixes of optional formats whose libraries are not installed."""
    return frozenset(
        suffix
        for suffix, known in FORMATS.items()
        if known.is_optional and not all(is_installed(module) for module, _ in known.needs)
    )


def how_to_read(kind: str) -> str:
    """Return ' (install newsrows[office])' for the suffix of an optional format whose library is missing, or ''."""
    suffix = split_suffixes(kind)[0]
    return f" (install newsrows[{FORMATS[suffix].needs[0][1]}])" if suffix in unavailable_suffixes() else ""


def looks_like(head: bytes) -> str:
    """Return the suffix of the format that a file with these first bytes has; '.txt' if none is recognised."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    return next((suffix for signature, suffix in _SIGNATURES if signature.match(head)), ".txt")
