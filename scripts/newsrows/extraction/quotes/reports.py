"""Decide whether a cue with its content reports speech at all.

Many verbs report only in some patterns: 'she read that the plan had failed' but 'she read the book', 'he called the
plan a mess' but 'he called the police'. The column `frames` of reporting_verbs.csv lists the patterns of each verb.
Quotation marks show by themselves that words are reported, so only content without them is judged here.
"""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Candidate, Cue
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.lexicon import claim_nouns, speaker_nouns, words

# 'Saw its sales slip' and 'made them wait' tell an event; 'saw that its sales had slipped' reports what was seen.
_EVENT_VERBS = words("event_verb")
# Prepositions after a noun of saying that introduce whom or what it concerns, not what was said: 'an attack on'.
_TOPIC_FRAMES = frozenset({"noun-of", "noun-against", "noun-over", "noun-as", "noun-into", "noun-toward"})
# An event or a thing can underline, reflect or threaten something without words.
_SPEAKER_VERBS = words("speaker_verb")
_PERSON_ENDINGS = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "men", "man", "people", "folk")
# 'Called the plan | unfair', 'called the vote | a sham'.
_PREDICATE_STARTS = frozenset({"JJ", "JJR", "JJS", "VBN", "DT"})
_REFUSALS = frozenset({"refuse", "decline"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_report(context: QuoteContext, candidate: Candidate) -> bool:
    """Whether a candidate without quotation marks reports what its speaker said, wrote or thought."""
    cue = candidate.cue
    if cue is None:
        return True
    if cue.modality != "said":
        return False
    if not context.is_verb(cue.token):
        return candidate.pattern not in _TOPIC_FRAMES
    if candidate.pattern.startswith("noun-"):  # what a verb of denial denies
        return True
    reports = any(allows(context, candidate, cue) for allows in _FRAMES)
    return reports and not any(excludes(context, candidate, cue) for excludes in _OTHER_SENSES)


# Patterns in which a verb reports


def _is_frame_of_verb(_: QuoteContext, candidate: Candidate, cue: Cue) -> bool:
    return cue.word.reports_in(candidate.pattern)


def _is_of_source(context: QuoteContext, candidate: Candidate, cue: Cue) -> bool:
    """Whether documents or figures are the subject of a verb that reports what they show: 'polls show a rise'."""
    if "source" not in cue.word.frames or candidate.speaker is None:
        return False
    start, end = candidate.speaker
    head = next((i for i in range(start, end) if context.tokens.tags[i] in {"IN", "VBN"}), end) - 1
    return speaker_nouns().get(context.tokens.lower[head]) in {"document", "data"}


def _denies_claim(context: QuoteContext, candidate: Candidate, cue: Cue) -> bool:
    """Whether the object is a noun of saying, for verbs that deny only claims: 'rejected the allegations'."""
    obj = context.child(cue.token, "dobj")
    if "claim" not in cue.word.frames or obj is None:
        return False
    return candidate.pattern.startswith("object") and context.tokens.lower[obj] in claim_nouns()


def _contains_predicate(context: QuoteContext, candidate: Candidate, cue: Cue) -> bool:
    """Whether the object contains its complement, which the parser took for a part of it: 'called the plan unfair'."""
    obj = context.child(cue.token, "dobj")
    if obj is None or candidate.pattern != "object" or "object+" not in cue.word.frames:
        return False
    tags = context.tokens.tags
    end = candidate.content[-1][1]
    return any(tags[i] in _PREDICATE_STARTS and tags[i - 1][:2] in {"NN", "PR"} for i in range(obj + 1, end))


# Senses in which a verb does not report


def _is_small_clause(context: QuoteContext, candidate: Candidate, cue: Cue) -> bool:
    """Whether the clause of a verb that tells events has no finite verb: 'saw its sales slip', 'made them wait'."""
    if candidate.pattern != "clause" or cue.word.lemma not in _EVENT_VERBS:
        return False
    tokens = context.tokens
    clause = next((i for i in tokens.children[cue.token] if i > cue.token and tokens.deps[i] == "ccomp"), None)
    if clause is None or tokens.tags[clause] not in {"VB", "VBG", "VBN"} or _is_of_source(context, candidate, cue):
        return False
    return not any(
        (tokens.tags[i] in _FINITE or tokens.lower[i] == "to") and tokens.deps[i][:3] == "aux"
        for i in tokens.children[clause]
    )


def _refuses_to_say(context: QuoteContext, candidate: Candidate, cue: Cue) -> bool:
    """Whether what is refused is to speak: 'refused to say why', 'declined to comment', but not 'refused to resign'."""
    infinitive = context.child(cue.token, "xcomp")
    is_refusal = candidate.pattern == "infinitive" and cue.word.lemma in _REFUSALS
    return is_refusal and infinitive is not None and context.tokens.lower[infinitive] in context.reporting_verbs


def _governs_report(context: QuoteContext, candidate: Candidate, cue: Cue) -> bool:
    """Whether a passive introduces another report: 'is reported to have replied that'."""
    infinitive = context.child(cue.token, "xcomp")
    return (
        candidate.pattern == "passive"
        and infinitive is not None
        and context.tokens.lower[infinitive] in context.reporting_verbs
    )


def _is_done_by_thing(context: QuoteContext, candidate: Candidate, cue: Cue) -> bool:
    """Whether the subject is a thing, which can underline or threaten something without words: 'the accident'."""
    if cue.word.lemma not in _SPEAKER_VERBS or candidate.speaker is None:
        return False
    tokens = context.tokens
    start, end = candidate.speaker
    head = next((i for i in range(start, end) if tokens.tags[i] == "IN"), end) - 1
    word = tokens.lower[head]
    if word == "it":
        return True
    is_common_noun = tokens.tags[head] in {"NN", "NNS"} and not any(i in context.names_at for i in range(start, end))
    return is_common_noun and word not in speaker_nouns() and not word.endswith(_PERSON_ENDINGS)


def _asks_what(context: QuoteContext, candidate: Candidate, cue: Cue) -> bool:
    """Whether 'what' stands for the words themselves: 'what bakers had to say about the rule'."""
    if not candidate.pattern.startswith(("about", "object", "infinitive")):
        return False
    tokens = context.tokens
    verb = cue.token
    for _ in range(2):
        if any(i < verb and tokens.lower[i] == "what" and tokens.deps[i] == "dobj" for i in tokens.children[verb]):
            return True
        if tokens.deps[verb] != "xcomp":
            return False
        verb = tokens.heads[verb]
    return False


_FRAMES = (_is_frame_of_verb, _is_of_source, _denies_claim, _contains_predicate)
_OTHER_SENSES = (_is_small_clause, _refuses_to_say, _governs_report, _is_done_by_thing, _asks_what)
