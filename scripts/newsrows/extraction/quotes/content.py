"""Find what a cue reports: the part of the sentence that depends on it.

Patterns (ClearNLP labels): a clause ('said the plan would fail'), an infinitive ('promised to resign'), an object with
its complement ('called the plan a mess', 'praised the staff for their work'), the object of a preposition ('called for
a vote', 'complained about the noise'), a passive ('the plan was called a mess'), the complement of a noun of saying
('her claim that'), and a clause before or around the cue ('The plan will fail, the report found', 'The plan, she says,
will fail', 'Prices rose, according to the bank'). Clauses after the cue are found in clauses.py.
"""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Content, Cue
from newsrows.extraction.quotes.clauses import end_before_comment, reported_clause
from newsrows.extraction.quotes.context import QuoteContext, TokenRange
from newsrows.extraction.quotes.denials import denied_claim, states_claim, without_verdict
from newsrows.extraction.quotes.lexicon import leads_to_topic, names_occasion, words
from newsrows.extraction.quotes.modality import UNSAID
from newsrows.extraction.quotes.noun_phrases import noun_phrase
from newsrows.extraction.quotes.speakers import interrupting_subject, is_passive

_CLAUSE_MARKERS = words("clause_marker")
# 'invited residents to full-day talks': the phrase after 'to' is where they go.
_MOTION_VERBS = words("motion_verb")
_OBJECT_COMPLEMENTS = words("object_complement")
_PASSIVE_COMPLEMENTS = words("passive_complement")
# Labels of what a verb says about its subject: 'was terrifying', 'took all day', 'led to arrests'.
_PREDICATE = frozenset({"acomp", "attr", "dobj", "prep", "xcomp", "advmod"})
# A verb does not begin with one of these tags: 'asked them to a sit-in', 'appealed to his sister-in-law'.
_OPENS_NOUN = frozenset({"DT", "PRP$", "CD", "POS"})
_SEPARATORS = frozenset({",", "—", "–", "-", "(", "--"})
_INTERRUPTING = frozenset({"parataxis", "advcl", "ccomp", "dep"})
# These begin a reason or a condition, and these the circumstances of an event or of the speech itself.
_REASONS_GIVEN = frozenset({"because", "if", "once", "unless", "until", "since", "although", "though", "so"})
_CIRCUMSTANCES = frozenset({"as", "while", "when", "after", "before"})
# After '..., she said,' words with these tags begin something that she does, not more of what she said.
_NEW_CLAUSE = frozenset({"VBG", "WP", "WDT", "WRB", "CC", "IN", "RB"})


def content_of(context: QuoteContext, cue: Cue) -> Content | None:
    """The content of `cue`, or None if it has none.

    Example: in 'The minister said on Monday that the plan, a first, would fail.' the frame is 'clause', and the range
    covers 'that the plan, a first, would fail'.
    """
    if cue.modality in UNSAID:
        return None
    if cue.word.speech_class == "according":
        return _clause_of_according(context, cue)
    if not context.is_verb(cue.token):
        return _complement_of_noun(context, cue)
    claim = denied_claim(context, cue) if cue.word.is_negative else None
    denied = _complement_of_noun(context, claim) if claim is not None else None
    if claim is not None and denied is not None and states_claim(claim, denied):
        return without_verdict(context, denied)
    dependents = [i for i in context.tokens.children[cue.token] if i > cue.token]
    clause = reported_clause(context, cue)
    if clause is not None:
        return Content("clause", [clause])
    return _fronted_clause(context, cue) or _interrupted_clause(context, cue) or _phrase(context, cue, dependents)


# Phrases after a verb


