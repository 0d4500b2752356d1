"""Find the words that report speech.

Patterns: a reporting verb ('she said', 'critics have slammed the plan'), a verb with a particle ('ruled out', 'scoffed
at'), a noun of saying ('their claim that'), and the phrases 'according to' and 'in the words of'.

The object of a verb is a cue only if the subject of the verb says what it reports: 'made the claim that', but not
'faced claims that' or 'rejected claims that'. What a verb of denial denies is found in content.py.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from newsrows.extraction.quotes.candidate import Cue
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.lexicon import (
    ACCORDING,
    IN_THE_WORDS_OF,
    ReportingWord,
    issuing_verbs,
    particle_verbs,
    reporting_verbs,
    speech_nouns,
    words,
)
from newsrows.extraction.quotes.modality import modality_of, modality_of_noun
from newsrows.extraction.quotes.speakers import is_passive

# Verbs in these positions do not report: auxiliaries, and participles before a noun.
_NOT_A_CUE = frozenset({"aux", "auxpass", "amod", "compound"})
# If one of these is negated, its clause is denied.
_NEGATED_CLAUSE = words("negated_clause")
# The dependency labels of 'out' in 'ruled out' and of 'at' in 'scoffed at'.
_PARTICLES = frozenset({"prt", "prep", "advmod"})
# The parser takes some of these for names at the start of a sentence: 'Said Ms Doe: ...'
_ALWAYS_REPORTING = words("always_reporting")


def find_cues(context: QuoteContext) -> list[Cue]:
    """The cues outside quotation marks and page furniture, in reading order.

    Example: 'Ms Doe said the vote, according to her office, was "fair".' has the cues 'said' and 'according to'.
    """
    lower = context.tokens.lower
    known = _known_words()
    quotation_of, paragraph_of = context.quotation_of, context.paragraph_of
    cues: list[Cue] = []
    for token, word in enumerate(lower):
        if word not in known:
            continue
        if quotation_of[token] >= 0 or paragraph_of[token] < 0:
            continue
        cue = _phrase_cue(lower, token) or _word_cue(context, token)
        if cue is not None:
            cues.append(cue)
    return cues


@cache
def _known_words() -> frozenset[str]:
    """The words that can be the head of a cue."""
    return frozenset({*reporting_verbs(), *particle_verbs(), *speech_nouns(), "according", "words"})


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
    if tag[:2] == "VB" or word in _ALWAYS_REPORTING:
        if tokens.deps[token] in _NOT_A_CUE and word not in _ALWAYS_REPORTING:
            return None
        entry, end = _verb_entry(context, token)
        if entry is None or _is_occasion_of_answer(context, token, entry):
            return None
        modality = modality_of(context, token)
        if modality == "negated" and entry.lemma in _NEGATED_CLAUSE:  # 'did not think it was fair': it was not
            return Cue(token, (token, end), replace(entry, is_negative=True))
        return Cue(token, (token, end), entry, modality)
    entry = speech_nouns().get(word) if tag[:2] == "NN" else None
    if entry is None or not _is_issued(context, token):
        return None
    return Cue(token, (token, token + 1), entry, modality_of_noun(context, token))


def _is_occasion_of_answer(context: QuoteContext, verb: int, entry: ReportingWord) -> bool:
    """Whether a question that somebody was asked only leads to an answer: 'When asked how it works, she said'."""
    is_clause = entry.speech_class == "ask" and context.tokens.deps[verb] == "advcl"
    return is_clause and context.child(verb, "auxpass", "agent") is None and is_passive(context, verb)


def _verb_entry(context: QuoteContext, verb: int) -> tuple[ReportingWord | None, int]:
    """The entry of a verb, with its particle if it has one, and the token after the cue."""
    tokens = context.tokens
    by_particle = particle_verbs().get(tokens.lower[verb], {})
    infinitive = context.child(verb, "xcomp") if by_particle else None
    has_infinitive = infinitive is not None and tokens.tags[infinitive] == "VB"  # 'went on to say'
    for i in tokens.children[verb] if by_particle and not has_infinitive else ():
        if i > verb and tokens.lower[i] in by_particle and tokens.deps[i] in _PARTICLES:
            return by_particle[tokens.lower[i]], i + 1 if i == verb + 1 else verb + 1
    return context.reporting_verbs.get(tokens.lower[verb]), verb + 1


def _is_issued(context: QuoteContext, noun: int) -> bool:
    """Whether a noun of saying is not the object of a verb whose subject does not say it: 'faced claims that'.

    With a possessor the noun names its speaker: 'seized on her claim that', but 'rejected her claim that' is a denial.
    """
    tokens = context.tokens
    verb, dep = tokens.heads[noun], tokens.deps[noun]
    if dep == "pobj":  # 'scoffed at claims that', 'brushed aside complaints that'
        preposition, verb = verb, tokens.heads[verb]
        if tokens.lower[preposition] in {"by", "from", "in", "with"} or not context.is_verb(verb):
            return True
    if dep not in {"dobj", "pobj"} or not context.is_verb(verb) or tokens.lower[verb] in issuing_verbs():
        return True
    word, _ = _verb_entry(context, verb)
    return context.child(noun, "poss") is not None and not (word is not None and word.is_negative)
