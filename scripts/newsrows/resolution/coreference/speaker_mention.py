"""Who speaks: the mention in a speaker's phrase that does, and which mentions stand in whose words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from newsrows.lexicon import column
from newsrows.records import Findings, Mention, Quote, Span
from newsrows.resolution.coreference.state import Cluster

# What a noun of the speaker's phrase is of: 'the aide to', 'a lawyer for the'.
_COMPLEMENT: Final = re.compile(
    r"\b(?:of|for|from|to|with|in|at|near|behind|under)\s+(?:the\s+|his\s+|her\s+)?$", re.IGNORECASE
)
_POSSESSIVE: Final = re.compile(r"['’]s?\s+\w")
# Those through whom a body speaks.
_VOICE: Final = re.compile(
    r"spokes(?:wo)?(?:man|men|person|people)|statement|report|source|official|lawyer", re.IGNORECASE
)
_OWNERS: Final = frozenset({"his", "her", "my", "your"})
# What is owned, as far as its complement: 'second letter' of 'second letter to the board'.
_OWNED: Final = re.compile(r"\s+((?:[\w'’-]+\s+)*?[\w'’-]+)(?=\s+(?:of|for|from|to|with|in|at|on)\b|\W*$|,)")
_WORDS_OF: Final = column("speech_carriers", "noun") | column("speech_nouns", "lemma")


def speaking_mention(findings: Findings, linked: Mapping[int, Cluster], speaker: Span | None) -> int | None:
    """Index of the linked mention that speaks, of those in a speaker's span: a name before a pronoun.

    'The aide to Ann Carter', 'Mr Carter's lawyer' and 'her lawyer' are not Carter; 'a spokesman for Coast Bank' speaks
    for the bank.
    """
    if speaker is None:
        return None
    found = [i for i in linked if may_speak(findings.mentions[i], speaker)]
    order = {"name": 0, "acronym": 0, "nominal": 1, "pronoun": 2}
    ranked = sorted(found, key=lambda i: (findings.mentions[i].type != "person", order[findings.mentions[i].form], i))
    return ranked[0] if ranked else None


def may_speak(mention: Mention, speaker: Span) -> bool:
    """Whether a mention is the speaker, and not only somebody whom the speaker's phrase names."""
    if not mention.span.overlaps(speaker):
        return False
    before = speaker.text[: max(0, mention.span.start - speaker.start)]
    after = speaker.text[max(0, mention.span.end - speaker.start) :]
    if mention.form == "pronoun" and mention.span.text.lower() in _OWNERS:
        owned = _OWNED.match(after)
        return owned is None or owned.group(1).lower().rpartition(" ")[2] in _WORDS_OF  # 'her aides', 'her letter'
    if mention.honorific:
        before = before.rstrip().removesuffix(mention.honorific)
    is_other = bool(_COMPLEMENT.search(before) or _POSSESSIVE.match(after))
    return not is_other or (mention.type == "organisation" and bool(_VOICE.search(speaker.text)))


@dataclass(eq=False)
class Voices:
    """Whose words each mention stands in, and what it says itself.

    `inside` is the direct quotation around each mention, if any; `said_by` the quotes of each mention that may be
    their speaker, by its index.
    """

    inside: list[Quote | None]
    said_by: dict[int, list[Quote]] = field(default_factory=dict)


def voices_in(findings: Findings) -> Voices:
    """The voices of an article."""
    voices = Voices(_inside(findings))
    starts = [mention.span.start for mention in findings.mentions]
    for quote in findings.quotes:
        if quote.speaker is None:
            continue
        first = max(0, bisect_right(starts, quote.speaker.start) - 1)
        for i in range(first, bisect_right(starts, quote.speaker.end)):
            if may_speak(findings.mentions[i], quote.speaker):
                voices.said_by.setdefault(i, []).append(quote)
    return voices


def _inside(findings: Findings) -> list[Quote | None]:
    pieces = sorted(
        (
            (part.start, part.end, quote)
            for quote in findings.quotes
            if quote.kind != "indirect"
            for part in quote.parts
        ),
        key=lambda piece: piece[:2],
    )
    starts = [start for start, _, _ in pieces]
    found: list[Quote | None] = []
    for mention in findings.mentions:
        at = bisect_right(starts, mention.span.start) - 1
        within = at >= 0 and mention.span.end <= pieces[at][1] and pieces[at][2].kind == "direct"
        found.append(pieces[at][2] if within else None)
    return found
