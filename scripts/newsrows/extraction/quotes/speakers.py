"""Find the speaker of a cue: the noun phrase that the cue belongs to.

Patterns: the subject ('the minister said', 'said Ms Doe'), the subject of the verb that governs the cue ('Ms Doe stood
up, saying'), the antecedent of a relative pronoun ('Ms Doe, who says'), the agent of a passive ('was called "unfair"
by Ms Doe'), the possessor of a noun of saying ("Ms Doe's claim that"), and the noun phrase after 'according to'.
"""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Cue
from newsrows.extraction.quotes.context import QuoteContext, TokenRange
from newsrows.extraction.quotes.lexicon import PLAIN_SPEECH, carries_words, speaker_nouns, speech_nouns, words
from newsrows.extraction.quotes.noun_phrases import names_before, noun_phrase

Head = tuple[int | None, str]
"""Index of the head word of the speaker's noun phrase (None: no speaker), and the name of the pattern."""

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
# Dependency labels that lead from a verb to the verb that governs it.
_GOVERNED = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "aux", "dep", "oprd", "acl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RELATIVE = words("relative_subject") | words("relative_object")
_NOT_A_SPEAKER = words("not_a_speaker")
# The subject of these has spoken before: 'The minister said the envoy had left, adding that'.
_ONGOING_REPORTS = words("ongoing_report")
# The search goes up the tree by at most this many verbs.
_MAX_CLIMB = 6


def speaker_of(context: QuoteContext, cue: Cue) -> tuple[TokenRange | None, str]:
    """The speaker's tokens (None: no speaker), and the name of the pattern that found them.

    Example: in 'The mayor, Ann Poole, denied it, adding that ...' the speaker of 'adding' is 'Ann Poole', and the
    pattern is 'climbed'.
    """
    if cue.word.speech_class == "according":
        head, pattern = _object_of_according(context, cue)
    elif context.is_verb(cue.token):
        head, pattern = _subject(context, cue.token)
    else:
        head, pattern = _possessor(context, cue.token)
    if head is not None:
        return noun_phrase(context, head), pattern
    tokens = context.tokens
    # A name before these verbs is enough. In a headline the parse may have missed more: 'Doe Sees "Bias"'.
    is_plain = (
        cue.word.speech_class in PLAIN_SPEECH
        and tokens.tags[cue.token] in _FINITE
        and tokens.words[cue.token].islower()
    )
    names = names_before(context, cue.token) if is_plain and pattern == "none" else None
    return (None, pattern) if names is None else (names, "subject")


def is_passive(context: QuoteContext, verb: int) -> bool:
    """Whether the verb is passive: 'was described as', 'a plan described as', 'asked about it, she said'."""
    if context.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    deps = context.tokens.deps
    if context.tokens.tags[verb] != "VBN" or deps[verb] not in {"acl", "advcl"}:
        return False
    return not any(deps[i] == "aux" for i in context.tokens.children[verb])


def outer_report(context: QuoteContext, verb: int) -> int | None:
    """The reporting verb that `verb` belongs with if the parser joined `verb` to the reported clause instead.

    'The mayor said the vote was off and called it a sham': 'called' belongs with 'said', not with 'was'.
    """
    tokens = context.tokens
    if tokens.tags[verb] not in _FINITE or context.child(verb, "nsubj") is not None:
        return None
    clause = tokens.heads[verb]
    for _ in range(_MAX_CLIMB):
        if tokens.deps[clause] == "ccomp":
            outer = tokens.heads[clause]
            fits = (
                outer < verb
                and tokens.tags[outer] == tokens.tags[verb]
                and tokens.lower[outer] in context.reporting_verbs
            )
            return outer if fits else None
        if tokens.deps[clause] != "conj":
            return None
        clause = tokens.heads[clause]
    return None


def interrupting_subject(context: QuoteContext, verb: int) -> int | None:
    """The subject that stands right before the verb, after a comma: 'The plan, the mayor said, would fail'.

    The parser sometimes takes the plan for the subject of 'said', or gives it the label 'dep'.
    """
    tokens = context.tokens
    first = next(iter(tokens.children[verb]), verb)
    subject = first if tokens.deps[first] == "dep" and tokens.tags[first][:1] == "N" else context.child(verb, "nsubj")
    noun = verb - 1
    while (
        noun > 0 and tokens.tags[noun] in {"RB", "MD", "VBZ", "VBP", "VBD"} and tokens.deps[noun] in {"aux", "advmod"}
    ):
        noun -= 1
    if subject is None or noun <= subject or tokens.tags[noun] not in {"NN", "NNS", "NNP", "NNPS", "PRP"}:
        return None
    start = noun_phrase(context, noun)[0]
    return noun if start > subject and tokens.words[start - 1] == "," else None


def _object_of_according(context: QuoteContext, cue: Cue) -> Head:
    tokens = context.tokens
    preposition = cue.span[1] - 1
    head = context.child(preposition, "pobj")
    if head is None:
        head = next((i for i in tokens.children[cue.token] if i > preposition and tokens.deps[i] == "pobj"), None)
    return head, "none" if head is None else "object"


