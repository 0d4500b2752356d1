"""Blocks of an article: paragraphs, headings, turns of interviews, and lines of a web page that are not prose.

Text that was extracted from web pages keeps lines of the page, such as captions between paragraphs, bylines and rows of
links. They contain no quotations, and a quotation over several paragraphs continues across them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from newsrows.extraction.parse.blocks import Block, BlockKind
from newsrows.extraction.parse.interviews import mark_turns
from newsrows.lexicon import alternatives, ordered_group
from newsrows.records.paragraphs import SENTENCE_END, paragraphs

# Longer lines (in code points) are prose, whatever they begin or end with.
_LONGEST_CAPTION, _LONGEST_BYLINE, _LONGEST_HEADING, _LONGEST_NOTICE = 250, 160, 120, 300
# A line without a full stop is a heading if it is the first or has at most so many words.
_MOST_HEADING_WORDS = 12
# A label of a speaker has at most so many words.
_MOST_LABEL_WORDS = 15
_OPENING_MARKS = ("“", '"', "„", "«", "‘", "``", "''", "'")


def segment_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of `text` in order and without overlap. White space between blocks is in none of them."""
    spans = paragraphs(text)
    blocks = [Block(start, end, _kind(text, spans, number)) for number, (start, end) in enumerate(spans)]
    return mark_turns(text, blocks)


def prose_start(text: str, block: Block) -> int:
    """The offset in code points where the prose of a block begins: after a dateline or a speaker's label."""
    if block.prose is not None:
        return block.prose
    dateline = _DATELINE.match(text, block.start, block.end) if block.kind == "body" else None
    return dateline.end() if dateline else block.start


def _kind(text: str, spans: Sequence[tuple[int, int]], number: int) -> BlockKind:
    start, end = spans[number]
    if end - start > _LONGEST_NOTICE:
        return "body"
    line = text[start:end]
    if (kind := _kind_of_page_line(line)) is not None:
        return kind
    following = text[spans[number + 1][0] : spans[number + 1][0] + 2] if number + 1 < len(spans) else ""
    if _is_label(line) and following.startswith(_OPENING_MARKS):
        return "label"
    before = text[spans[number - 1][1] - 1] if number else ""
    return "heading" if _is_heading(line, before, following[:1], is_first=number == 0) else "body"


def _kind_of_page_line(line: str) -> BlockKind | None:
    """The kind of a line that a web page has around its article; None for prose and headings."""
    folded = line.casefold()
    if _LINKS.match(line) or _CREDIT_LINE.match(line) or (_has_any(_NOTICES, folded) and _NOTICE.search(line)):
        return "links"
    if ("\t" in line or "   " in line) and _TABLE.search(line):
        return "table"
    is_credited = line[-1] == "|" or (_has_any(_CREDITS, folded) and _CREDITED.search(line) is not None)
    if len(line) <= _LONGEST_CAPTION and (is_credited or _CAPTION.match(line)):
        return "caption"
    return "byline" if len(line) <= _LONGEST_BYLINE and _BYLINE.search(line) else None


def _is_label(line: str) -> bool:
    return line.endswith(":") and len(line.split()) <= _MOST_LABEL_WORDS


def _is_heading(line: str, before: str, after: str, *, is_first: bool) -> bool:
    """Whether a line is a heading.

    Args:
        line: the text of the block.
        before: the last character of the block before it; '' if there is none.
        after: the first character of the block after it; '' if there is none.
        is_first: whether it is the first block.
    """
    if len(line) > _LONGEST_HEADING or not (is_first or len(line.split()) <= _MOST_HEADING_WORDS):
        return False
    if not line.endswith(SENTENCE_END):
        return _SIGNED.match(line) is None and line.count('"') % 2 == 0 and line.count("“") == line.count("”")
    # 'Nothing to fear' alone in quotation marks, without a stop inside: the heading of a section
    is_quoted = _QUOTED_HEADING.match(line) is not None and (is_first or line[0] in _OPENING_MARKS)
    return is_quoted and before != ":" and after not in {"", "-", "–", "—", "―"}


def _has_any(words: Iterable[str], folded: str) -> bool:
    """Whether one of the words occurs in a line in small letters. Much faster than a regular expression."""
    return any(word in folded for word in words)


def _any_of(group: str) -> str:
    """A regular expression that matches each word of the group in layout_words.csv."""
    return f"(?:{alternatives('layout_words', group)})"


