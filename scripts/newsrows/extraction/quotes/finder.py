"""All quotes of an article."""

from __future__ import annotations

from collections.abc import Sequence

from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.quotes import cues as indirect
from newsrows.extraction.quotes import direct
from newsrows.extraction.quotes.candidate import Report
from newsrows.extraction.quotes.context import Reading, TokenRange
from newsrows.extraction.quotes.cues import find_cues
from newsrows.extraction.quotes.selection import describe, select
from newsrows.extraction.quotes.speaker_carryover import carry_over
from newsrows.records import Cue, Mention, Quote, Span
from newsrows.records.findings import QuoteKind


def find_quotes(parsed: ParsedArticle, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """The quotes of an article in reading order, no two with the same start.

    Args:
        parsed: The article with its layout and its parse.
        mentions: Names and other references found in it: they say which noun phrases are people.
    """
    reading = Reading(parsed, mentions)
    best: dict[int, Quote] = {}
    for report, confidence in select(reading, candidates(reading)):
        quote = _quote_of(reading, report, confidence)
        if quote is None:
            continue
        start = quote.parts[0].start
        if start not in best or best[start].confidence < confidence:
            best[start] = quote
    return tuple(best[start] for start in sorted(best))


def candidates(reading: Reading) -> list[Report]:
    """Every report that may be a quote, with the traits that tell how likely it is."""
    cues = find_cues(reading)
    quoted = direct.reports(reading, cues)
    used = {report.cue.token for report in quoted if report.cue is not None}
    found = quoted + indirect.reports(reading, [cue for cue in cues if cue.token not in used])
    carry_over(reading, found)
    describe(reading, found)
    return found


def _quote_of(reading: Reading, report: Report, confidence: float) -> Quote | None:
    """`report` as a quote; None where its content holds no words."""
    parts = part_spans(reading, report)
    if not parts:
        return None
    return Quote(
        kind=_kind(reading, report),
        parts=parts,
        cue=Cue(span_of(reading, report.cue.span), report.cue.word.lemma or reading.tokens.lower[report.cue.token])
        if report.cue is not None
        else None,
        speaker=span_of(reading, report.speaker) if report.speaker is not None else None,
        continued=report.continued,
        confidence=confidence,
    )


def _kind(reading: Reading, report: Report) -> QuoteKind:
    words = [i for start, end in report.content for i in range(start, end) if reading.is_word(i)]
    inside = sum(reading.quoted[i] >= 0 for i in words)
    if inside == 0:
        return "indirect"
    outside = [i for i in words if reading.quoted[i] < 0]
    only_that = len(outside) == 1 and outside[0] == words[0] and reading.tokens.lower[outside[0]] == "that"
    return "direct" if not outside or only_that else "mixed"


# Token ranges to spans of the text, with quotation marks and loose punctuation at their edges cut off.

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
