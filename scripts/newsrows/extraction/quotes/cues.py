"""Where an article says that somebody said something.

Patterns: a reporting verb ('she said', 'critics have slammed the plan'), a noun of saying ('their claim that'), and
the phrases 'according to' and 'in the words of'.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsrows.extraction.quotes.candidate import Cue, Report
from newsrows.extraction.quotes.content import content_of
from newsrows.extraction.quotes.context import Reading
from newsrows.extraction.quotes.lexicon import ACCORDING, IN_THE_WORDS_OF, Reporting, speech_nouns
from newsrows.extraction.quotes.speakers import speaker_of

_NOT_A_CUE = frozenset({"aux", "auxpass", "amod", "compound"})
# The parser takes some of these for names where they begin a sentence: 'Said Ms Doe: ...'
_ALWAYS = frozenset({"said", "says"})


def find_cues(reading: Reading) -> list[Cue]:
    """The cues outside quotation marks and page furniture, in reading order.

    Example: 'Ms Doe said the vote, according to her office, was "fair".' has two: said, according to.
    """
    verbs, nouns, lower = reading.verbs, speech_nouns(), reading.tokens.lower
    quoted, body_of = reading.quoted, reading.body_of
    found: list[Cue] = []
    for token, word in enumerate(lower):
        if word not in verbs and word not in nouns and word not in {"according", "words"}:
            continue
        if quoted[token] >= 0 or body_of[token] < 0:
            continue
        cue = _phrase(lower, token) or _word(reading, token)
        if cue is not None:
            found.append(cue)
    return found


def _phrase(lower: list[str], token: int) -> Cue | None:
    """'according to', and 'in the words of', of which 'in' is the head."""
    if lower[token : token + 2] == ["according", "to"]:
        return Cue(token, (token, token + 2), ACCORDING)
    if lower[max(0, token - 2) : token + 2] == ["in", "the", "words", "of"]:
        return Cue(token - 2, (token - 2, token + 2), IN_THE_WORDS_OF)
    return None


def _word(reading: Reading, token: int) -> Cue | None:
    """A reporting verb or a noun of saying."""
    tokens = reading.tokens
    word, tag = tokens.lower[token], tokens.tags[token]
    entry: Reporting | None = None
    if tag[:2] == "VB" or word in _ALWAYS:
        if tokens.deps[token] not in _NOT_A_CUE or word in _ALWAYS:
            entry = reading.verbs.get(word)
    elif tag[:2] == "NN":
        entry = speech_nouns().get(word)
    return None if entry is None else Cue(token, (token, token + 1), entry)


# Reports of speech without quotation marks: one candidate a cue, to be judged by its confidence.


def reports(reading: Reading, cues: Iterable[Cue]) -> list[Report]:
    """A candidate for each cue on which something depends.

    Example: 'Campaigners have called for a vote.' gives the content 'a vote', the speaker 'Campaigners'.
    """
    found: list[Report] = []
    for cue in cues:
        content = content_of(reading, cue)
        if content is None:
            continue
        ranges = [r for r in content.ranges if any(reading.is_word(i) for i in range(*r))]
        if not ranges:
            continue
        speaker, pattern = speaker_of(reading, cue)
        found.append(Report(content.frame, ranges, cue, speaker, pattern))
    return found
