"""Where an article says that somebody said something.

Patterns: a reporting verb ('she said', 'critics have slammed the plan'), a noun of saying ('their claim that'), and
'according to'.
"""

from __future__ import annotations

from newsrows.extract.quotes.lexicon import ACCORDING, Reporting, speech_nouns
from newsrows.extract.quotes.reading import Reading
from newsrows.extract.quotes.report import Cue

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
        if word not in verbs and word not in nouns and word != "according":
            continue
        if quoted[token] >= 0 or body_of[token] < 0:
            continue
        entry = _entry(reading, token)
        if entry is not None:
            found.append(Cue(token, (token, token + 2 if entry is ACCORDING else token + 1), entry))
    return found


def _entry(reading: Reading, token: int) -> Reporting | None:
    tokens = reading.tokens
    word, tag = tokens.lower[token], tokens.tags[token]
    if word == "according":
        return ACCORDING if token + 1 < len(tokens) and tokens.lower[token + 1] == "to" else None
    if tag[:2] == "VB" or word in _ALWAYS:
        return reading.verbs.get(word) if tokens.deps[token] not in _NOT_A_CUE or word in _ALWAYS else None
    return speech_nouns().get(word) if tag[:2] == "NN" else None
