"""Reads Rich Text (.rtf) with striprtf: one article, or an export of a newspaper database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from newsrows.sources.errors import BadFileError, need
from newsrows.sources.formats.databases.export import may_be_export, read_export
from newsrows.sources.formats.databases.rtf_lines import rtf_lines
from newsrows.sources.formats.document import Block, Kind, headline_and_text, library_errors
from newsrows.sources.metadata.fields import Metadata, one_line
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, InputFile, Record, digest

EXTRA = "office"
_TITLE = re.compile(r"\{\\title\s([^{}]{1,1000})\}")
_WITHIN = 65_536  # the title is in front of the text


def read_rtf(input_file: InputFile, options: ReadOptions) -> Iterator[Record | BadRecord]:
    """Yield the article of a document, without a line that is its title, or the articles of an export.

    Raises:
        BadFileError: the file is not Rich Text, or has no text.
        ReadError: striprtf is not installed.
    """
    convert = partial(need("striprtf.striprtf", EXTRA).rtf_to_text, encoding="cp1252", errors="replace")
    data = input_file.read_document(options)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise BadFileError("found a file of another kind, expected Rich Text; next: save it again as .rtf or .txt")
    source = data.decode("latin-1")  # other characters are written as escapes
    with library_errors():
        is_likely = may_be_export(source)
        text = "" if is_likely else convert(source)
        export = None
        if is_likely or may_be_export(text):
            export = read_export(rtf_lines(source, convert), data, options)
        if export is None:
            text = text or convert(source)
            match = _TITLE.search(source, 0, _WITHIN)
            title = one_line(convert(f"{{\\rtf1 {match[1]}}}")) if match else ""
    if export is not None:
        yield from export
        return
    lines = [line for line in text.replace("|\n", "\n").split("\n") if line.strip()]
    kinds = (
        Kind.HEADLINE if number == 0 and one_line(line) == title else Kind.TEXT for number, line in enumerate(lines)
    )
    headline, body = headline_and_text([Block(kind, line) for kind, line in zip(kinds, lines, strict=True)])
    if not body:
        raise BadFileError("found no text in the document, expected an article; next: fill it or remove it")
    yield Record(body, digest(data), Metadata(title=headline or title or None))
