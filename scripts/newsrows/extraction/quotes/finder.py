"""Find all quotes of an article.

The stages: find cues (cues.py); build candidates from quotations (direct.py) and from the parse (content.py,
speakers.py); carry speakers over (speaker_carryover.py); describe the candidates (features.py); calculate confidence
(confidence.py); select (selection.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.quotes.candidate import Candidate, Cue
from newsrows.extraction.quotes.content import content_of
from newsrows.extraction.quotes.context import QuoteContext, TokenRange
from newsrows.extraction.quotes.cues import find_cues
from newsrows.extraction.quotes.denials import polarity_of
from newsrows.extraction.quotes.direct import quotation_candidates
from newsrows.extraction.quotes.features import add_features
from newsrows.extraction.quotes.reports import is_report
from newsrows.extraction.quotes.selection import select
from newsrows.extraction.quotes.sources import Source, source_of
from newsrows.extraction.quotes.speaker_carryover import carry_over_speakers
from newsrows.extraction.quotes.speakers import speaker_of
from newsrows.records import Cue as CueRecord
from newsrows.records import Mention, Quote, Span
from newsrows.records.findings import QuoteKind

_SPACE = " \t\n\r\f\v\xa0\u2009\u200b\ufeff"
# Characters that are not part of a quote at its start and at its end.
_TRIMMED_LEFT = _SPACE + ',.;:!?)]}–—―-…|·•*"“”„«»‟'
_TRIMMED_RIGHT = _SPACE + ',.;:([{–—―-|·•*"“”„«»‟'


def find_quotes(parsed: ParsedArticle, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """The quotes of an article in reading order, each with a different start.

    Args:
        parsed: the article with its layout and its parse.
        mentions: names and other references found in it; they show which noun phrases are people.
    """
    context = QuoteContext(parsed, mentions)
    best: dict[int, Quote] = {}
    for candidate, confidence in select(context, find_candidates(context)):
        quote = _quote_of(context, candidate, confidence)
        if quote is None:
            continue
        start = quote.parts[0].start
        if start not in best or best[start].confidence < confidence:
            best[start] = quote
    return tuple(best[start] for start in sorted(best))


def find_candidates(context: QuoteContext) -> list[Candidate]:
    """Everything that may be a quote, with the features for its confidence, sorted by start."""
    cues = find_cues(context)
    candidates = quotation_candidates(context, cues)
    used = {candidate.cue.token for candidate in candidates if candidate.cue is not None}
    candidates += _indirect_candidates(context, [cue for cue in cues if cue.token not in used])
    carry_over_speakers(context, candidates)
    add_features(context, candidates)
    return candidates


def _indirect_candidates(context: QuoteContext, cues: Iterable[Cue]) -> list[Candidate]:
    """One candidate for each cue that has content.

    Example: 'Campaigners have called for a vote.' gives the content 'a vote' and the speaker 'Campaigners'.
    """
    candidates: list[Candidate] = []
    for cue in cues:
        content = content_of(context, cue)
        ranges = [r for r in content.ranges if context.has_words(*r)] if content is not None else []
        if content is not None and ranges:
            speaker, pattern = speaker_of(context, cue)
            candidate = Candidate(content.frame, ranges, cue, speaker, pattern)
            if is_report(context, candidate):
                candidates.append(candidate)
    return candidates


def _quote_of(context: QuoteContext, candidate: Candidate, confidence: float) -> Quote | None:
    """The quote of `candidate`, or None if its content has no words."""
    parts = _part_spans(context, candidate)
    if not parts:
        return None
    source = source_of(context, candidate.speaker) if candidate.speaker is not None else Source(None)
    return Quote(
        kind=_kind(context, candidate),
        parts=parts,
        cue=_cue_record(context, candidate.cue) if candidate.cue is not None else None,
        speaker=_optional_span(context, candidate.speaker),
        continued=candidate.continued,
        confidence=confidence,
        source=source.type,
        speaker_head=_optional_span(context, source.head),
        speaker_owner=_optional_span(context, source.owner),
        polarity=polarity_of(candidate),
        sentence=context.tokens.sentence_of(context.tokens.at(parts[0].start)),
    )


def _cue_record(context: QuoteContext, cue: Cue) -> CueRecord:
    return CueRecord(_span_of(context, cue.span), cue.word.lemma or context.tokens.lower[cue.token])


def _kind(context: QuoteContext, candidate: Candidate) -> QuoteKind:
    """'direct' if all words are in marks (a 'that' before them does not count), 'mixed' if some are, or 'indirect'."""
    words = [i for start, end in candidate.content for i in range(start, end) if context.is_word(i)]
    outside = [i for i in words if context.quotation_of[i] < 0]
    if len(outside) == len(words):
        return "indirect"
    is_only_that = len(outside) == 1 and outside[0] == words[0] and context.tokens.lower[outside[0]] == "that"
    return "direct" if not outside or is_only_that else "mixed"


# Spans of the text, without quotation marks and punctuation at their edges


def _span_of(context: QuoteContext, tokens: TokenRange) -> Span:
    """The text from the first token to the last."""
    return Span.of(context.text, context.tokens.starts[tokens[0]], context.tokens.ends[tokens[1] - 1])


def _optional_span(context: QuoteContext, tokens: TokenRange | None) -> Span | None:
    return None if tokens is None else _span_of(context, tokens)


def _part_spans(context: QuoteContext, candidate: Candidate) -> tuple[Span, ...]:
    """The contiguous parts of the content in reading order, split between paragraphs.

    Example: '"We won,"' gives 'We won,'. 'that it was "a disgrace".' gives 'that it was "a disgrace"' with the last
    mark, since its partner is inside.
    """
    spans: list[Span] = []
    for start, end in candidate.content:
        # One of the two tokens at each edge may be white space or a mark between two paragraphs.
        edges = (*range(start, min(start + 2, end)), *range(max(start, end - 2), end))
        indices = [context.block_of[i] for i in edges if context.block_of[i] >= 0]
        for block in context.paragraphs[min(indices, default=0) : max(indices, default=-1) + 1]:
            part_start = max(context.tokens.starts[start], block.start)
            part_end = min(context.tokens.ends[end - 1], block.end)
            trimmed = _trim(context, part_start, part_end)
            if trimmed is not None and (not spans or trimmed[0] >= spans[-1].end):
                spans.append(Span.of(context.text, *trimmed))
    return tuple(spans)


def _trim(context: QuoteContext, start: int, end: int) -> tuple[int, int] | None:
    """The offsets without punctuation at the edges (None: no word is left); paired quotation marks stay.

    A mark at an edge stays if its partner is inside the span.
    """
    end = _trim_right(context, start, end)
    start = _trim_left(context, start, end)
    first, last = context.inner_starts.get(start), context.inner_ends.get(end)
    if first is not last:
        if first is not None and first.opened and first.outer_end <= end:
            start = first.outer_start
        if last is not None and last.closed and last.outer_start >= start:
            end = last.outer_end
    return (start, end) if any(map(str.isalnum, context.text[start:end])) else None


def _trim_right(context: QuoteContext, start: int, end: int) -> int:
    text = context.text
    while start < end:
        quotation = context.closing_at.get(end)
        if quotation is not None:
            return quotation.end
        if end in context.inner_ends and text[end - 1] not in _SPACE:
            break
        if text[end - 1] not in _TRIMMED_RIGHT:
            break
        end -= 1
    return end


def _trim_left(context: QuoteContext, start: int, end: int) -> int:
    text = context.text
    while start < end:
        quotation = context.opening_at.get(start)
        if quotation is not None:
            return quotation.start
        if start in context.inner_starts and text[start] not in _SPACE:
            break
        if text[start] not in _TRIMMED_LEFT:
            break
        start += 1
    return start
