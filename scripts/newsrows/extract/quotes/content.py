"""What is reported: the stretch of the sentence that depends on a cue.

Patterns (ClearNLP labels): a clause ('said the plan would fail'), an infinitive ('promised to resign'), an object
with what follows it ('called the plan a mess', 'praised the staff for their work'), the object of a preposition
('called for a vote', 'complained about the noise'), a clause that the cue interrupts or follows ('The plan, she
says, will fail', '..., the report found'), and for nouns of saying the clause that they introduce ('her claim that').
"""

from __future__ import annotations

from dataclasses import dataclass

from newsrows.extract.quotes.reading import Reading, TokenRange
from newsrows.extract.quotes.report import Cue
from newsrows.extract.quotes.speakers import is_passive, outer_report

# Prepositions that lead from a cue to what is said; others say when, where and to whom.
_TOPIC = frozenset(
    {"about", "of", "for", "against", "as", "over", "on", "with", "into", "to", "at", "regarding", "toward", "towards"}
)
_TO_TOPIC = frozenset(
    {
        "refer",
        "object",
        "respond",
        "point",
        "admit",
        "confess",
        "swear",
        "react",
        "agree",
        "commit",
        "reply",
        "speak",
        "liken",
        "compare",
    }
)
_ON_TOPIC = frozenset(
    {
        "comment",
        "call",
        "insist",
        "touch",
        "focus",
        "elaborate",
        "agree",
        "reflect",
        "speak",
        "report",
        "press",
        "attack",
        "question",
        "challenge",
        "weigh",
        "opine",
        "quiz",
        "slam",
        "remark",
        "advise",
        "expound",
        "rule",
        "proposal",
        "claim",
        "view",
    }
)
_WITH_TOPIC = frozenset({"agree", "disagree", "charge", "concur", "threaten", "take"})
_AT_TOPIC = frozenset({"scoff", "hint", "rail", "balk", "laugh", "sneer", "lash"})
_TIME = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "week",
        "month",
        "year",
        "morning",
        "afternoon",
        "evening",
        "night",
        "day",
        "hour",
        "interview",
        "statement",
        "briefing",
        "conference",
        "speech",
    ]
)
# The object of these is who is told, wherever a clause follows.
_ARGUMENTS = frozenset(
    {
        "dobj",
        "oprd",
        "xcomp",
        "ccomp",
        "acomp",
        "attr",
        "dative",
        "advcl",
        "prep",
        "agent",
        "prt",
        "npadvmod",
        "advmod",
        "cc",
        "conj",
        "acl",
        "relcl",
        "dep",
        "punct",
        "parataxis",
        "appos",
    }
)


@dataclass(slots=True)
class Content:
    """Token ranges in order, and the frame that they were found by."""

    frame: str
    ranges: list[TokenRange]


def content_of(reading: Reading, cue: Cue) -> Content | None:
    """The content of `cue`, or None where nothing depends on it.

    Example: in 'The minister said on Monday that the plan, a first, would fail.' the frame is 'clause', the range that
    of 'that the plan, a first, would fail'.
    """
    if cue.word.group == "according":
        return _accorded(reading, cue)
    if reading.tokens.tags[cue.token][:2] != "VB":
        return _of_noun(reading, cue)
    return _of_verb(reading, cue)


def _of_verb(reading: Reading, cue: Cue) -> Content | None:
    tokens, verb = reading.tokens, cue.token
    kids = tokens.children[verb]
    passive = is_passive(reading, verb)
    right = [i for i in kids if i > verb]
    clause = next((i for i in right if tokens.deps[i] == "ccomp"), None)
    if clause is not None:
        return _clause(reading, cue, clause)
    before = _before(reading, cue)
    if before is not None:
        return before
    infinitive = next((i for i in right if tokens.deps[i] == "xcomp"), None)
    thing = next((i for i in right if tokens.deps[i] in {"dobj", "oprd"} and not _is_time(reading, i)), None)
    if cue.word.group == "tell" and infinitive is None and not passive:
        thing = None
    if passive:
        return _of_passive(reading, cue, infinitive, thing)
    if infinitive is not None:
        # 'urged the council to act': the council is part of what is asked for
        start = tokens.edges[thing if thing is not None and thing < infinitive else infinitive][0]
        return Content("infinitive", [(max(start, verb + 1), tokens.edges[infinitive][1])])
    if thing is not None:
        return _object(reading, cue, thing)
    topic = next((i for i in right if _is_topic(reading, cue, i)), None)
    if topic is not None:
        start, end = tokens.edges[topic]
        return Content(f"about-{tokens.lower[topic]}", [(min(topic + 1, end - 1), end)])
    return None


