"""Reads Word documents (.docx) with python-docx: one article, or an export of a newspaper database."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from newsrows.sources.errors import BadFileError, need
from newsrows.sources.formats.databases.export import may_be_export, read_export
from newsrows.sources.formats.databases.lines import Line, Mark, plain_lines
from newsrows.sources.formats.document import Block, Kind, headline_and_text, library_errors, parts_of
from newsrows.sources.metadata.fields import Metadata, one_line
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, InputFile, Record, digest

EXTRA = "office"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _R, _T, _BOX = f"{_W}p", f"{_W}r", f"{_W}t", f"{_W}txbxContent"
_SPACES = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# The other version of a text box for old programs, and text that was moved to another place.
_SKIPPED = {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{_W}moveFrom"}
_HEADLINES = {"title", "heading 1"}


def read_docx(input_file: InputFile, options: ReadOptions) -> Iterator[Record | BadRecord]:
    """Yield the article of a document, or the articles of an export.

    The text is that of its paragraphs and cells, as they are when all changes are accepted.

    Headers, footers, notes, comments and captions are left out, and text boxes, unless they hold all the text.

    Raises:
        BadFileError: the file is not a document, is protected or has no text.
        ReadError: python-docx is not installed.
    """
    docx = need("docx", EXTRA)
    data = input_file.read_document(options)
    parts_of(data, input_file, options)
    with library_errors():
        document = docx.Document(io.BytesIO(data))
        blocks = _blocks(document, boxes=False)
        export = _export(blocks, data, options)
        headline, text = headline_and_text(blocks)
        if not text:
            headline, text = headline_and_text(_blocks(document, boxes=True))
        title = headline or one_line(document.core_properties.title or "") or None
    if export is not None:
        yield from export
        return
    if not text:
        raise BadFileError("found no text in the document, expected an article; next: fill it or remove it")
    yield Record(text, digest(data), Metadata(title=title))


def _export(blocks: list[Block], data: bytes, options: ReadOptions) -> Iterator[Record | BadRecord] | None:
    if not any(may_be_export(block.text) for block in blocks):
        return None
    lines = []
    for kind, text in blocks:
        if kind is not Kind.LEFT_OUT:
            mark = Mark.HEADLINE if kind is Kind.HEADLINE else None
            lines += [Line(line.text, mark) for line in plain_lines(text)]
            lines.append(Line(""))
    return read_export(lines, data, options)


def _blocks(document: Any, *, boxes: bool) -> list[Block]:
    kinds = {style.style_id: _kind((style.name or "").lower()) for style in document.styles}
    blocks = []
    for element in document.element.body.iter(_P):
        if boxes != any(parent.tag == _BOX for parent in element.iterancestors()):
            continue
        if any(parent.tag in _SKIPPED for parent in element.iterancestors()):
            continue
        pieces: list[str] = []
        _collect(element, pieces)
        if text := "".join(pieces):
            blocks.append(Block(kinds.get(element.style, Kind.TEXT), text))
    return blocks


def _kind(style: str) -> Kind:
    if style in _HEADLINES:
        return Kind.HEADLINE
    return Kind.LEFT_OUT if style == "caption" else Kind.TEXT


def _collect(element: Any, pieces: list[str]) -> None:
    """Add the text in an element, without text boxes, hidden text and paragraphs of their own."""
    for child in element:
        if child.tag == _T:
            pieces.append(child.text or "")
        elif child.tag in _SPACES:
            pieces.append(_SPACES[child.tag])
        elif child.tag in {_P, _BOX} or child.tag in _SKIPPED or (child.tag == _R and _is_hidden(child)):
            continue
        elif len(child):
            _collect(child, pieces)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") not in {"0", "false", "off"}
