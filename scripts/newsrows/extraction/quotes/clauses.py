"""The clause that is reported behind a verb: where it begins, and where another report ends it.

Patterns: 'said the plan would fail', 'said in a statement that it would close', 'told the station she was leaving',
'said sales, up in May, had slowed'. A clause ends where the parse joined another report to it: 'said it was over | and
called it a sham', 'said it was over, | while the union claimed that', 'said it was over, | adding that'.
"""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Cue
from newsrows.extraction.quotes.context import Reading, TokenRange
from newsrows.extraction.quotes.lexicon import PLAIN_SPEECH, speaker_nouns
from newsrows.extraction.quotes.speakers import interrupting_subject, is_passive, outer_report

# A report begins at most this many tokens behind its cue: 'told the paper in an interview on Monday that'.
_OCCASION = 25
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# 'The mayor said it was over, while the union claimed': what the union claimed is not what the mayor said.
_CONTRASTS = frozenset({"while", "whereas"})
# 'criticised the record', 'called the plan "dead"': the object is whole without a verb.
_OF_A_THING = frozenset({"judge", "name", "direct"})


def reported_clause(reading: Reading, cue: Cue) -> TokenRange | None:
    """The clause behind the verb `cue`, or None where it has none.

    Example: of 'The bank said sales, up in May, had slowed, adding that ...' it is 'sales, up in May, had slowed'.
    """
    behind = [i for i in reading.tokens.children[cue.token] if i > cue.token]
    clause = next((i for i in behind if reading.tokens.deps[i] == "ccomp"), None)
    if clause is None and cue.word.group in {"say", "tell", "write"}:
        clause = _behind_occasion(reading, cue)
    if clause is not None and interrupting_subject(reading, cue.token) is not None and _lacks_subject(reading, clause):
        return None  # 'The plan, the mayor told the court, would fail'
    if clause is not None:
        start, end = reading.tokens.edges[clause]
        start = min(_subject_start(reading, cue, clause), max(start, cue.token + 1))
        return start, _before_joint(reading, clause, _before_next_report(reading, clause, end))
    if cue.word.group == "say":
        return _behind_lost_subject(reading, cue, behind)
    return _behind_hearer(reading, behind) if cue.word.group == "tell" else None


def _behind_occasion(reading: Reading, cue: Cue) -> int | None:
    """The verb of the clause in 'said in a statement that it would close', which the parse ties to the statement."""
    tokens = reading.tokens
    for i in range(cue.token + 1, min(cue.token + _OCCASION, reading.sentence(cue.token)[1])):
        if tokens.tags[i] == "MD" or reading.is_verb(i):  # 'was quoted as saying that'
            return None
        if tokens.lower[i] == "that" and tokens.deps[i] == "mark":
            verb = tokens.heads[i]
            return verb if verb > i and reading.quoted[i] < 0 and _hangs_on(reading, verb, cue.token) else None
    return None


def _hangs_on(reading: Reading, token: int, cue: int) -> bool:
    """Whether `token` depends on `cue` by way of a preposition or of who is told."""
    tokens = reading.tokens
    while tokens.heads[token] not in {cue, token}:
        token = tokens.heads[token]
    return tokens.heads[token] == cue and tokens.deps[token] in {"prep", "advcl", "npadvmod", "dobj", "dative", "prt"}


def _subject_start(reading: Reading, cue: Cue, clause: int) -> int:
    """Where the subject of the clause begins if the parse made it an object of the cue, else where the clause does.

    'The bank said sales in the north, its home, were "weak"': said is given sales, were is left without a subject.
    """
    tokens = reading.tokens
    start = max(tokens.edges[clause][0], cue.token + 1)
    thing = _last_thing(reading, cue, start) if cue.word.group not in _OF_A_THING else None
    if thing is None or not _lacks_subject(reading, clause) or reading.has_words(tokens.edges[thing][1], start):
        return start
    first = max(tokens.edges[thing][0], cue.token + 1)
    return first if cue.word.group != "tell" else _behind_addressee(reading, first, thing, start)


def _last_thing(reading: Reading, cue: Cue, end: int) -> int | None:
    """The object of the cue that stands nearest before `end`."""
    things = [i for i in reading.tokens.children[cue.token] if cue.token < i < end]
    return next((i for i in reversed(things) if reading.tokens.deps[i] == "dobj"), None)


def _lacks_subject(reading: Reading, verb: int) -> bool:
    """Whether a finite verb has no subject of its own, nor a word that would stand for it."""
    tokens = reading.tokens
    helped = any(tokens.tags[i] in {*_FINITE, "MD"} and tokens.deps[i][:3] == "aux" for i in tokens.children[verb])
    finite = tokens.tags[verb] in _FINITE or helped
    return finite and reading.child(verb, *_SUBJECTS) is None and reading.child(verb, "mark") is None


def _behind_addressee(reading: Reading, start: int, thing: int, otherwise: int) -> int:
    """'told councillors | figures from the firm were': by the parse who is told stands in the same noun phrase."""
    plural = (i for i in range(start, thing) if reading.tokens.tags[i] == "NNS")
    hearers = next((i for i in plural if reading.tokens.lower[i] in speaker_nouns()), None)
    return otherwise if hearers is None else hearers + 1