def _phrase(context: QuoteContext, cue: Cue, dependents: list[int]) -> Content | None:
    """Content that is a phrase and not a clause; `dependents` are those after the cue."""
    deps, edges = context.tokens.deps, context.tokens.edges
    infinitive = next((i for i in dependents if deps[i] == "xcomp"), None)
    obj = next((i for i in dependents if deps[i] in {"dobj", "oprd"} and not _is_occasion(context, i)), None)
    if is_passive(context, cue.token):
        return _passive(context, cue, [i for i in (infinitive, obj) if i is not None])
    if infinitive is not None:
        # In 'urged the council to act' and 'called on the council to act' the council is part of the content.
        addressee = next(
            (_after_preposition(context, i) for i in dependents if i < infinitive and _is_topic(context, cue, i)), None
        )
        first = obj if obj is not None and obj < infinitive else infinitive
        start = max(edges[first][0] if addressee is None else addressee, cue.token + 1)
        end = _infinitive_end(context, infinitive, dependents)
        predicate = _predicate_of_gerund(context, start, end)
        return Content("clause", [(start, predicate)]) if predicate else Content("infinitive", [(start, end)])
    if obj is not None and cue.word.speech_class != "tell":
        return _hyphenated_infinitive(context, cue, obj, dependents) or _object(context, cue, obj)
    topic = next((i for i in dependents if _is_topic(context, cue, i)), None)
    if topic is None:
        return None
    return Content(f"about-{context.tokens.lower[topic]}", [(_after_preposition(context, topic), edges[topic][1])])


def _infinitive_end(context: QuoteContext, infinitive: int, dependents: list[int]) -> int:
    """Where an infinitive ends, which the parser may split at a hyphen: 'to re|-|open the case'."""
    end = context.tokens.edges[infinitive][1]
    for i in dependents:
        at_hyphen = "-" in context.tokens.words[end - 1 : end + 1]
        if at_hyphen and context.tokens.deps[i] == "xcomp" and context.tokens.edges[i][0] == end:
            end = context.tokens.edges[i][1]
    return end


def _predicate_of_gerund(context: QuoteContext, start: int, end: int) -> int | None:
    """The end of the clause 'being ill | was hard' if the parser did not see that the gerund is its subject."""
    tokens = context.tokens
    if tokens.tags[start] != "VBG" or end >= len(tokens) or tokens.tags[end] not in {"VBD", "VBZ", "MD"}:
        return None
    verb = tokens.heads[end] if tokens.deps[end][:3] == "aux" else end
    ends = [tokens.edges[i][1] for i in tokens.children[verb] if i > verb and tokens.deps[i] in _PREDICATE]
    return max(ends) if ends and context.child(verb, "nsubj", "nsubjpass") is None else None


def _hyphenated_infinitive(context: QuoteContext, cue: Cue, obj: int, dependents: list[int]) -> Content | None:
    """'urged the bank to fast-track loans', where the parser takes 'to fast-track' for a prepositional phrase."""
    tokens, end = context.tokens, context.tokens.edges[obj][1]
    to = next((i for i in dependents if tokens.lower[i] == "to" and i == end and tokens.deps[i] == "prep"), None)
    if to is None or cue.word.speech_class not in {"direct", "ask"} or cue.word.lemma in _MOTION_VERBS:
        return None
    has_hyphen = tokens.words[to + 2 : to + 3] == ["-"] and tokens.edges[to][1] > to + 2
    if not has_hyphen or tokens.tags[to + 1] in _OPENS_NOUN:
        return None
    end = tokens.edges[to][1]
    for i in dependents:
        if tokens.deps[i] in {"dobj", "npadvmod"} and tokens.edges[i][0] == end:
            end = tokens.edges[i][1]
    return Content("infinitive", [(max(tokens.edges[obj][0], cue.token + 1), end)])


def _passive(context: QuoteContext, cue: Cue, complements: list[int]) -> Content | None:
    """'The plan was described as unfair', 'Ms Doe is said to be ill': the subject is part of the content."""
    tokens, verb = context.tokens, cue.token
    subject = context.child(verb, "nsubjpass")
    if subject is not None:
        ranges = [tokens.edges[subject]]
    elif tokens.deps[verb] == "acl":
        ranges = [(tokens.edges[tokens.heads[verb]][0], verb)]
    else:
        return None
    complements += [i for i in tokens.children[verb] if i > verb and tokens.lower[i] in _PASSIVE_COMPLEMENTS]
    if complements:
        ranges.append((min(tokens.edges[i][0] for i in complements), max(tokens.edges[i][1] for i in complements)))
    return Content("passive", ranges)


