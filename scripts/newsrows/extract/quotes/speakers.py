"""Who speaks: the noun phrase that a cue belongs to.

Patterns: the subject ('the minister said', 'said Ms Doe'), the subject of the verb that a cue hangs on ('Ms Doe stood
up, saying'), the antecedent of who ('Ms Doe, who says'), the agent of a passive ('was called "unfair" by Ms Doe'),
the owner of a noun of saying ("Ms Doe's claim that"), the noun phrase after 'according to' or before a colon.
"""

from __future__ import annotations

from newsrows.extract.quotes.reading import Reading, TokenRange
from newsrows.extract.quotes.report import Cue

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CLIMB = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "aux", "dep", "oprd"})
_INSIDE_PHRASE = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "case", "advmod", "punct", "dep"}
)
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NOBODY = frozenset({"it", "there", "what", "this", "which", "that", "who", "whom", "these", "those"})
# 'issued a statement saying': the statement says it, whoever issued it speaks.
_VESSELS = frozenset(
    [
        "statement",
        "letter",
        "email",
        "e-mail",
        "tweet",
        "message",
        "post",
        "speech",
        "interview",
        "release",
        "memo",
        "note",
        "address",
        "report",
        "article",
    ]
)

_DASHES = frozenset({"-", "–", "—", "―", "--"})

Found = tuple[TokenRange | None, str]


def speaker_of(reading: Reading, cue: Cue) -> Found:
    """The speaker's tokens, and the name of the pattern that found them.

    Example: in 'The mayor, Ann Poole, denied it, adding that ...' the speaker of 'adding' is 'Ann Poole' (climbed).
    """
    if cue.word.group == "according":
        return _object_of_according(reading, cue)
    if reading.tokens.tags[cue.token][:2] == "VB":
        head, pattern = _subject(reading, cue.token)
    else:
        head, pattern = _owner(reading, cue.token)
    if head is None:
        return None, pattern
    return noun_phrase(reading, head), pattern


def _object_of_according(reading: Reading, cue: Cue) -> Found:
    tokens = reading.tokens
    to = cue.span[1] - 1
    head = reading.child(to, "pobj")
    if head is None:
        head = next((i for i in tokens.children[cue.token] if i > to and tokens.deps[i] == "pobj"), None)
    if head is None:
        return None, "none"
    return noun_phrase(reading, head), "object"


def _subject(reading: Reading, verb: int) -> tuple[int | None, str]:
    """Head of the noun phrase that says it, climbing from verb to verb."""
    tokens = reading.tokens
    if _is_passive(reading, verb):
        agent = _agent(reading, verb)
        return agent, "agent" if agent is not None else "passive"
    pattern, cue = "subject", verb
    for _ in range(6):
        subject = reading.child(verb, *_SUBJECTS)
        if subject is not None and not (tokens.tags[subject][:2] == "VB" and subject < verb):
            return _antecedent(reading, subject, verb, pattern)
        dep, head = tokens.deps[verb], tokens.heads[verb]
        if head == verb:
            return _nearest_subject(reading, cue)
        if dep in {"acl", "relcl"} and tokens.tags[head][:1] in {"N", "P"}:
            return _beyond_vessel(reading, head)
        if dep not in _CLIMB and dep != "acl":
            return _nearest_subject(reading, cue)
        if dep == "conj" and verb == cue and (outer := outer_report(reading, verb)) is not None:
            head = outer
        pattern, verb = "climbed", head
        if tokens.tags[verb][:1] == "N":
            return _owner(reading, verb)
    return None, "none"


def outer_report(reading: Reading, verb: int) -> int | None:
    """The reporting verb that `verb` is really joined to, where the parse joined it to what was reported.

    'The mayor said the vote was off and called it a sham': called goes with said, not with was.
    """
    tokens = reading.tokens
    if tokens.lower[verb] not in reading.verbs or reading.child(verb, "nsubj") is not None:
        return None
    clause = tokens.heads[verb]
    for _ in range(4):
        if tokens.deps[clause] == "ccomp":
            outer = tokens.heads[clause]
            fits = tokens.tags[outer] == tokens.tags[verb] and tokens.lower[outer] in reading.verbs and outer < verb
            return outer if fits and tokens.tags[verb] in {"VBD", "VBZ", "VBP"} else None
        if tokens.deps[clause] != "conj":
            return None
        clause = tokens.heads[clause]
    return None


def _nearest_subject(reading: Reading, verb: int) -> tuple[int | None, str]:
    """The subject nearest before a participle that the parse left without one: '..., the mayor left, saying'."""
    tokens = reading.tokens
    if tokens.tags[verb] not in {"VBG", "VBN", "VBD", "VBZ"}:
        return None, "none"
    first, _ = reading.sentence(verb)
    for i in range(verb - 1, first - 1, -1):
        if (
            tokens.deps[i] in {"nsubj", "nsubjpass"}
            and reading.quoted[i] < 0
            and tokens.tags[i][0] in "NP"
            and tokens.lower[i] not in _NOBODY
        ):
            return i, "nearest"
    return None, "none"


def _antecedent(reading: Reading, subject: int, verb: int, pattern: str) -> tuple[int | None, str]:
    word = reading.tokens.lower[subject]
    if word in _RELATIVE:
        clause = verb
        for _ in range(3):
            if reading.tokens.deps[clause] == "relcl":
                return reading.tokens.heads[clause], "relative"
            clause = reading.tokens.heads[clause]
        return None, "none"
    if word in _NOBODY or reading.tokens.tags[subject] == "EX":
        return None, "expletive"
    return subject, pattern


