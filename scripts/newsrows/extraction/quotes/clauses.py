"""Find the reported clause after a verb: where it begins, and where another report ends it.

Patterns: 'said the plan would fail', 'said in a statement that it would close', 'told the station she was leaving',
'said sales, up in May, had slowed', 'asked if it would close'. The parser often joins the second of two reported
clauses to the cue: 'said it was late | but buses would wait', 'said the men held | could be spies'. The clause ends
where the parser joined another report to it: 'said it was over | and called it a sham', 'said it was over, | while the
union claimed that', 'said it was over, | adding that', 'said it was over, | according to'.
"""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Cue
from newsrows.extraction.quotes.context import QuoteContext, TokenRange
from newsrows.extraction.quotes.joined_clauses import JOINTS, SUBJECTS, clauses_joined_to, is_finite, is_reported_too
from newsrows.extraction.quotes.lexicon import PLAIN_SPEECH, speaker_nouns, speech_nouns, words
from newsrows.extraction.quotes.speakers import interrupting_subject, is_passive, outer_report

# The clause begins at most this many tokens after its cue: 'told the paper in an interview on Monday that'.
_MAX_DISTANCE = 25
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# 'The mayor said it was over, while the union claimed': the mayor did not say what the union claimed.
_CONTRASTS = words("contrast")
# 'Said as a child he had swum': these do not say where or when something was said.
_CONTENT_PREPOSITIONS = words("content_preposition")
_DASHES = frozenset({"-", "–", "—", "--"})
_ARTICLES = frozenset({"a", "an"})
# 'According to the rules': by which something is done, not who says it.
_STANDARDS = words("standard")
# The object of these verbs needs no verb of its own: 'criticised the record', 'called the plan "dead"'.
_TAKES_OBJECT = frozenset({"judge", "name", "direct"})
# At most this many tokens of a clause are read, so that nested reports without full stop cost linear time.
_MAX_SCANNED = 400


def reported_clause(context: QuoteContext, cue: Cue) -> TokenRange | None:
    """The clause after the verb `cue`, or None if there is none.

    Example: in 'The bank said sales, up in May, had slowed, adding that ...' it is 'sales, up in May, had slowed'.
    """
    dependents = [i for i in context.tokens.children[cue.token] if i > cue.token]
    clause = next((i for i in dependents if context.tokens.deps[i] == "ccomp"), None)
    if clause is None and cue.word.speech_class in {"say", "tell", "write"}:
        clause = _clause_after_occasion(context, cue) or _clause_right_after(context, cue, dependents)
    if clause is None and cue.word.speech_class == "ask" and not is_passive(context, cue.token):
        clause = next((i for i in dependents if context.tokens.deps[i] == "advcl" and _is_question(context, i)), None)
    if clause is not None and interrupting_subject(context, cue.token) is not None and _lacks_subject(context, clause):
        return None  # 'The plan, the mayor told the court, would fail'
    if clause is not None:
        start, end = context.tokens.edges[clause]
        start = min(_subject_start(context, cue, clause), max(start, cue.token + 1))
        end = _end_before_next_report(context, clause, end)
        if end == context.tokens.edges[clause][1]:
            end = _end_with_joined_clauses(context, cue, clause, end)
        end = _end_before_other_source(context, start, end)
        return start, _without_conjunction(context, clause, end_before_comment(context, start, end))
    if cue.word.speech_class == "say":
        return _clause_with_detached_subject(context, cue, dependents)
    return _clause_after_addressee(context, dependents) if cue.word.speech_class == "tell" else None


def _end_with_joined_clauses(context: QuoteContext, cue: Cue, clause: int, end: int) -> int:
    """Where the content ends if the parser joined clauses of it to the cue: 'said it was late | but buses would wait'.

    Args:
        context: the article.
        cue: the cue.
        clause: the verb of the reported clause.
        end: where that clause ends.
    """
    end = _without_conjunction(context, clause, end)
    for verb in clauses_joined_to(context, cue):
        left, right = context.tokens.edges[verb]
        if left < end:
            continue
        if not is_reported_too(context, cue, clause, verb, end):
            break
        clause, end = verb, _without_conjunction(context, verb, _end_before_next_report(context, verb, right))
    return end


