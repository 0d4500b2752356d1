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
_RELATIVE_PEOPLE = words("relative_person")
_NOT_A_SPEAKER = words("not_a_speaker")
# What stands between a document and a relative clause about it: 'a letter to the mayor that'.
_DOCUMENT_PREPOSITIONS = words("document_preposition")
# The subject of these has spoken before: 'The minister said the envoy had left, adding that'.
_ONGOING_REPORTS = words("ongoing_report")
# A body that hears something does not say it: 'The court heard that'.
_HEARING_VERBS = words("hearing_verb")
# Verbs that need somebody to whom they are said: 'told him to', but not 'asked to'.
_ADDRESSING_VERBS = words("addressing_verb")
# Marks of a reported question: 'would not say if the vote was off'.
_QUESTION_MARKS = words("question_mark")
# Conjunctions after which a passive may lack subject and auxiliary: 'When asked'.
_BEFORE_ELLIPSIS = frozenset({"when", "if", "once", "whenever", "though", "although", "unless"})
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
        if cue.word.lemma in _HEARING_VERBS and _is_body(context, head):
            return None, "hearer"
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
    if context.child(verb, "auxpass", "nsubjpass") is not None or _is_headline_passive(context, verb):
        return True
    deps = context.tokens.deps
    if _is_elliptical_passive(context, verb):
        return True
    if deps[verb] == "conj":
        return _shares_passive(context, verb)
    if context.tokens.tags[verb] != "VBN" or deps[verb] not in {"acl", "advcl"}:
        return False
    return not any(deps[i] == "aux" for i in context.tokens.children[verb])


def _is_elliptical_passive(context: QuoteContext, verb: int) -> bool:
    """Whether a passive lacks its subject and its auxiliary: 'When asked about it, she said'.

    An active verb after these conjunctions has a subject of its own: 'When she asked about it'.
    """
    tokens = context.tokens
    if tokens.tags[verb] not in {"VBD", "VBN"} or tokens.deps[verb] != "advcl" or not verb:
        return False
    before = verb - 1 - (tokens.tags[verb - 1] == "RB")
    has_conjunction = before >= 0 and tokens.lower[before] in _BEFORE_ELLIPSIS
    return has_conjunction and context.child(verb, *_SUBJECTS, "aux") is None


def _shares_passive(context: QuoteContext, verb: int) -> bool:
    """Whether the auxiliary of an earlier verb belongs to a participle as well: 'was mocked and described as'.

    With an object, a clause or a subject of its own the verb is active: 'was held and called the police'.
    """
    tokens = context.tokens
    if context.child(verb, *_SUBJECTS, "aux", "dobj", "ccomp", "xcomp", "dative") is not None:
        return False
    is_named = context.child(verb, "oprd") is not None or tokens.lower[verb + 1 : verb + 2] == ["as"]
    if tokens.tags[verb] != "VBN" and not (tokens.tags[verb] == "VBD" and is_named):
        return False
    first = tokens.heads[verb]
    for _ in range(_MAX_CLIMB):
        if tokens.tags[first] != "VBN":
            return False
        if context.child(first, "auxpass") is not None:
            return True
        if tokens.deps[first] != "conj":
            return False
        first = tokens.heads[first]
    return False


def _is_headline_passive(context: QuoteContext, verb: int) -> bool:
    """Whether the verb lacks its object, as in a headline: 'Nurses urged to bring gloves', 'Cooks told to stay'."""
    tokens = context.tokens
    word = context.reporting_verbs.get(tokens.lower[verb])
    if word is None or word.lemma not in _ADDRESSING_VERBS or tokens.tags[verb] not in {"VBD", "VBN"}:
        return False
    if verb + 1 >= len(tokens) or tokens.lower[verb + 1] != "to" or tokens.deps[verb + 1] != "aux":
        return False
    return context.child(verb, "dobj", "dative", "aux") is None


