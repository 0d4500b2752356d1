"""Quotations that are a part of what is reported: 'He said the win was "sweet"'. The clause is the content."""

from __future__ import annotations

from newsrows.extract.quotes.ledger import Ledger
from newsrows.extract.quotes.reading import TokenRange
from newsrows.extract.quotes.report import Content, Cue, Report

# Verbs that report words more surely than those that may.
_SURE = frozenset({"say", "ask", "tell", "write", "utter", "according", "name", "judge"})
_REACH = 9
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def inside_clause(ledger: Ledger, number: int, *, sure: bool) -> Report | None:
    """The report by the first cue of the sentence whose content holds the quotation.

    Of 'She said he called it "sweet"' the first is taken: what she said holds what he did.
    """
    start, end = ledger.reading.ranges[number]
    first, last = ledger.reading.sentence(start)
    for cue in ledger.cues_within(first, last):
        if cue.token in ledger.used or (cue.word.group in _SURE) != sure:
            continue
        content = ledger.content(cue)
        if content is None or not any(a < end and start < b for a, b in content.ranges):
            continue
        report = _report(ledger, cue, content)
        if report is not None and number in report.quotations:
            return report
    return None


def _report(ledger: Ledger, cue: Cue, content: Content) -> Report | None:
    ranges: list[TokenRange] = []
    held: list[int] = []
    for part in content.ranges:
        inside = [n for n in ledger.held(*part) if n not in ledger.owner]
        held += [n for n in inside if n not in held]
        pieces = [part, *(ledger.reading.ranges[n] for n in inside)]
        whole = _clear_of((min(a for a, _ in pieces), max(b for _, b in pieces)), cue)
        if whole[0] < whole[1]:
            ranges.append(whole)
    if not ranges or not held:
        return None
    return Report("inside-" + content.frame, ranges, cue, quotations=held)


def _clear_of(content: TokenRange, cue: Cue) -> TokenRange:
    """The content without the cue, which a quotation that the parse cut wrongly may have drawn in."""
    start, end = content
    if not start <= cue.token < end:
        return content
    return (start, cue.token) if cue.token - start > end - cue.token else (cue.span[1], end)


def behind_cue(ledger: Ledger, number: int) -> Report | None:
    """The report by a verb shortly before the quotation, where the parse did not tie the two together."""
    reading = ledger.reading
    tokens = reading.tokens
    start, end = reading.ranges[number]
    first = max(reading.sentence(start)[0], ledger.gap_before(number)[0], start - _REACH)
    for i in range(start - 1, first - 1, -1):
        cue = ledger.verb_cue(i)
        if cue is not None and i not in ledger.used:
            content_start = next((j for j in range(i + 1, start) if reading.is_word(j)), start)
            return Report("near", [(content_start, end)], cue, quotations=[number])
        if tokens.words[i] in {",", ";", ":", "—"} or tokens.tags[i] in _FINITE:
            return None
    return None
