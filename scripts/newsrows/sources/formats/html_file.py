"""Reads .html files: a web page, or an export of a newspaper database with many articles."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from newsrows.sources.errors import BadFileError
from newsrows.sources.formats.databases.export import may_be_export, read_export
from newsrows.sources.formats.databases.html_lines import html_lines
from newsrows.sources.formats.html import decode_page
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, InputFile, PageRecord, Record


def read_html(input_file: InputFile, options: ReadOptions) -> Iterator[PageRecord | Record | BadRecord]:
    """Yield the page of a file, or the articles of an export.

    Raises:
        BadFileError: the file is too large.
        ReadError: the file is an export, and lxml, which comes with trafilatura, is not installed.
    """
    data = input_file.read(options)
    export = _export(data, options)
    if export is None:
        yield PageRecord(data)
    else:
        yield from export


def _export(data: bytes, options: ReadOptions) -> Iterator[Record | BadRecord] | None:
    # ASCII is enough for the signs of an export, and a page of another kind is decoded by the process that opens it.
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not may_be_export((data.replace(b"\0", b"") if is_wide else data).decode("latin-1")):
        return None
    text, encoding = decode_page(data)
    try:
        lines = html_lines(text)
    except BadFileError:  # the process that opens the page says why
        return None
    return read_export(lines, data, options, encoding)
