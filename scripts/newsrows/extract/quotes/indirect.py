"""Reports of speech without quotation marks: one candidate a cue, to be judged by its confidence."""

from __future__ import annotations

from collections.abc import Sequence

from newsrows.extract.quotes.content import content_of
from newsrows.extract.quotes.lines import set_apart
from newsrows.extract.quotes.reading import Reading
from newsrows.extract.quotes.report import Cue, Report
from newsrows.extract.quotes.speakers import speaker_of


def reports(reading: Reading, cues: Sequence[Cue]) -> list[Report]:
    """A candidate for each cue on which something depends.

    Example: 'Campaigners have called for a vote.' gives the content 'a vote', the speaker 'Campaigners'.
    """
    found = set_apart(reading, cues)
    for report in found:
        if report.cue is not None:
            report.speaker, report.speaker_pattern = speaker_of(reading, report.cue)
    used = {report.cue.token for report in found if report.cue is not None}
    for cue in cues:
        if cue.token in used:
            continue
        content = content_of(reading, cue)
        if content is None:
            continue
        ranges = [r for r in content.ranges if any(reading.is_word(i) for i in range(*r))]
        if not ranges:
            continue
        speaker, pattern = speaker_of(reading, cue)
        found.append(Report(content.frame, ranges, cue, speaker, pattern))
    return found
