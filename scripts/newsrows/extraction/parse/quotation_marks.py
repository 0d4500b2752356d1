"""Pairs quotation marks into quotations. Works on the text, without a parse.

Quotation marks may be straight, curly, single, doubled ('' and ``), low („) or angled («). A mark may have no partner
because the quotation continues in the next paragraph, because the writer forgot it, or because it is an apostrophe (the
ministers' plan, the '90s). Marks are paired within a paragraph, or with the next one if it continues the quotation. A
mark without a partner therefore affects one paragraph and not the whole article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from newsrows.extraction.parse.blocks import Block
from newsrows.lexicon import ordered_group

Style = Literal["double", "single"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """The part of one paragraph inside a pair of quotation marks. All offsets count code points.

    Attributes:
        start: the first code point after the opening mark.
        end: the code point after the quoted text (exclusive), where the closing mark begins.
        outer_start: the first code point of the opening mark.
        outer_end: the code point after the closing mark (exclusive).
        style: double or single marks.
        opened: whether it has its own opening mark.
        closed: whether it has its own closing mark.
        resumes: whether it continues a quotation that was not closed in the paragraph before.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    style: Style = "double"
    opened: bool = True
    closed: bool = True
    resumes: bool = False


# Two double marks next to each other are one mark, typed twice: ““Good.
_MARK = re.compile(r"''|``|‘‘|’’|[\"“”]{2}|[\"“”„«»‟'‘’]")
_OPENING = frozenset({"“", "„", "«", "``", "‘‘", "‘"})
_CLOSING = frozenset({"”", "»", "’’", "’"})
_SINGLE = frozenset({"'", "‘", "’"})
# After these an opening mark needs no space before it: (“so he says”), pre-“deal”, said:"We.
_BEFORE_OPENING = frozenset("([{<–—-:,/|>")
# 'em, 'til, 'cause and the '90s begin with an apostrophe.
_ELISION = re.compile(rf"['‘’](?:\d\ds?|{'|'.join(ordered_group('layout_words', 'elision'))})\b", re.IGNORECASE)
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…;:)\]])['’](?!\w)")
# 'the ministers' plan': a mark after s and before a small letter may be a possessive.
_POSSESSIVE = re.compile(r"(?<=[sz])['’] (?=[a-z])")


def pair_marks(text: str, blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """The quotations of `text` in reading order. Quotations inside quotations are not listed.

    Boilerplate blocks contain no quotations, and a quotation may continue across them. Headings and questions contain
    none either. An answer of an interview is one quotation without marks. Example: 'He called it “a ‘grand’ day”.' has
    one quotation, 'a ‘grand’ day'.
    """
    quotations: list[Quotation] = []
    carried: Style | None = None  # the style of the quotation that the paragraph before leaves open
    bodies = [block for block in blocks if not block.is_boilerplate]
    for number, block in enumerate(bodies):
        if block.is_silent or block.kind == "answer":
            quotations += [] if block.is_silent else [_answer(block)]
            carried = None
            continue
        following = bodies[number + 1] if number + 1 < len(bodies) else None
        paragraph = _Paragraph(text, block, carried, text[following.start : following.start + 1] if following else "")
        in_paragraph = paragraph.pair()
        quotations += in_paragraph
        carried = in_paragraph[-1].style if in_paragraph and not in_paragraph[-1].closed else None
    return tuple(quotations)


def _answer(block: Block) -> Quotation:
    """The words of an answer or another turn, which stand in no marks."""
    start = block.start if block.prose is None else block.prose
    return Quotation(start, block.end, start, block.end, opened=False)


class _Paragraph:
    """Reads the marks of one paragraph from left to right.

    `opening` is the span of the open quotation's opening mark (empty if the quotation continues without a mark), or
    None if no quotation is open. `depth` is the number of quotations that are open inside it.

    What follows a mark is looked up in lists of offsets that are made once for the paragraph, because a paragraph may
    consist of marks.
    """

    def __init__(self, text: str, block: Block, carried: Style | None, next_initial: str) -> None:
        self.text = text
        self.block = block
        self.carried = carried
        self.next_initial = next_initial
        self.marks = list(_MARK.finditer(text, block.start, block.end))
        self.quotations: list[Quotation] = []
        self.opening: tuple[int, int] | None = None
        self.resumes = False
        self.depth = 0

    def pair(self) -> list[Quotation]:
        """The quotations of the paragraph, without empty ones."""
        if not self.marks:
            return []
        self.opening = self._carried_opening()
        self.resumes = self.opening is not None
        for number, mark in enumerate(self.marks):
            if self.opening is None and self.quotations and mark.start() < self.quotations[-1].outer_end:
                continue
            if mark.group() in _SINGLE:
                self._read_single(mark)
            else:
                self._read_double(mark, number)
        self._close((self.block.end, self.block.end), closed=False)
        return [quotation for quotation in self.quotations if quotation.end > quotation.start]

    def _read_single(self, mark: re.Match[str]) -> None:
        end = self._single_end(mark) if self.opening is None else None
        if end is not None:
            closed = end < self.block.end
            resumes = self.carried == "single" and mark.start() == self.block.start
            self.quotations.append(
                Quotation(mark.end(), end, mark.start(), end + closed, "single", closed=closed, resumes=resumes)
            )

    def _read_double(self, mark: re.Match[str], number: int) -> None:
        if self.opening is not None and self._opens_strictly(mark):
            if self._is_closed_later(number):
                self.depth += 1
                return
            # 'said: "One thing.  "Another thing," she said': the first quotation is never closed
            if not self._sentence_ends_before(mark) or mark.group() in _OPENING:
                return
            self._close((mark.start(), mark.start()), closed=True)
            self.opening = mark.span()
        elif self.opening is not None and self.depth:
            self.depth -= 1
        elif self.opening is not None:
            self._close(mark.span(), closed=True)
        elif self._opens(mark):
            self.opening = mark.span()
            self.resumes = self.carried == "double" and mark.start() == self.block.start

    def _close(self, closing: tuple[int, int], *, closed: bool) -> None:
        """End the open quotation, if there is one, at the span `closing`."""
        if self.opening is not None:
            (outer_start, start), (end, outer_end) = self.opening, closing
            self.quotations.append(
                Quotation(
                    start, end, outer_start, outer_end, opened=start > outer_start, closed=closed, resumes=self.resumes
                )
            )
        self.opening, self.resumes, self.depth = None, False, 0

    def _is_closed_later(self, number: int) -> bool:
        """Whether enough closing marks follow for the open quotation and for one that the mark opens inside it."""
        start = self.marks[number].start()
        opening = _count_after(self._opening_doubles, start)
        closing = _count_after(self._doubles, start) - opening
        return closing >= 2 + opening

    def _carried_opening(self) -> tuple[int, int] | None:
        """The empty span at the paragraph's start if it continues a quotation without a new opening mark; else None."""
        first = next((mark for mark in self.marks if mark.group() not in _SINGLE), None)
        if self.carried != "double" or first is None or first.start() == self.block.start:
            return None
        if first.group() in _OPENING or self.text[first.start() - 1].isspace():
            return None
        return (self.block.start, self.block.start)

    @cached_property
    def _doubles(self) -> list[int]:
        """Where the double marks begin."""
        return [mark.start() for mark in self.marks if mark.group() not in _SINGLE]

    @cached_property
    def _opening_doubles(self) -> list[int]:
        """Where the double marks begin that can only open a quotation."""
        return [mark.start() for mark in self.marks if mark.group() not in _SINGLE and self._opens_strictly(mark)]

    @cached_property
    def _single_closes(self) -> dict[tuple[bool, bool, bool], list[int]]:
        """Where single marks stand that may close a quotation.

        The key says whether the mark is straight, whether it may be a possessive, and whether an odd number of double
        marks stands before it.
        """
        places: dict[tuple[bool, bool, bool], list[int]] = {}
        for close in _SINGLE_CLOSE.finditer(self.text, self.block.start, self.block.end):
            possessive = _POSSESSIVE.match(self.text, close.start()) is not None
            key = (close.group() == "'", possessive, self._is_odd(close.start()))
            places.setdefault(key, []).append(close.start())
        return places

    def _is_odd(self, offset: int) -> bool:
        """Whether an odd number of double marks begins before the offset."""
        return bisect_left(self._doubles, offset) % 2 == 1

    def _before(self, mark: re.Match[str]) -> str:
        return self.text[mark.start() - 1] if mark.start() > self.block.start else " "

    def _after(self, mark: re.Match[str]) -> str:
        return self.text[mark.end()] if mark.end() < self.block.end else " "

    def _opens(self, mark: re.Match[str]) -> bool:
        """Whether a double mark opens a quotation when none is open."""
        before, after = self._before(mark), self._after(mark)
        if mark.group() in _OPENING:
            return True
        if before == "=":  # markup that remains in the text: <a href="...">
            return False
        if after.isspace() and not before.isspace():
            # 'she says,” there is': a closing mark opens a quotation if an odd number of marks follows
            return before in ",:" and _count_after(self._doubles, mark.start()) % 2 == 1
        if before.isspace() or before in _BEFORE_OPENING or before in "\"'“‘":
            return True
        return not after.isspace() and after.isalnum() and _count_after(self._doubles, mark.start()) % 2 == 1

    def _opens_strictly(self, mark: re.Match[str]) -> bool:
        """Whether a double mark can only open a quotation: white space before it and none after it."""
        if mark.group() in _CLOSING:
            return False
        return (self._before(mark).isspace() and not self._after(mark).isspace()) or mark.group() in _OPENING - {"“"}

    def _sentence_ends_before(self, mark: re.Match[str]) -> bool:
        return self._character_before(mark) in {".", "!", "?", ":", ","}

    def _character_before(self, mark: re.Match[str]) -> str:
        """The last character before a mark that is not white space; '' at the start of the paragraph."""
        place = mark.start() - 1
        while place >= self.block.start and self.text[place].isspace():
            place -= 1
        return self.text[place] if place >= self.block.start else ""

    def _single_end(self, mark: re.Match[str]) -> int | None:
        """The offset of the mark that closes the quotation that a single mark opens; None if it opens none."""
        before, after = self._before(mark), self._after(mark)
        if mark.group() == "’" or not (after.isalnum() or after in '"“[£$(…'):
            return None
        if not (before.isspace() or before in _BEFORE_OPENING) or _ELISION.match(self.text, mark.start()):
            return None
        straight, odd = mark.group() == "'", self._is_odd(mark.end())
        for possessive in (False, True):
            closes = self._single_closes.get((straight, possessive, odd), [])
            place = bisect_left(closes, mark.end() + 1)
            if place < len(closes):
                return closes[place]
        continues = self.next_initial == mark.group() and mark.start() != self.block.end
        return self.block.end if continues and self._introduces_speech(mark) else None

    def _introduces_speech(self, mark: re.Match[str]) -> bool:
        """Whether an unclosed single mark can begin speech: at the start of the paragraph, or after ':' or ','."""
        return self._character_before(mark) in {"", ":", ","}


def _count_after(offsets: list[int], offset: int) -> int:
    """How many of the sorted offsets are greater than `offset`."""
    return len(offsets) - bisect_right(offsets, offset)
