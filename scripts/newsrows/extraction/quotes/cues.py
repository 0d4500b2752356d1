"""Find the words that report speech.

Patterns: a reporting verb ('she said', 'critics have slammed the plan'), a noun of saying ('their claim that'), and
the phrases 'according to' and 'in the words of'.
"""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Cue
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.lexicon import ACCORDING, IN_THE_WORDS_OF, ReportingWord, speech_nouns, words

# Verbs in these positions do not report: auxiliaries, and participles before a noun.
_NOT_A_CUE = frozenset({"aux", "auxpass", "amod", "compound"})
# The parser takes some of these for names at the start of a sentence: 'Said Ms Doe: ...'
_ALWAYS_REPORTING = words("always_reporting")


def find_cues(context: QuoteContext) -> list[Cue]:
    """The cues outside quotation marks and page furniture, in reading order.

    Example: 'Ms Doe said the vote, according to her office, was "fair".' has the cues 'said' and 'according to'.
    """
    verbs, nouns, lower = context.reporting_verbs, speech_nouns(), context.tokens.lower
    quotation_of, paragraph_of = context.quotation_of, context.paragraph_of
    cues: list[Cue] = []
    for token, word in enumerate(lower):
        if word not in verbs and word not in nouns and word not in {"according", "words"}:
            continue
        if quotation_of[token] >= 0 or paragraph_of[token] < 0:
            continue
        cue = _phrase_cue(lower, token) or _word_cue(context, token)
        if cue is not None:
            cues.append(cue)
    return cues


def _phrase_cue(lower: list[str], token: int) -> Cue | None:
    """The cue 'according to', or 'in the words of' with the head 'in'."""
    if lower[token : token + 2] == ["according", "to"]:
        return Cue(token, (token, token + 2), ACCORDING)
    if lower[max(0, token - 2) : token + 2] == ["in", "the", "words", "of"]:
        return Cue(token - 2, (token - 2, token + 2), IN_THE_WORDS_OF)
    return None


def _word_cue(context: QuoteContext, token: int) -> Cue | None:
    """The cue at `token` if it is a reporting verb or a noun of saying."""
    tokens = context.tokens
    word, tag = tokens.lower[token], tokens.tags[token]
    entry: ReportingWord | None = None
    if tag[:2] == "VB" or word in _ALWAYS_REPORTING:
        if tokens.deps[token] not in _NOT_A_CUE or word in _ALWAYS_REPORTING:
            entry = context.reporting_verbs.get(word)
    elif tag[:2] == "NN":
        entry = speech_nouns().get(word)
    return None if entry is None else Cue(token, (token, token + 1), entry)