def _behind_lost_subject(reading: Reading, cue: Cue, behind: list[int]) -> TokenRange | None:
    """'said sales, up in May, had slowed', where the parse joins slowed to said, and gives sales to it as an object."""
    tokens = reading.tokens
    verb = next((i for i in behind if tokens.deps[i] == "conj"), None)
    if verb is None or not _lacks_subject(reading, verb) or is_passive(reading, cue.token):
        return None
    thing = _last_thing(reading, cue, tokens.edges[verb][0])
    series = reading.child(cue.token, "cc") is not None or reading.child(verb, "cc", "conj") is not None
    if thing is None or reading.quoted[thing] >= 0 or series:  # 'read the names, lit a candle and left'
        return None
    between = range(tokens.edges[thing][1], tokens.edges[verb][0])
    if any(reading.is_verb(i) or tokens.tags[i][:1] == "W" for i in between):
        return None
    return tokens.edges[thing][0], _before_next_report(reading, verb, tokens.edges[verb][1])


def _behind_hearer(reading: Reading, behind: list[int]) -> TokenRange | None:
    """'told the evening programme she was leaving', which the parse takes for a programme that she was leaving."""
    tokens = reading.tokens
    for hearer in (i for i in behind if tokens.deps[i] in {"dobj", "dative"} and _hears(reading, i)):
        for clause in (i for i in tokens.children[hearer] if tokens.deps[i] == "relcl"):
            subject = next((i for i in tokens.children[clause] if _is_named_subject(reading, i)), None)
            start, end = tokens.edges[clause]
            if start == hearer + 1 and subject is not None and tokens.edges[subject][0] == start:
                return start, _before_next_report(reading, clause, end)
    return None


def _hears(reading: Reading, noun: int) -> bool:
    """Whether somebody can be told something: 'told the programme she', not 'told the story she had heard'."""
    tokens = reading.tokens
    named = any(tokens.tags[i].startswith("NNP") for i in (noun, *tokens.children[noun]) if i <= noun)
    return named or noun in reading.people or speaker_nouns().get(tokens.lower[noun]) in {"person", "group"}


def _is_named_subject(reading: Reading, token: int) -> bool:
    """Whether the token is a subject that says whom or what it means: not who, which or that."""
    tokens = reading.tokens
    return tokens.deps[token] in {"nsubj", "nsubjpass"} and tokens.tags[token][:1] in {"N", "P"}


def _before_next_report(reading: Reading, clause: int, end: int) -> int:
    """Where another report that the parse joined to the clause begins: 'said it was off | and called it a sham'."""
    tokens = reading.tokens
    tag = tokens.tags[tokens.heads[clause]]
    for i in tokens.children[clause]:
        if tokens.deps[i] != "conj" or tokens.tags[i] != tag or reading.quoted[i] >= 0:
            continue
        word = reading.verbs.get(tokens.lower[i])
        if word is None or not (
            word.group in {"say", "tell"} or outer_report(reading, i) is not None or _is_quoted(reading, i)
        ):
            continue
        for joint in tokens.children[clause]:
            if tokens.deps[joint] == "cc" and joint < i and tokens.edges[i][0] - joint <= 2:
                return joint
    return _before_participle(reading, tokens.edges[clause][0], _before_contrast(reading, clause, end))


def _before_joint(reading: Reading, clause: int, end: int) -> int:
    """The clause without the ', and' that joins what stands before it to the sentence's own verb."""
    tokens = reading.tokens
    while end - 1 > clause and reading.quoted[end - 1] < 0 and tokens.tags[end - 1] in {"CC", ","}:
        end -= 1
    return end


def _before_contrast(reading: Reading, clause: int, end: int) -> int:
    """Where ', while the union claimed that' begins: a report of somebody else, in a clause of its own."""
    tokens = reading.tokens
    for i in range(clause + 1, end - 1):
        if tokens.lower[i] not in _CONTRASTS or tokens.words[i - 1] != "," or reading.quoted[i] >= 0:
            continue
        verb = tokens.heads[i]
        word = reading.verbs.get(tokens.lower[verb])
        if word is None or tokens.tags[verb] not in _FINITE or reading.child(verb, "nsubj") is None:
            continue
        if word.group in PLAIN_SPEECH or _is_quoted(reading, verb):
            return i - 1
    return end


def _is_quoted(reading: Reading, verb: int) -> bool:
    """Whether a verb behind a comma has a subject of its own, and marks behind it: ', but Ms Doe called it "fair"'."""
    tokens = reading.tokens
    start, end = tokens.edges[verb]
    mark = reading.child(verb, "mark")
    joint = start if mark is not None else start - 1
    if reading.child(verb, "nsubj") is None or reading.is_word(joint - 1):
        return False
    return (mark is None or tokens.lower[mark] in _CONTRASTS) and any(reading.quoted[i] >= 0 for i in range(verb, end))


def _before_participle(reading: Reading, start: int, end: int) -> int:
    """Where ', adding that' begins, which the parse may have tied to what was reported before it."""
    tokens = reading.tokens
    for i in range(start + 3, end - 2):
        if tokens.tags[i] == "VBG" and tokens.words[i - 1] == "," and reading.quoted[i] < 0:
            word = reading.verbs.get(tokens.lower[i])
            if word is not None and word.group == "say" and tokens.deps[i] in {"advcl", "conj", "acl", "dep"}:
                return i - 1
    return end
