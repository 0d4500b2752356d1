"""Find the reporting clause right before or right after a quotation, from the words themselves.

Patterns: '"We won," he said', '"We won," said Ann Poole, who ...', 'He said on Monday: "We won"', 'He told the crowd,
"We won"'. The parse is often wrong next to quotation marks, so it is not enough alone.
"""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Cue
from newsrows.extraction.quotes.context import QuoteContext, TokenRange
from newsrows.extraction.quotes.lexicon import ReportingWord, carries_words, speech_nouns, words
from newsrows.extraction.quotes.noun_phrases import noun_phrase
from newsrows.extraction.quotes.quotation_assignment import QuotationAssignment

# A quotation that ends with one of these continues with 'she said'.
_OPEN_ENDS = (",", "?", "!", "—", "–", "-", "…", "...")
_OPEN_ENDS_OUTSIDE = (",", " —", " –", " -")
_STOPS = frozenset({".", ";", "!", "?", ":"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# '... "not ready", but his rival said' and '... "not ready" while his rival said' begin another report.
_OTHER_CLAUSE = frozenset({"IN", "TO", "WDT", "WP", "WRB", "CC"})
_RELATIVE_SUBJECTS = words("relative_subject")
# At most this many tokens stand in a reporting clause after a quotation, and in one before it.
_MAX_CLAUSE_AFTER = 25
_MAX_CLAUSE_BEFORE = 40
# A verb that is not a cue elsewhere ('she grinned') stands within this many tokens of the quotation.
_MAX_DISTANCE_OTHER_VERB = 3
_OTHER_VERB = ReportingWord("", "other")


def cue_after(assignment: QuotationAssignment, index: int) -> Cue | None:
    """The verb of the reporting clause right after the quotation, or 'according to'."""
    context = assignment.context
    tokens = context.tokens
    quotation = context.quotations[index]
    if not quotation.closed:
        return None
    quoted_text = context.text[quotation.start : quotation.end].rstrip()
    text_after = context.text[quotation.outer_end : quotation.outer_end + 2]
    is_open = quoted_text.endswith(_OPEN_ENDS) or text_after.startswith(_OPEN_ENDS_OUTSIDE)
    first, last = assignment.gap_after(index)
    while first < last and not context.is_word(first):
        if tokens.words[first] in _STOPS or tokens.words[first] in {"(", ")"}:
            return None
        first += 1
    if first >= last or not (is_open or _follows_without_comma(assignment, first, quoted_text)):
        return None
    start = context.quotation_ranges[index][0]
    has_words_before = context.has_words(max(assignment.gap_before(index)[0], context.sentence(start)[0]), start)
    clause = first, min(last, first + _MAX_CLAUSE_AFTER)
    return _cue_of_clause(assignment, clause, is_open=is_open, has_words_before=has_words_before)


def cue_before(assignment: QuotationAssignment, index: int) -> Cue | None:
    """The verb of the reporting clause that ends in a comma or colon before the quotation.

    'He said: [new paragraph] "We won"' counts too.
    """
    text_before = assignment.text_before(index)
    if not text_before.endswith((":", ",")):
        return None
    has_colon = text_before.endswith(":")
    first, last = assignment.gap_before(index)
    if has_colon and not assignment.context.has_words(first, last):
        first, last = _paragraph_before(assignment, index)
    cue = _last_cue(assignment, max(first, last - _MAX_CLAUSE_BEFORE), last, has_colon=has_colon)
    return None if cue is None or (cue.token in assignment.used_cues and not has_colon) else cue


def adjacent_speaker(context: QuoteContext, cue: Cue, first: int) -> TokenRange | None:
    """The noun phrase between the quotation, which ends at token `first`, and the verb, or right after the verb."""
    tokens = context.tokens
    if cue.word.speech_class == "according" or tokens.tags[cue.token] == "VBG":
        return None
    subject = context.child(cue.token, "nsubj")
    if subject is not None and subject >= first:
        return None if tokens.lower[subject] in _RELATIVE_SUBJECTS else noun_phrase(context, subject)
    head = _first_noun(context, first, cue.token)
    if head is None:
        following = cue.span[1]
        opens_phrase = following < len(tokens) and tokens.tags[following][:2] in {"NN", "DT", "PR", "JJ"}
        head = _first_noun(context, following, min(following + 8, len(tokens))) if opens_phrase else None
    return None if head is None else noun_phrase(context, head)


# After the quotation


def _follows_without_comma(assignment: QuotationAssignment, first: int, quoted_text: str) -> bool:
    """Whether a reporting verb follows at once although no comma does: '"We won." he said' or '"We won" he said'.

    '"We won." Mr Doe said it was luck' begins a new sentence.
    """
    tokens = assignment.context.tokens
    if tokens.tags[first] not in {"PRP", "NNP", "VBD", "VBZ"}:
        return False
    verb = next((i for i in range(first, min(first + 3, len(tokens))) if i in assignment.cue_at), None)
    if verb is None or tokens.tags[verb] not in {"VBD", "VBZ"}:
        return False
    if quoted_text.endswith(".") and tokens.words[first][:1].isupper():
        return verb + 1 == len(tokens) or not assignment.context.is_word(verb + 1)
    return True


def _cue_of_clause(
    assignment: QuotationAssignment, clause: TokenRange, *, is_open: bool, has_words_before: bool
) -> Cue | None:
    """The reporting verb of a clause that begins with it or with its subject.

    Args:
        assignment: the state of the article.
        clause: the tokens after the quotation.
        is_open: the quotation ends with a mark that the clause may follow.
        has_words_before: other words of the sentence stand before the quotation.
    """
    context, tokens = assignment.context, assignment.context.tokens
    first, last = clause
    if first in assignment.cue_at and tokens.lower[first] == "according":
        return assignment.cue_at[first]
    if tokens.lower[first] == "as":
        first += 1
    elif tokens.tags[first] in _OTHER_CLAUSE and first not in assignment.cue_at:
        return None
    verb = _main_verb(context, first, last)
    if verb is None:
        return None
    cue = assignment.cue_at.get(verb)
    if cue is not None:
        return None if has_words_before and _reports_own_clause(context, verb) else cue
    is_near = tokens.tags[verb] in _FINITE and verb - first <= _MAX_DISTANCE_OTHER_VERB
    if is_open and is_near and not _has_complement(context, verb):
        return Cue(verb, (verb, verb + 1), _OTHER_VERB)
    return None


def _main_verb(context: QuoteContext, first: int, last: int) -> int | None:
    """The first verb of the clause itself. It is a participle only at the start of the clause: '"Yes," nodding'."""
    tokens = context.tokens
    for i in range(first, last):
        if tokens.words[i] in _STOPS and i > first:
            return None
        if _is_main_verb(context, i, first) and (tokens.tags[i] != "VBG" or i == first):
            return i
    return None


def _is_main_verb(context: QuoteContext, token: int, first: int) -> bool:
    """Whether the token is a verb or modal of the clause itself, not of a relative clause."""
    tokens = context.tokens
    if tokens.tags[token][:2] != "VB" and tokens.tags[token] != "MD":
        return False
    if tokens.deps[token] in {"aux", "auxpass"} and tokens.tags[token] != "MD":
        return False
    return tokens.deps[token] not in {"amod", "compound"} and not _is_in_relative_clause(context, token, first)


def _is_in_relative_clause(context: QuoteContext, verb: int, first: int) -> bool:
    """Whether the verb stands in a clause about the speaker: 'Ms Doe, who runs the trust, said'."""
    deps, heads = context.tokens.deps, context.tokens.heads
    for _ in range(4):
        if deps[verb] in {"relcl", "acl"}:
            return heads[verb] >= first
        verb = heads[verb]
        if verb < first or heads[verb] == verb:
            return False
    return False


def _reports_own_clause(context: QuoteContext, verb: int) -> bool:
    """Whether a clause after the verb is what it reports, as in 'In "Green Hills," she says that'."""
    tokens = context.tokens
    return any(
        i > verb and tokens.deps[i] in {"ccomp", "xcomp"} and context.quotation_of[i] < 0 and tokens.edges[i][0] > verb
        for i in tokens.children[verb]
    )


def _has_complement(context: QuoteContext, verb: int) -> bool:
    """Whether an object or another complement follows the verb."""
    deps = context.tokens.deps
    return any(
        i > verb and deps[i] in {"dobj", "attr", "ccomp", "xcomp", "acomp"} for i in context.tokens.children[verb]
    )


# Before the quotation


def _paragraph_before(assignment: QuotationAssignment, index: int) -> TokenRange:
    """The tokens of the previous paragraph after its last quotation."""
    context = assignment.context
    paragraph = context.paragraph_of[context.quotation_ranges[index][0]]
    if paragraph <= 0:
        return 0, 0
    first, last = context.paragraph_ranges[paragraph - 1]
    return (max(first, context.quotation_ranges[index - 1][1]) if index else first), last


def _last_cue(assignment: QuotationAssignment, first: int, last: int, *, has_colon: bool) -> Cue | None:
    """The last cue among the tokens, unless a sentence or another clause begins after it."""
    tokens = assignment.context.tokens
    for i in range(last - 1, first - 1, -1):
        if tokens.words[i] in {".", "!", "?"} and i < last - 2:
            return None
        cue = assignment.cue_at.get(i)
        if cue is not None and (
            assignment.context.is_verb(i) or tokens.lower[i] == "said" or cue.word.speech_class == "according"
        ):
            if tokens.deps[i] == "relcl" and tokens.heads[i] >= first and not has_colon:
                continue
            if _modifies_carrier(assignment, i):
                continue
            return cue
        if tokens.tags[i] in _FINITE and tokens.deps[i] not in {"aux", "auxpass", "relcl", "advcl", "acl"}:
            return None
    return None


def _modifies_carrier(assignment: QuotationAssignment, participle: int) -> bool:
    """Whether a participle only says how the words were carried, in a clause that names their speaker.

    In 'The sisters said in a letter published by the parish: "..."' the sisters speak, not the parish.
    """
    tokens = assignment.context.tokens
    noun = tokens.heads[participle]
    is_carrier = carries_words(tokens.lower[noun]) or tokens.lower[noun] in speech_nouns()
    if tokens.deps[participle] != "acl" or tokens.deps[noun] != "pobj" or not is_carrier or noun > participle:
        return False
    verb = tokens.heads[tokens.heads[noun]]
    while tokens.deps[verb] == "pobj":  # 'said in the second of two letters published by'
        verb = tokens.heads[tokens.heads[verb]]
    is_report = assignment.verb_cue(verb) is not None and verb < noun
    return is_report and assignment.context.child(verb, "nsubj") is not None


def _first_noun(context: QuoteContext, start: int, end: int) -> int | None:
    """The head of the first noun phrase: its last noun before a comma, a verb or a preposition."""
    head: int | None = None
    for i in range(start, end):
        tag = context.tokens.tags[i]
        if tag[:2] == "NN" or tag in {"PRP", "CD"} or (tag == "DT" and head is None):
            head = i
        elif head is not None and tag not in {"JJ", "POS", "HYPH", "PRP$", "JJR", "JJS", "_SP"}:
            break
    return head