def outer_report(context: QuoteContext, verb: int) -> int | None:
    """The reporting verb that `verb` belongs with if the parser joined `verb` to the reported clause instead.

    'The mayor said the vote was off and called it a sham': 'called' belongs with 'said', not with 'was'. 'She would not
    say if the panel was tired and only said': a question that she leaves open contains no report.
    """
    tokens = context.tokens
    if tokens.tags[verb] not in _FINITE or context.child(verb, "nsubj") is not None:
        return None
    clause = tokens.heads[verb]
    for _ in range(_MAX_CLIMB):
        if tokens.deps[clause] in {"ccomp", "advcl"}:
            outer = tokens.heads[clause]
            has_one_tense = tokens.deps[clause] == "ccomp" and tokens.tags[outer] == tokens.tags[verb]
            belongs = has_one_tense or _is_question(context, clause)
            return outer if outer < verb and belongs and tokens.lower[outer] in context.reporting_verbs else None
        if tokens.deps[clause] != "conj":
            return None
        clause = tokens.heads[clause]
    return None


def _is_question(context: QuoteContext, verb: int) -> bool:
    """Whether the clause of a verb is a reported question: 'whether the panel was tired'."""
    mark = context.child(verb, "mark")
    return mark is not None and context.tokens.lower[mark] in _QUESTION_MARKS


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
    if (adjacent := _agent_or_adjacent(context, verb)) is not None:
        return adjacent
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


def _agent_or_adjacent(context: QuoteContext, verb: int) -> Head | None:
    """The agent of a passive, or a subject next to the verb that the parser misses; None if the verb has neither."""
    if is_passive(context, verb):
        agent = _agent(context, verb)
        return agent, "passive" if agent is None else "agent"
    if (noun := interrupting_subject(context, verb)) is not None:
        return noun, "interrupting"
    noun = inverted_subject(context, verb)
    return None if noun is None else (noun, "subject")


def inverted_subject(context: QuoteContext, verb: int) -> int | None:
    """The subject right after the verb that the parser takes for its object: 'The plan failed, said three people'."""
    tokens = context.tokens
    if tokens.words[verb - 1] != "," or tokens.tags[verb] not in _FINITE or verb + 1 >= len(tokens):
        return None
    if context.child(verb, *_SUBJECTS) is not None:
        return None
    word = context.reporting_verbs.get(tokens.lower[verb])
    if word is None or word.speech_class != "say":
        return None
    noun = next((i for i in tokens.children[verb] if i > verb), verb)
    is_object = tokens.deps[noun] in {"dobj", "npadvmod", "attr", "oprd", "dep"}
    starts_after = tokens.edges[noun][0] == verb + 1
    return noun if noun > verb and is_object and starts_after and _can_speak(context, noun) else None


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
    is_reported = tokens.deps[verb] == "ccomp" or _is_question(context, verb)
    if tokens.tags[participle] != "VBG" or tokens.words[participle - 1] != "," or not is_reported:
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


def _is_body(context: QuoteContext, noun: int) -> bool:
    """Whether the head of a noun phrase is a body such as a court: 'The jury heard'."""
    return speaker_nouns().get(context.tokens.lower[noun]) == "group"


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
                noun = tokens.heads[verb]
                return (noun if word in _RELATIVE_PEOPLE else _document_before(context, noun) or noun), "relative"
            verb = tokens.heads[verb]
        return None, "none"
    if word in _NOT_A_SPEAKER or tokens.tags[subject] == "EX":
        return None, "expletive"
    return subject, "it" if word == "it" else pattern


def _document_before(context: QuoteContext, noun: int) -> int | None:
    """The document in 'sent a letter to the mayor that called the plan absurd', where the parser takes the mayor."""
    tokens = context.tokens
    preposition = tokens.heads[noun]
    if tokens.deps[noun] != "pobj" or tokens.lower[preposition] not in _DOCUMENT_PREPOSITIONS:
        return None
    owner: int | None = tokens.heads[preposition]
    if owner is not None and context.is_verb(owner):
        owner = context.child(owner, "dobj")
    if owner is None or not owner < preposition:
        return None
    return owner if speaker_nouns().get(tokens.lower[owner]) == "document" else None


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
