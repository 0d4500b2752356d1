"""Quotations that go on: one quote in several pieces.

Patterns: '"We," he said, "won."', '"We won," he said. "It was sweet."', a paragraph that opens with a mark and takes
up a quotation that was left open, a paragraph that is one quotation behind a paragraph that ended in one.
"""

from __future__ import annotations

from newsrows.extract.quotes.beside import cue_behind
from newsrows.extract.quotes.ledger import Ledger
from newsrows.extract.quotes.report import Report
from newsrows.extract.quotes.shapes import ends_sentence, is_sentence

_WITH_CUE_BEHIND = frozenset({"behind", "behind-mixed"})


def goes_on(ledger: Ledger, number: int) -> bool:
    """Whether the quotation was joined to the quote that ends with the quotation before it."""
    before = ledger.before(number)
    if before is None:
        return False
    if ledger.reading.quotations[number].resumes:
        return _resumes(ledger, before, number)
    gap = _gap(ledger, number)
    if "\n" in gap:
        joins = not gap.strip() and _is_whole_paragraph(ledger, number)
    elif not ledger.reading.has_words(*ledger.gap_before(number)):
        joins = before.pattern in {"before", "behind", "alone", "colon"} and is_sentence(ledger, number)
    else:
        joins = _goes_on_behind_cue(ledger, before, number, gap.rstrip())
    if joins:
        ledger.join(before, number)
    return joins


def _gap(ledger: Ledger, number: int) -> str:
    previous, quotation = ledger.reading.quotations[number - 1], ledger.reading.quotations[number]
    return ledger.reading.text[previous.outer_end : quotation.outer_start]


def _resumes(ledger: Ledger, before: Report, number: int) -> bool:
    """'"It was sad. [new paragraph] "Very sad," she said': hers, unless the first was somebody's already."""
    cue = cue_behind(ledger, number)
    if cue is not None and cue.token not in ledger.used:
        if before.cue is not None or before.speaker is not None:
            return False
        before.cue, before.pattern = cue, "behind"
        ledger.used.add(cue.token)
    ledger.join(before, number)
    return True


def _is_whole_paragraph(ledger: Ledger, number: int) -> bool:
    reading = ledger.reading
    quotation = reading.quotations[number]
    body = reading.bodies[reading.body_of[reading.ranges[number][0]]]
    fills = quotation.outer_start == body.start and not reading.text[quotation.outer_end : body.end].strip()
    return fills and quotation.style == "double" and is_sentence(ledger, number)


def _goes_on_behind_cue(ledger: Ledger, before: Report, number: int, gap: str) -> bool:
    start, end = ledger.gap_before(number)
    cue = before.cue
    if cue is None or before.pattern not in _WITH_CUE_BEHIND or not start <= cue.token < end:
        return False
    other = any(later.word.group != "according" for later in ledger.cues_within(cue.token + 1, end))
    if gap.endswith((",", "—", "–", "-")):
        return not other
    if not gap.endswith((".", ":", "!", "?")) or (gap.endswith(":") and other):
        return False
    if cue_behind(ledger, number) is not None or not is_sentence(ledger, number) or not ends_sentence(ledger, number):
        return False
    tokens = ledger.reading.tokens
    return len({tokens.sentence_of(i) for i in range(start, end) if ledger.reading.is_word(i)}) <= 1
