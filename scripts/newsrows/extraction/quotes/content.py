"""What is reported: the stretch of the sentence that depends on a cue.

Patterns (ClearNLP labels): a clause ('said the plan would fail'), an infinitive ('promised to resign'), an object
with what follows it ('called the plan a mess', 'praised the staff for their work'), the object of a preposition
('called for a vote', 'complained about the noise'), a passive ('the plan was called a mess'), and for nouns of saying
the clause that they introduce ('her claim that'). Clauses are found in clauses.py, those before and around the cue in
surroundings.py.
"""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Content, Cue
from newsrows.extraction.quotes.clauses import reported_clause
from newsrows.extraction.quotes.context import Reading, TokenRange
from newsrows.extraction.quotes.lexicon import leads_to_topic, names_occasion
from newsrows.extraction.quotes.noun_phrases import noun_phrase
from newsrows.extraction.quotes.speakers import interrupting_subject, is_passive

_MARKERS = frozenset({"that", "whether", "if", "to"})
# 'invited residents to full-day talks': these lead somewhere, not only to a verb.
_TO_SOMEWHERE = frozenset({"direct", "invite", "summon"})
# 'asked them to a sit-in', 'appealed to his sister-in-law': no verb begins with one of these.
_OPENS_NOUN = frozenset({"DT", "PRP$", "CD", "POS"})
_WITH_OBJECT = frozenset({"as", "of", "for", "about", "over", "against"})


def content_of(reading: Reading, cue: Cue) -> Content | None:
    """The content of `cue`, or None where nothing depends on it.

    Example: in 'The minister said on Monday that the plan, a first, would fail.' the frame is 'clause', the range that
    of 'that the plan, a first, would fail'.
    """
    if cue.word.group == "according":
        return accorded(reading, cue)
    if not reading.is_verb(cue.token):
        return _of_noun(reading, cue)
    behind = [i for i in reading.tokens.children[cue.token] if i > cue.token]
    clause = reported_clause(reading, cue)
    if clause is not None:
        return Content("clause", [clause])
    return before(reading, cue) or around(reading, cue) or _of_phrase(reading, cue, behind)


def _of_phrase(reading: Reading, cue: Cue, behind: list[int]) -> Content | None:
    """What is reported in a phrase, not in a clause."""
    deps, edges = reading.tokens.deps, reading.tokens.edges
    infinitive = next((i for i in behind if deps[i] == "xcomp"), None)
    thing = next((i for i in behind if deps[i] in {"dobj", "oprd"} and not _is_occasion(reading, i)), None)
    if is_passive(reading, cue.token):
        return _of_passive(reading, cue, [i for i in (infinitive, thing) if i is not None])
    if infinitive is not None:
        # 'urged the council to act', 'called on the council to act': the council is part of what is asked for
        asked = next(
            (_behind_preposition(reading, i) for i in behind if i < infinitive and _is_topic(reading, cue, i)), None
        )
        first = thing if thing is not None and thing < infinitive else infinitive
        start = edges[first][0] if asked is None else asked
        return Content("infinitive", [(max(start, cue.token + 1), _whole_infinitive(reading, infinitive, behind))])
    if thing is not None and cue.word.group != "tell":
        return _lost_infinitive(reading, cue, thing, behind) or _object(reading, cue, thing)
    topic = next((i for i in behind if _is_topic(reading, cue, i)), None)
    if topic is None:
        return None
    return Content(f"about-{reading.tokens.lower[topic]}", [(_behind_preposition(reading, topic), edges[topic][1])])


def _whole_infinitive(reading: Reading, infinitive: int, behind: list[int]) -> int:
    """Where an infinitive ends, of which the parse may make several: 'to re|-|open the case'."""
    end = reading.tokens.edges[infinitive][1]
    for i in behind:
        hyphen = "-" in reading.tokens.words[end - 1 : end + 1]
        if hyphen and reading.tokens.deps[i] == "xcomp" and reading.tokens.edges[i][0] == end:
            end = reading.tokens.edges[i][1]
    return end