def _subject(context: QuoteContext, verb: int) -> Head:
    """The head of the noun phrase that is the subject of `verb`, or of a verb that governs it."""
    tokens = context.tokens
    if is_passive(context, verb):
        agent = _agent(context, verb)
        return agent, "passive" if agent is None else "agent"
    if (noun := interrupting_subject(context, verb)) is not None:
        return noun, "interrupting"
    pattern, cue = "subject", verb
    for _ in range(_MAX_CLIMB):
        subject = context.child(verb, *_SUBJECTS)
        if pattern == "climbed" and (outer := _outer_of_participle(context, cue, verb, subject)) is not None:
            verb = outer
            continue
        if subject is not None and not (context.is_verb(subject) and subject < verb):
            return _resolve_relative(context, subject, verb, pattern)
        dep, head = tokens.deps[verb], tokens.heads[verb]
        if dep in {"acl", "relcl"} and tokens.tags[head][:1] in {"N", "P"}:
            return _speaker_of_carrier(context, head)
        if head == verb or dep not in _GOVERNED:
            break
        if verb == cue and dep == "conj":
            head = outer_report(context, verb) or head
        pattern, verb = "climbed", head
        if tokens.tags[verb][:1] == "N":  # 'her promise to urge', but not 'her policy of urging'
            return _possessor(context, verb) if tokens.lower[verb] in speech_nouns() else (None, "none")
    return _nearest_subject(context, cue)


def _outer_of_participle(context: QuoteContext, participle: int, verb: int, subject: int | None) -> int | None:
    """The reporting verb that a participle belongs with if the parser joined it to the reported clause instead.

    'He said £2 million was spent, adding that': 'adding' belongs with 'said', since money does not speak. If the
    reported clause has another subject that can speak ('He said she left, saying that'), the parse is trusted.

    Args:
        context: the article.
        participle: the cue.
        verb: the verb that governs it.
        subject: the subject of that verb.
    """
    tokens = context.tokens
    if tokens.tags[participle] != "VBG" or tokens.words[participle - 1] != "," or tokens.deps[verb] != "ccomp":
        return None
    if subject is not None and tokens.lower[participle] not in _ONGOING_REPORTS and _can_speak(context, subject):
        return None
    outer = tokens.heads[verb]
    return outer if outer < participle and tokens.lower[outer] in context.reporting_verbs else None


def _can_speak(context: QuoteContext, noun: int) -> bool:
    """Whether the head of a noun phrase is a name, a pronoun or a noun for a speaker, not an amount or an object."""
    tokens = context.tokens
    if tokens.tags[noun] in {"PRP", "WP", "NNP", "NNPS"} or noun in context.people_at:
        return tokens.lower[noun] != "it"
    return tokens.lower[noun] in speaker_nouns()


def _nearest_subject(context: QuoteContext, verb: int) -> Head:
    """The nearest subject before a verb that has none in the parse: '..., the mayor left, saying'."""
    tokens = context.tokens
    if tokens.tags[verb] in {"VBG", "VBN", "VBD", "VBZ"}:
        first, _ = context.sentence(verb)
        for i in range(verb - 1, first - 1, -1):
            if tokens.deps[i] in {"nsubj", "nsubjpass"} and tokens.tags[i][0] in "NP" and context.quotation_of[i] < 0:
                return (None, "none") if tokens.lower[i] in _NOT_A_SPEAKER else (i, "nearest")
    return None, "none"


def _resolve_relative(context: QuoteContext, subject: int, verb: int, pattern: str) -> Head:
    """The subject itself, or the noun that it refers to if it is a relative pronoun."""
    tokens = context.tokens
    word = tokens.lower[subject]
    if word in _RELATIVE:
        for _ in range(3):
            if tokens.deps[verb] == "relcl":
                return tokens.heads[verb], "relative"
            verb = tokens.heads[verb]
        return None, "none"
    if word in _NOT_A_SPEAKER or tokens.tags[subject] == "EX":
        return None, "expletive"
    return subject, "it" if word == "it" else pattern


def _speaker_of_carrier(context: QuoteContext, noun: int) -> Head:
    """The speaker if a noun that the cue modifies carries words.

    'Ms Doe issued a statement saying': Ms Doe. 'A banner saying': the banner.
    """
    tokens = context.tokens
    if not carries_words(tokens.lower[noun]):
        return noun, "modified"
    possessor = context.child(noun, "poss")
    if possessor is not None:
        return possessor, "owner"
    verb = tokens.heads[noun]
    if tokens.deps[noun] == "pobj":
        verb = tokens.heads[verb]
    if tokens.deps[noun] in {"dobj", "pobj"} and context.is_verb(verb) and verb < noun:
        subject, _ = _subject(context, verb)
        if subject is not None:
            return subject, "vessel"
    return noun, "modified"


def _possessor(context: QuoteContext, noun: int) -> Head:
    """The person who makes a claim: 'her claim', 'the claim by Ms Doe', 'Ms Doe made the claim'."""
    tokens = context.tokens
    possessor = context.child(noun, "poss")
    if possessor is not None:
        return possessor, "owner"
    for child in tokens.children[noun]:
        if tokens.lower[child] in {"by", "from"} and (head := context.child(child, "pobj")) is not None:
            return head, "owner"
    verb = tokens.heads[noun]
    if tokens.deps[noun] == "dobj" and context.is_verb(verb) and not is_passive(context, verb):
        return _subject(context, verb)[0], "noun-subject"
    return None, "none"


def _agent(context: QuoteContext, verb: int) -> int | None:
    """The head of the agent of a passive verb: 'by Ms Doe'."""
    for child in context.tokens.children[verb]:
        if context.tokens.deps[child] == "agent" or context.tokens.lower[child] == "by":
            head = context.child(child, "pobj")
            if head is not None and context.tokens.tags[head] != "VBG":
                return head
    return None