def _object(context: QuoteContext, cue: Cue, obj: int) -> Content:
    """The object of a verb with its complement: 'called the plan a mess', 'accused him of lying', 'cited costs'."""
    tokens = context.tokens
    start, end = tokens.edges[obj]
    frame = "object"
    for i in tokens.children[cue.token]:
        if i <= obj or not _completes_object(context, cue, i):
            continue
        if tokens.edges[i][0] > end + 1:
            break
        end, word = max(end, tokens.edges[i][1]), tokens.lower[i]
        frame = "object-" + ("as" if word == "as" else tokens.deps[i])
    if cue.word.lemma == "accuse":  # the accused person is not part of the content
        of = next((i for i in range(start, end - 1) if tokens.lower[i] == "of"), None)
        start, frame = (start, frame) if of is None else (of + 1, "object-prep")
    start = max(start, cue.token + 1)
    return Content(frame, [(start, end_before_comment(context, start, end))])


def _completes_object(context: QuoteContext, cue: Cue, token: int) -> bool:
    """Whether a dependent of the cue says more about its object: 'a mess', 'as unfair', 'of lying'."""
    dep, word = context.tokens.deps[token], context.tokens.lower[token]
    if dep in {"oprd", "acomp", "attr"} or (dep == "advcl" and word == "as"):
        return True
    if dep != "prep" or _leads_to_occasion(context, token):
        return False
    return word in _OBJECT_COMPLEMENTS or (word in {"to", "with"} and cue.word.speech_class in {"name", "judge"})


def _after_preposition(context: QuoteContext, preposition: int) -> int:
    return min(preposition + 1, context.tokens.edges[preposition][1] - 1)


def _is_topic(context: QuoteContext, cue: Cue, token: int) -> bool:
    """Whether the token is a preposition or particle that introduces what was said."""
    tokens = context.tokens
    if tokens.deps[token] not in {"prep", "prt"} or not tokens.children[token]:
        return False
    return leads_to_topic(tokens.lower[token], cue.word.lemma) and not _leads_to_occasion(context, token)


def _leads_to_occasion(context: QuoteContext, preposition: int) -> bool:
    head = context.child(preposition, "pobj")
    return head is not None and _is_occasion(context, head)


def _is_occasion(context: QuoteContext, noun: int) -> bool:
    return names_occasion(context.tokens.lower[noun]) or context.tokens.tags[noun] == "CD"


# Complements of a noun of saying


def _complement_of_noun(context: QuoteContext, cue: Cue) -> Content | None:
    """'her claim that the plan failed', 'calls for a vote'."""
    tokens = context.tokens
    for i in tokens.children[cue.token]:
        if i < cue.token:
            continue
        start, end = tokens.edges[i]
        marker = tokens.lower[start]
        if tokens.deps[i] in {"acl", "ccomp"} and marker in _CLAUSE_MARKERS:
            return Content(f"noun-{marker}", [(start, end)])
        if tokens.deps[i] == "prep" and tokens.children[i] and leads_to_topic(tokens.lower[i], cue.word.lemma):
            return Content(f"noun-{tokens.lower[i]}", [(i + 1, end)])
    return None


# Clauses before or around the cue


def _fronted_clause(context: QuoteContext, cue: Cue) -> Content | None:
    """The clause before the cue: 'The plan will fail, the report found'."""
    tokens, verb = context.tokens, cue.token
    clause = next((i for i in tokens.children[verb] if i < verb and tokens.deps[i] == "ccomp"), None)
    if clause is None:
        return None
    start, end = tokens.edges[clause]
    end = min(end, _clause_start(context, verb))
    if start >= end:
        return None
    continuation = _continuation(context, verb, start) or _subordinate_clause_after(context, verb)
    return Content("fronted", [(_without_leading_conjunction(context, start, end), end), *continuation])


