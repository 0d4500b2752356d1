"""Token ranges to spans of the text, with quotation marks and loose punctuation at their edges cut off."""

from __future__ import annotations

from newsrows.extract.quotes.reading import Reading, TokenRange
from newsrows.extract.quotes.report import Report
from newsrows.records import Span

_SPACE = " \t\n\r\f\v\xa0\u2009\u200b\ufeff"
_LOOSE_LEFT = _SPACE + ',.;:!?)]}–—―-…|·•*"“”„«»‟'
_LOOSE_RIGHT = _SPACE + ',.;:([{–—―-|·•*"“”„«»‟'


def span_of(reading: Reading, tokens: TokenRange) -> Span:
    """The text from the first of `tokens` to the last."""
    return Span.of(reading.text, reading.tokens.starts[tokens[0]], reading.tokens.ends[tokens[1] - 1])


def part_spans(reading: Reading, report: Report) -> tuple[Span, ...]:
    """The contiguous pieces of the content, in order.

    Example: '"We won,"' gives 'We won,', and 'that it was "a disgrace".' gives 'that it was "a disgrace"', where the
    mark at the edge has its partner inside.
    """
    spans: list[Span] = []
    for start, end in report.content:
        edges = (*range(start, min(start + 2, end)), *range(max(start, end - 2), end))
        numbers = [reading.body_of[i] for i in edges if reading.body_of[i] >= 0]
        for block in reading.bodies[min(numbers, default=0) : max(numbers, default=-1) + 1]:
            piece = max(reading.tokens.starts[start], block.start), min(reading.tokens.ends[end - 1], block.end)
            bounds = _trim(reading, *piece)
            if bounds is not None and (not spans or bounds[0] >= spans[-1].end):
                spans.append(Span.of(reading.text, *bounds))
    return tuple(spans)


def _trim(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The stretch without what is loose at its edges; a mark whose partner stands inside the stretch is kept."""
    end = _trim_right(reading, start, end)
    start = _trim_left(reading, start, end)
    first, last = reading.inner_starts.get(start), reading.inner_ends.get(end)
    if first is not last:
        if first is not None and first.opened and first.outer_end <= end:
            start = first.outer_start
        if last is not None and last.closed and last.outer_start >= start:
            end = last.outer_end
    return (start, end) if any(map(str.isalnum, reading.text[start:end])) else None


def _trim_right(reading: Reading, start: int, end: int) -> int:
    text = reading.text
    while start < end:
        quotation = reading.closing_at.get(end)
        if quotation is not None:
            return quotation.end
        if end in reading.inner_ends and text[end - 1] not in _SPACE:
            break
        if text[end - 1] not in _LOOSE_RIGHT:
            break
        end -= 1
    return end


def _trim_left(reading: Reading, start: int, end: int) -> int:
    text = reading.text
    while start < end:
        quotation = reading.opening_at.get(start)
        if quotation is not None:
            return quotation.start
        if start in reading.inner_starts and text[start] not in _SPACE:
            break
        if text[start] not in _LOOSE_LEFT:
            break
        start += 1
    return start
