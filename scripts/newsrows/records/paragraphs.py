"""Splits a text into paragraphs, and joins lines that were wrapped at a fixed width."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

SENTENCE_END: Final = tuple(".!?…\"”’'»:;,)|")
"""Characters at the end of a line that was probably not wrapped at a fixed width."""

_LINE: Final = re.compile(r"\S(?:[^\n]*\S)?")  # a line without white space at its edges
_SINGLE_BREAK: Final = re.compile(r"(?<!\n)\n(?=[^\n])")  # without these, every paragraph is one line
# An item of a list, a turn of an interview, a name in capitals before what is said: a paragraph begins.
_BEGINS_PARAGRAPH: Final = re.compile(
    r"(?:[*•·▪]|\d{1,3}[.)])\s|[QA][.:]\s|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}:\s"
)
_DASH: Final = re.compile(r"[-–—]\s")
# Columns of a table are separated by a tab or by several spaces.
_COLUMNS: Final = re.compile(r"\S(?: {3,}|\t+)\S")
_STOPS: Final = ".!?…:|"
_HYPHENATED: Final = re.compile(r"\w-$")
# The widths, in code points, at which lines are usually wrapped.
_NARROWEST, _WIDEST = 40, 120
# Some programs break a line earlier than they must, by about one word.
_SLACK: Final = 8
# So many lines without a stop at their end show a width that is not that of the widest line.
_FEWEST_OF_A_WIDTH: Final = 6


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of `text` in order, as half-open spans in code points without white space at their edges.

    Each line is a paragraph, except lines that were wrapped at a fixed width: these form one paragraph.
    """
    spans = [match.span() for match in _LINE.finditer(text)]
    wrapped = _wrapped_lines(text)
    if not wrapped:
        return spans
    joined: list[tuple[int, int]] = []
    for i, (start, end) in enumerate(spans):
        joined.append((joined.pop()[0], end) if i in wrapped else (start, end))
    return joined


def paragraph_at(starts: Sequence[int], offset: int) -> int:
    """The number of the paragraph at a code point, from 0; white space after a paragraph belongs to it.

    Args:
        starts: where the paragraphs begin, in order.
        offset: the code point.
    """
    return max(0, bisect_right(starts, offset) - 1)


