"""Turns the HTML of an export into lines, with what its markup says about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsrows.sources.errors import BadFileError, need
from newsrows.sources.formats.databases.lines import Line, Mark

EXTRA = "html"
_BLOCKS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "hr", "pre", "blockquote", "body", "div", "section", "article"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "form", "center"),
}
_CELLS = {"td", "th"}
_SKIPPED = ("script", "style", "noscript", "head", "title", "select", "option", "button", "iframe")
# Classes in Factiva's pages; they begin with the article's language: 'enHeadline', 'deHeadline'.
_MARKS = (
    (re.compile(r"(?:^|\s)[a-z]{2,4}Headline(?:\s|$)"), Mark.HEADLINE),
    (re.compile(r"(?:^|\s)author(?:\s|$)"), Mark.AUTHORS),
    (re.compile(r"(?:^|\s)articleParagraph(?:\s|$)"), Mark.TEXT),
)
_START = re.compile(r"(?:^|\s)article\s+[a-z]{2,4}Article(?:\s|$)")


def html_lines(text: str) -> list[Line]:
    """Return the lines of a page: blocks with an empty line between them, cells of a row with tabs between them.

    Raises:
        BadFileError: the page cannot be parsed.
        ReadError: lxml, which comes with trafilatura, is not installed.
    """
    html = need("lxml.html", EXTRA)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ValueError, html.etree.LxmlError) as error:
        raise BadFileError(f"found HTML that cannot be read ({error})") from error
    html.etree.strip_elements(tree, *_SKIPPED, with_tail=False)
    return _Lines().of(html.etree.iterwalk(tree, events=("start", "end")))


class _Lines:
    """Collects the lines of a tree."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._pieces: list[str] = []
        self._mark: Mark | None = None
        self._marks: list[Mark | None] = [None]

    def of(self, events: Iterator[tuple[str, Any]]) -> list[Line]:
        for event, element in events:
            tag = element.tag
            if event == "start":
                self._begin(element, tag)
                self._add(element.text)
            else:
                self._marks.pop()
                if tag in _BLOCKS:
                    self._end_block()
                self._add(element.tail)
        self._end_block()
        return self._lines

    def _begin(self, element: Any, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_block()
        elif tag == "br":
            self._end_line()
        elif tag in _CELLS and element.getprevious() is not None:
            self._pieces.append("\t")
        classes = element.get("class") or ""
        if _START.search(classes):
            self._lines.append(Line("", Mark.START))
        mark = next((mark for pattern, mark in _MARKS if pattern.search(classes)), None) if classes else None
        self._marks.append(mark or self._marks[-1])

    def _add(self, text: str | None) -> None:
        if text:
            text = re.sub(r"[ \n\r\t\f\v\xa0]+", " ", text)
            self._pieces.append(text)
            if not text.isspace():
                self._mark = self._mark or self._marks[-1]

    def _end_line(self) -> None:
        text = re.sub(r" *(\t) *| {2,}", lambda match: match[1] or " ", "".join(self._pieces)).strip()
        if text:
            self._lines.append(Line(text, self._mark))
        self._pieces, self._mark = [], None

    def _end_block(self) -> None:
        self._end_line()
        if self._lines and self._lines[-1] != Line(""):
            self._lines.append(Line(""))
