"""Finds quotes of 'he' and 'she' that mean a spokesperson without a name: 'A spokeswoman said ... She added'.

The quotes are those of the organisation for which the spokesperson speaks, and no person is linked to the pronoun.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from newsrows.lexicon import group
from newsrows.records import Findings, Mention, Quote

_SPOKESPERSONS: Final = group("coreference_words", "spokesperson_noun")
_GENDERS: Final = {"spokesman": "he", "spokeswoman": "she"}
_PRONOUNS: Final = frozenset({"he", "she"})
# A spokesperson goes on over at most this many code points without being named again.
_REACH: Final = 600


def quotes_of_spokespersons(findings: Findings) -> Mapping[int, int]:
    """The quotes whose 'he' or 'she' is a spokesperson without a name, each with the quote of that spokesperson.

    Somebody who is named between the two, outside of what the spokesperson says, may be meant instead.

    Args:
        findings: the article's findings.

    Returns:
        The index of the spokesperson's own quote by the index of the quote with the pronoun.
    """
    found: dict[int, int] = {}
    first, last = -1, -1  # the quote of the spokesperson, and the last one that continues it
    for n, quote in enumerate(findings.quotes):
        if quote.speaker is None:
            continue
        if _noun_of(quote, findings.mentions) is not None:
            first, last = n, n
        elif first >= 0 and _goes_on(findings, first, last, n):
            found[n] = first
            last = n
        else:
            first = -1
    return found


def _noun_of(quote: Quote, mentions: Sequence[Mention]) -> str | None:
    """The noun for a spokesperson without a name who speaks a quote."""
    head = quote.speaker_head.text.lower() if quote.speaker_head is not None else ""
    if head not in _SPOKESPERSONS or quote.speaker is None:
        return None
    return None if _names_person(mentions, quote.speaker.start, quote.speaker.end, ()) else head


def _goes_on(findings: Findings, first: int, last: int, n: int) -> bool:
    quotes = findings.quotes
    spokesperson, before, quote = quotes[first], quotes[last], quotes[n]
    if quote.speaker is None or before.speaker is None or spokesperson.speaker_head is None:
        return False
    pronoun = quote.speaker.text.lower()
    usual = _GENDERS.get(spokesperson.speaker_head.text.lower(), pronoun)
    start, end = before.speaker.end, quote.speaker.start
    if pronoun not in _PRONOUNS or pronoun != usual or not 0 <= end - start <= _REACH:
        return False
    said = [(part.start, part.end) for one in quotes[first : n + 1] for part in one.parts]
    return not _names_person(findings.mentions, start, end, said)


def _names_person(mentions: Sequence[Mention], start: int, end: int, said: Sequence[tuple[int, int]]) -> bool:
    """Whether a person is named between two offsets, outside of the spans `said`."""
    at = bisect_left(mentions, start, key=lambda mention: mention.span.start)
    for mention in mentions[at:]:
        if mention.span.start >= end:
            return False
        is_said = any(a <= mention.span.start < b for a, b in said)
        if mention.type == "person" and mention.form == "name" and not is_said:
            return True
    return False
