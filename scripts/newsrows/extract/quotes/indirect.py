"""Reports of speech without quotation marks: one candidate a cue, to be judged by its confidence."""

from __future__ import annotations

from collections.abc import Iterable

from newsrows.extract.quotes.content import content_of
from newsrows.extract.quotes.reading import Reading
from newsrows.extract.quotes.report import Cue, Report
from newsrows.extract.quotes.speakers import speaker_of


def reports(reading: Reading, cues: Iterable[Cue]) -> list[Report]:
    """A candidate for each cue on which something depends.

    Example: 'Campaigners have called for a vote.' gives the content 'a vote', the speaker 'Campaigners'.
    """
    found: list[Report] = []
    for cue in cues:
        content = content_of(reading, cue)
        if content is None:
            continue
        ranges = [r for r in content.ranges if any(reading.is_word(i) for i in range(*r))]
        if not ranges:
            continue
        speaker, pattern = speaker_of(reading, cue)
        found.append(Report(content.frame, ranges, cue, speaker, pattern))
    return found
