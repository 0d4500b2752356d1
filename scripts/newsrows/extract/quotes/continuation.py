"""Speakers carried over: a quotation without a cue goes on for whoever spoke last, or was last spoken of."""

from __future__ import annotations

from newsrows.extract.quotes.reading import Reading
from newsrows.extract.quotes.report import Report
from newsrows.extract.quotes.speakers import noun_phrase


def carry_over(reading: Reading, found: list[Report]) -> None:
    """Give reports without a speaker of their own the one that the text before them points to.

    'Ann Poole was unmoved. "We won," ...' points to the subject of the sentence before; else the speaker of the quote
    before, if it stands in this paragraph or the one before.
    """
    last: Report | None = None
    for report in sorted(found, key=lambda r: r.start):
        if report.speaker is None and report.pattern == "alone":
            _find(reading, report, last)
        if report.speaker is not None and report.quotations:
            last = report


def _find(reading: Reading, report: Report, last: Report | None) -> None:
    here = reading.body_of[report.start]
    subject = _subject_before(reading, report)
    last_is_near = last is not None and here - reading.body_of[last.content[-1][1] - 1] <= 1
    if subject is not None and (last is None or subject > last.content[-1][1]):
        report.speaker, report.speaker_pattern = noun_phrase(reading, subject), "subject-before"
        return
    if last_is_near and last is not None:
        report.speaker, report.speaker_pattern, report.continued = last.speaker, "continued", True


def _subject_before(reading: Reading, report: Report) -> int | None:
    """The person or pronoun that is subject of the sentence before."""
    tokens = reading.tokens
    token = report.start - 1
    while token >= 0 and not reading.is_word(token):
        token -= 1
    if token < 0 or reading.quoted[token] >= 0 or reading.body_of[report.start] - reading.body_of[token] > 1:
        return None
    first, last = reading.sentence(token)
    for i in range(first, last):
        if (
            tokens.deps[i] in {"nsubj", "nsubjpass"}
            and reading.quoted[i] < 0
            and (i in reading.people or tokens.lower[i] in {"he", "she"})
        ):
            return i
    return None
