"""The formats: which suffix is read by what, and what standard input looks like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from newsrows.sources.formats.delimited import read_delimited
from newsrows.sources.formats.html import read_html
from newsrows.sources.formats.json import read_json, read_json_lines
from newsrows.sources.formats.parquet import read_parquet
from newsrows.sources.formats.text import read_text
from newsrows.sources.formats.warc import read_warc
from newsrows.sources.formats.xml import read_xml
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, Input, PageRecord, Record

Read = Callable[[Input, ReadOptions], Iterator[Record | PageRecord | BadRecord]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what reads it, what it calls a record, and what it takes.

    `unit` is '' where the file is the article. `from_its_end` says that a stream that only goes forward is not enough,
    `unpacks` that it opens packed files itself. `needs` are libraries of extras: (module, extra).
    """

    read: Read
    unit: str = ""
    from_its_end: bool = False
    unpacks: bool = False
    needs: tuple[tuple[str, str], ...] = ()


_TEXT = Format(read_text)
_HTML = Format(read_html, needs=(("trafilatura", "html"),))
_XML = Format(read_xml, "item", needs=(("lxml.etree", "html"),))
_JSON = Format(read_json, "item")
_JSON_LINES = Format(read_json_lines, "line")
_DELIMITED = Format(read_delimited, "row")
_PARQUET = Format(read_parquet, "row", from_its_end=True)
_WARC = Format(read_warc, "record", unpacks=True, needs=(("fastwarc", "warc"), ("trafilatura", "warc")))

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        ".txt": _TEXT,
        ".md": _TEXT,
        ".html": _HTML,
        ".htm": _HTML,
        ".xml": _XML,
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
# What bytes begin with, and the suffix that a file of such bytes would have.
_BEGINNINGS = (
    (re.compile(rb"\x1f\x8b"), ".gz"),
    (re.compile(rb"BZh[1-9]"), ".bz2"),
    (re.compile(rb"\xfd7zXZ\0"), ".xz"),
    (re.compile(rb"\x28\xb5\x2f\xfd"), ".zst"),
    (re.compile(rb"PK\x03\x04"), ".zip"),
    (re.compile(rb"PAR1"), ".parquet"),
    (re.compile(rb"WARC/1"), ".warc"),
    (re.compile(rb"\s*\[\s*\{"), ".json"),
    (re.compile(rb"\s*\{[^\n]*\}\s*\n"), ".jsonl"),
    (re.compile(rb"\s*\{\s*(?:\"|\})"), ".json"),
    (
        re.compile(
            rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
        ),
        ".html",
    ),
    (re.compile(rb"\s*(?:<\?xml|<!doctype nitf|<nitf|<newsItem|<newsMessage|<NewsML)\b", re.IGNORECASE), ".xml"),
)


def looks_like(head: bytes) -> str:
    """The suffix that a file with these first bytes would have: '.txt' if they are nothing in particular."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    return next((suffix for beginning, suffix in _BEGINNINGS if beginning.match(head)), ".txt")