def _beyond_vessel(reading: Reading, noun: int) -> tuple[int | None, str]:
    """'Ms Doe issued a statement saying': Ms Doe; 'a banner saying': the banner."""
    tokens = reading.tokens
    if tokens.lower[noun] not in _VESSELS:
        return noun, "modified"
    owner = reading.child(noun, "poss")
    if owner is not None:
        return owner, "owner"
    head = tokens.heads[noun]
    if tokens.deps[noun] == "dobj":
        return _verb_subject(reading, head) or noun, "vessel"
    if tokens.deps[noun] == "pobj":
        return _verb_subject(reading, tokens.heads[head]) or noun, "vessel"
    return noun, "modified"


def _verb_subject(reading: Reading, verb: int) -> int | None:
    if reading.tokens.tags[verb][:2] != "VB":
        return None
    return _subject(reading, verb)[0]


def _owner(reading: Reading, noun: int) -> tuple[int | None, str]:
    """Whose claim it is: 'her claim', 'the claim by Ms Doe', 'Ms Doe made the claim'."""
    tokens = reading.tokens
    owner = reading.child(noun, "poss")
    if owner is not None:
        return owner, "owner"
    for child in tokens.children[noun]:
        if tokens.lower[child] in {"by", "from"} and (head := reading.child(child, "pobj")) is not None:
            return head, "owner"
    head = tokens.heads[noun]
    if tokens.deps[noun] == "dobj" and tokens.tags[head][:2] == "VB" and not _is_passive(reading, head):
        subject, _ = _subject(reading, head)
        return subject, "noun-subject"
    return None, "none"


def _is_passive(reading: Reading, verb: int) -> bool:
    if reading.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    # 'a plan described as "fair" by Ms Doe'
    return reading.tokens.tags[verb] == "VBN" and reading.tokens.deps[verb] == "acl"


def is_passive(reading: Reading, verb: int) -> bool:
    """Whether the verb is passive: 'was described as', 'a plan described as'."""
    return _is_passive(reading, verb)


def _agent(reading: Reading, verb: int) -> int | None:
    for child in reading.tokens.children[verb]:
        if reading.tokens.deps[child] == "agent" or reading.tokens.lower[child] == "by":
            head = reading.child(child, "pobj")
            if head is not None and reading.tokens.tags[head] != "VBG":
                return head
    return None


def noun_phrase(reading: Reading, head: int) -> TokenRange:
    """The tokens of the noun phrase of `head`, without what is said about it behind it.

    'the director of the Poole Trust, Ann Doe, who resigned' gives 'Ann Doe': an apposition that names a person is
    taken instead of the description.
    """
    tokens = reading.tokens
    head = _beyond_dateline(reading, head)
    if head not in reading.people:
        for child in tokens.children[head]:
            if tokens.deps[child] == "appos" and child in reading.people and child > head:
                return noun_phrase(reading, child)
    start, end = head, head + 1
    left = [i for i in tokens.children[head] if i < head]
    for child in reversed(left):
        if tokens.deps[child] not in _INSIDE_PHRASE or tokens.edges[child][1] != start:
            break
        if tokens.lower[child] in {",", ";", ":", "—", "-", "–"} or tokens.tags[child] in {"``", "''"}:
            break
        start = tokens.edges[child][0]
    if tokens.tags[head] not in {"PRP", "PRP$"}:
        end = _right_edge(reading, head)
    return start, end


def _beyond_dateline(reading: Reading, head: int) -> int:
    """'POOLE (AP) - The mayor said': the place the report comes from is not who speaks."""
    tokens = reading.tokens
    if not tokens.words[head].isupper() or tokens.tags[head][:2] != "NN" or len(tokens.words[head]) < 4:
        return head
    body = reading.body_of[head]
    if body < 0 or head - reading.block_ranges[body][0] > 6:
        return head
    last = reading.block_ranges[body][1]
    dash = next((i for i in range(head + 1, min(head + 8, last)) if tokens.words[i] in _DASHES), None)
    if dash is None:
        return head
    for i in range(dash + 1, min(dash + 15, last)):
        if tokens.tags[i][:2] == "VB":
            break
        if tokens.tags[i][:2] == "NN" and (i + 1 >= last or tokens.tags[i + 1][:2] != "NN"):
            return i
    return head


def _right_edge(reading: Reading, head: int) -> int:
    """The end of the phrases that follow `head` without a comma: 'of the trust', 'and her deputy'."""
    tokens = reading.tokens
    end = head + 1
    for child in tokens.children[head]:
        if child < head:
            continue
        dep, (left, right) = tokens.deps[child], tokens.edges[child]
        if left != end:
            break
        if dep in {"prep", "acl", "amod"}:
            end = _before_comma(reading, left, right)
            if end < right:
                break
        elif dep == "cc":
            conjunct = next((i for i in tokens.children[head] if i > child and tokens.deps[i] == "conj"), None)
            if conjunct is None or tokens.edges[conjunct][0] != right:
                break
            end = noun_phrase_end(reading, conjunct)
            break
        else:
            break
    return end


def noun_phrase_end(reading: Reading, head: int) -> int:
    """Where the noun phrase of `head` ends."""
    return _right_edge(reading, head)


def _before_comma(reading: Reading, start: int, end: int) -> int:
    tokens = reading.tokens
    for i in range(start, end):
        if tokens.words[i] in {",", "(", "—", "–", ";"} or tokens.deps[i] in {"relcl", "appos"}:
            return min(i, tokens.edges[i][0]) if tokens.deps[i] in {"relcl", "appos"} else i
    return end
