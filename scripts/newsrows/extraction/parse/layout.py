"""Paragraphs of an article, and the lines among them that are no prose.

Text that was cut out of web pages keeps lines of the page: captions between paragraphs, bylines, rows of links. They
hold no quotations, and a quotation that runs over several paragraphs runs on over them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from newsrows.records.paragraphs import SENTENCE_END, paragraphs

BlockKind = Literal["body", "heading", "caption", "byline", "links"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a line that is no prose: half-open, in code points, white space at its edges left out."""

    start: int
    end: int
    kind: BlockKind

    @property
    def is_furniture(self) -> bool:
        """Whether it belongs to the page and not to the article's prose."""
        return self.kind in {"caption", "byline", "links"}


# 'The dawn raids sparked protests |': what is left of a table cell that held a picture and its caption.
_CAPTION = re.compile(
    r"\|$|^\|"
    r"|^(?:image|photo(?:graph)?|picture|caption|file photo)s?(?: (?:by|credit|source|copyright|caption))?\s*:",
    re.IGNORECASE,
)
# 'By Jane Smith', 'By Jane Smith and John Doe in London', 'Published: 3 May 2016', 'Last updated at 12:01'
_BYLINE = re.compile(
    r"^[Bb][Yy] [A-Z][\w.'’-]+(?: (?:and |in |for )?[A-Z][\w.'’-]+){1,8}(?:,[^.!?]{0,60})?$"
    r"|^(?i:(?:last |first )?(?:published|updated|posted|modified)(?: (?:on|at))?\b[^.!?]{0,50}\d[^.!?]{0,30})$"
)
# 'Home | News | Sport', 'Read more: ...', 'Share this on Facebook'
_LINKS = re.compile(
    r"^(?:[^|]{1,40}\|){2,}[^|]{0,40}$"
    r"|^(?:read more|see also|related(?: (?:articles?|stories|links|topics|content))?|more on this story|click here"
    r"|share (?:this|on|via)|follow us|sign up (?:for|to)|subscribe (?:to|now)|advertisement)\b[^.!?]{0,120}[.!?]?$"
    r"|^https?://\S+$",
    re.IGNORECASE,
)


# 'STOCKHOLM, Oct 12 - ', 'NEW YORK (Wire) -- ', 'Lima (Wire) — '
_PLACE = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]{1,15}(?: [A-Z][\w.]{1,15})?)?"
_DAY = r"(?:, (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2})?"
_DATELINE = re.compile(
    rf"(?:{_PLACE}{_DAY}(?: \([A-Z][^()\n]{{1,30}}\))?"
    rf"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}}{_DAY} \([A-Z][^()\n]{{1,30}}\))(?: ?(?:—|–|--) ?| - )(?=[\w\"“'‘])"
)


def behind_dateline(text: str, block: Block) -> int:
    """Where the prose of a block begins: behind the place, day and agency that open a report, if they do."""
    dateline = _DATELINE.match(text, block.start, block.end) if block.kind == "body" else None
    return dateline.end() if dateline else block.start


def lay_out(text: str) -> tuple[Block, ...]:
    """The blocks of `text` in order: each paragraph once, white space between them in none."""
    blocks: list[Block] = []
    for start, end in paragraphs(text):
        blocks.append(Block(start, end, _kind(text[start:end], is_first=not blocks)))
    return tuple(blocks)


def _kind(line: str, *, is_first: bool) -> BlockKind:
    if _LINKS.search(line):
        return "links"
    if len(line) <= 250 and _CAPTION.search(line):
        return "caption"
    if len(line) <= 160 and _BYLINE.search(line):
        return "byline"
    if len(line) <= 120 and not line.endswith(SENTENCE_END) and (is_first or len(line.split()) <= 12):
        return "heading"
    return "body"
