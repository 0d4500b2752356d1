"""A cue, the content that depends on it, and the candidate quote that is built from both."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsrows.extraction.quotes.context import TokenRange
from newsrows.extraction.quotes.lexicon import ReportingWord
from newsrows.extraction.quotes.modality import Modality


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that may report speech.

    Attributes:
        token: index of the head word.
        span: all tokens of the cue, such as both words of 'according to'.
        word: its entry in the word lists.
        modality: whether what it reports was said: 'negated' in 'did not say'; modality.py lists the values.
    """

    token: int
    span: TokenRange
    word: ReportingWord
    modality: Modality = "said"


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue reports.

    Attributes:
        frame: name of the grammatical pattern that found the content, such as 'clause'.
        ranges: its token ranges in reading order.
    """

    frame: str
    ranges: list[TokenRange]


@dataclass(slots=True)
class Candidate:
    """Something that may become a quote.

    Attributes:
        pattern: name of the pattern that found the candidate.
        content: token ranges in reading order.
        cue: the words that report the content, if any.
        speaker: tokens of the speaker's noun phrase, if one was found.
        speaker_pattern: name of the pattern that found the speaker.
        continued: the speaker was carried over from an earlier quote.
        quotations: indices of the quotations in the content.
        features: names of the features from which the confidence is calculated.
    """

    pattern: str
    content: list[TokenRange]
    cue: Cue | None = None
    speaker: TokenRange | None = None
    speaker_pattern: str = "none"
    continued: bool = False
    quotations: list[int] = field(default_factory=list)
    features: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Index of the first token."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Index of the token after the last one."""
        return self.content[-1][1]

    def contains(self, other: Candidate) -> bool:
        """Whether `other` lies between the first and the last token of this candidate."""
        return self.start <= other.start and other.end <= self.end
