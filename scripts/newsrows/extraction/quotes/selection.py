"""Select the candidates that become quotes: probable ones that report real speech and are not part of another."""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Candidate, Cue
from newsrows.extraction.quotes.confidence import confidence_of
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.lexicon import is_unspoken, speaker_nouns, words

# The lowest confidence of a quote with and without quotation marks. A row improves F1 if its probability of being right
# is more than half of the F1 reached (Lipton, Elkan & Naryanaswamy, Optimal thresholding of classifiers to maximize F1
# measure, 2014). fit_quote_confidence.py prints F1 at each threshold; between .35 and .5 it hardly changes for quotes
# without marks, and between .2 and .6 for those with marks.
_MIN_QUOTED = 0.25
_MIN_PLAIN = 0.42
# The same if no speaker is known: 'A policy that welcomes migrants', 'the plan was criticised'. Nobody is quoted.
_MIN_WITHOUT_SPEAKER = 0.7
# Thoughts are reported in these patterns ('believes that'), not as an object ('considers it').
_THOUGHT_PATTERNS = frozenset({"clause", "fronted", "interrupted", "interrupted-as", "put-so", "noun-that"})
# These verbs give somebody a name or a post: 'named the victim as Ann Doe', 'named her chair of the trust'.
_NAMING_VERBS = words("naming_verb")
# These verbs mean to send somebody away, also a board or a staff, with or without a reason.
_DISMISSAL_VERBS = words("dismissal_verb")
# Prepositions of the reason for praise or blame.
_REASONS = words("reason")
# Tags and words that stand for what was said elsewhere.
_STAND_IN_TAGS = frozenset({"PRP", "DT", "WDT", "WP"})
_STAND_IN_WORDS = words("stand_in")
# A candidate can be inside one of this many selected candidates before it.
_RECENT = 8


def select(context: QuoteContext, candidates: list[Candidate]) -> list[tuple[Candidate, float]]:
    """The candidates that become quotes, each with its confidence, in reading order.

    Of two candidates without quotation marks, one inside the other, the outer one is selected if it is probable enough,
    since the inner report is part of what the outer speaker said; otherwise the inner one if that is. Example: in 'She
    said she feared that the trust would fold' only what she said is selected. Quotations may be inside of others.
    """
    selected: list[tuple[Candidate, float]] = []
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end)):
        if not candidate.quotations and not _was_said(context, candidate):
            continue
        confidence = confidence_of(candidate)
        if confidence < _min_confidence(candidate):
            continue
        if not candidate.quotations and any(other.contains(candidate) for other, _ in selected[-_RECENT:]):
            continue
        selected.append((candidate, confidence))
    return selected


def _min_confidence(candidate: Candidate) -> float:
    """The lowest confidence with which the candidate becomes a quote."""
    if candidate.quotations:
        return _MIN_QUOTED
    return _MIN_WITHOUT_SPEAKER if candidate.speaker is None else _MIN_PLAIN


def reports_thought(candidate: Candidate) -> bool:
    """Whether the candidate is a whole thought or finding: 'believes that', 'the figures show that'."""
    is_thought = candidate.cue is not None and candidate.cue.word.speech_class in {"think", "show"}
    return is_thought and candidate.pattern in _THOUGHT_PATTERNS


def _was_said(context: QuoteContext, candidate: Candidate) -> bool:
    """Whether the content was said or thought, and the verb is not an act."""
    if candidate.cue is None:
        return True
    if candidate.cue.word.speech_class == "think" and candidate.pattern not in _THOUGHT_PATTERNS:
        return False
    if _is_stand_in(context, candidate) or _has_unspoken_object(context, candidate.cue, candidate.pattern):
        return False
    return not _acts_on_somebody(context, candidate.cue, candidate.pattern)


def _is_stand_in(context: QuoteContext, candidate: Candidate) -> bool:
    """Whether the content is only a word for what was said elsewhere: 'The mayor denied that'."""
    tokens = context.tokens
    content = (i for start, end in candidate.content for i in range(start, end) if context.is_word(i))
    return all(tokens.tags[i] in _STAND_IN_TAGS or tokens.lower[i] in _STAND_IN_WORDS for i in content)


def _has_unspoken_object(context: QuoteContext, cue: Cue, frame: str) -> bool:
    """Whether the verb with its object does not report speech: 'conceded two goals', 'claimed the trophy'."""
    if not frame.startswith("object"):
        return False
    tokens = context.tokens
    obj = context.child(cue.token, "dobj")
    if obj is None:
        return False
    is_counted = any(tokens.deps[i] == "nummod" for i in tokens.children[obj])
    return is_unspoken(cue.word.lemma, tokens.lower[obj], is_counted=is_counted)


def _acts_on_somebody(context: QuoteContext, cue: Cue, frame: str) -> bool:
    """Whether the verb is an act towards its object: 'dismissed the coach', 'named the victim as Ann Doe'.

    'Dismissed the claim', 'praised the coach for his patience' and 'hailed her as a pioneer' report speech.
    """
    tokens = context.tokens
    is_naming, is_dismissal = cue.word.lemma in _NAMING_VERBS, cue.word.lemma in _DISMISSAL_VERBS
    is_judgement = cue.word.speech_class == "judge"
    frames = ("object", "object-prep") if is_dismissal else ("object",) if is_judgement else ()
    if frame not in frames and not (is_naming and frame.startswith("object")):
        return False
    dependents = [i for i in tokens.children[cue.token] if i > cue.token]
    obj = next((i for i in dependents if tokens.deps[i] in {"dobj", "oprd"}), None)
    if obj is None or not _is_somebody(context, obj, or_group=is_naming or is_dismissal):
        return False
    has_reason = any(tokens.lower[i] in _REASONS for i in (*dependents, *tokens.children[obj]))
    return is_naming or is_dismissal or not has_reason


def _is_somebody(context: QuoteContext, noun: int, *, or_group: bool) -> bool:
    """Whether the noun stands for a person, or with `or_group` for a group of people."""
    tokens = context.tokens
    if noun in context.people_at or tokens.tags[noun] == "PRP":
        return tokens.lower[noun] not in {"it", "itself"}
    speaker_class = speaker_nouns().get(tokens.lower[noun])
    return speaker_class == "person" or (or_group and speaker_class == "group")
