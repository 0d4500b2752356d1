"""Blocks of an article: paragraphs, headings, and lines of a web page that are not prose.

Text that was extracted from web pages keeps lines of the page, such as captions between paragraphs, bylines and rows of
links. They contain no quotations, and a quotation over several paragraphs continues across them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from newsrows.lexicon import alternatives
from newsrows.records.paragraphs import SENTENCE_END, paragraphs

BlockKind = Literal["body", "heading", "caption", "byline", "links"]
# Longer lines (in code points) are prose, whatever they begin or end with.
_LONGEST_CAPTION, _LONGEST_BYLINE, _LONGEST_HEADING = 250, 160, 120
# A line without a full stop is a heading if it is the first or has at most so many words.
_MOST_HEADING_WORDS = 12


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a line that is not prose.

    `start` (inclusive) and `end` (exclusive) count code points; white space at the edges is outside.
    """

    start: int
    end: int
    kind: BlockKind

    @property
    def is_boilerplate(self) -> bool:
        """Whether the block is part of the web page and not of the article's prose."""
        return self.kind in {"caption", "byline", "links"}


def segment_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of `text` in order and without overlap. White space between blocks is in none of them."""
    blocks: list[Block] = []
    for start, end in paragraphs(text):
        blocks.append(Block(start, end, _kind(text[start:end], is_first=not blocks)))
    return tuple(blocks)


def prose_start(text: str, block: Block) -> int:
    """The offset in code points where the prose of a block begins: after a dateline if there is one."""
    dateline = _DATELINE.match(text, block.start, block.end) if block.kind == "body" else None
    return dateline.end() if dateline else block.start


def _kind(line: str, *, is_first: bool) -> BlockKind:
    if _LINKS.search(line):
        return "links"
    if len(line) <= _LONGEST_CAPTION and _CAPTION.search(line):
        return "caption"
    if len(line) <= _LONGEST_BYLINE and _BYLINE.search(line):
        return "byline"
    is_short = is_first or len(line.split()) <= _MOST_HEADING_WORDS
    if len(line) <= _LONGEST_HEADING and not line.endswith(SENTENCE_END) and is_short:
        return "heading"
    return "body"


def _any_of(group: str) -> str:
    """A regular expression that matches each word of the group in layout_words.csv."""
    return f"(?:{alternatives('layout_words', group)})"


# 'The dawn raids sparked protests |' remains of a table cell with a picture and its caption. 'Photo by: ...'
_CAPTION: Final = re.compile(
    rf"\|$|^\||^{_any_of('caption')}s?(?: {_any_of('caption detail')})?\s*:",
    re.IGNORECASE,
)
# 'By Jane Smith', 'By Jane Smith and John Doe in London', 'Published: 3 May 2016', 'Last updated at 12:01'
_BYLINE: Final = re.compile(
    rf"^[Bb][Yy] [A-Z][\w.'’-]+(?: (?:{_any_of('byline link')} )?[A-Z][\w.'’-]+){{1,8}}(?:,[^.!?]{{0,60}})?$"
    rf"|^(?i:(?:{_any_of('publication prefix')} )?{_any_of('publication')}(?: {_any_of('publication preposition')})?"
    r"\b[^.!?]{0,50}\d[^.!?]{0,30})$"
)
# 'Home | News | Sport', 'Read more: ...', 'Share this on Facebook'
_LINKS: Final = re.compile(
    r"^(?:[^|]{1,40}\|){2,}[^|]{0,40}$"
    rf"|^{_any_of('link')}\b[^.!?]{{0,120}}[.!?]?$"
    r"|^https?://\S+$",
    re.IGNORECASE,
)
# 'STOCKHOLM, Oct 12 - ', 'NEW YORK (Wire) -- ', 'Lima (Wire) — '
_PLACE = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]{1,15}(?: [A-Z][\w.]{1,15})?)?"
_DAY = rf"(?:, {_any_of('month')}[a-z]*\.? \d{{1,2}})?"
_DATELINE: Final = re.compile(
    rf"(?:{_PLACE}{_DAY}(?: \([A-Z][^()\n]{{1,30}}\))?"
    rf"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}}{_DAY} \([A-Z][^()\n]{{1,30}}\))(?: ?(?:—|–|--) ?| - )(?=[\w\"“'‘])"
)
