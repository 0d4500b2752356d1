"""The reporting clause that stands right before or right behind a quotation, read from the words themselves.

Patterns: '"We won," he said', '"We won," said Ann Poole, who ...', 'He said on Monday: "We won"', 'He told the crowd,
"We won"'. Beside marks the parse fails too often to be asked alone.
"""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Cue
from newsrows.extraction.quotes.context import Reading, TokenRange
from newsrows.extraction.quotes.lexicon import Reporting, carries_words, speech_nouns
from newsrows.extraction.quotes.noun_phrases import noun_phrase
from newsrows.extraction.quotes.quotation_assignment import Ledger

# A quotation that ends in one of these runs on into 'she said'.
_RUNS_ON = (",", "?", "!", "—", "–", "-", "…", "...")
_RUNS_ON_OUTSIDE = (",", " —", " –", " -")
_UNKNOWN = Reporting("", "other")
_STOPS = frozenset({".", ";", "!", "?", ":"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# '... "not ready", but his rival said' and '... "not ready" while his rival said' begin another report.
_OTHER_CLAUSE = frozenset({"IN", "TO", "WDT", "WP", "WRB", "CC"})
# How many tokens a reporting clause may take up before its verb, and how many may stand between verb and quotation.
_REACH_BEHIND = 25
_REACH_BEFORE = 40
# A verb that reports nothing elsewhere ('she grinned') must stand this close.
_REACH_UNKNOWN = 3


def cue_behind(ledger: Ledger, number: int) -> Cue | None:
    """The verb of the reporting clause right behind the quotation, or 'according to'."""
    reading = ledger.reading
    tokens = reading.tokens
    quotation = reading.quotations[number]
    if not quotation.closed:
        return None
    inner = reading.text[quotation.start : quotation.end].rstrip()
    outside = reading.text[quotation.outer_end : quotation.outer_end + 2]
    runs_on = inner.endswith(_RUNS_ON) or outside.startswith(_RUNS_ON_OUTSIDE)
    first, last = ledger.gap_behind(number)
    while first < last and not reading.is_word(first):
        if tokens.words[first] in _STOPS or tokens.words[first] in {"(", ")"}:
            return None
        first += 1
    if first >= last or not (runs_on or _may_follow_unmarked(ledger, first, inner)):
        return None
    start = reading.ranges[number][0]
    in_sentence = reading.has_words(max(ledger.gap_before(number)[0], reading.sentence(start)[0]), start)
    clause = first, min(last, first + _REACH_BEHIND)
    return _verb_of_clause(ledger, clause, runs_on=runs_on, in_sentence=in_sentence)


def _may_follow_unmarked(ledger: Ledger, first: int, inner: str) -> bool:
    """Whether '"We won." he said' or '"We won" he said' may be meant: no comma, yet a reporting verb follows at once.

    '"We won." Mr Doe said it was luck' begins something new.
    """
    tokens = ledger.reading.tokens
    if tokens.tags[first] not in {"PRP", "NNP", "VBD", "VBZ"}:
        return False
    verb = next((i for i in range(first, min(first + 3, len(tokens))) if i in ledger.cue_at), None)
    if verb is None or tokens.tags[verb] not in {"VBD", "VBZ"}:
        return False
    if inner.endswith(".") and tokens.words[first][:1].isupper():
        return verb + 1 == len(tokens) or not ledger.reading.is_word(verb + 1)
    return True


def _verb_of_clause(ledger: Ledger, clause: TokenRange, *, runs_on: bool, in_sentence: bool) -> Cue | None:
    """The reporting verb of a clause that begins with it or with its subject.

    `runs_on`: the quotation ends like one that the clause belongs to; `in_sentence`: words stand before it.
    """
    tokens = ledger.reading.tokens
    first, last = clause
    if first in ledger.cue_at and tokens.lower[first] == "according":
        return ledger.cue_at[first]
    if tokens.lower[first] == "as":
        first += 1
    elif tokens.tags[first] in _OTHER_CLAUSE and first not in ledger.cue_at:
        return None
    verb = _main_verb(ledger.reading, first, last)
    if verb is None:
        return None
    cue = ledger.cue_at.get(verb)
    if cue is not None:
        return None if in_sentence and _reports_something_else(ledger.reading, verb) else cue
    near = tokens.tags[verb] in _FINITE and verb - first <= _REACH_UNKNOWN
    return (
        Cue(verb, (verb, verb + 1), _UNKNOWN)
        if runs_on and near and not _has_complement(ledger.reading, verb)
        else None
    )


def _main_verb(reading: Reading, first: int, last: int) -> int | None:
    """The first verb of the sentence's own; a participle only where the clause begins with it: '"Yes," nodding'."""
    tokens = reading.tokens
    for i in range(first, last):
        if tokens.words[i] in _STOPS and i > first:
            return None
        if _is_main_verb(reading, i, first) and (tokens.tags[i] != "VBG" or i == first):
            return i
    return None


def _is_main_verb(reading: Reading, token: int, first: int) -> bool:
    """Whether the token is a verb or modal of the clause itself, not of a clause about its subject."""
    tokens = reading.tokens
    if tokens.tags[token][:2] != "VB" and tokens.tags[token] != "MD":
        return False
    if tokens.deps[token] in {"aux", "auxpass"} and tokens.tags[token] != "MD":
        return False
    return tokens.deps[token] not in {"amod", "compound"} and not _in_relative(reading, token, first)


def _reports_something_else(reading: Reading, verb: int) -> bool:
    """Whether the verb has a clause of its own behind it, as in 'In "Green Hills," she says that'."""
    tokens = reading.tokens
    return any(
        i > verb and tokens.deps[i] in {"ccomp", "xcomp"} and reading.quoted[i] < 0 and tokens.edges[i][0] > verb
        for i in tokens.children[verb]
    )


def _has_complement(reading: Reading, verb: int) -> bool:
    deps = reading.tokens.deps
    return any(
        i > verb and deps[i] in {"dobj", "attr", "ccomp", "xcomp", "acomp"} for i in reading.tokens.children[verb]
    )


def _in_relative(reading: Reading, verb: int, first: int) -> bool:
    """Whether the verb stands in a clause about the speaker: 'Ms Doe, who runs the trust, said'."""
    deps, heads = reading.tokens.deps, reading.tokens.heads
    for _ in range(4):
        if deps[verb] in {"relcl", "acl"}:
            return heads[verb] >= first
        verb = heads[verb]
        if verb < first or heads[verb] == verb:
            return False
    return False


def cue_before(ledger: Ledger, number: int) -> Cue | None:
    """The verb of the reporting clause that ends in a comma or colon before the quotation.

    'He said: [new paragraph] "We won"' counts too.
    """
    lead = ledger.lead(number)
    if not lead.endswith((":", ",")):
        return None
    colon = lead.endswith(":")
    first, last = ledger.gap_before(number)
    if colon and not ledger.reading.has_words(first, last):
        first, last = _paragraph_before(ledger, number)
    cue = _last_verb(ledger, max(first, last - _REACH_BEFORE), last, colon=colon)
    return None if cue is None or (cue.token in ledger.used and not colon) else cue


def _paragraph_before(ledger: Ledger, number: int) -> TokenRange:
    body = ledger.reading.body_of[ledger.reading.ranges[number][0]]
    if body <= 0:
        return 0, 0
    first, last = ledger.reading.body_ranges[body - 1]
    return (max(first, ledger.reading.ranges[number - 1][1]) if number else first), last


def _last_verb(ledger: Ledger, first: int, last: int, *, colon: bool) -> Cue | None:
    tokens = ledger.reading.tokens
    for i in range(last - 1, first - 1, -1):
        if tokens.words[i] in {".", "!", "?"} and i < last - 2:
            return None
        cue = ledger.cue_at.get(i)
        if cue is not None and (
            ledger.reading.is_verb(i) or tokens.lower[i] == "said" or cue.word.group == "according"
        ):
            if tokens.deps[i] == "relcl" and tokens.heads[i] >= first and not colon:
                continue
            if _brings_vessel(ledger, i):
                continue
            return cue
        if tokens.tags[i] in _FINITE and tokens.deps[i] not in {"aux", "auxpass", "relcl", "advcl", "acl"}:
            return None
    return None


def _brings_vessel(ledger: Ledger, participle: int) -> bool:
    """Whether a participle says how the words came, in a clause that says who spoke them.

    In 'The sisters said in a letter published by the parish: "..."' the sisters speak, not the parish.
    """
    tokens = ledger.reading.tokens
    noun = tokens.heads[participle]
    vessel = carries_words(tokens.lower[noun]) or tokens.lower[noun] in speech_nouns()
    if tokens.deps[participle] != "acl" or tokens.deps[noun] != "pobj" or not vessel or noun > participle:
        return False
    verb = tokens.heads[tokens.heads[noun]]
    while tokens.deps[verb] == "pobj":  # 'said in the second of two letters published by'
        verb = tokens.heads[tokens.heads[verb]]
    spoken = ledger.verb_cue(verb) is not None and verb < noun
    return spoken and ledger.reading.child(verb, "nsubj") is not None


def speaker_beside(reading: Reading, cue: Cue, first: int) -> TokenRange | None:
    """The noun phrase between the quotation, which ends at `first`, and the verb, or right behind the verb."""
    tokens = reading.tokens
    if cue.word.group == "according" or tokens.tags[cue.token] == "VBG":
        return None
    subject = reading.child(cue.token, "nsubj")
    if subject is not None and subject >= first:
        return None if tokens.lower[subject] in {"who", "which", "that"} else noun_phrase(reading, subject)
    head = _first_noun(reading, first, cue.token)
    if head is None:
        behind = cue.span[1]
        opens = behind < len(tokens) and tokens.tags[behind][:2] in {"NN", "DT", "PR", "JJ"}
        head = _first_noun(reading, behind, min(behind + 8, len(tokens))) if opens else None
    return None if head is None else noun_phrase(reading, head)


def _first_noun(reading: Reading, start: int, end: int) -> int | None:
    """The head of the first noun phrase there: its last noun before a comma, a verb or a preposition."""
    head: int | None = None
    for i in range(start, end):
        tag = reading.tokens.tags[i]
        if tag[:2] == "NN" or tag in {"PRP", "CD"} or (tag == "DT" and head is None):
            head = i
        elif head is not None and tag not in {"JJ", "POS", "HYPH", "PRP$", "JJR", "JJS", "_SP"}:
            break
    return head
