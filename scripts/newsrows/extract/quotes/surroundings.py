"""Content that does not stand behind its cue: before it, around it, or around 'according to'.

Patterns: 'The plan will fail, the report found', 'The plan, she says, will fail', 'As the mayor put it, the plan is
dead', 'Prices rose, according to the bank', 'According to the bank, prices rose'.
"""

from __future__ import annotations

from newsrows.extract.quotes.noun_phrases import noun_phrase
from newsrows.extract.quotes.reading import Reading, TokenRange
from newsrows.extract.quotes.report import Content, Cue
from newsrows.extract.quotes.speakers import interrupting_subject

_APART = frozenset({",", "—", "–", "-", "(", "--"})
_HANGS_ON = frozenset({"parataxis", "advcl", "ccomp", "dep"})
# After '..., she said,' these begin something that she does, not more of what she said.
_NEW_CLAUSE = frozenset({"VBG", "WP", "WDT", "WRB", "CC", "IN", "RB"})


def before(reading: Reading, cue: Cue) -> Content | None:
    """The clause that the cue follows: 'The plan will fail, the report found'."""
    tokens, verb = reading.tokens, cue.token
    clause = next((i for i in tokens.children[verb] if i < verb and tokens.deps[i] == "ccomp"), None)
    if clause is None:
        return None
    start, end = tokens.edges[clause]
    end = min(end, _clause_start(reading, verb))
    if start >= end:
        return None
    tail = _tail(reading, verb, start)
    return Content("fronted", [(_behind_joint(reading, start, end), end), *tail])


def _behind_joint(reading: Reading, start: int, end: int) -> int:
    """Where the clause begins behind 'But' and 'And', which join the report to the text and are the writer's."""
    while start + 1 < end and (reading.tokens.tags[start] == "CC" or not reading.is_word(start)):
        start += 1
    return start


def around(reading: Reading, cue: Cue) -> Content | None:
    """The clause that the cue interrupts: 'The plan, she says, will fail', 'As she put it, the plan is dead'."""
    tokens, verb = reading.tokens, cue.token
    near = interrupting_subject(reading, verb)
    if near is not None and cue.word.group in {"say", "tell"}:
        return _around_parenthesis(reading, verb, noun_phrase(reading, near)[0])
    as_word = next((i for i in tokens.children[verb] if i < verb and tokens.lower[i] == "as"), None)
    thing = reading.child(verb, "dobj")
    so = thing is None or (tokens.lower[thing] == "it" and cue.word.group not in {"think", "judge"})
    put_so = as_word is not None and tokens.deps[verb] == "advcl" and so
    first = as_word if as_word is not None else _clause_start(reading, verb)
    if not put_so and not _stands_apart(reading, first, verb):
        return None
    host = tokens.heads[verb]
    start, end = tokens.edges[host]
    own = tokens.edges[verb]
    ranges = [r for r in ((start, min(first, own[0])), (own[1], end)) if reading.has_words(*r)]
    if not ranges or (ranges[0][0] >= verb and not put_so):
        return None
    frame = "interrupted" if not put_so else "interrupted-as" if thing is None else "put-so"
    return Content(frame, ranges)


def _around_parenthesis(reading: Reading, verb: int, start: int) -> Content | None:
    """The sentence without ', the mayor said,' in it."""
    first, last = reading.sentence(verb)
    end = next((i for i in range(verb + 1, min(verb + 12, last)) if reading.tokens.words[i] == ","), None)
    ranges = [(first, start - 1)] + ([(end + 1, last)] if end is not None else [])
    return Content("interrupted", [r for r in ranges if reading.has_words(*r)])


def _clause_start(reading: Reading, verb: int) -> int:
    """Where ', experts say' begins: at its subject, or at the verb if the subject follows."""
    subject = reading.child(verb, "nsubj", "nsubjpass")
    return verb if subject is None or subject > verb else reading.tokens.edges[subject][0]


def _stands_apart(reading: Reading, first: int, verb: int) -> bool:
    """Whether a comma or dash stands before the cue's clause, and nothing but its subject between: ', experts say'."""
    tokens = reading.tokens
    host = tokens.heads[verb]
    return (
        tokens.deps[verb] in _HANGS_ON
        and host != verb
        and tokens.tags[host][:1] in {"V", "N", "J", "M"}
        and first > 0
        and tokens.words[first - 1] in _APART
        and reading.child(verb, "nsubj") is not None
        and reading.child(verb, "mark") is None
    )


def _tail(reading: Reading, verb: int, start: int) -> list[TokenRange]:
    """What goes on behind an interrupting cue: 'The plan, she said, would fail by May'."""
    tokens = reading.tokens
    first, last = reading.sentence(verb)
    subject = reading.child(verb, "nsubj")
    comma = max(verb + 1, tokens.edges[subject][1] if subject is not None else 0)
    if start != first or comma + 1 >= last or tokens.words[comma] != ",":
        return []
    return [] if tokens.tags[comma + 1] in _NEW_CLAUSE else [(comma + 1, last)]


def accorded(reading: Reading, cue: Cue) -> Content | None:
    """The clause that 'according to' belongs to.

    Example: 'Prices rose, according to the bank, but wages fell.' gives 'Prices rose'.
    """
    tokens, word = reading.tokens, cue.token
    first, last = reading.sentence(word)
    clause = _clause_above(reading, word)
    left, right = tokens.edges[clause]
    if reading.has_words(max(left, first), word):
        return Content("accorded-last", [(_behind_joint(reading, max(left, first), word), word)])
    own_end = max(tokens.edges[word][1], tokens.edges[cue.span[1] - 1][1])
    end = right if right > own_end else last
    return Content("accorded-first", [(own_end, end)]) if reading.has_words(own_end, end) else None


def _clause_above(reading: Reading, token: int) -> int:
    """The finite verb that `token` hangs on."""
    tokens = reading.tokens
    clause = tokens.heads[token]
    while tokens.heads[clause] != clause:
        if tokens.tags[clause][:2] in {"VB", "MD"} and tokens.deps[clause] not in {"acl", "xcomp", "aux"}:
            break
        clause = tokens.heads[clause]
    return clause
