"""Keep track of which quotation belongs to which candidate, and which cues are already used."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from newsrows.extraction.quotes.candidate import Candidate, Content, Cue
from newsrows.extraction.quotes.content import content_of
from newsrows.extraction.quotes.context import QuoteContext, TokenRange

# How many characters before a quotation can decide what it is.
_TEXT_BEFORE = 80


@dataclass(eq=False)
class QuotationAssignment:
    """The state while the quotations of an article are assigned to candidates, in reading order.

    Attributes:
        context: the article.
        cues: its cues in reading order.
        candidates: the candidates so far, in the order in which they were added.
        candidate_of: the candidate of each assigned quotation, by the index of the quotation.
        used_cues: tokens of the cues that belong to a candidate.
        cue_at: the cues by their token.
    """

    context: QuoteContext
    cues: list[Cue]
    candidates: list[Candidate] = field(default_factory=list)
    candidate_of: dict[int, Candidate] = field(default_factory=dict)
    used_cues: set[int] = field(default_factory=set)
    _contents: dict[int, Content | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cue_at = {cue.token: cue for cue in self.cues}
        self._cue_tokens = [cue.token for cue in self.cues]

    def add(self, candidate: Candidate) -> None:
        """Add a candidate with its quotations and its cue."""
        self.candidates.append(candidate)
        self.candidate_of.update(dict.fromkeys(candidate.quotations, candidate))
        if candidate.cue is not None:
            self.used_cues.add(candidate.cue.token)

    def extend(self, candidate: Candidate, index: int) -> None:
        """Add the quotation with this index to a candidate."""
        candidate.content.append(self.context.quotation_ranges[index])
        candidate.quotations.append(index)
        self.candidate_of[index] = candidate

    def candidate_before(self, index: int) -> Candidate | None:
        """The candidate that ends with the quotation before `index`."""
        candidate = self.candidate_of.get(index - 1)
        return candidate if candidate is not None and candidate.quotations[-1] == index - 1 else None

    def verb_cue(self, token: int) -> Cue | None:
        """The cue at `token` if it is a verb."""
        cue = self.cue_at.get(token)
        return cue if cue is not None and self.context.is_verb(token) else None

    def cues_within(self, start: int, end: int) -> list[Cue]:
        """The cues among the tokens, in reading order."""
        return self.cues[bisect_left(self._cue_tokens, start) : bisect_left(self._cue_tokens, end)]

    def content_of(self, cue: Cue) -> Content | None:
        """The content of `cue` according to the parse. It is computed once per cue."""
        if cue.token not in self._contents:
            self._contents[cue.token] = content_of(self.context, cue)
        return self._contents[cue.token]

    def quotations_in(self, start: int, end: int) -> list[int]:
        """Indices of the quotations that contain one of the tokens, in reading order."""
        return list(dict.fromkeys(index for index in self.context.quotation_of[start:end] if index >= 0))

    def gap_before(self, index: int) -> TokenRange:
        """The tokens between the quotation and the one before it, or the start of the paragraph."""
        start = self.context.quotation_ranges[index][0]
        paragraph = self.context.paragraph_of[start]
        first = self.context.paragraph_ranges[paragraph][0] if paragraph >= 0 else start
        if index:
            first = max(first, self.context.quotation_ranges[index - 1][1])
        return first, start

    def gap_after(self, index: int) -> TokenRange:
        """The tokens between the quotation and the next one, or the end of the paragraph."""
        end = self.context.quotation_ranges[index][1]
        last = self.context.paragraph_ranges[self.context.paragraph_of[end - 1]][1]
        if index + 1 < len(self.context.quotation_ranges):
            last = min(last, self.context.quotation_ranges[index + 1][0])
        return end, last

    def text_before(self, index: int) -> str:
        """The text before the quotation without the space between; it may be the end of the previous paragraph."""
        start = self.context.quotations[index].outer_start
        return self.context.text[max(0, start - _TEXT_BEFORE) : start].rstrip()
