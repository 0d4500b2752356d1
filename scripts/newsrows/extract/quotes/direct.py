"""Quotations in marks put together with the cues that report them: direct and mixed quotes.

Each quotation is offered to the patterns in turn, the surest first, and goes to the first that takes it.
"""

from __future__ import annotations

from newsrows.extract.quotes.beside import cue_before, cue_behind, speaker_beside
from newsrows.extract.quotes.inside import behind_cue, inside_clause
from newsrows.extract.quotes.ledger import Ledger
from newsrows.extract.quotes.lines import headlines, signed, turns, with_colon
from newsrows.extract.quotes.reading import Reading
from newsrows.extract.quotes.report import Cue, Report
from newsrows.extract.quotes.runs import goes_on
from newsrows.extract.quotes.shapes import is_fragment, is_sentence, is_title
from newsrows.extract.quotes.speakers import speaker_of

_STOPS = frozenset({".", "!", "?", ":", ";"})
# A quotation of fewer words with no cue is rather a phrase held at arm's length.
_FEWEST_WORDS = 4


def reports(reading: Reading, cues: list[Cue]) -> list[Report]:
    """The quotes that hold quotations, in reading order.

    Example: '"We won," he said. "It was sweet."' is one, with both quotations.
    """
    ledger = Ledger(reading, cues)
    for line in turns(reading) or headlines(reading):
        ledger.add(line)
    for number, (start, end) in enumerate(reading.ranges):
        if number in ledger.owner or start >= end or goes_on(ledger, number):
            continue
        report = _report(ledger, number)
        if report is not None:
            ledger.add(report)
    for report in ledger.found:
        if report.speaker is None:
            _find_speaker(ledger, report)
    return ledger.found


def _report(ledger: Ledger, number: int) -> Report | None:
    if is_title(ledger, number):
        return None
    if is_fragment(ledger, number) and (report := inside_clause(ledger, number, sure=True)):
        return report
    return (
        signed(ledger, number)
        or _with_cue_behind(ledger, number)
        or _with_cue_before(ledger, number)
        or inside_clause(ledger, number, sure=True)
        or inside_clause(ledger, number, sure=False)
        or behind_cue(ledger, number)
        or with_colon(ledger, number)
        or _alone(ledger, number)
    )


def _with_cue_behind(ledger: Ledger, number: int) -> Report | None:
    """'"We won," he said' and, with words before the marks, 'It was "a disgrace," he said'."""
    cue = cue_behind(ledger, number)
    if cue is None or cue.token in ledger.used:
        return None
    start, end = ledger.reading.ranges[number]
    lead = _words_before(ledger, number)
    pattern = "behind" if lead == start else "behind-mixed"
    return Report(pattern, [(lead, end)], cue, quotations=ledger.held(lead, end))


def _words_before(ledger: Ledger, number: int) -> int:
    """Where content begins that starts outside the marks: at words of the sentence that report nothing themselves."""
    reading = ledger.reading
    first, start = ledger.gap_before(number)
    for i in range(start - 1, first - 1, -1):
        if reading.tokens.words[i] in _STOPS:
            first = i + 1
            break
    words = [i for i in range(first, start) if reading.is_word(i)]
    if not words or any(ledger.verb_cue(i) for i in words) or ledger.lead(number).endswith(","):
        return start
    if len(words) == 1 and reading.tokens.tags[words[0]] == "CC":
        return start
    return words[0]


def _with_cue_before(ledger: Ledger, number: int) -> Report | None:
    """'He said, "We won"', 'He told the crowd: "We won"'."""
    cue = cue_before(ledger, number)
    return None if cue is None else Report("before", [ledger.reading.ranges[number]], cue, quotations=[number])


def _alone(ledger: Ledger, number: int) -> Report | None:
    """A quotation that is a sentence of its own with no cue: whoever spoke last may be speaking."""
    reading = ledger.reading
    start, end = reading.ranges[number]
    words = sum(map(reading.is_word, range(start, end)))
    if not is_sentence(ledger, number) or (words < _FEWEST_WORDS and reading.quotations[number].closed):
        return None
    if reading.has_words(*ledger.gap_before(number)) and not ledger.lead(number).endswith((".", "!", "?", ":")):
        return None
    return Report("alone", [(start, end)], quotations=[number])


def _find_speaker(ledger: Ledger, report: Report) -> None:
    if report.cue is None:
        return
    reading = ledger.reading
    if report.pattern in {"behind", "behind-mixed"}:
        piece = max((end for _, end in report.content if end <= report.cue.token), default=report.cue.token)
        phrase = speaker_beside(reading, report.cue, piece)
        if phrase is not None:
            report.speaker, report.speaker_pattern = phrase, "beside"
            return
    phrase, pattern = speaker_of(reading, report.cue)
    if phrase is None or not any(start < phrase[1] and phrase[0] < end for start, end in report.content):
        report.speaker, report.speaker_pattern = phrase, pattern
