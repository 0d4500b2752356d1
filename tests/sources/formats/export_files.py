"""Small exports with articles of our own, in the layouts of the databases."""

from __future__ import annotations

import io
from typing import Any

FIRST = (
    "PORT CALLOW -- The late ferry will stop in May, the harbour board said on Friday.",
    '"We lose £40,000 a year," said Ann Carter, who chairs the board.',
)
SECOND = (
    "Lee Moss, a councillor, called the plan short-sighted.",
    "He wants the county to pay for one more summer.",
)


def rtf(*paragraphs: str) -> bytes:
    """Return Rich Text with these paragraphs, which may hold control words."""
    text = "".join(rf"\pard {paragraph}\par" + "\n" for paragraph in paragraphs)
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}"
        r"{\footer\pard Page {\field{\*\fldinst PAGE}} \'a9 2024 Factiva, Inc. All rights reserved.\par}" + text + "}"
    ).encode("ascii")


def docx_file(*paragraphs: str | tuple[str, str]) -> bytes:
    """Return a document; a pair is the name of a style and a paragraph of it."""
    import docx  # noqa: PLC0415 - an extra

    document: Any = docx.Document()
    for paragraph in paragraphs:
        style, text = paragraph if isinstance(paragraph, tuple) else (None, paragraph)
        document.add_paragraph(text, style=style)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