def _end_before_other_source(context: QuoteContext, start: int, end: int) -> int:
    """Where ', according to two traders' begins: the source of the whole sentence, not part of the content.

    'Handled according to the rules' has no source: rules do not speak.
    """
    lower, words = context.tokens.lower, context.tokens.words
    for i in range(start + 2, min(end - 1, start + _MAX_SCANNED)):
        if lower[i] == "according" and lower[i + 1] == "to" and context.quotation_of[i] < 0:
            if words[i - 1] == ",":
                return i - 1
            if not _is_manner(context, i + 1):
                return i
    return end


def _is_manner(context: QuoteContext, preposition: int) -> bool:
    """Whether the object of 'according to' says how something is done, because it is a standard: 'the usual rules'."""
    noun = context.child(preposition, "pobj")
    return noun is not None and context.tokens.lower[noun] in _STANDARDS


def end_before_comment(context: QuoteContext, start: int, end: int) -> int:
    """Where a reporter's comment on the content begins: 'of hiding the debts | - a charge that the club rejects'."""
    tokens = context.tokens
    for i in range(start + 1, min(end - 2, start + _MAX_SCANNED)):
        if tokens.words[i] not in _DASHES or context.quotation_of[i] >= 0 or tokens.ends[i - 1] == tokens.starts[i]:
            continue
        noun = next((j for j in range(i + 1, min(i + 4, end)) if tokens.tags[j] == "NN"), None)
        if noun is not None and tokens.lower[i + 1] in _ARTICLES and tokens.lower[noun] in speech_nouns():
            return i
    return end


def _clause_right_after(context: QuoteContext, cue: Cue, dependents: list[int]) -> int | None:
    """The verb of a clause that follows the cue at once but is joined to it: 'clarified | the driver, Ann, left'."""
    tokens = context.tokens
    verb = next((i for i in dependents if tokens.deps[i] == "conj"), None)
    subject = None if verb is None else context.child(verb, "nsubj", "nsubjpass")
    if verb is None or subject is None or tokens.edges[verb][0] != cue.token + 1 or not is_finite(context, verb):
        return None
    return verb if tokens.edges[subject][0] == cue.token + 1 and context.quotation_of[verb] < 0 else None


def _is_question(context: QuoteContext, verb: int) -> bool:
    """Whether a clause begins with 'if' or 'whether' and no comma is before it: 'asked him if he knew'."""
    tokens, mark = context.tokens, context.child(verb, "mark")
    start = tokens.edges[verb][0]
    return mark == start and tokens.lower[start] in {"if", "whether"} and tokens.words[start - 1] != ","


def _clause_after_occasion(context: QuoteContext, cue: Cue) -> int | None:
    """The verb of a clause that the parser attached to the occasion: 'said in a statement that it would close'."""
    tokens = context.tokens
    for i in range(cue.token + 1, min(cue.token + _MAX_DISTANCE, context.sentence(cue.token)[1])):
        is_addition = tokens.words[i - 1] == "," and tokens.tags[i] == "VBG" and tokens.heads[i] == cue.token
        if is_addition and tokens.lower[i] not in context.reporting_verbs:  # 'told Ann Doe, defending, that'
            continue
        if tokens.tags[i] == "MD" or context.is_verb(i):  # 'was quoted as saying that'
            return None
        if tokens.lower[i] == "that" and tokens.deps[i] == "mark":
            verb = tokens.heads[i]
            return verb if verb > i and context.quotation_of[i] < 0 and _depends_on(context, verb, cue.token) else None
    return None


def _depends_on(context: QuoteContext, token: int, cue: int) -> bool:
    """Whether `token` depends on `cue` through a preposition or through the person who is told."""
    tokens = context.tokens
    while tokens.heads[token] not in {cue, token}:
        token = tokens.heads[token]
    return tokens.heads[token] == cue and tokens.deps[token] in {"prep", "advcl", "npadvmod", "dobj", "dative", "prt"}


