"""Turns the Rich Text of an export into lines, with those marked that are in bold: the headlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from newsrows.sources.formats.databases.lines import Line, Mark, plain_lines

_TOKENS = re.compile(
    r"(?P<brace>[{}])|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}|\\.|(?P<text>[^\\{}]+)",
    re.DOTALL,
)
# Private-use characters around text in bold; the group says that no character stands in for them.
_ON, _OFF = "\ue000", "\ue001"
_WRITTEN_ON, _WRITTEN_OFF = (rf"{{\uc0\u{ord(mark)} }}" for mark in (_ON, _OFF))
_BOLD = re.compile(rf"{_ON}([^{_ON}{_OFF}]*){_OFF}")
# Letters that are escapes are never marked; a first letter behind an escape is not either.
_LETTER = re.compile(r"[A-Za-z0-9]")
_FEW = 0.1
# The instructions of links; striprtf would write their addresses into the text.
_LINK = re.compile(r"HYPERLINK", re.IGNORECASE)


def rtf_lines(source: str, convert: Callable[[str], str]) -> list[Line]:
    """Return the lines of a document.

    Args:
        source: the document, decoded as Latin-1.
        convert: turns Rich Text into plain text.
    """
    text = convert("".join(_with_marks(_LINK.sub("", source))))
    return [_marked(line) for line in plain_lines(text)]


def _with_marks(source: str) -> Iterator[str]:
    """Yield the source with marks around text in bold."""
    is_bold = False
    outer: list[bool] = []
    previous = ""
    for match in _TOKENS.finditer(source):
        word, brace, text = match["word"], match["brace"], match["text"]
        if brace == "{":
            outer.append(is_bold)
        elif brace and outer:
            is_bold = outer.pop()
        elif word == "b":
            is_bold = match["number"] != "0"
        elif word == "plain":
            is_bold = False
        if text and is_bold and not text.isspace():
            # The first character after an escape is what old programs show instead of it.
            kept = text[:1] if previous == "u" else ""
            yield f"{kept}{_WRITTEN_ON}{text[len(kept) :]}{_WRITTEN_OFF}"
        else:
            yield match[0]
        previous = word or ""


def _marked(line: Line) -> Line:
    text = line.text.replace(_ON, "").replace(_OFF, "").strip()
    bold = len(_LETTER.findall("".join(_BOLD.findall(line.text))))
    return Line(text, Mark.HEADLINE if bold and len(_LETTER.findall(text)) - bold <= _FEW * bold else None)
