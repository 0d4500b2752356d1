"""Speakers named by the layout of a line and not by a verb.

Patterns: 'Ann Poole: "We won"', '"We won." - Ann Poole, captain', and the turns of a transcript ('POOLE: We won.').
"""

from __future__ import annotations

import re

from newsrows.extraction.quotes.candidate import Report
from newsrows.extraction.quotes.context import Reading, TokenRange
from newsrows.extraction.quotes.noun_phrases import noun_phrase
from newsrows.extraction.quotes.quotation_assignment import Ledger

_SIGNATURE = re.compile(
    r"[ \t\xa0]*(?:[-–—―]|--)[ \t\xa0]*([A-Z@](?:[^\n.!?:;]|(?<=\b[A-Z])\.){2,80})[ \t\xa0]*\.?[ \t\xa0]*(?=\n|$)"
)
# 'Poole: We will not wait' over an article.
_HEADLINE = re.compile(
    r"((?:[A-Z][\w.'’\-]+|of|the|and|for|de|van|al)(?: (?:[A-Z][\w.'’\-]+|of|the|and|for|de|van|al)){0,5}): (?=\S)"
)
# A name of one to four words in capitals, with or without what somebody is in brackets, and a colon.
_TURN = re.compile(r"[\"“]?([A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]+){0,3})(?: \([^()\n]{1,40}\))?:\s+(?=\S)")
_LONGEST_NAME = 8


def with_colon(ledger: Ledger, number: int) -> Report | None:
    """'Ann Poole: "We won"', and 'Her answer was plain: "We won"' with the subject of its sentence."""
    if not ledger.lead(number).endswith(":"):
        return None
    reading, tokens = ledger.reading, ledger.reading.tokens
    first, start = ledger.gap_before(number)
    words = [i for i in range(first, start) if reading.is_word(i)]
    verb = next((i for i in reversed(words) if tokens.tags[i] in {"VBD", "VBZ", "VBP"}), None)
    if verb is not None:
        head = reading.child(verb, "nsubj", "nsubjpass") or reading.child(tokens.heads[verb], "nsubj", "nsubjpass")
    else:
        nouns = [i for i in words if tokens.tags[i][:2] == "NN"]
        head = nouns[-1] if nouns and len(words) <= _LONGEST_NAME else None
        while head is not None and tokens.heads[head] in nouns and tokens.heads[head] != head:
            head = tokens.heads[head]
    if head is None:
        return None
    pattern = "colon" if verb is None else "colon-sentence"
    speaker = noun_phrase(reading, head)
    return Report(pattern, [reading.ranges[number]], None, speaker, pattern, quotations=[number])


def signed(ledger: Ledger, number: int) -> Report | None:
    """'"We won." - Ann Poole, captain': a dash and a name behind a quotation, and nothing else."""
    reading = ledger.reading
    quotation = reading.quotations[number]
    match = _SIGNATURE.match(reading.text, quotation.outer_end)
    if not quotation.closed or match is None:
        return None
    first, last = reading.tokens.at(match.start(1)), reading.tokens.within(*match.span(1)).stop
    head = next((i for i in range(first, last) if reading.tokens.tags[i][:2] == "NN"), None)
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


def headlines(reading: Reading) -> list[Report]:
    """'Poole: We will not wait': headings that begin with a name and a colon."""
    found: list[Report] = []
    for number, block in enumerate(reading.bodies):
        match = (
            _HEADLINE.match(reading.text, block.start, block.end) if number == 0 or block.kind == "heading" else None
        )
        if match is None:
            continue
        speaker = (reading.tokens.at(match.start(1)), reading.tokens.at(match.end(1) - 1) + 1)
        content = (reading.tokens.at(match.end()), reading.body_ranges[number][1])
        if reading.has_words(*content) and any(reading.tokens.tags[i] == "NNP" for i in range(*speaker)):
            found.append(
                Report("headline", [content], None, speaker, "headline", quotations=_quotations_in(reading, [content]))
            )
    return found
