"""Finds the mention that speaks a quote, and the quotes that surround a mention or are spoken by it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from newsrows.lexicon import alternatives, column, group
from newsrows.records import Findings, Mention, Quote, Span
from newsrows.resolution.coreference.state import Cluster

# A preposition before a name: 'the aide to', 'a lawyer for the'. The name is then not the speaker.
_PREPOSITION_BEFORE: Final = re.compile(
    rf"\b(?:{alternatives('coreference_words', 'speaker_preposition')})\s+(?:the\s+|his\s+|her\s+)?$", re.IGNORECASE
)
_POSSESSIVE: Final = re.compile(r"['’]s?\s+\w")
# Words for people and texts that speak for an organisation: 'spokeswoman', 'statement'.
_SPOKESPERSON: Final = re.compile(
    rf"spokes(?:wo)?(?:man|men|person|people)|{alternatives('coreference_words', 'spokesperson')}", re.IGNORECASE
)
_POSSESSIVE_PRONOUNS: Final = group("coreference_words", "possessive")
# What is owned, without its complement: 'second letter' in 'second letter to the board'.
_OWNED: Final = re.compile(r"\s+((?:[\w'’-]+\s+)*?[\w'’-]+)(?=\s+(?:of|for|from|to|with|in|at|on)\b|\W*$|,)")
# Nouns for somebody's own words: 'letter', 'remark'.
_WORD_NOUNS: Final = column("speech_carriers", "noun") | column("speech_nouns", "lemma")
# Which form of mention speaks if a speaker's phrase has several of the same type.
_FORM_ORDER: Final = {"name": 0, "acronym": 0, "nominal": 1, "pronoun": 2}


def speaker_mention(findings: Findings, linked: Mapping[int, Cluster], speaker: Span | None) -> int | None:
    """The index of the linked mention that speaks, among those in the speaker's span: a name before a pronoun.

    In 'the aide to Ann Carter', 'Mr Carter's lawyer' and 'her lawyer', Carter does not speak. In 'a spokesman for Coast
    Bank', the bank does.

    Args:
        findings: the article's findings.
        linked: the clusters of the mentions that are resolved, by index.
        speaker: the span of the quote's speaker.
    """
    if speaker is None:
        return None
    candidates = [i for i in linked if may_speak(findings.mentions[i], speaker)]
    ranked = sorted(
        candidates,
        key=lambda i: (findings.mentions[i].type != "person", _FORM_ORDER[findings.mentions[i].form], i),
    )
    return ranked[0] if ranked else None


def may_speak(mention: Mention, speaker: Span) -> bool:
    """Whether a mention is the speaker, rather than somebody whom the speaker's phrase only names."""
    if not mention.span.overlaps(speaker):
        return False
    before = speaker.text[: max(0, mention.span.start - speaker.start)]
    after = speaker.text[max(0, mention.span.end - speaker.start) :]
    if mention.form == "pronoun" and mention.span.text.lower() in _POSSESSIVE_PRONOUNS:
        owned = _OWNED.match(after)
        # 'her letter' speaks for her, 'her aides' do not
        return owned is None or owned.group(1).lower().rpartition(" ")[2] in _WORD_NOUNS
    if mention.honorific:
        before = before.rstrip().removesuffix(mention.honorific)
    is_complement = bool(_PREPOSITION_BEFORE.search(before) or _POSSESSIVE.match(after))
    return not is_complement or (mention.type == "organisation" and bool(_SPOKESPERSON.search(speaker.text)))


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
    starts = [mention.span.start for mention in findings.mentions]
    for quote in findings.quotes:
        if quote.speaker is None:
            continue
        first = max(0, bisect_right(starts, quote.speaker.start) - 1)
        for i in range(first, bisect_right(starts, quote.speaker.end)):
            if may_speak(findings.mentions[i], quote.speaker):
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
