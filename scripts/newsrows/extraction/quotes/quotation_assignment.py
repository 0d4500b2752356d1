"""What has been settled so far: which quotation belongs to which quote, which cue has been used."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from newsrows.extraction.quotes.candidate import Content, Cue, Report
from newsrows.extraction.quotes.content import content_of
from newsrows.extraction.quotes.context import Reading, TokenRange


@dataclass(eq=False)
class Ledger:
    """The quotations of an article being given to quotes, in reading order."""

    reading: Reading
    cues: list[Cue]
    found: list[Report] = field(default_factory=list)
    owner: dict[int, Report] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    _contents: dict[int, Content | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cue_at = {cue.token: cue for cue in self.cues}
        self._cue_tokens = [cue.token for cue in self.cues]

    def add(self, report: Report) -> None:
        """Enter a new quote."""
        self.found.append(report)
        self.owner.update(dict.fromkeys(report.quotations, report))
        if report.cue is not None:
            self.used.add(report.cue.token)

    def join(self, report: Report, number: int) -> None:
        """Give a further quotation to a quote."""
        report.content.append(self.reading.ranges[number])
        report.quotations.append(number)
        self.owner[number] = report

    def before(self, number: int) -> Report | None:
        """The quote that ends with the quotation before `number`."""
        report = self.owner.get(number - 1)
        return report if report is not None and report.quotations[-1] == number - 1 else None

    def verb_cue(self, token: int) -> Cue | None:
        """The cue at `token`, if it is a verb."""
        cue = self.cue_at.get(token)
        return cue if cue is not None and self.reading.is_verb(token) else None

    def cues_within(self, start: int, end: int) -> list[Cue]:
        """The cues among the tokens, in reading order."""
        return self.cues[bisect_left(self._cue_tokens, start) : bisect_left(self._cue_tokens, end)]

    def content(self, cue: Cue) -> Content | None:
        """What the parse makes depend on `cue`."""
        if cue.token not in self._contents:
            self._contents[cue.token] = content_of(self.reading, cue)
        return self._contents[cue.token]

    def held(self, start: int, end: int) -> list[int]:
        """The quotations that the tokens touch."""
        return list(dict.fromkeys(n for n in self.reading.quoted[start:end] if n >= 0))

    def gap_before(self, number: int) -> TokenRange:
        """The tokens between the quotation and the one before it, or the beginning of the paragraph."""
        start = self.reading.ranges[number][0]
        body = self.reading.body_of[start]
        first = self.reading.body_ranges[body][0] if body >= 0 else start
        if number:
            first = max(first, self.reading.ranges[number - 1][1])
        return first, start

    def gap_behind(self, number: int) -> TokenRange:
        """The tokens between the quotation and the one behind it, or the end of the paragraph."""
        end = self.reading.ranges[number][1]
        last = self.reading.body_ranges[self.reading.body_of[end - 1]][1]
        if number + 1 < len(self.reading.ranges):
            last = min(last, self.reading.ranges[number + 1][0])
        return end, last

    def lead(self, number: int) -> str:
        """The text before the quotation, without the space between; it may end the paragraph before."""
        start = self.reading.quotations[number].outer_start
        return self.reading.text[max(0, start - 80) : start].rstrip()
