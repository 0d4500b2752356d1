"""What is reported: the stretch of the sentence that depends on a cue.

Patterns (ClearNLP labels): a clause ('said the plan would fail'), an infinitive ('promised to resign'), an object
with what follows it ('called the plan a mess', 'praised the staff for their work'), the object of a preposition
('called for a vote', 'complained about the noise'), a passive ('the plan was called a mess'), and for nouns of saying
the clause that they introduce ('her claim that'). Clauses are found in clauses.py, those before and around the cue in
surroundings.py.
"""

from __future__ import annotations

from newsrows.extract.quotes.clauses import reported_clause
from newsrows.extract.quotes.lexicon import leads_to_topic, names_occasion
from newsrows.extract.quotes.reading import Reading
from newsrows.extract.quotes.report import Content, Cue
from newsrows.extract.quotes.speakers import is_passive
from newsrows.extract.quotes.surroundings import accorded, around, before

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