# '"We won" - Ann Poole'
_SIGNED: Final = re.compile(r"[“\"‘'].*[”\"’'] ?(?:[-–—―]|--) ?[A-Z@]")
# Words that end in a quotation without a stop before its closing mark: 'Carter: ‘We will not wait’'
_QUOTED_HEADING: Final = re.compile(r"[^.!?…]*[^.!?,;…\s][’'”\"]$")
# '| Fans wait outside' remains of a table cell with a picture and its caption. 'Photo by: ...', 'Image source, Wire'
_CAPTION: Final = re.compile(
    rf"\||{_any_of('caption')}s?(?: {_any_of('caption detail')})?\s*:"
    rf"|{_any_of('caption')}s? {_any_of('caption detail')}\s*,"
    rf"|\(?{_any_of('credit')} (?:by|courtesy)\b",
    re.IGNORECASE,
)
# 'Fans wait outside (Photo by Ann Poole)', 'Fans wait outside. Photograph: Ann Poole/Wire'
_CREDITS: Final = ordered_group("layout_words", "credit")
_CREDITED: Final = re.compile(
    rf"\((?:[\w.'’-]+ )?{_any_of('credit')}(?: by |/| courtesy |: ?)[^()]{{1,80}}\)$"
    rf"|[.!?]\s{_any_of('credit')}(?: by)?: [^.!?:]{{2,80}}$",
    re.IGNORECASE,
)
# 'By Jane Smith', 'By Jane Smith and John Doe in London', 'Published: 3 May 2016', 'Last updated at 12:01'
_BYLINE: Final = re.compile(
    rf"^[Bb][Yy] [A-Z][\w.'’-]+(?: (?:{_any_of('byline link')} )?[A-Z][\w.'’-]+){{1,8}}(?:,[^.!?]{{0,60}})?$"
    rf"|^(?i:(?:{_any_of('publication prefix')} )?{_any_of('publication')}(?: {_any_of('publication preposition')})?"
    r"\b[^.!?]{0,50}\d[^.!?]{0,30})$"
)
# 'Home | News | Sport', 'Read more: ...', 'Share this on Facebook', 'WATCH: The mayor says sorry', 'Email: a@b.org'
_LINKS: Final = re.compile(
    r"^(?:[^|]{1,40}\|){2,}[^|]{0,40}$"
    rf"|^(?:[-–•*] )?{_any_of('link')}\b[^.!?]{{0,120}}[.!?]?$"
    rf"|^(?:[-–•*] )?{_any_of('link label')}\s?(?::|\||>|»| [-–—]) ?\S.{{0,200}}$"
    rf"|^(?:[-–•*] )?{_any_of('contact')}\s?: ?\S+$"
    r"|^https?://\S+$",
    re.IGNORECASE,
)
# 'Read our Privacy Policy'
_NOTICES: Final = ordered_group("layout_words", "notice")
_NOTICE: Final = re.compile(
    rf"\b{_any_of('notice')}\b[^.!?]{{0,40}}[.!?]?$|^{_any_of('notice')}\b",
    re.IGNORECASE,
)
# 'Copyright © 2024 The Post', '(Reporting by Ann Poole; editing by Bo Lee)', 'With reports from The Post'
_CREDIT_LINE: Final = re.compile(
    r"(?:(?i:copyright)\s)?(?:©|\([cC]\) ?\d)"
    rf"|[(\[]?(?i:{_any_of('staff credit')}) by [A-Z]"
    r"|(?i:with (?:additional )?(?:reports?|reporting|files)) (?:from|by) [A-Z]"
)
# Columns of a table: two gaps of a tab or several spaces, or one gap before a figure.
_TABLE: Final = re.compile(r"\S(?: {3,}|\t+)\S.*\S(?: {3,}|\t+)\S|^[^\t]{1,60}\S(?: {3,}|\t+)[-+$£€]?\d")
# 'STOCKHOLM, Oct 12 - ', 'NEW YORK (Wire) -- ', 'Lima (Wire) — '
_PLACE = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]{1,15}(?: [A-Z][\w.]{1,15})?)?"
_DAY = rf"(?:, {_any_of('month')}[a-z]*\.? \d{{1,2}})?"
_DATELINE: Final = re.compile(
    rf"(?:{_PLACE}{_DAY}(?: \([A-Z][^()\n]{{1,30}}\))?"
    rf"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}}{_DAY} \([A-Z][^()\n]{{1,30}}\))(?: ?(?:—|–|--) ?| - )(?=[\w\"“'‘])"
)
