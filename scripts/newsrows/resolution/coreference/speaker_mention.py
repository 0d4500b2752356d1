"""Finds the mention that speaks a quote, and the quotes that surround a mention or are spoken by it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from newsrows.records import Findings, Mention, Quote, Span
from newsrows.records.contract import JOINING_WORD, OTHERS_AFTER, OTHERS_BEFORE, OTHERS_BETWEEN, OTHERS_JOINED
from newsrows.resolution.coreference.state import Cluster

_OTHERS_BEFORE: Final = re.compile(OTHERS_BEFORE)
_OTHERS_AFTER: Final = re.compile(OTHERS_AFTER)
_OTHERS_JOINED: Final = re.compile(OTHERS_JOINED)
_OTHERS_BETWEEN: Final = re.compile(OTHERS_BETWEEN)
_JOINING_WORD: Final = re.compile(JOINING_WORD)
# OTHERS_BETWEEN has room for this many mentions, with the one after it.
_MOST_BETWEEN: Final = 4
# Which form of mention speaks if a speaker's head has several of the same type.
_FORM_ORDER: Final = {"name": 0, "acronym": 0, "nominal": 1, "pronoun": 2}


def speaker_mention(findings: Findings, linked: Mapping[int, Cluster], quote: Quote) -> int | None:
    """The index of the linked mention that speaks a quote; None if there is none.

    That is the mention at the head of the speaker's phrase, else the one for whom the head speaks: in 'the aide to Ann
    Carter' nobody, in 'a spokesman for Coast Bank' the bank.

    Args:
        findings: the article's findings.
        linked: the clusters of the mentions that are resolved, by index.
        quote: one of the article's quotes.
    """
    return next((i for i in speaking_mentions(findings.mentions, quote) if i in linked), None)


def speaking_mentions(mentions: Sequence[Mention], quote: Quote) -> tuple[int, ...]:
    """The indices of the mentions that may speak a quote, the best first.

    Args:
        mentions: the article's mentions, in reading order.
        quote: one of the article's quotes.
    """
    heads = sorted(_overlapping(mentions, quote.speaker_head), key=lambda i: _rank(mentions[i], i))
    heads = [
        i
        for i in heads
        if not _belongs_to_other(mentions, i, quote.speaker) and not _is_one_of_several(mentions, i, quote.speaker)
    ]
    owners = sorted(_overlapping(mentions, quote.speaker_owner), key=lambda i: _rank(mentions[i], i))
    if quote.source != "document":  # only texts have people as their owners
        owners = [i for i in owners if mentions[i].type == "organisation"]
    return (*heads, *owners)


def _belongs_to_other(mentions: Sequence[Mention], index: int, speaker: Span | None) -> bool:
    """Whether the words around a person show that the parser is wrong and somebody else is the head of the phrase.

    The tables promise that this is never so: the validation rule speaker-not-head has the same patterns.
    """
    mention = mentions[index]
    if mention.type != "person" or speaker is None:
        return False
    start, end = mention.span.start - speaker.start, mention.span.end - speaker.start
    if _OTHERS_BEFORE.search(speaker.text[: max(0, start)]) or _OTHERS_AFTER.search(speaker.text[end:]):
        return True
    return any(
        other.type == "person"
        and other.span.start < speaker.end
        and _is_before_head(speaker.text[end : other.span.start - speaker.start])
        for other in mentions[index + 1 : index + 1 + _MOST_BETWEEN]
    )


def _is_one_of_several(mentions: Sequence[Mention], index: int, speaker: Span | None) -> bool:
    """Whether another mention of the same type is joined to one in a speaker's words: 'Coast Bank and Tideways'."""
    if speaker is None:
        return False
    for first, second in pairwise(mentions[max(0, index - 1) : index + 2]):
        if speaker.overlaps(first.span) and speaker.overlaps(second.span) and first.type == second.type:
            between = speaker.text[first.span.end - speaker.start : second.span.start - speaker.start]
            if _OTHERS_JOINED.search(between):
                return True
    return False


def _is_before_head(between: str) -> bool:
    """Whether the words between two people show that the second is the head: ' lawyer '."""
    return bool(_OTHERS_BETWEEN.search(between)) and not _JOINING_WORD.search(between)


def _rank(mention: Mention, index: int) -> tuple[bool, int, int]:
    """A person before an organisation, a name before a nominal and a pronoun, and the first before the others."""
    return mention.type != "person", _FORM_ORDER[mention.form], index


def _overlapping(mentions: Sequence[Mention], span: Span | None) -> Iterator[int]:
    """The indices of the mentions that share a letter with a span; mentions do not overlap one another."""
    if span is None:
        return
    first = max(0, bisect_left(mentions, span.start, key=lambda mention: mention.span.start) - 1)
    for i in range(first, bisect_left(mentions, span.end, key=lambda mention: mention.span.start)):
        if mentions[i].span.overlaps(span):
            yield i


@dataclass(eq=False)
class MentionQuotes:
    """The quotes around mentions, and the quotes that mentions speak.

    Attributes:
        around: for each mention, the direct quotation around it, if any.
        spoken_by: by the index of a mention, the quotes whose speaker it may be.
    """

    around: list[Quote | None]
    spoken_by: dict[int, list[Quote]] = field(default_factory=dict)


def mention_quotes(findings: Findings) -> MentionQuotes:
    """Relate an article's mentions to its quotes."""
    quotes = MentionQuotes(_quotations_around(findings))
    for quote in findings.quotes:
        for i in speaking_mentions(findings.mentions, quote):
            quotes.spoken_by.setdefault(i, []).append(quote)
    return quotes


def _quotations_around(findings: Findings) -> list[Quote | None]:
    parts = sorted(
        (
            (part.start, part.end, quote)
            for quote in findings.quotes
            if quote.kind != "indirect"
            for part in quote.parts
        ),
        key=lambda part: part[:2],
    )
    starts = [start for start, _, _ in parts]
    around: list[Quote | None] = []
    for mention in findings.mentions:
        at = bisect_right(starts, mention.span.start) - 1
        is_inside = at >= 0 and mention.span.end <= parts[at][1] and parts[at][2].kind == "direct"
        around.append(parts[at][2] if is_inside else None)
    return around