def _interrupted_clause(context: QuoteContext, cue: Cue) -> Content | None:
    """The clause that the cue interrupts: 'The plan, she says, will fail', 'As she put it, the plan is dead'."""
    tokens, verb = context.tokens, cue.token
    subject = interrupting_subject(context, verb)
    if subject is not None and cue.word.speech_class in {"say", "tell"}:
        return _sentence_around_cue(context, verb, noun_phrase(context, subject)[0])
    as_word = next((i for i in tokens.children[verb] if i < verb and tokens.lower[i] == "as"), None)
    obj = context.child(verb, "dobj")
    allows_as = obj is None or (tokens.lower[obj] == "it" and cue.word.speech_class not in {"think", "judge"})
    is_as_clause = as_word is not None and tokens.deps[verb] == "advcl" and allows_as
    first = as_word if as_word is not None else _clause_start(context, verb)
    if not is_as_clause and not _is_set_apart(context, first, verb):
        return None
    start, end = tokens.edges[tokens.heads[verb] if is_as_clause else _governing_clause(context, verb)]
    cue_clause = tokens.edges[verb]
    ranges = [r for r in ((start, min(first, cue_clause[0])), (cue_clause[1], end)) if context.has_words(*r)]
    if not is_as_clause and len(ranges) == 1 and ranges[0][0] < verb:
        ranges += _subordinate_clause_after(context, verb)
    if not ranges or (ranges[0][0] >= verb and not is_as_clause):
        return None
    frame = "interrupted" if not is_as_clause else "interrupted-as" if obj is None else "put-so"
    return Content(frame, ranges)


def _clause_of_according(context: QuoteContext, cue: Cue) -> Content | None:
    """The clause that 'according to' belongs to.

    Example: 'Prices rose, according to the bank, but wages fell.' gives 'Prices rose'.
    """
    tokens, word = context.tokens, cue.token
    first, last = context.sentence(word)
    clause = _governing_clause(context, word)
    left, right = tokens.edges[clause]
    if _is_relative_before(context, left, word):
        phrase_end = tokens.edges[cue.span[1] - 1][1]
        return Content("accorded-first", [(phrase_end, _end_before_relative_conjunct(context, clause, right))])
    if clause < word:
        left = tokens.edges[_outer_clause(context, clause)][0]
    if context.has_words(max(left, first), word):
        start = _without_leading_conjunction(context, max(left, first), word)
        return Content("accorded-last", [(start, word)])
    phrase_end = max(tokens.edges[word][1], tokens.edges[cue.span[1] - 1][1])
    end = right if right > phrase_end else last
    return Content("accorded-first", [(phrase_end, end)]) if context.has_words(phrase_end, end) else None


def _outer_clause(context: QuoteContext, clause: int) -> int:
    """The verb of the sentence around a subordinate clause at its end.

    'Prices rose as demand grew, according to the bank': the bank says that prices rose, not only that demand grew. The
    search stops at a report, whose content is its speaker's: 'The mayor said prices rose, according to the bank'.
    """
    tokens = context.tokens
    while tokens.heads[clause] < clause and (
        tokens.deps[clause] == "advcl"
        or (tokens.deps[clause] == "ccomp" and tokens.lower[tokens.heads[clause]] not in context.reporting_verbs)
        or (tokens.deps[clause] == "conj" and context.child(clause, "nsubj", "nsubjpass", "expl") is None)
    ):
        clause = tokens.heads[clause]
    return clause


def _is_relative_before(context: QuoteContext, start: int, cue: int) -> bool:
    """Whether only a relative pronoun stands before the cue in its clause: 'the clubs which, according to Ann Doe,'."""
    words = [i for i in range(start, cue) if context.is_word(i)]
    return len(words) == 1 and context.tokens.tags[words[0]] in {"WDT", "WP"}


def _end_before_relative_conjunct(context: QuoteContext, clause: int, end: int) -> int:
    """The end of a relative clause without another one that is joined to it: '... | and whose members'."""
    tokens = context.tokens
    for verb in tokens.children[clause]:
        start = tokens.edges[verb][0]
        if verb > clause and tokens.deps[verb] == "conj" and tokens.tags[start][:1] == "W":
            return start - 1 if tokens.tags[start - 1] == "CC" else start
    return end


def _governing_clause(context: QuoteContext, token: int) -> int:
    """The finite verb that governs `token`."""
    tokens = context.tokens
    clause = tokens.heads[token]
    while tokens.heads[clause] != clause:
        if tokens.tags[clause][:2] in {"VB", "MD"} and tokens.deps[clause] not in {"acl", "xcomp", "aux"}:
            break
        clause = tokens.heads[clause]
    return clause


