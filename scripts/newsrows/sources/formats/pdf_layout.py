"""Puts the lines of PDF pages into paragraphs: columns, gaps, words that are divided at line ends, running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# Lines of one row are less than this part of their size apart.
_SAME_ROW = 0.5
# A gap this many times the usual one separates paragraphs, and so does a line this many points further in.
_GAP = 1.3
_INDENT = 4.0
_MAX_INDENT = 40.0
_OTHER_SIZE = 0.15  # share of the size
# A headline is this many times as large as the text.
_HEADLINE = 1.3
_MAX_HEADLINE_WORDS = 40
# A second column begins at the same place in at least so many rows.
_COLUMN_ROWS = 5
_MIN_PAGES = 3
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d+(?:\s*(?:of|/)\s*\d+)?\W*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
_DIVIDED = re.compile(r"([^\W\d_]+)-$")
# Longer words are not divided at the end of a line.
_ENDING = 40
_FIRST_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page; the left end and the base line are in points, `y` grows upwards."""

    x: float
    y: float
    size: float
    text: str


@dataclass(slots=True)
class _Paragraph:
    size: float
    lines: list[str]


def paragraphs_of(pages: Sequence[Sequence[PageLine]]) -> tuple[str | None, list[str]]:
    """Return the headline and the paragraphs of a document; the lines of each page are in the order of the file.

    The headline is the paragraph of the first page in the largest letters, if they are much larger than those of the
    text.
    """
    bodies = [_in_columns(page) for page in _without_running_heads(pages)]
    paragraphs: list[_Paragraph] = []
    for page in bodies:
        _add_page(page, paragraphs)
    headline = _headline(paragraphs, bodies)
    known = _compounds(line for paragraph in paragraphs for line in paragraph.lines)
    title = _joined(headline.lines, known) if headline else None
    return title, [_joined(paragraph.lines, known) for paragraph in paragraphs if paragraph is not headline]


def _without_running_heads(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """Return the pages without page numbers, and without first and last lines that most pages have.

    The headline of the first page may be in the first line of all others.
    """
    large = _HEADLINE * _usual_size(pages)
    edges = [_edges(page) for page in pages]
    counts = Counter(text for page in edges for text in {_numberless(line.text) for line in page})
    most = max(_MIN_PAGES, len(pages) / 2)
    return [
        [
            line
            for line in page
            if line not in at_edge
            or (number == 0 and line.size >= large)
            or (counts[_numberless(line.text)] < most and not (len(pages) > 1 and _PAGE_NUMBER.fullmatch(line.text)))
        ]
        for number, (page, at_edge) in enumerate(zip(pages, edges, strict=True))
    ]


def _edges(page: Sequence[PageLine]) -> set[PageLine]:
    """Return the lines in the first and the last row of a page."""
    if not page:
        return set()
    top, bottom = max(line.y for line in page), min(line.y for line in page)
    return {line for line in page if line.y > top - line.size or line.y < bottom + line.size}


def _numberless(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _in_columns(page: Sequence[PageLine]) -> list[PageLine]:
    """Return the lines in reading order: one column after the other, if the file goes through two row by row."""
    starts = Counter[int]()
    for before, line in pairwise(page):
        if abs(before.y - line.y) < _SAME_ROW * line.size and line.x > before.x:
            starts[round(line.x)] += 1
    second, rows = max(starts.items(), key=lambda item: item[1], default=(0, 0))
    if rows < _COLUMN_ROWS:
        return list(page)
    # What is above the columns stays there.
    top = max(line.y + line.size for line in page if round(line.x) == second)
    above = [line for line in page if line.y > top]
    below = [line for line in page if line.y <= top]
    return [*above, *(line for line in below if line.x < second - 1), *(line for line in below if line.x >= second - 1)]


def _add_page(page: Sequence[PageLine], paragraphs: list[_Paragraph]) -> None:
    leading = _leading(page)
    before: PageLine | None = None
    for line in page:
        last = paragraphs[-1] if paragraphs else None
        if last is None or _begins_paragraph(before, line, leading, last):
            paragraphs.append(_Paragraph(line.size, [line.text]))
        else:
            last.lines.append(line.text)
        before = line


def _leading(page: Sequence[PageLine]) -> float:
    """Return the usual distance of lines."""
    gaps = [before.y - line.y for before, line in pairwise(page) if 0.5 * line.size < before.y - line.y < 3 * line.size]
    return median(gaps) if gaps else 0.0


def _begins_paragraph(before: PageLine | None, line: PageLine, leading: float, last: _Paragraph) -> bool:
    if abs(line.size - last.size) > _OTHER_SIZE * last.size:
        return True
    if before is None or line.y > before.y + _SAME_ROW * line.size:  # another page or column
        return _SENTENCE_END.search(last.lines[-1][-_ENDING:]) is not None or line.text[:1].isupper()
    gap = before.y - line.y
    if gap < _SAME_ROW * line.size:  # the same row
        return False
    return gap > _GAP * (leading or gap) or _INDENT < line.x - before.x < _MAX_INDENT


def _usual_size(pages: Sequence[Sequence[PageLine]]) -> float:
    """Return the size of the letters of the text; 0 without text."""
    sizes = [line.size for page in pages for line in page for _ in range(1 + len(line.text) // 20)]
    return median(sizes) if sizes else 0.0


def _headline(paragraphs: Sequence[_Paragraph], pages: Sequence[Sequence[PageLine]]) -> _Paragraph | None:
    on_first: list[_Paragraph] = []
    lines = sum(len(page) for page in pages[:1])
    for paragraph in paragraphs:
        if lines <= 0:
            break
        on_first.append(paragraph)
        lines -= len(paragraph.lines)
    largest = max(on_first, key=lambda paragraph: paragraph.size, default=None)
    if largest is None or len(paragraphs) < 2 or largest.size < _HEADLINE * _usual_size(pages):
        return None
    words = sum(len(line.split()) for line in largest.lines)
    return largest if 2 <= words <= _MAX_HEADLINE_WORDS else None


def _compounds(lines: Iterable[str]) -> set[str]:
    """Return the words with a hyphen inside a line, in lower case."""
    words = (word.strip(".,;:!?()\"'“”‘’").lower() for line in lines if "-" in line for word in line.split())
    return {word for word in words if "-" in word[1:-1]}


def _joined(lines: Sequence[str], compounds: set[str]) -> str:
    """Return the lines as one, with divided words in one piece; 'well-known' stays so if it is elsewhere in a line."""
    pieces: list[str] = []
    for number, line in enumerate(lines):
        pieces.append(line)
        if number + 1 == len(lines):
            break
        divided, following = _DIVIDED.search(line[-_ENDING:]), _FIRST_WORD.match(lines[number + 1])
        if divided is None or following is None or not following[0][0].islower():
            pieces.append("" if line.endswith("-") and following is not None else " ")
        elif f"{divided[1]}-{following[0]}".lower() not in compounds:
            pieces[-1] = line[:-1]
    return " ".join("".join(pieces).replace("\u00ad", "").split())