def _subject_start(context: QuoteContext, cue: Cue, clause: int) -> int:
    """Where the clause begins, including a subject that the parser took for the object of the cue.

    'The bank said sales in the north, its home, were "weak"': the parser makes 'sales' the object of 'said' and leaves
    'were' without a subject.
    """
    tokens = context.tokens
    start = _start_with_preposition(context, cue, max(tokens.edges[clause][0], cue.token + 1))
    gerund = context.child(cue.token, "xcomp")
    if gerund is not None and tokens.edges[gerund] == (cue.token + 1, start) and _lacks_subject(context, clause):
        return cue.token + 1  # 'admits | being left alone was frightening'
    obj = _last_object(context, cue, start) if cue.word.speech_class not in _TAKES_OBJECT else None
    if obj is None or not _lacks_subject(context, clause) or context.has_words(tokens.edges[obj][1], start):
        return start
    first = max(tokens.edges[obj][0], cue.token + 1)
    return first if cue.word.speech_class != "tell" else _start_after_addressee(context, first, obj, start)


def _start_with_preposition(context: QuoteContext, cue: Cue, start: int) -> int:
    """Where the clause begins with a phrase that the parser joined to the cue: 'said | as a child he had swum'."""
    tokens, first = context.tokens, cue.token + 1
    belongs = tokens.lower[first] in _CONTENT_PREPOSITIONS and tokens.heads[first] == cue.token
    return first if belongs and tokens.edges[first][1] == start else start


def _last_object(context: QuoteContext, cue: Cue, end: int) -> int | None:
    """The last object of the cue before `end`."""
    dependents = [i for i in context.tokens.children[cue.token] if cue.token < i < end]
    return next((i for i in reversed(dependents) if context.tokens.deps[i] == "dobj"), None)


def _lacks_subject(context: QuoteContext, verb: int) -> bool:
    """Whether a finite verb has neither a subject nor a conjunction such as 'that'."""
    return is_finite(context, verb) and context.child(verb, *SUBJECTS, "mark") is None


def _start_after_addressee(context: QuoteContext, start: int, obj: int, default: int) -> int:
    """Where the clause begins in 'told councillors | figures from the firm were'.

    The parser takes the addressee and the subject of the clause for one noun phrase.

    Args:
        context: the article.
        start: first token of that noun phrase.
        obj: its head.
        default: the result if no addressee stands in it.
    """
    plurals = (i for i in range(start, obj) if context.tokens.tags[i] == "NNS")
    addressee = next((i for i in plurals if context.tokens.lower[i] in speaker_nouns()), None)
    return default if addressee is None else addressee + 1


def _clause_with_detached_subject(context: QuoteContext, cue: Cue, dependents: list[int]) -> TokenRange | None:
    """The clause in 'said sales, up in May, had slowed' if 'slowed' is joined to 'said', and 'sales' is its object."""
    tokens = context.tokens
    verb = next((i for i in dependents if tokens.deps[i] == "conj"), None)
    if verb is None or not _lacks_subject(context, verb) or is_passive(context, cue.token):
        return None
    obj = _last_object(context, cue, tokens.edges[verb][0])
    is_series = context.child(cue.token, "cc") is not None or context.child(verb, "cc", "conj") is not None
    if obj is None or context.quotation_of[obj] >= 0 or is_series:  # 'read the names, lit a candle and left'
        return None
    between = range(tokens.edges[obj][1], tokens.edges[verb][0])
    if any(context.is_verb(i) or tokens.tags[i][:1] == "W" for i in between):
        return None
    return tokens.edges[obj][0], _end_before_next_report(context, verb, tokens.edges[verb][1])


def _clause_after_addressee(context: QuoteContext, dependents: list[int]) -> TokenRange | None:
    """The clause in 'told the evening programme she was leaving', which the parser takes for a relative clause."""
    tokens = context.tokens
    for addressee in (i for i in dependents if tokens.deps[i] in {"dobj", "dative"} and _can_be_told(context, i)):
        for clause in (i for i in tokens.children[addressee] if tokens.deps[i] == "relcl"):
            subject = next((i for i in tokens.children[clause] if _is_full_subject(context, i)), None)
            start, end = tokens.edges[clause]
            if start == addressee + 1 and subject is not None and tokens.edges[subject][0] == start:
                return start, _end_before_next_report(context, clause, end)
    return None