def _clause(reading: Reading, cue: Cue, clause: int) -> Content:
    tokens = reading.tokens
    start, end = tokens.edges[clause]
    start = max(start, cue.token + 1)
    return Content("clause", [(start, _cut_at_next_report(reading, clause, end))])


def _cut_at_next_report(reading: Reading, clause: int, end: int) -> int:
    """Where another report that the parse joined to the clause begins: 'said it was off and called it a sham'."""
    tokens = reading.tokens
    tag = tokens.tags[tokens.heads[clause]]
    for i in tokens.children[clause]:
        if (
            tokens.deps[i] != "conj"
            or tokens.tags[i] != tag
            or tokens.lower[i] not in reading.verbs
            or reading.quoted[i] >= 0
        ):
            continue
        if outer_report(reading, i) is None and reading.verbs[tokens.lower[i]].group not in {"say", "tell"}:
            continue
        joint = next(
            (j for j in tokens.children[clause] if tokens.deps[j] == "cc" and j < i and tokens.edges[i][0] - j <= 2),
            None,
        )
        if joint is not None:
            return joint
    return end


def _before(reading: Reading, cue: Cue) -> Content | None:
    """The clause that the cue follows or interrupts."""
    tokens, verb = reading.tokens, cue.token
    first = _cue_clause_start(reading, verb)
    clause = next((i for i in tokens.children[verb] if i < verb and tokens.deps[i] == "ccomp"), None)
    if clause is not None:
        start, end = tokens.edges[clause]
        ranges = [(start, min(end, first))]
        tail = _tail(reading, cue, ranges[0][0])
        return Content("fronted", ranges + tail)
    as_word = next(
        (
            i
            for i in tokens.children[verb]
            if i < verb and tokens.lower[i] == "as" and tokens.deps[i] in {"mark", "advmod"}
        ),
        None,
    )
    if as_word is not None:
        first = min(first, as_word)
    apart = as_word is not None and tokens.deps[verb] == "advcl" and _clause_of_thing(reading, verb) is None
    if apart or (tokens.deps[verb] in {"parataxis", "advcl", "ccomp", "dep"} and _stands_apart(reading, first, verb)):
        host = tokens.heads[verb]
        if host == verb or not tokens.tags[host].startswith(("V", "N", "J", "M")):
            return None
        start, end = tokens.edges[host]
        own = tokens.edges[verb]
        ranges = [r for r in ((start, min(first, own[0])), (own[1], end)) if r[1] > r[0]]
        if not ranges or (ranges[0][0] >= verb and not apart):
            return None
        return Content("interrupted-as" if apart else "interrupted", ranges)
    return None


def _clause_of_thing(reading: Reading, verb: int) -> int | None:
    """An object of the verb other than 'it': 'as she put it' has none."""
    thing = reading.child(verb, "dobj")
    return None if thing is None or reading.tokens.lower[thing] == "it" else thing


def _cue_clause_start(reading: Reading, verb: int) -> int:
    """Where '..., experts say' begins: at its subject, or at the verb if the subject follows."""
    subject = reading.child(verb, "nsubj", "nsubjpass")
    if subject is None or subject > verb:
        first = verb
    else:
        first = reading.tokens.edges[subject][0]
    return first


def _stands_apart(reading: Reading, first: int, verb: int) -> bool:
    """Whether a comma or dash stands before the cue's clause, and nothing but its subject between: ', experts say'."""
    tokens = reading.tokens
    before = first - 1
    return (
        before >= 0
        and tokens.words[before] in {",", "—", "–", "-", "(", "--"}
        and reading.child(verb, "nsubj") is not None
        and reading.child(verb, "mark") is None
    )


def _tail(reading: Reading, cue: Cue, start: int) -> list[TokenRange]:
    """What goes on behind an interrupting cue: 'The plan, she said, would fail by May'."""
    tokens, verb = reading.tokens, cue.token
    first, last = reading.sentence(verb)
    subject = reading.child(verb, "nsubj")
    end = max(verb + 1, tokens.edges[subject][1] if subject is not None else 0)
    if end >= last or tokens.words[end] != "," or start != first:
        return []
    following = end + 1
    if following >= last or tokens.tags[following] in {"VBG", "WP", "WDT", "WRB", "CC", "IN", "RB"}:
        return []
    return [(following, last)]


