"""Decide whether the words of a cue were said: negation, modality, conditions and questions.

Patterns: 'did not say', 'has yet to confirm', 'refused to say', 'nobody said', 'neither confirmed nor denied', 'would
say', 'will say', 'is expected to say', 'if she says', 'whether he said', 'Did he say that ...?'. The search follows the
clause: the dependents of the verb, the verb with which it is coordinated, and the verb, adjective or noun that governs
it. In 'Ms Doe, who did not run, said' and 'She did not run but said' the negation belongs to another verb.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.lexicon import words
from newsrows.lexicon import column

Modality = Literal["said", "negated", "unreal", "future", "asked"]
"""Whether something was said, was not said, is only possible or wanted, is announced, or is asked about."""

# What has one of these was not said: its cue has no content, but a quotation may still stand beside it.
UNSAID = frozenset({"negated", "unreal", "asked"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_NEGATIONS = words("negation")
_NEGATIVE_SUBJECTS = words("negative_subject")
_NEGATIVE_DETERMINERS = words("negative_determiner")
_NOT_NEGATED_BEFORE = words("after_not")
_CONDITIONS = words("condition")
_UNREAL_AUXILIARIES = words("unreal_auxiliary")
_FUTURE_AUXILIARIES = words("future_auxiliary")
# 'Would later admit' and 'would only say' tell what was said, 'can reveal' what is said now.
_REAL_ADVERBS = words("real_adverb")
_DISCLOSING = words("disclosing_verb")
_COMPARISONS = frozenset({"more", "most", "less", "least"})
_IMPERSONAL = words("impersonal_adjective")
_CALLS = frozenset({"call", "calls", "called", "calling"})
_ADDRESSING = frozenset({"on", "upon", "for"})
# The word before these governs the gerund after them: 'accused of saying', 'refrained from saying'.
_GERUND_PREPOSITIONS = frozenset({"of", "from", "for", "about", "against", "to"})
_GOVERNED = frozenset({"xcomp", "ccomp", "oprd", "advcl", "acl", "relcl"})
# The search goes up the tree by at most this many words.
_MAX_CLIMB = 5


def modality_of(context: QuoteContext, verb: int) -> Modality:
    """Whether what the reporting verb reports was said.

    Example: 'negated' for 'say' in 'The palace did not want to say', and 'said' in 'The palace went on to say'.
    """
    for _ in range(_MAX_CLIMB):
        modality = _modality_of_clause(context, verb)
        if modality != "said":
            return modality
        governor, effect = _governor(context, verb)
        if governor is None:
            return effect
        if effect != "said":
            is_double = effect == "negated" and _is_negated(context, governor)  # 'did not hesitate to say'
            return "said" if is_double else effect
        verb = governor
    return "said"


def modality_of_noun(context: QuoteContext, noun: int) -> Modality:
    """Whether what a noun of saying reports was said: 'negated' in 'no claim that' and 'did not make the claim'."""
    tokens = context.tokens
    if _has_negative_determiner(context, noun):
        return "negated"
    verb = tokens.heads[noun]
    return modality_of(context, verb) if tokens.deps[noun] == "dobj" and context.is_verb(verb) else "said"


@cache
def _effects() -> dict[str, Modality]:
    """Each word whose infinitive or gerund was not said, with the modality that it gives: 'refused', 'expected'."""
    modalities: tuple[Modality, ...] = ("negated", "unreal", "future")
    return {
        form: modality
        for modality in modalities
        for forms in column("unsaid_governors", "forms", modality=modality)
        for form in forms.split()
    }


def _modality_of_clause(context: QuoteContext, verb: int) -> Modality:
    """The modality that the dependents of `verb` give to its clause."""
    tokens = context.tokens
    if _is_negated(context, verb):
        return "negated"
    if any(tokens.deps[i] == "mark" and tokens.lower[i] in _CONDITIONS for i in tokens.children[verb]):
        return "unreal"
    auxiliaries = [i for i in tokens.children[verb] if tokens.deps[i] in {"aux", "auxpass"} and i < verb]
    is_real = any(tokens.lower[i] in _REAL_ADVERBS for i in tokens.children[verb])
    for auxiliary in auxiliaries:
        word = tokens.lower[auxiliary]
        if is_real or not (tokens.tags[auxiliary] == "MD" or word == "let"):
            continue
        if word in _FUTURE_AUXILIARIES:
            return "future"
        if word in _UNREAL_AUXILIARIES and not (word == "can" and tokens.lower[verb] in _DISCLOSING):
            return "unreal"
    subject = context.child(verb, *_SUBJECTS)
    return "asked" if subject is not None and _is_question(context, verb, subject, auxiliaries) else "said"


def _is_negated(context: QuoteContext, verb: int) -> bool:
    """Whether the verb is negated: 'did not say', 'nobody said', 'at no point said', 'nor denied'."""
    return any(_negates(context, i, verb) for i in context.tokens.children[verb])


def _negates(context: QuoteContext, token: int, verb: int) -> bool:
    """Whether a dependent of the verb negates it."""
    tokens = context.tokens
    dep, word = tokens.deps[token], tokens.lower[token]
    if dep in {"nsubj", "nsubjpass"}:
        return word in _NEGATIVE_SUBJECTS or _has_negative_determiner(context, token)
    if token > verb:
        return False
    if dep == "prep":  # 'at no point'
        obj = context.child(token, "pobj")
        return obj is not None and _has_negative_determiner(context, obj)
    if word in _NEGATIONS and dep in {"neg", "advmod", "preconj", "cc"}:
        return tokens.lower[token + 1] not in _NOT_NEGATED_BEFORE  # 'not only said'
    return dep == "advmod" and word == "longer" and tokens.lower[token - 1] == "no"


def _has_negative_determiner(context: QuoteContext, noun: int) -> bool:
    """Whether the noun is negated: 'no minister', but not 'No 10', which is a number."""
    tokens = context.tokens
    if tokens.tags[noun] == "CD" and tokens.lower[noun].isdigit():
        return False
    return any(tokens.lower[i] in _NEGATIVE_DETERMINERS and tokens.deps[i] == "det" for i in tokens.children[noun])


def _is_question(context: QuoteContext, verb: int, subject: int, auxiliaries: list[int]) -> bool:
    """Whether an auxiliary stands before the subject in a sentence that ends in a question mark."""
    if not any(auxiliary < subject for auxiliary in auxiliaries):
        return False
    start, end = context.sentence(verb)
    return any(context.tokens.words[i] == "?" for i in range(max(start, end - 3), end))


def _governor(context: QuoteContext, verb: int) -> tuple[int | None, Modality]:
    """The word whose modality the verb shares (None: it has none), and the effect of this word on the verb."""
    tokens = context.tokens
    dep, head = tokens.deps[verb], tokens.heads[verb]
    if dep == "conj":
        return (head, "said") if _shares_auxiliary(context, verb, head) else (None, _condition_of(context, head))
    if tokens.tags[verb] == "VBG":
        return _governor_of_gerund(context, verb)
    is_infinitive = tokens.tags[verb] == "VB" or any(tokens.lower[i] == "to" for i in tokens.children[verb][:3])
    return _governor_of_infinitive(context, verb) if dep in _GOVERNED and is_infinitive else (None, "said")


def _governor_of_infinitive(context: QuoteContext, verb: int) -> tuple[int | None, Modality]:
    """The word that an infinitive belongs to, and its effect: 'has yet to say', 'refused to say', 'plans to say'."""
    tokens = context.tokens
    dep, head = tokens.deps[verb], tokens.heads[verb]
    if any(tokens.lower[i] == "yet" for i in tokens.children[head]):
        return None, "negated"
    if dep == "advcl":  # 'will hold a meeting to announce'
        return head, "said"
    adjective = context.child(head, "acomp")  # 'is likely to say', where the parser joins 'say' to 'is'
    effect = _effect_of(context, adjective if adjective is not None and head < adjective < verb else head)
    return (None if dep in {"acl", "relcl"} else head), effect


def _effect_of(context: QuoteContext, governor: int) -> Modality:
    """The effect of a verb, adjective or noun on its infinitive: 'expected to say', but not 'more likely to say'."""
    tokens = context.tokens
    word, dependents = tokens.lower[governor], [tokens.lower[i] for i in tokens.children[governor]]
    if word == "likely" and not _COMPARISONS.isdisjoint(dependents):
        return "said"
    if word in _IMPERSONAL and tokens.tags[governor][:2] == "JJ":
        return "unreal" if _is_impersonal(context, governor) else "said"
    if word in _CALLS and _ADDRESSING.isdisjoint(dependents):  # 'called her to say', but not 'called on her to say'
        return "said"
    return _effects().get(word, "said")


def _is_impersonal(context: QuoteContext, adjective: int) -> bool:
    """Whether 'it' is the subject of an adjective: 'it is fair to say that', but not 'she was right to say that'."""
    subject = context.child(context.tokens.heads[adjective], "nsubj", "expl")
    return subject is None or context.tokens.lower[subject] == "it"


def _governor_of_gerund(context: QuoteContext, verb: int) -> tuple[int | None, Modality]:
    """The effect of a preposition, or of the word that it belongs to, on a gerund.

    Examples: 'without saying', 'stopped short of saying', 'avoided saying'; but not 'told reporters before insisting'.
    """
    tokens = context.tokens
    dep, head = tokens.deps[verb], tokens.heads[verb]
    if dep == "xcomp" and tokens.words[verb - 1] != ",":
        effect = _effects().get(tokens.lower[head], "said")
        return head, effect if effect == "negated" else "said"
    if dep != "pcomp":
        return None, "said"
    effect = _effects().get(tokens.lower[head], "said")
    if tokens.lower[head] in _GERUND_PREPOSITIONS:
        governor = tokens.heads[head]
        short = (i for i in tokens.children[governor] if tokens.lower[i] == "short" and governor < i < head)
        effect = _effect_of(context, next(short, governor))
    return None, "said" if effect == "future" else effect  # 'set about persuading'


def _shares_auxiliary(context: QuoteContext, verb: int, head: int) -> bool:
    """Whether 'deny' shares the auxiliary of 'confirm': 'would not confirm or deny', 'has not confirmed or denied'."""
    tokens = context.tokens
    if tokens.tags[verb] != tokens.tags[head] or tokens.tags[verb] not in {"VB", "VBN", "VBG"}:
        return False
    if any(tokens.deps[i] in {"aux", "auxpass", "nsubj", "nsubjpass"} for i in tokens.children[verb]):
        return False
    return not any(tokens.lower[i] == "but" and head < i < verb for i in tokens.children[head])


def _condition_of(context: QuoteContext, verb: int) -> Modality:
    """'unreal' if the verb begins a condition that a coordinated verb shares: 'if he comes and says'."""
    tokens = context.tokens
    is_nor = any(tokens.lower[i] == "nor" and tokens.deps[i] == "cc" for i in tokens.children[verb])
    if is_nor:
        return "negated"
    marks = (i for i in tokens.children[verb] if tokens.deps[i] == "mark")
    return "unreal" if any(tokens.lower[i] in _CONDITIONS for i in marks) else "said"
