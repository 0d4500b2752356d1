"""Where an article says that somebody said something.

Patterns: a reporting verb ('she said', 'critics have slammed the plan'), a noun of saying ('their claim that'), and
'according to'.
"""

from __future__ import annotations

from newsrows.extract.quotes.lexicon import Reporting, reporting_verbs, speech_nouns
from newsrows.extract.quotes.reading import Reading
from newsrows.extract.quotes.report import Cue

ACCORDING = Reporting("according to", "according", is_negative=False)
_NO_VERB_DEPS = frozenset({"aux", "auxpass", "amod", "compound"})


def find_cues(reading: Reading) -> list[Cue]:
    """The cues outside quotation marks and page furniture, in reading order.

    Example: 'Ms Doe said the vote, according to her office, was "fair".' has two: said, according to.
    """
    tokens, verbs, nouns = reading.tokens, reading.verbs, speech_nouns()
    lower, tags, deps = tokens.lower, tokens.tags, tokens.deps
    quoted, body_of = reading.quoted, reading.body_of
    found: list[Cue] = []
    for token, word in enumerate(lower):
        if word in verbs:
            if tags[token][:2] == "VB" and deps[token] not in _NO_VERB_DEPS:
                entry = verbs[word]
            elif word in nouns and tags[token][:2] == "NN":
                entry = nouns[word]
            else:
                continue
            end = token + 1
        elif word in nouns:
            entry, end = nouns[word], token + 1
        elif word == "according" and token + 1 < len(lower) and lower[token + 1] == "to":
            entry, end = ACCORDING, token + 2
        else:
            continue
        if quoted[token] < 0 <= body_of[token]:
            found.append(Cue(token, (token, end), entry))
    return found


def is_verb(reading: Reading, token: int) -> bool:
    """Whether the token is a form of a reporting verb, used as a verb."""
    return reading.tokens.lower[token] in reporting_verbs() and reading.tokens.tags[token][:2] == "VB"
