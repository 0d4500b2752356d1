"""Token ranges to spans of the text, with quotation marks and loose punctuation at their edges cut off."""

from __future__ import annotations

from newsrows.extract.quotes.reading import Reading, TokenRange
from newsrows.extract.quotes.report import Report
from newsrows.records import Span

_SPACE = " \t\n\r\f\v\xa0\u2009\u200b\ufeff"
_MARKS = '"“”„«»‟'
_DOUBLED = ("''", "``", "‘‘", "’’")
_LOOSE_LEFT = _SPACE + ",.;:!?)]}–—-…|·•*"
_LOOSE_RIGHT = _SPACE + ",.;:([{–—-|·•*"


def span_of(reading: Reading, tokens: TokenRange) -> Span:
    """The text from the first of `tokens` to the last."""
    return Span.of(reading.text, reading.tokens.starts[tokens[0]], reading.tokens.ends[tokens[1] - 1])


def part_spans(reading: Reading, report: Report) -> tuple[Span, ...]:
    """The contiguous pieces of the content: 'she said "we will go."' gives 'we will go.'"""
    spans: list[Span] = []
    for start, end in report.content:
        for piece in _pieces(reading, reading.tokens.starts[start], reading.tokens.ends[end - 1]):
            bounds = _trim(reading, *piece)
            if bounds is not None and (not spans or bounds[0] >= spans[-1].end):
                spans.append(Span.of(reading.text, *bounds))
    return tuple(spans)


def _pieces(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """One piece a paragraph; page furniture inside the stretch is left out."""
    return [
        (max(start, block.start), min(end, block.end))
        for block in reading.bodies
        if block.start < end and start < block.end
    ]


def _trim(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    text = reading.text
    quotations = {q.start for q in reading.quotations}
    ends = {q.end for q in reading.quotations}
    while start < end:
        if start in quotations and text[start] not in _SPACE + _MARKS:
            break
        if text[start] in _LOOSE_LEFT + _MARKS or (text[start] in "'‘" and start + 1 in quotations):
            start += 1
        elif text[start : start + 2] in _DOUBLED:
            start += 2
        else:
            break
    while start < end:
        if end in ends and text[end - 1] not in _SPACE + _MARKS:
            break
        if text[end - 1] in _LOOSE_RIGHT + _MARKS or (text[end - 1] in "'’" and end - 1 in ends):
            end -= 1
        elif text[end - 2 : end] in _DOUBLED:
            end -= 2
        else:
            break
    return (start, end) if start < end and any(c.isalnum() for c in text[start:end]) else None