def _of_passive(reading: Reading, cue: Cue, infinitive: int | None, thing: int | None) -> Content | None:
    """'The plan was described as unfair', 'Ms Doe is said to be ill': the subject is part of the content."""
    tokens, verb = reading.tokens, cue.token
    subject = reading.child(verb, "nsubjpass")
    if subject is None and tokens.deps[verb] == "acl":
        subject = tokens.heads[verb]
    if subject is None:
        return None
    if subject == tokens.heads[verb]:
        ranges = [(tokens.edges[subject][0], verb)]
    else:
        ranges = [tokens.edges[subject]]
    rest = [i for i in (infinitive, thing) if i is not None]
    rest += [
        i
        for i in tokens.children[verb]
        if i > verb and tokens.deps[i] == "prep" and tokens.lower[i] in {"as", "of", "for"}
    ]
    if rest:
        ranges.append((min(tokens.edges[i][0] for i in rest), max(tokens.edges[i][1] for i in rest)))
    return Content("passive", ranges)


def _object(reading: Reading, cue: Cue, thing: int) -> Content:
    """'called the plan a mess', 'accused him of lying', 'cited costs'."""
    tokens, verb = reading.tokens, cue.token
    start, end = tokens.edges[thing]
    frame = "object"
    for i in tokens.children[verb]:
        if i <= thing:
            continue
        dep, word = tokens.deps[i], tokens.lower[i]
        if (
            dep in {"oprd", "acomp", "attr"}
            or (dep == "prep" and _is_complement(reading, cue, i))
            or (dep == "advcl" and word == "as")
        ):
            if tokens.edges[i][0] > end + 1:
                break
            end = max(end, tokens.edges[i][1])
            frame = "object-" + ("as" if word == "as" else dep)
            if cue.word.lemma == "accuse" and word in {"of", "with"}:
                start = i + 1
    return Content(frame, [(max(start, verb + 1), end)])


def _is_complement(reading: Reading, cue: Cue, preposition: int) -> bool:
    word = reading.tokens.lower[preposition]
    return (
        word in {"as", "of", "for", "about", "over", "against", "to", "with"}
        and not _is_time_phrase(reading, preposition)
        and (word not in {"to", "with"} or cue.word.group in {"name", "judge"})
    )


def _is_topic(reading: Reading, cue: Cue, preposition: int) -> bool:
    tokens, lemma = reading.tokens, cue.word.lemma
    word = tokens.lower[preposition]
    if tokens.deps[preposition] not in {"prep", "prt"} or word not in _TOPIC or _is_time_phrase(reading, preposition):
        return False
    if not tokens.children[preposition]:
        return False
    narrow = {"to": _TO_TOPIC, "on": _ON_TOPIC, "with": _WITH_TOPIC, "at": _AT_TOPIC}.get(word)
    return narrow is None or lemma in narrow


def _is_time_phrase(reading: Reading, preposition: int) -> bool:
    head = reading.child(preposition, "pobj")
    return head is not None and _is_time(reading, head)


def _is_time(reading: Reading, noun: int) -> bool:
    return reading.tokens.lower[noun] in _TIME or reading.tokens.tags[noun] == "CD"


def _of_noun(reading: Reading, cue: Cue) -> Content | None:
    """'her claim that the plan failed', 'calls for a vote'."""
    tokens, noun = reading.tokens, cue.token
    for i in tokens.children[noun]:
        if i < noun:
            continue
        start, end = tokens.edges[i]
        if tokens.deps[i] in {"acl", "ccomp"}:
            marked = tokens.lower[start] in {"that", "whether", "if", "to"}
            if marked:
                return Content(f"noun-{tokens.lower[start]}", [(start, end)])
        if (
            tokens.deps[i] == "prep"
            and tokens.lower[i] in {"about", "of", "for", "on", "against"}
            and tokens.children[i]
        ):
            return Content(f"noun-{tokens.lower[i]}", [(i + 1, end)])
    return None


def _accorded(reading: Reading, cue: Cue) -> Content | None:
    """'According to the report, prices rose' and 'Prices rose, according to the report'."""
    tokens, word = reading.tokens, cue.token
    first, last = reading.sentence(word)
    own_end = max(tokens.edges[word][1], tokens.edges[cue.span[1] - 1][1])
    clause = tokens.heads[word]
    for _ in range(8):
        if tokens.tags[clause][:2] in {"VB", "MD"} and tokens.deps[clause] not in {"acl", "xcomp", "aux"}:
            break
        if tokens.heads[clause] == clause:
            break
        clause = tokens.heads[clause]
    left, right = tokens.edges[clause]
    if not any(reading.is_word(i) for i in range(max(left, first), word)):
        end = right if right > own_end else last
        start = next((i for i in range(own_end, end) if reading.is_word(i) or tokens.tags[i] == "``"), None)
        return None if start is None else Content("accorded-first", [(start, end)])
    return Content("accorded-last", [(max(left, first), word)])
