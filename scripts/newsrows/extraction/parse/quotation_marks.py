"""Quotation marks paired into quotations: pure text, no parse.

Marks come straight, curly, single, doubled ('' and ``), low („) and angled («); they are left open at the end of a
paragraph when the quotation goes on in the next one, forgotten, or no quotation marks at all (the ministers' plan,
the '90s). Pairing never leaves a paragraph except where the next one takes the quotation up again, so one odd mark
costs one paragraph and not the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsrows.extraction.parse.layout import Block

Style = Literal["double", "single"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of one paragraph inside quotation marks.

    `start`, `end`: half-open, the marks left out. `outer_start`, `outer_end`: with the marks. `opened`, `closed`:
    whether it has an opening and a closing mark of its own. `resumes`: whether it takes up a quotation that was left
    open at the end of the paragraph before.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    style: Style = "double"
    opened: bool = True
    closed: bool = True
    resumes: bool = False


# Two double marks side by side are one mark, struck twice: ““Good.
_MARK = re.compile(r"''|``|‘‘|’’|[\"“”]{2}|[\"“”„«»‟'‘’]")
_OPENING = frozenset({"“", "„", "«", "``", "‘‘", "‘"})
_CLOSING = frozenset({"”", "»", "’’", "’"})
_SINGLE = frozenset({"'", "‘", "’"})
# Behind these an opening mark may stand without a space: (“so he says”), pre-“deal”, said:"We.
_OPENS_BEHIND = frozenset("([{<–—-:,/|>")
# 'em, 'til, 'cause and the '90s begin with an apostrophe.
_ELISION = re.compile(r"['‘’](?:\d\ds?|em|til|cause|cos|n|tis|twas|round|bout)\b", re.IGNORECASE)
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…;:)\]])['’](?!\w)")
# 'the ministers' plan': an s before the mark and a small letter after it may be a possessive.
_POSSESSIVE = re.compile(r"(?<=[sz])['’] (?=[a-z])")


def pair_marks(text: str, blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """The quotations of `text` in reading order, none inside another.

    Example: 'He called it “a ‘grand’ day”.' holds one quotation, 'a ‘grand’ day'. Lines of page furniture hold none
    and do not end a quotation that runs on over them.
    """
    found: list[Quotation] = []
    carried: Style | None = None
    bodies = [block for block in blocks if not block.is_furniture]
    for number, block in enumerate(bodies):
        following = bodies[number + 1] if number + 1 < len(bodies) else None
        paragraph = _Paragraph(text, block, carried, text[following.start : following.start + 1] if following else "")
        quotations = paragraph.pair()
        found += quotations
        carried = quotations[-1].style if quotations and not quotations[-1].closed else None
    return tuple(found)


class _Paragraph:
    """The marks of one paragraph, read from left to right.

    `opening` is where the open quotation's mark stands (an empty stretch where it has none), or None; `depth` how many
    quotations are open inside it.
    """

    def __init__(self, text: str, block: Block, carried: Style | None, next_initial: str) -> None:
        self.text = text
        self.block = block
        self.carried = carried
        self.next_initial = next_initial
        self.marks = list(_MARK.finditer(text, block.start, block.end))
        self.found: list[Quotation] = []
        self.opening: tuple[int, int] | None = None
        self.resumes = False
        self.depth = 0

    def pair(self) -> list[Quotation]:
        """Pair them."""
        if not self.marks:
            return []
        self.opening = self._carried_opening()
        self.resumes = self.opening is not None
        for number, mark in enumerate(self.marks):
            if self.opening is None and self.found and mark.start() < self.found[-1].outer_end:
                continue
            if mark.group() in _SINGLE:
                self._read_single(mark)
            else:
                self._read_double(mark, number)
        self._close((self.block.end, self.block.end), closed=False)
        return [quotation for quotation in self.found if quotation.end > quotation.start]

    def _read_single(self, mark: re.Match[str]) -> None:
        end = self._single_end(mark) if self.opening is None else None
        if end is not None:
            closed = end < self.block.end
            resumes = self.carried == "single" and mark.start() == self.block.start
            self.found.append(
                Quotation(mark.end(), end, mark.start(), end + closed, "single", closed=closed, resumes=resumes)
            )

    def _read_double(self, mark: re.Match[str], number: int) -> None:
        if self.opening is not None and self._opens_strictly(mark):
            if self._is_closed_later(number):
                self.depth += 1
                return
            # 'said: "One thing.  "Another thing," she said': the first was never closed
            if not self._sentence_ends_before(mark) or mark.group() in _OPENING:
                return
            self._close((mark.start(), mark.start()), closed=True)
            self.opening = mark.span()
        elif self.opening is not None and self.depth:
            self.depth -= 1
        elif self.opening is not None:
            self._close(mark.span(), closed=True)
        elif self._opens(mark, number):
            self.opening = mark.span()
            self.resumes = self.carried == "double" and mark.start() == self.block.start

    def _close(self, closing: tuple[int, int], *, closed: bool) -> None:
        """End the open quotation, if there is one, where `closing` stands."""
        if self.opening is not None:
            (outer_start, start), (end, outer_end) = self.opening, closing
            self.found.append(
                Quotation(
                    start, end, outer_start, outer_end, opened=start > outer_start, closed=closed, resumes=self.resumes
                )
            )
        self.opening, self.resumes, self.depth = None, False, 0

    def _is_closed_later(self, number: int) -> bool:
        """Whether enough closing marks follow for both the open quotation and one that the mark opens inside it."""
        rest = [mark for mark in self.marks[number + 1 :] if mark.group() not in _SINGLE]
        closing = sum(not self._opens_strictly(mark) for mark in rest)
        return closing >= 2 + (len(rest) - closing)

    def _carried_opening(self) -> tuple[int, int] | None:
        """Where a quotation left open in the paragraph before goes on without a new opening mark."""
        doubles = [mark for mark in self.marks if mark.group() not in _SINGLE]
        if self.carried != "double" or not doubles or doubles[0].start() == self.block.start:
            return None
        first = doubles[0]
        if first.group() in _OPENING or self.text[first.start() - 1].isspace():
            return None
        return (self.block.start, self.block.start)

    def _before(self, mark: re.Match[str]) -> str:
        return self.text[mark.start() - 1] if mark.start() > self.block.start else " "

    def _after(self, mark: re.Match[str]) -> str:
        return self.text[mark.end()] if mark.end() < self.block.end else " "

    def _opens(self, mark: re.Match[str], number: int) -> bool:
        """Whether a double mark opens, none being open."""
        before, after = self._before(mark), self._after(mark)
        if mark.group() in _OPENING:
            return True
        if before == "=":  # <a href="...">: markup that was left in the text
            return False
        if after.isspace() and not before.isspace():
            # 'she says,” there is': a closing mark used as an opening one, if the marks then come out even.
            rest = sum(other.group() not in _SINGLE for other in self.marks[number + 1 :])
            return before in ",:" and rest % 2 == 1
        if before.isspace() or before in _OPENS_BEHIND or before in "\"'“‘":
            return True
        rest = sum(other.group() not in _SINGLE for other in self.marks[number + 1 :])
        return not after.isspace() and after.isalnum() and rest % 2 == 1

    def _opens_strictly(self, mark: re.Match[str]) -> bool:
        """Whether a double mark can only open: a space before it and a letter after it."""
        if mark.group() in _CLOSING:
            return False
        return (self._before(mark).isspace() and not self._after(mark).isspace()) or mark.group() in _OPENING - {"“"}

    def _sentence_ends_before(self, mark: re.Match[str]) -> bool:
        return self.text[self.block.start : mark.start()].rstrip().endswith((".", "!", "?", ":", ","))

    def _single_end(self, mark: re.Match[str]) -> int | None:
        """Where the mark that closes a single quotation begins; None where the mark opens none."""
        before, after = self._before(mark), self._after(mark)
        if mark.group() == "’" or not (after.isalnum() or after in '"“[£$(…'):
            return None
        if not (before.isspace() or before in _OPENS_BEHIND) or _ELISION.match(self.text, mark.start()):
            return None
        doubtful: int | None = None
        for close in _SINGLE_CLOSE.finditer(self.text, mark.end() + 1, self.block.end):
            if (close.group() == "'") != (mark.group() == "'"):
                continue
            if sum(m.group() not in _SINGLE for m in self.marks if mark.end() <= m.start() < close.start()) % 2:
                continue
            if _POSSESSIVE.match(self.text, close.start()):
                doubtful = close.start() if doubtful is None else doubtful
                continue
            return close.start()
        if doubtful is not None:
            return doubtful
        goes_on = self.next_initial == mark.group() and mark.start() != self.block.end
        return self.block.end if goes_on and self._introduces_speech(mark) else None

    def _introduces_speech(self, mark: re.Match[str]) -> bool:
        """Whether a single mark that is never closed stands where speech begins: first, or behind ':' or ','."""
        head = self.text[self.block.start : mark.start()].rstrip()
        return not head or head.endswith((":", ","))
