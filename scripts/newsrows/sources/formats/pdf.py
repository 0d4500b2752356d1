"""Reads the text layer of PDF files with pypdf: the file is one article."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from math import hypot
from typing import Any

from newsrows.sources.errors import BadFileError, need
from newsrows.sources.formats.document import PASSWORD, library_errors
from newsrows.sources.formats.pdf_layout import PageLine, paragraphs_of
from newsrows.sources.metadata.fields import Metadata, one_line
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import InputFile, Record, digest

EXTRA = "pdf"
_MAX_PAGES = 5_000
# A page of a newspaper has some ten thousand instructions; drawings in drawings may have any number.
_MAX_INSTRUCTIONS = 2_000_000
# Pages without a text layer may still show a number or a stamp.
_FEW_LETTERS = 20


def read_pdf(input_file: InputFile, options: ReadOptions) -> Iterator[Record]:
    """Yield the article of a PDF: the text of all its pages, without page numbers and running heads.

    Raises:
        BadFileError: the file is not a PDF, is protected, too long, or has no text layer.
        ReadError: pypdf is not installed.
    """
    pypdf = need("pypdf", EXTRA)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # problems of a file are reported in its rejection
    data = input_file.read_document(options)
    with library_errors():
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not _opens_without_password(pypdf, reader):
            raise BadFileError(PASSWORD)
        pages = _pages(reader, options)
        title, paragraphs = paragraphs_of(pages)
        title = title or _declared_title(reader, paragraphs)
    text = "\n\n".join(filter(None, paragraphs))
    if sum(map(str.isalpha, text)) < _FEW_LETTERS * len(pages):
        raise BadFileError(
            f"found {len(pages):,} page{'' if len(pages) == 1 else 's'} with hardly any text (scanned?), expected a "
            "text layer; next: recognise the text, for example with ocrmypdf"
        )
    yield Record(text, digest(data), Metadata(title=title))


def _opens_without_password(pypdf: Any, reader: Any) -> bool:
    """Whether the file is only protected against printing and the like."""
    try:
        return bool(reader.decrypt(""))
    except pypdf.errors.DependencyError as error:  # AES needs another library
        raise BadFileError(PASSWORD) from error


def _pages(reader: Any, options: ReadOptions) -> list[list[PageLine]]:
    count = len(reader.pages)
    if count > _MAX_PAGES:
        raise BadFileError(
            f"found {count:,} pages, expected at most {_MAX_PAGES:,}; next: split the file into its articles"
        )
    pages: list[list[PageLine]] = []
    characters = size = 0
    budget = _Budget()
    for page in reader.pages:
        contents = page.get_contents()
        size += 0 if contents is None else len(contents.get_data())
        if size > options.max_document_bytes:
            raise BadFileError(options.too_large_document())
        pages.append(_lines(page, budget))
        characters += sum(len(line.text) + 1 for line in pages[-1])
        if characters > options.max_characters:
            raise BadFileError(
                f"found more than {options.max_characters:,} characters in {len(pages):,} of {count:,} pages, expected "
                "one article; next: split the file into its articles, or raise the limit with --max-characters"
            )
    return pages


class _Budget:
    """Counts the instructions of a file, and stops at a file that has too many."""

    def __init__(self) -> None:
        self._left = _MAX_INSTRUCTIONS

    def spend(self, *_: object) -> None:
        """Count an instruction.

        Raises:
            BadFileError: there are too many.
        """
        self._left -= 1
        if self._left < 0:
            raise BadFileError(
                f"found more than {_MAX_INSTRUCTIONS:,} instructions, expected a text (drawings?); next: split the file"
            )


def _lines(page: Any, budget: _Budget) -> list[PageLine]:
    """Return the lines of a page in the order of the file; turned text is left out."""
    pieces: list[PageLine] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _: Any, font_size: float) -> None:
        if text.strip() and abs(tm[1]) < 1e-3 and abs(cm[1]) < 1e-3:
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            size = font_size * hypot(tm[2], tm[3]) * hypot(cm[2], cm[3])
            pieces.append(PageLine(x, y, size or 1.0, text))

    page.extract_text(visitor_text=visit, visitor_operand_before=budget.spend)
    return [line for line in _in_rows(pieces) if line.text]


def _in_rows(pieces: Sequence[PageLine]) -> Iterator[PageLine]:
    """Yield lines, joined from pieces in different letters; a piece far to the right is in another column.

    pypdf begins a piece with a space if it does not touch the one before it.
    """
    row: PageLine | None = None
    for piece in pieces:
        if row is not None and abs(piece.y - row.y) < 0.3 * row.size and _touches(row, piece):
            row = PageLine(row.x, row.y, row.size, row.text + piece.text.replace("\n", " "))
            continue
        if row is not None:
            yield PageLine(row.x, row.y, row.size, one_line(row.text))
        row = piece
    if row is not None:
        yield PageLine(row.x, row.y, row.size, one_line(row.text))


def _touches(row: PageLine, piece: PageLine) -> bool:
    """Whether a piece follows a row without a gutter; letters are half as wide as they are high, on average."""
    return row.x <= piece.x < row.x + 0.5 * row.size * len(row.text) + 1.5 * row.size


def _declared_title(reader: Any, paragraphs: Sequence[str]) -> str | None:
    """Return the title in the file's metadata if the text has it, too: many are names of files."""
    title = one_line(str(getattr(reader.metadata, "title", None) or ""))
    return title if title and any(title.lower() in paragraph.lower() for paragraph in paragraphs[:5]) else None
