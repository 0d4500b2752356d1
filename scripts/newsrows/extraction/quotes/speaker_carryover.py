"""Speakers carried over: a quotation without a cue goes on for whoever spoke last, or was last spoken of.

Patterns: 'The plan was dead, Ann Poole said. "It never lived," ...', 'Ann Poole did not wait. "We won," ...', and a
quotation close behind another.
"""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Report
from newsrows.extraction.quotes.context import Reading
from newsrows.extraction.quotes.lexicon import speaker_nouns
from newsrows.extraction.quotes.noun_phrases import noun_phrase

_SURE = frozenset({"say", "tell", "write", "utter"})


def carry_over(reading: Reading, reports: list[Report]) -> None:
    """Give quotations without a cue the speaker that the text before them points to.

    Who spoke in the sentence before comes first, then its subject, if that is a person, then who was last quoted, in
    this paragraph or the one before.
    """
    quoted = sorted((r for r in reports if r.quotations), key=lambda report: report.start)
    told = {reading.tokens.sentence_of(r.cue.token): r for r in reversed(reports) if r.cue is not None and _is_sure(r)}
    for report, before in zip(quoted, [None, *quoted], strict=False):
        if report.speaker is None and report.pattern == "alone":
            _find_speaker(reading, report, before, told)


def _find_speaker(reading: Reading, report: Report, before: Report | None, told: dict[int, Report]) -> None:
    """Give `report` a speaker; `told` has the report made in each sentence."""
    sentence = _sentence_before(reading, report)
    other = told.get(reading.tokens.sentence_of(sentence[0])) if sentence is not None else None
    if other is not None:
        report.speaker, report.speaker_pattern, report.continued = other.speaker, "said-before", True
        return
    near = before is not None and before.speaker is not None and _paragraphs_between(reading, before, report) <= 1
    subject = None if sentence is None else _person_subject(reading, sentence)
    if subject is not None and not (near and reading.tokens.tags[subject] == "PRP"):
        report.speaker, report.speaker_pattern = noun_phrase(reading, subject), "subject-before"
    elif near and before is not None:
        report.speaker, report.speaker_pattern, report.continued = before.speaker, "continued", True
    elif subject is not None:
        report.speaker, report.speaker_pattern = noun_phrase(reading, subject), "subject-before"


def _is_sure(report: Report) -> bool:
    return report.speaker is not None and report.cue is not None and report.cue.word.group in _SURE


def _paragraphs_between(reading: Reading, before: Report, report: Report) -> int:
    return reading.body_of[report.start] - reading.body_of[before.end - 1]


def _sentence_before(reading: Reading, report: Report) -> tuple[int, int] | None:
    """The sentence outside marks that ends right before the quotation, in its paragraph or the one before."""
    token = report.start - 1
    while token >= 0 and not reading.is_word(token):
        token -= 1
    if token < 0 or reading.quoted[token] >= 0 or reading.body_of[report.start] - reading.body_of[token] > 1:
        return None
    return reading.sentence(token)


def _person_subject(reading: Reading, sentence: tuple[int, int]) -> int | None:
    """The subject of the sentence, if it is a person: a name, 'she', 'the teacher', 'her friend, Ann'."""
    tokens = reading.tokens
    for i in range(*sentence):
        if tokens.deps[i] not in {"nsubj", "nsubjpass"} or reading.quoted[i] >= 0:
            continue
        if i in reading.people or tokens.lower[i] in {"he", "she"} or speaker_nouns().get(tokens.lower[i]) == "person":
            return i
    return None