def _sentence_around_cue(context: QuoteContext, verb: int, start: int) -> Content | None:
    """The sentence without ', the mayor said,', whose subject begins at `start`."""
    first, last = context.sentence(verb)
    end = next((i for i in range(verb + 1, min(verb + 12, last)) if context.tokens.words[i] == ","), None)
    ranges = [(first, start - 1)] + ([(end + 1, last)] if end is not None else [])
    return Content("interrupted", [r for r in ranges if context.has_words(*r)])


def _clause_start(context: QuoteContext, verb: int) -> int:
    """Where ', experts say' begins: at its subject, or at the verb if the subject follows."""
    subject = context.child(verb, "nsubj", "nsubjpass")
    return verb if subject is None or subject > verb else context.tokens.edges[subject][0]


def _without_leading_conjunction(context: QuoteContext, start: int, end: int) -> int:
    """Where the clause begins after 'But' or 'And', which are the writer's words."""
    while start + 1 < end and (context.tokens.tags[start] == "CC" or not context.is_word(start)):
        start += 1
    return start


def _is_set_apart(context: QuoteContext, first: int, verb: int) -> bool:
    """Whether the cue is in a clause of a subject and a verb after a comma or dash: ', experts say'."""
    tokens = context.tokens
    head = tokens.heads[verb]
    return (
        tokens.deps[verb] in _INTERRUPTING
        and head != verb
        and tokens.tags[head][:1] in {"V", "N", "J", "M"}
        and first > 0
        and tokens.words[first - 1] in _SEPARATORS
        and context.child(verb, "nsubj") is not None
        and context.child(verb, "mark") is None
    )


def _subordinate_clause_after(context: QuoteContext, verb: int) -> list[TokenRange]:
    """The clause in 'The plan will fail, she said, because it costs too much', which depends on the cue in the parse.

    'As', 'while' and 'after' may also say when she spoke: then their verb has the tense of the cue.
    """
    tokens = context.tokens
    for clause in tokens.children[verb]:
        start, end = tokens.edges[clause]
        if clause < verb or tokens.deps[clause] != "advcl" or tokens.words[start - 1] != ",":
            continue
        word = tokens.lower[start]
        is_circumstance = word in _CIRCUMSTANCES and tokens.tags[verb] == "VBD" and not _is_present(context, clause)
        if word not in _CIRCUMSTANCES | _REASONS_GIVEN or is_circumstance or _has_cue(context, start, end):
            return []
        return [(start, end)]
    return []


def _is_present(context: QuoteContext, verb: int) -> bool:
    tokens = context.tokens
    verbs = [verb, *(i for i in tokens.children[verb] if tokens.deps[i] in {"aux", "auxpass"})]
    return any(tokens.tags[i] in {"VBP", "VBZ"} or tokens.lower[i] in {"will", "can", "may"} for i in verbs)


def _has_cue(context: QuoteContext, start: int, end: int) -> bool:
    tokens = context.tokens
    return any(tokens.lower[i] in context.reporting_verbs and context.is_verb(i) for i in range(start, end))


def _continuation(context: QuoteContext, verb: int, start: int) -> list[TokenRange]:
    """The rest of the clause after an interrupting cue: 'The plan, she said, would fail by May'."""
    tokens = context.tokens
    first, last = context.sentence(verb)
    subject = context.child(verb, "nsubj")
    comma = max(verb + 1, tokens.edges[subject][1] if subject is not None else 0)
    if start != first or comma + 1 >= last or tokens.words[comma] != ",":
        return []
    first_word = comma + 1
    if tokens.tags[first_word] == "CC":
        return [(first_word, last)] if _is_joined_to(context, first_word, last) else []
    return [] if tokens.tags[first_word] in _NEW_CLAUSE else [(first_word, last)]


def _is_joined_to(context: QuoteContext, conjunction: int, last: int) -> bool:
    """Whether 'and' or 'but' after ', she said,' begins a clause with a subject and without a cue of its own."""
    tokens = context.tokens
    subject = next((i for i in range(conjunction, last) if tokens.deps[i] in {"nsubj", "nsubjpass", "expl"}), None)
    return (
        subject is not None
        and tokens.tags[subject] != "PRP"
        and tokens.lower[conjunction] in {"and", "but"}
        and not _has_cue(context, conjunction, last)
    )
