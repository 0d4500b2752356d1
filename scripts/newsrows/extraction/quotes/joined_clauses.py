"""Decide whether a clause that the parser joined to a cue is part of what the cue reports.

Patterns: 'said it was late | but buses would wait', 'said the van had been sold, | had not been seen', 'said that it
was late, | and that buses would wait', 'said the men held | could be spies'. These are the reporter's: 'said it was
late, | but Ann Doe stayed', 'said it was late, | and she left'.
"""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Cue
from newsrows.extraction.quotes.context import QuoteContext

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
# Tags of what joins two clauses: conjunctions, commas, dashes.
JOINTS = frozenset({"CC", ",", ":", "HYPH"})
CONJUNCTIONS = frozenset({"and", "but", "or", "yet"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NAMES = frozenset({"NNP", "NNPS"})
# Labels of a clause that the parser joined to the cue although it continues the reported clause.
_JOINED = frozenset({"ccomp", "conj"})
_PAST_AUXILIARIES = frozenset({"would", "could", "should", "might", "had", "was", "were", "did"})
# 'said the van had been sold, had not been seen': these words show that the speaker goes on, not the reporter.
_BACKSHIFTED = frozenset({"had", "would"})
# Tags of a complement without a verb: 'said she was proud of it but critical of the cost'.
_COMPLEMENT_TAGS = frozenset({"JJ", "JJR", "RB", "IN"})
# 'said that it was late, and that buses would wait', 'not because of the cost, but because of the noise'
_REPEATED_MARKS = frozenset({"that", "because"})
_BE = frozenset({"is", "are", "was", "were"})
_STOPS = frozenset({".", "!", "?", ":", ";"})


def clauses_joined_to(context: QuoteContext, cue: Cue) -> list[int]:
    """The verbs of the clauses that the parser joined to the cue, in reading order."""
    deps = context.tokens.deps
    verbs = [i for i in context.tokens.children[cue.token] if deps[i] in _JOINED]
    return verbs + _root_of_cut_sentence(context, cue)


def is_reported_too(context: QuoteContext, cue: Cue, clause: int, verb: int, end: int) -> bool:
    """Whether the cue also reports a clause that is joined to it.

    Args:
        context: the article.
        cue: the cue.
        clause: the verb of the reported clause before it.
        verb: the verb of the joined clause.
        end: where the reported clause ends.
    """
    between = _joint(context, end, verb)
    is_rest = context.tokens.deps[verb] == "ccomp" and (not set(between) & CONJUNCTIONS or between[-1] == ",")
    decide = _completes_clause if is_rest else _is_joined_clause
    return decide(context, cue, clause, verb, between)


def _root_of_cut_sentence(context: QuoteContext, cue: Cue) -> list[int]:
    """The main verb of what the parser took for the next sentence although no stop precedes it: '... | and he was'."""
    tokens = context.tokens
    number = tokens.sentence_of(cue.token)
    end = tokens.sentence_bounds(number)[1]
    if end >= len(tokens) or context.paragraph_of[end] != context.paragraph_of[cue.token]:
        return []
    if tokens.words[end - 1] in _STOPS or tokens.tags[end] != "CC" or not tokens.words[end].islower():
        return []
    start, last = tokens.sentence_bounds(number + 1)
    return [i for i in range(start, last) if tokens.heads[i] == i][:1]


def _joint(context: QuoteContext, end: int, verb: int) -> list[str]:
    """The commas, dashes and conjunctions between token `end` and the clause of `verb`, in lower case."""
    tokens = context.tokens
    first = next((i for i in range(end, verb + 1) if context.is_word(i) and tokens.tags[i] != "CC"), verb)
    return [tokens.lower[i] for i in range(end, first) if tokens.tags[i] in JOINTS]


def _completes_clause(context: QuoteContext, cue: Cue, clause: int, verb: int, between: list[str]) -> bool:
    """Whether a second clause that depends on the cue is the rest of the first: 'said the men held | could be spies'.

    The parser may end the first clause at a relative clause or at a parenthesis. A clause after a comma that has a
    subject of its own belongs to it only if the first has no finite verb: 'that for now, | the road was shut'.
    """
    if context.tokens.tags[cue.token] not in _FINITE or _reports_clause(context, verb):
        return False
    if context.child(verb, *SUBJECTS) is None:  # not 'said it was late, | called it a sham'
        is_act = context.tokens.lower[verb] not in _BE and context.tokens.tags[verb] == context.tokens.tags[cue.token]
        is_act_of_speaker = bool(between) and is_act
        is_cue = context.tokens.lower[verb] in context.reporting_verbs
        has_auxiliary = _has_finite_auxiliary(context, verb)
        return has_auxiliary or (is_finite(context, verb) and not is_cue and not is_act_of_speaker)
    return not between or not is_finite(context, clause)


def _is_joined_clause(context: QuoteContext, cue: Cue, clause: int, verb: int, between: list[str]) -> bool:
    """Whether a clause after 'and' or 'but' is reported too: its words show it, or its subject and tense allow it."""
    has_one_conjunction = len([word for word in between if word in CONJUNCTIONS]) == 1
    mark, subject = context.child(verb, "mark"), context.child(verb, *SUBJECTS)
    if mark is not None and context.tokens.lower[mark] in _REPEATED_MARKS:
        return True
    if _is_backshifted(context, cue, verb):
        return subject is None or has_one_conjunction
    if not has_one_conjunction or any(context.quotation_of[i] >= 0 for i in (clause, verb)):
        return False
    if subject is None:  # 'said it was late | but not too late'
        return context.tokens.tags[verb] in _COMPLEMENT_TAGS
    is_report = _reports_clause(context, verb) or not is_finite(context, clause)
    return not is_report and _may_be_reported(context, subject, between) and _have_one_tense(context, verb, clause)


def _may_be_reported(context: QuoteContext, subject: int, between: list[str]) -> bool:
    """Whether a clause with this subject is reported rather than the reporter's.

    After a comma, 'he', 'she', 'it' and 'they' may stand for whoever is reported: 'said it was late, but she stayed'.
    A name begins a clause of the reporter more often than not: 'said it was late, but Ann Doe stayed'.
    """
    tag = context.tokens.tags[subject]
    is_set_apart = len(between) > 1
    return tag not in _NAMES and not (is_set_apart and ("and" in between or tag == "PRP"))


def _is_backshifted(context: QuoteContext, cue: Cue, verb: int) -> bool:
    """Whether the verb has 'had' or 'would' after a cue in the simple past: the speaker's present or future."""
    tokens = context.tokens
    if tokens.tags[cue.token] != "VBD":
        return False
    return any(tokens.deps[i] == "aux" and tokens.lower[i] in _BACKSHIFTED and i < verb for i in tokens.children[verb])


def _reports_clause(context: QuoteContext, verb: int) -> bool:
    is_cue = context.tokens.lower[verb] in context.reporting_verbs
    return is_cue and context.child(verb, "ccomp") is not None


def is_finite(context: QuoteContext, verb: int) -> bool:
    """Whether the verb or an auxiliary of it is finite."""
    return context.tokens.tags[verb] in _FINITE or _has_finite_auxiliary(context, verb)


def _has_finite_auxiliary(context: QuoteContext, verb: int) -> bool:
    tags, deps = context.tokens.tags, context.tokens.deps
    return any(tags[i] in {*_FINITE, "MD"} and deps[i][:3] == "aux" for i in context.tokens.children[verb])


def _have_one_tense(context: QuoteContext, one: int, other: int) -> bool:
    return _is_past(context, one) == _is_past(context, other)


def _is_past(context: QuoteContext, verb: int) -> bool:
    """Whether the first finite word of the verb is in the past; 'would', 'could' and 'had' are past."""
    tokens = context.tokens
    first = next((i for i in tokens.children[verb] if tokens.deps[i][:3] == "aux" and i < verb), verb)
    return tokens.tags[first] == "VBD" or tokens.lower[first] in _PAST_AUXILIARIES
