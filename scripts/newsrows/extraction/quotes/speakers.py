"""Who speaks: the noun phrase that a cue belongs to.

Patterns: the subject ('the minister said', 'said Ms Doe'), the subject of the verb that a cue hangs on ('Ms Doe stood
up, saying'), the antecedent of who ('Ms Doe, who says'), the agent of a passive ('was called "unfair" by Ms Doe'),
the owner of a noun of saying ("Ms Doe's claim that"), the noun phrase after 'according to'.
"""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Cue
from newsrows.extraction.quotes.context import Reading, TokenRange
from newsrows.extraction.quotes.lexicon import PLAIN_SPEECH, carries_words, speaker_nouns, speech_nouns
from newsrows.extraction.quotes.noun_phrases import names_before, noun_phrase

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CLIMB = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "aux", "dep", "oprd", "acl"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NOBODY = frozenset({"there", "what", "this", "which", "that", "who", "whom", "these", "those"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Whoever adds has spoken before: 'The minister said the envoy had left, adding that'.
_GOES_ON = frozenset({"adding"})
# Climbing from verb to verb ends after this many.
_HEIGHT = 6

Head = tuple[int | None, str]


def speaker_of(reading: Reading, cue: Cue) -> tuple[TokenRange | None, str]:
    """The speaker's tokens, and the name of the pattern that found them.

    Example: in 'The mayor, Ann Poole, denied it, adding that ...' the speaker of 'adding' is 'Ann Poole' (climbed).
    """
    if cue.word.group == "according":
        head, pattern = _accorded(reading, cue)
    elif reading.is_verb(cue.token):
        head, pattern = _subject(reading, cue.token)
    else:
        head, pattern = _owner(reading, cue.token)
    if head is not None:
        return noun_phrase(reading, head), pattern
    tokens = reading.tokens
    # These need no more than a name before them; in a headline the parse may have missed more: 'Doe Sees "Bias"'.
    plain = cue.word.group in PLAIN_SPEECH and tokens.tags[cue.token] in _FINITE and tokens.words[cue.token].islower()
    named = names_before(reading, cue.token) if plain and pattern == "none" else None
    return (None, pattern) if named is None else (named, "subject")


def is_passive(reading: Reading, verb: int) -> bool:
    """Whether the verb is passive: 'was described as', 'a plan described as', 'asked about it, she said'."""
    if reading.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    deps = reading.tokens.deps
    if reading.tokens.tags[verb] != "VBN" or deps[verb] not in {"acl", "advcl"}:
        return False
    return not any(deps[i] == "aux" for i in reading.tokens.children[verb])


def outer_report(reading: Reading, verb: int) -> int | None:
    """The reporting verb that `verb` is really joined to, where the parse joined it to what was reported.

    'The mayor said the vote was off and called it a sham': called goes with said, not with was.
    """
    tokens = reading.tokens
    if tokens.tags[verb] not in _FINITE or reading.child(verb, "nsubj") is not None:
        return None
    clause = tokens.heads[verb]
    for _ in range(_HEIGHT):
        if tokens.deps[clause] == "ccomp":
            outer = tokens.heads[clause]
            fits = outer < verb and tokens.tags[outer] == tokens.tags[verb] and tokens.lower[outer] in reading.verbs
            return outer if fits else None
        if tokens.deps[clause] != "conj":
            return None
        clause = tokens.heads[clause]
    return None


def interrupting_subject(reading: Reading, verb: int) -> int | None:
    """The subject that stands right before the verb, behind a comma: 'The plan, the mayor said, would fail'.

    The parse sometimes takes the plan for the subject of said, or for nothing that has a name ('dep').
    """
    tokens = reading.tokens
    first = next(iter(tokens.children[verb]), verb)
    subject = first if tokens.deps[first] == "dep" and tokens.tags[first][:1] == "N" else reading.child(verb, "nsubj")
    near = verb - 1
    while (
        near > 0 and tokens.tags[near] in {"RB", "MD", "VBZ", "VBP", "VBD"} and tokens.deps[near] in {"aux", "advmod"}
    ):
        near -= 1
    if subject is None or near <= subject or tokens.tags[near] not in {"NN", "NNS", "NNP", "NNPS", "PRP"}:
        return None
    start = noun_phrase(reading, near)[0]
    return near if start > subject and tokens.words[start - 1] == "," else None


def _accorded(reading: Reading, cue: Cue) -> Head:
    tokens = reading.tokens
    to = cue.span[1] - 1
    head = reading.child(to, "pobj")
    if head is None:
        head = next((i for i in tokens.children[cue.token] if i > to and tokens.deps[i] == "pobj"), None)
    return head, "none" if head is None else "object"


def _subject(reading: Reading, verb: int) -> Head:
    """Head of the noun phrase that says it, climbing from verb to verb."""
    tokens = reading.tokens
    if is_passive(reading, verb):
        agent = _agent(reading, verb)
        return agent, "passive" if agent is None else "agent"
    if (near := interrupting_subject(reading, verb)) is not None:
        return near, "interrupting"
    pattern, cue = "subject", verb
    for _ in range(_HEIGHT):
        subject = reading.child(verb, *_SUBJECTS)
        if pattern == "climbed" and (outer := _report_around(reading, cue, verb, subject)) is not None:
            verb = outer
            continue
        if subject is not None and not (reading.is_verb(subject) and subject < verb):
            return _antecedent(reading, subject, verb, pattern)
        dep, head = tokens.deps[verb], tokens.heads[verb]
        if dep in {"acl", "relcl"} and tokens.tags[head][:1] in {"N", "P"}:
            return _beyond_vessel(reading, head)
        if head == verb or dep not in _CLIMB:
            break
        if verb == cue and dep == "conj":
            head = outer_report(reading, verb) or head
        pattern, verb = "climbed", head
        if tokens.tags[verb][:1] == "N":  # 'her promise to urge', but not 'her policy of urging'
            return _owner(reading, verb) if tokens.lower[verb] in speech_nouns() else (None, "none")
    return _nearest_subject(reading, cue)


def _report_around(reading: Reading, participle: int, verb: int, subject: int | None) -> int | None:
    """The reporting verb that a participle is really joined to, where the parse joined it to what was reported.

    'He said £2 million was spent, adding that': adding goes with said, since money does not speak. Where somebody else
    is the subject of what was reported ('He said she left, saying that'), the parse is believed.
    """
    tokens = reading.tokens
    if tokens.tags[participle] != "VBG" or tokens.words[participle - 1] != "," or tokens.deps[verb] != "ccomp":
        return None
    if subject is not None and tokens.lower[participle] not in _GOES_ON and _may_speak(reading, subject):
        return None
    outer = tokens.heads[verb]
    return outer if outer < participle and tokens.lower[outer] in reading.verbs else None


def _may_speak(reading: Reading, noun: int) -> bool:
    """Whether the head of a noun phrase is a name, a pronoun or a noun for who speaks: no sum, no thing."""
    tokens = reading.tokens
    if tokens.tags[noun] in {"PRP", "WP", "NNP", "NNPS"} or noun in reading.people:
        return tokens.lower[noun] != "it"
    return tokens.lower[noun] in speaker_nouns()


def _nearest_subject(reading: Reading, verb: int) -> Head:
    """The subject nearest before a verb that the parse left without one: '..., the mayor left, saying'."""
    tokens = reading.tokens
    if tokens.tags[verb] in {"VBG", "VBN", "VBD", "VBZ"}:
        first, _ = reading.sentence(verb)
        for i in range(verb - 1, first - 1, -1):
            if tokens.deps[i] in {"nsubj", "nsubjpass"} and tokens.tags[i][0] in "NP" and reading.quoted[i] < 0:
                return (None, "none") if tokens.lower[i] in _NOBODY else (i, "nearest")
    return None, "none"


def _antecedent(reading: Reading, subject: int, verb: int, pattern: str) -> Head:
    tokens = reading.tokens
    word = tokens.lower[subject]
    if word in _RELATIVE:
        for _ in range(3):
            if tokens.deps[verb] == "relcl":
                return tokens.heads[verb], "relative"
            verb = tokens.heads[verb]
        return None, "none"
    if word in _NOBODY or tokens.tags[subject] == "EX":
        return None, "expletive"
    return subject, "it" if word == "it" else pattern


def _beyond_vessel(reading: Reading, noun: int) -> Head:
    """'Ms Doe issued a statement saying': Ms Doe; 'a banner saying': the banner."""
    tokens = reading.tokens
    if not carries_words(tokens.lower[noun]):
        return noun, "modified"
    owner = reading.child(noun, "poss")
    if owner is not None:
        return owner, "owner"
    verb = tokens.heads[noun]
    if tokens.deps[noun] == "pobj":
        verb = tokens.heads[verb]
    if tokens.deps[noun] in {"dobj", "pobj"} and reading.is_verb(verb) and verb < noun:
        subject, _ = _subject(reading, verb)
        if subject is not None:
            return subject, "vessel"
    return noun, "modified"


def _owner(reading: Reading, noun: int) -> Head:
    """Whose claim it is: 'her claim', 'the claim by Ms Doe', 'Ms Doe made the claim'."""
    tokens = reading.tokens
    owner = reading.child(noun, "poss")
    if owner is not None:
        return owner, "owner"
    for child in tokens.children[noun]:
        if tokens.lower[child] in {"by", "from"} and (head := reading.child(child, "pobj")) is not None:
            return head, "owner"
    verb = tokens.heads[noun]
    if tokens.deps[noun] == "dobj" and reading.is_verb(verb) and not is_passive(reading, verb):
        return _subject(reading, verb)[0], "noun-subject"
    return None, "none"


def _agent(reading: Reading, verb: int) -> int | None:
    for child in reading.tokens.children[verb]:
        if reading.tokens.deps[child] == "agent" or reading.tokens.lower[child] == "by":
            head = reading.child(child, "pobj")
            if head is not None and reading.tokens.tags[head] != "VBG":
                return head
    return None