@dataclass(frozen=True, slots=True)
class UnwrappedText:
    """A text with the lines of each paragraph joined. All offsets count code points.

    Attributes:
        text: the joined text. A line break is a space in it, or nothing after a hyphen.
        starts: offsets in `text` at which the parts between line breaks begin; the first is 0.
        original_starts: the offset of each of these parts in the original text.
    """

    text: str
    starts: tuple[int, ...] = (0,)
    original_starts: tuple[int, ...] = (0,)

    @property
    def is_original(self) -> bool:
        """Whether no lines were joined."""
        return len(self.starts) == 1

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original text that contains the code points `start` to `end` of `text`."""
        return self._original(start), self._original(end - 1) + 1

    def _original(self, offset: int) -> int:
        part = bisect_right(self.starts, offset) - 1
        return self.original_starts[part] + offset - self.starts[part]


def unwrap(text: str) -> UnwrappedText:
    """Join the lines of paragraphs that were wrapped at a fixed width. Other texts are returned as they are."""
    wrapped = _wrapped_lines(text)
    if not wrapped:
        return UnwrappedText(text)
    lines = [match.span() for match in _LINE.finditer(text)]
    parts: list[str] = []
    starts, original_starts = [0], [0]
    length = 0
    for i in sorted(wrapped):
        end, start = lines[i - 1][1], lines[i][0]
        part = text[original_starts[-1] : end]
        part += "" if _HYPHENATED.search(part) else " "
        parts.append(part)
        length += len(part)
        starts.append(length)
        original_starts.append(start)
    parts.append(text[original_starts[-1] :])
    return UnwrappedText("".join(parts), tuple(starts), tuple(original_starts))


class _Break(NamedTuple):
    """A line break between two lines of text without a blank line between them.

    Attributes:
        line: the number of the line after it.
        width: of the line before it, with its indentation.
        full_width: the width that the line would have with one more word.
        is_inside: whether it stands inside a sentence: no stop before it, a small letter after it.
        after_comma: whether the line before it ends in a comma or a semicolon.
        after_stop: whether the line before it ends like a sentence.
        may_join: whether the lines can be one paragraph: no item of a list, indented paragraph or row of a table.
    """

    line: int
    width: int
    full_width: int
    is_inside: bool
    after_comma: bool
    after_stop: bool
    may_join: bool


def _wrapped_lines(text: str) -> set[int]:
    """The numbers of the lines (from 0, without empty lines) that continue the paragraph of the line before."""
    if _SINGLE_BREAK.search(text) is None:
        return set()
    breaks = list(_breaks(text))
    widths = _wrap_widths(breaks)
    wrapped = {one.line for one in breaks if widths and one.may_join and _was_wrapped(one, widths)}
    for block in _blocks(breaks):
        if _is_wrapped_block(block):
            wrapped.update(one.line for one in block if one.may_join)
    return wrapped


def _breaks(text: str) -> Iterator[_Break]:
    lines = [match.span() for match in _LINE.finditer(text)]
    for i, ((start, end), (next_start, next_end)) in enumerate(pairwise(lines), start=1):
        gap = text[end:next_start]
        if gap.count("\n") != 1:
            continue
        indent = start - (text.rfind("\n", 0, start) + 1)
        next_indent = len(gap) - gap.index("\n") - 1
        width = indent + end - start
        if width > _WIDEST:  # no line of this width was wrapped, and long lines take time to read
            yield _Break(i, width, width, is_inside=False, after_comma=False, after_stop=True, may_join=False)
            continue
        line, following = text[start:end], text[next_start : min(next_end, next_start + 2 * _WIDEST)]
        after_stop = line.endswith(SENTENCE_END)
        yield _Break(
            line=i,
            width=width,
            full_width=width + 1 + len(following.split(None, 1)[0]),
            is_inside=following[0].islower() and line[-1] not in _STOPS,
            after_comma=line[-1] in ",;",
            after_stop=after_stop,
            may_join=_may_join(line, following, is_indented=next_indent > indent),
        )


def _may_join(line: str, following: str, *, is_indented: bool) -> bool:
    is_item = bool(_BEGINS_PARAGRAPH.match(line) or _DASH.match(line))
    begins = _BEGINS_PARAGRAPH.match(following) or (_DASH.match(following) and (is_item or line.endswith(SENTENCE_END)))
    is_table = _COLUMNS.search(line) or _COLUMNS.search(following)
    return not begins and not is_table and (not is_indented or is_item)


def _wrap_widths(breaks: Sequence[_Break]) -> tuple[int, ...]:
    """The widths at which the article was wrapped (none: it was not), from the lines that do not end like a sentence.

    In a wrapped text, a line has no room for the first word of the next line. Captions may have a width of their own.
    """
    in_range = [one for one in breaks if one.may_join and _NARROWEST <= one.width <= _WIDEST]
    unfinished = [one for one in in_range if one.is_inside or not one.after_stop]
    inside = sum(one.is_inside for one in unfinished)
    if len(unfinished) < 2 or 3 * inside < len(unfinished):
        return ()
    slack = _SLACK if len(unfinished) > 3 else 0
    widest = max(one.width for one in unfinished)
    if _are_full(unfinished, (widest,), slack) and _is_rarely_wider(breaks, widest):
        return (widest,)
    first = _commonest_width(unfinished, slack)
    narrower = [one for one in unfinished if not _is_full(one, first, slack)]
    if not narrower or len(unfinished) - len(narrower) < _FEWEST_OF_A_WIDTH:
        return ()
    widths = (first, _commonest_width(narrower, slack))
    is_wrapped = _are_full(unfinished, widths, slack) and _is_rarely_wider(breaks, max(widths))
    return widths if is_wrapped else ()


def _are_full(lines: Sequence[_Break], widths: Sequence[int], slack: int) -> bool:
    """Whether four fifths of the lines had no room for another word at one of the widths."""
    return sum(any(_is_full(one, width, slack) for width in widths) for one in lines) >= 0.8 * len(lines)


def _is_full(one: _Break, width: int, slack: int) -> bool:
    return one.width <= width < one.full_width + slack


def _is_rarely_wider(breaks: Sequence[_Break], width: int) -> bool:
    return sum(one.width > width + _SLACK for one in breaks) <= 0.1 * len(breaks)


def _commonest_width(lines: Sequence[_Break], slack: int) -> int:
    """The width at which most of the lines are full; of several, the smallest."""
    widths = sorted({one.width for one in lines})
    return max(widths, key=lambda width: sum(_is_full(one, width, slack) for one in lines))


def _was_wrapped(one: _Break, widths: Sequence[int]) -> bool:
    """Whether a line break of an article that is wrapped at one of the widths is inside a paragraph."""
    slack = 0 if one.after_stop else _SLACK
    if any(one.width <= width + _SLACK and one.full_width > width - slack for width in widths):
        return True
    return (one.is_inside or one.after_comma) and one.width > 0.6 * min(widths)


def _blocks(breaks: Iterable[_Break]) -> Iterator[list[_Break]]:
    """The line breaks of each run of lines without a blank line."""
    block: list[_Break] = []
    for one in breaks:
        if block and one.line != block[-1].line + 1:
            yield block
            block = []
        block.append(one)
    if block:
        yield block


def _is_wrapped_block(block: Sequence[_Break]) -> bool:
    """Whether three or more lines look wrapped, in an article that is not wrapped otherwise.

    Their lengths are similar except the last, most end inside a sentence, and most continue with a small letter.
    """
    if len(block) < 2:
        return False
    widths = [one.width for one in block]
    width = max(widths)
    without_stop = sum(not one.after_stop for one in block)
    inside = sum(one.is_inside for one in block)
    return (
        _NARROWEST <= width <= _WIDEST
        and median(widths) > 0.8 * width
        and without_stop >= 0.6 * len(block)
        and inside >= 0.5 * len(block)
    )
