"""Speakers named by the layout of a line and not by a verb.

Patterns: 'Ann Poole: "We won"', '"We won." - Ann Poole, captain', and the turns of a transcript ('POOLE: We won.').
"""

from __future__ import annotations

import re

from newsrows.extract.quotes.ledger import Ledger
from newsrows.extract.quotes.noun_phrases import noun_phrase
from newsrows.extract.quotes.reading import Reading, TokenRange
from newsrows.extract.quotes.report import Report

_SIGNATURE = re.compile(r"[ \t\xa0]*(?:[-–—―]|--)[ \t\xa0]*([A-Z@][^\n.!?:;]{2,80})[ \t\xa0]*\.?[ \t\xa0]*(?=\n|$)")
# A name of one to four words in capitals, with or without what somebody is in brackets, and a colon.
_TURN = re.compile(r"[\"“]?([A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]+){0,3})(?: \([^()\n]{1,40}\))?:\s+(?=\S)")
_LONGEST_NAME = 8


def with_colon(ledger: Ledger, number: int) -> Report | None:
    """'Ann Poole: "We won"'."""
    if not ledger.lead(number).endswith(":"):
        return None
    first, start = ledger.gap_before(number)
    tokens = ledger.reading.tokens
    words = [i for i in range(first, start) if ledger.reading.is_word(i)]
    nouns = [i for i in words if tokens.tags[i][:2] == "NN"]
    if not nouns or len(words) > _LONGEST_NAME:
        return None
    head = nouns[-1]
    while tokens.heads[head] in nouns and tokens.heads[head] != head:
        head = tokens.heads[head]
    speaker = noun_phrase(ledger.reading, head)
    return Report("colon", [ledger.reading.ranges[number]], None, speaker, "colon", quotations=[number])


def signed(ledger: Ledger, number: int) -> Report | None:
    """'"We won." - Ann Poole, captain': a dash and a name behind a quotation, and nothing else."""
    reading = ledger.reading
    quotation = reading.quotations[number]
    match = _SIGNATURE.match(reading.text, quotation.outer_end)
    if not quotation.closed or match is None:
        return None
    first, last = reading.tokens.at(match.start(1)), reading.tokens.at(match.end(1) - 1) + 1
    nouns = (i for i in range(first, last) if reading.tokens.tags[i][:2] == "NN")
    head = next(nouns, None)
    if head is None:
        return None
    while head + 1 < last and reading.tokens.tags[head + 1][:2] == "NN":
        head += 1
    return Report("signed", [reading.ranges[number]], None, (first, head + 1), "signed", quotations=[number])


def turns(reading: Reading) -> list[Report]:
    """The turns of a transcript, each from the name in capitals to the next one; none unless a name comes again."""
    found: list[Report] = []
    for number, block in enumerate(reading.bodies):
        match = _TURN.match(reading.text, block.start, block.end)
        if match is not None:
            speaker = (reading.tokens.at(match.start(1)), reading.tokens.at(match.end(1) - 1) + 1)
            content = (reading.tokens.at(match.end()), reading.body_ranges[number][1])
            found.append(Report("turn", [content], None, speaker, "turn"))
        elif found and _is_next_paragraph(reading, found[-1], number):
            found[-1].content.append(reading.body_ranges[number])
    names = [reading.tokens.words[report.speaker[0]] for report in found if report.speaker is not None]
    if len(set(names)) == len(names):  # 'WHO: ... WHEN: ...' is a notice
        return []
    for report in found:
        report.quotations = _quotations_in(reading, report.content)
    return found


def _is_next_paragraph(reading: Reading, turn: Report, body: int) -> bool:
    """Whether a paragraph without a name still belongs to the turn: it stands inside the same quotation."""
    first = reading.body_ranges[body][0]
    last = turn.content[-1][1]
    return reading.body_ranges[body - 1][1] == last and reading.quoted[last - 1] >= 0 and reading.quoted[first] >= 0


def _quotations_in(reading: Reading, content: list[TokenRange]) -> list[int]:
    numbers = {reading.quoted[i] for start, end in content for i in range(start, end)}
    return sorted(numbers - {-1})