def _can_be_told(context: QuoteContext, noun: int) -> bool:
    """Whether the noun is somebody who can be told something: 'told the programme she', not 'told the story she'."""
    tokens = context.tokens
    is_name = any(tokens.tags[i].startswith("NNP") for i in (noun, *tokens.children[noun]) if i <= noun)
    return is_name or noun in context.people_at or speaker_nouns().get(tokens.lower[noun]) in {"person", "group"}


def _is_full_subject(context: QuoteContext, token: int) -> bool:
    """Whether the token is a subject other than a relative pronoun such as 'who', 'which' or 'that'."""
    tokens = context.tokens
    return tokens.deps[token] in {"nsubj", "nsubjpass"} and tokens.tags[token][:1] in {"N", "P"}


def _end_before_next_report(context: QuoteContext, clause: int, end: int) -> int:
    """Where another report begins that the parser joined to the clause: 'said it was off | and called it a sham'."""
    tokens = context.tokens
    tag = tokens.tags[tokens.heads[clause]]
    for verb in tokens.children[clause]:
        if tokens.deps[verb] != "conj" or tokens.tags[verb] != tag or context.quotation_of[verb] >= 0:
            continue
        word = context.reporting_verbs.get(tokens.lower[verb])
        if word is None or not (
            word.speech_class in {"say", "tell"}
            or outer_report(context, verb) is not None
            or _reports_quotation(context, verb)
        ):
            continue
        for conjunction in tokens.children[clause]:
            if tokens.deps[conjunction] == "cc" and conjunction < verb and tokens.edges[verb][0] - conjunction <= 2:
                return conjunction
    return _end_before_participle(context, tokens.edges[clause][0], _end_before_contrast(context, clause, end))


def _end_before_contrast(context: QuoteContext, clause: int, end: int) -> int:
    """Where ', while the union claimed that' begins, a clause with a report by somebody else."""
    tokens = context.tokens
    for i in range(clause + 1, min(end - 1, clause + _MAX_SCANNED)):
        if tokens.lower[i] not in _CONTRASTS or tokens.words[i - 1] != "," or context.quotation_of[i] >= 0:
            continue
        verb = tokens.heads[i]
        word = context.reporting_verbs.get(tokens.lower[verb])
        if word is None or tokens.tags[verb] not in _FINITE or context.child(verb, "nsubj") is None:
            continue
        if word.speech_class in PLAIN_SPEECH or _reports_quotation(context, verb):
            return i - 1
    return end


def _reports_quotation(context: QuoteContext, verb: int) -> bool:
    """Whether a verb after a comma has its own subject and a quotation after it: ', but Ms Doe called it "fair"'."""
    tokens = context.tokens
    start, end = tokens.edges[verb]
    mark = context.child(verb, "mark")
    conjunction = start if mark is not None else start - 1
    if context.child(verb, "nsubj") is None or context.is_word(conjunction - 1):
        return False
    is_contrast = mark is None or tokens.lower[mark] in _CONTRASTS
    return is_contrast and any(context.quotation_of[i] >= 0 for i in range(verb, end))


def _end_before_participle(context: QuoteContext, start: int, end: int) -> int:
    """Where ', adding that' begins, which the parser may have joined to the reported clause."""
    tokens = context.tokens
    for i in range(start + 3, min(end - 2, start + _MAX_SCANNED)):
        if tokens.tags[i] == "VBG" and tokens.words[i - 1] == "," and context.quotation_of[i] < 0:
            word = context.reporting_verbs.get(tokens.lower[i])
            if word is not None and word.speech_class == "say" and tokens.deps[i] in {"advcl", "conj", "acl", "dep"}:
                return i - 1
    return end


def _without_conjunction(context: QuoteContext, clause: int, end: int) -> int:
    """The end of the clause without a trailing ', and' or dash that joins it to the verb of the sentence."""
    tokens = context.tokens
    while end - 1 > clause and context.quotation_of[end - 1] < 0 and tokens.tags[end - 1] in JOINTS:
        end -= 1
    return end
