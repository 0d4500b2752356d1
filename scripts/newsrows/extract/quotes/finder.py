"""All quotes of an article."""

from __future__ import annotations

from collections.abc import Sequence

from newsrows.extract.parsed import ParsedArticle
from newsrows.extract.quotes import direct, indirect
from newsrows.extract.quotes.continuation import carry_over
from newsrows.extract.quotes.cues import find_cues
from newsrows.extract.quotes.reading import Reading
from newsrows.extract.quotes.report import Report
from newsrows.extract.quotes.selection import select
from newsrows.extract.quotes.spans import part_spans, span_of
from newsrows.extract.quotes.traits import describe
from newsrows.records import Cue, Mention, Quote
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
