"""Carry a speaker over to a quotation that has no cue.

Patterns: 'The plan was dead, Ann Poole said. "It never lived," ...', 'Ann Poole did not wait. "We won," ...', and a
quotation shortly after another one. The answer to '"When?" the coroner asked.' has no speaker: it is not the coroner.
"""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Candidate
from newsrows.extraction.quotes.context import QuoteContext, TokenRange
from newsrows.extraction.quotes.lexicon import speaker_nouns
from newsrows.extraction.quotes.noun_phrases import noun_phrase

# Verbs of these classes always report speech of their subject.
_RELIABLE_CLASSES = frozenset({"say", "tell", "write", "utter"})
# The patterns of a whole sentence in marks after its speaker's sentence: in the same paragraph, and in the next.
_AFTER = {"said-before": ("after-said", "under-said"), "subject-before": ("after-subject", "under-subject")}
_SENTENCE_ENDS = (".", "!", "?")


def carry_over_speakers(context: QuoteContext, candidates: list[Candidate]) -> None:
    """Set the speaker of quotations without a cue, from the text before them.

    The order is: the speaker in the sentence before; the subject of that sentence if it is a person; the speaker of
    the last quotation, in this paragraph or the one before.
    """
    quoted = sorted((c for c in candidates if c.quotations), key=lambda candidate: candidate.start)
    by_sentence = {
        context.tokens.sentence_of(c.cue.token): c
        for c in reversed(candidates)
        if c.cue is not None and _is_reliable(c)
    }
    for candidate, before in zip(quoted, [None, *quoted], strict=False):
        if candidate.speaker is None and candidate.pattern == "alone":
            _carry_over(context, candidate, before, by_sentence)
            if candidate.speaker_pattern in _AFTER and _is_whole(context, candidate):
                near, far = _AFTER[candidate.speaker_pattern]
                candidate.pattern = near if _is_in_paragraph(context, candidate) else far


def is_question(context: QuoteContext, candidate: Candidate) -> bool:
    """Whether the candidate is a question that ends with its quotation: '"When?" asked the coroner'."""
    if not candidate.quotations or candidate.cue is None or candidate.cue.word.speech_class != "ask":
        return False
    quotation = context.quotations[candidate.quotations[-1]]
    return context.text[quotation.start : quotation.end].rstrip().endswith("?")


def _carry_over(
    context: QuoteContext, candidate: Candidate, before: Candidate | None, by_sentence: dict[int, Candidate]
) -> None:
    """Set the speaker of `candidate`.

    Args:
        context: the article.
        candidate: a quotation without a cue.
        before: the quotation before it.
        by_sentence: the candidate that was reported in each sentence.
    """
    sentence = _sentence_before(context, candidate)
    report = by_sentence.get(context.tokens.sentence_of(sentence[0])) if sentence is not None else None
    if report is not None:
        candidate.speaker, candidate.speaker_pattern, candidate.continued = report.speaker, "said-before", True
        return
    is_near = before is not None and before.speaker is not None and _paragraphs_between(context, before, candidate) <= 1
    if before is not None and is_question(context, before) and is_near:
        candidate.pattern = "answer"  # somebody else answers
        return
    subject = None if sentence is None else _person_subject(context, sentence)
    if subject is not None and not (is_near and context.tokens.tags[subject] == "PRP"):
        candidate.speaker, candidate.speaker_pattern = noun_phrase(context, subject), "subject-before"
    elif is_near and before is not None:
        candidate.speaker, candidate.speaker_pattern, candidate.continued = before.speaker, "continued", True
    elif subject is not None:
        candidate.speaker, candidate.speaker_pattern = noun_phrase(context, subject), "subject-before"


def _is_whole(context: QuoteContext, candidate: Candidate) -> bool:
    """Whether the quotation is closed and ends like a sentence, and no words of its sentence stand after it."""
    quotation = context.quotations[candidate.quotations[-1]]
    after = context.text[quotation.outer_end : quotation.outer_end + 2].strip()
    ends = context.text[quotation.start : quotation.end].rstrip().endswith(_SENTENCE_ENDS)
    return quotation.closed and ends and not after[:1].islower()


def _is_in_paragraph(context: QuoteContext, candidate: Candidate) -> bool:
    start = candidate.start
    before = next((i for i in range(start - 1, -1, -1) if context.is_word(i)), start)
    return context.paragraph_of[before] == context.paragraph_of[start]


def _is_reliable(candidate: Candidate) -> bool:
    return (
        candidate.speaker is not None
        and candidate.cue is not None
        and candidate.cue.word.speech_class in _RELIABLE_CLASSES
    )


def _paragraphs_between(context: QuoteContext, before: Candidate, candidate: Candidate) -> int:
    return context.paragraph_of[candidate.start] - context.paragraph_of[before.end - 1]


def _sentence_before(context: QuoteContext, candidate: Candidate) -> TokenRange | None:
    """The sentence outside marks right before the quotation, in its paragraph or the one before."""
    token = candidate.start - 1
    while token >= 0 and not context.is_word(token):
        token -= 1
    if token < 0 or context.quotation_of[token] >= 0:
        return None
    if context.paragraph_of[candidate.start] - context.paragraph_of[token] > 1:
        return None
    return context.sentence(token)


def _person_subject(context: QuoteContext, sentence: TokenRange) -> int | None:
    """The subject of the sentence if it is a person: a name, 'she', 'the teacher', 'her friend, Ann'."""
    tokens = context.tokens
    for i in range(*sentence):
        if tokens.deps[i] not in {"nsubj", "nsubjpass"} or context.quotation_of[i] >= 0:
            continue
        word = tokens.lower[i]
        if i in context.people_at or word in {"he", "she"} or speaker_nouns().get(word) == "person":
            return i
    return None