def _lost_infinitive(reading: Reading, cue: Cue, thing: int, behind: list[int]) -> Content | None:
    """'urged the bank to fast-track loans', where the parse takes 'to fast-track' for where something goes."""
    tokens, end = reading.tokens, reading.tokens.edges[thing][1]
    to = next((i for i in behind if tokens.lower[i] == "to" and i == end and tokens.deps[i] == "prep"), None)
    if to is None or cue.word.group not in {"direct", "ask"} or cue.word.lemma in _TO_SOMEWHERE:
        return None
    joined = tokens.words[to + 2 : to + 3] == ["-"] and tokens.edges[to][1] > to + 2
    if not joined or tokens.tags[to + 1] in _OPENS_NOUN:
        return None
    end = tokens.edges[to][1]
    for i in behind:
        if tokens.deps[i] in {"dobj", "npadvmod"} and tokens.edges[i][0] == end:
            end = tokens.edges[i][1]
    return Content("infinitive", [(max(tokens.edges[thing][0], cue.token + 1), end)])


def _behind_preposition(reading: Reading, preposition: int) -> int:
    return min(preposition + 1, reading.tokens.edges[preposition][1] - 1)


def _of_passive(reading: Reading, cue: Cue, rest: list[int]) -> Content | None:
    """'The plan was described as unfair', 'Ms Doe is said to be ill': the subject is part of the content."""
    tokens, verb = reading.tokens, cue.token
    subject = reading.child(verb, "nsubjpass")
    if subject is not None:
        ranges = [tokens.edges[subject]]
    elif tokens.deps[verb] == "acl":
        ranges = [(tokens.edges[tokens.heads[verb]][0], verb)]
    else:
        return None
    rest += [i for i in tokens.children[verb] if i > verb and tokens.lower[i] in {"as", "of", "for"}]
    if rest:
        ranges.append((min(tokens.edges[i][0] for i in rest), max(tokens.edges[i][1] for i in rest)))
    return Content("passive", ranges)


def _object(reading: Reading, cue: Cue, thing: int) -> Content:
    """'called the plan a mess', 'accused him of lying', 'cited costs'."""
    tokens = reading.tokens
    start, end = tokens.edges[thing]
    frame = "object"
    for i in tokens.children[cue.token]:
        if i <= thing or not _completes_object(reading, cue, i):
            continue
        if tokens.edges[i][0] > end + 1:
            break
        end, word = max(end, tokens.edges[i][1]), tokens.lower[i]
        frame = "object-" + ("as" if word == "as" else tokens.deps[i])
    if cue.word.lemma == "accuse":  # who is accused is not part of what is said
        start = next((i + 1 for i in range(start, end - 1) if tokens.lower[i] == "of"), start)
    return Content(frame, [(max(start, cue.token + 1), end)])


def _completes_object(reading: Reading, cue: Cue, token: int) -> bool:
    dep, word = reading.tokens.deps[token], reading.tokens.lower[token]
    if dep in {"oprd", "acomp", "attr"} or (dep == "advcl" and word == "as"):
        return True
    if dep != "prep" or _names_occasion(reading, token):
        return False
    return word in _WITH_OBJECT or (word in {"to", "with"} and cue.word.group in {"name", "judge"})


def _is_topic(reading: Reading, cue: Cue, token: int) -> bool:
    tokens = reading.tokens
    if tokens.deps[token] not in {"prep", "prt"} or not tokens.children[token]:
        return False
    return leads_to_topic(tokens.lower[token], cue.word.lemma) and not _names_occasion(reading, token)


def _names_occasion(reading: Reading, preposition: int) -> bool:
    head = reading.child(preposition, "pobj")
    return head is not None and _is_occasion(reading, head)


def _is_occasion(reading: Reading, noun: int) -> bool:
    return names_occasion(reading.tokens.lower[noun]) or reading.tokens.tags[noun] == "CD"


def _of_noun(reading: Reading, cue: Cue) -> Content | None:
    """'her claim that the plan failed', 'calls for a vote'."""
    tokens = reading.tokens
    for i in tokens.children[cue.token]:
        if i < cue.token:
            continue
        start, end = tokens.edges[i]
        marker = tokens.lower[start]
        if tokens.deps[i] in {"acl", "ccomp"} and marker in _MARKERS:
            return Content(f"noun-{marker}", [(start, end)])
        if tokens.deps[i] == "prep" and tokens.children[i] and leads_to_topic(tokens.lower[i], cue.word.lemma):
            return Content(f"noun-{tokens.lower[i]}", [(i + 1, end)])
    return None


# Content that does not stand behind its cue: before it, around it, or around 'according to'.
#
# Patterns: 'The plan will fail, the report found', 'The plan, she says, will fail', 'As the mayor put it, the plan is
# dead', 'Prices rose, according to the bank', 'According to the bank, prices rose'.

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
