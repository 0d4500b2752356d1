"""Makes PDF files for tests, with pypdf: lines of Helvetica at given places."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject


class Line(NamedTuple):
    """A line of text: its left end and base line in points from the bottom left corner of an A4 page."""

    x: float
    y: float
    text: str
    size: float = 10


def column(lines: Iterable[str], x: float, top: float, leading: float = 12) -> list[Line]:
    """Lines below one another; an empty line leaves a gap."""
    return [Line(x, top - number * leading, text) for number, text in enumerate(lines) if text]


def pdf(pages: Sequence[Sequence[Line]], *, password: str | None = None, **metadata: str) -> bytes:
    """The bytes of a PDF with these pages."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    for lines in pages:
        page: Any = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = StreamObject()
        stream.set_data(b"\n".join(map(_shown, lines)))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if metadata:
        writer.add_metadata({f"/{key}": value for key, value in metadata.items()})
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _shown(line: Line) -> bytes:
    escaped = line.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (line.size, line.x, line.y, escaped)
