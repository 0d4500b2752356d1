"""A report of speech on its way to becoming a quote."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsrows.extraction.quotes.context import TokenRange
from newsrows.extraction.quotes.lexicon import Reporting


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that may report speech: `token` is its head word, `span` all of it ('according to')."""

    token: int
    span: TokenRange
    word: Reporting


@dataclass(frozen=True, slots=True)
class Content:
    """Token ranges in order, and the name of the frame that they were found by."""

    frame: str
    ranges: list[TokenRange]


@dataclass(slots=True)
class Report:
    """A candidate: content, cue, speaker, and the traits that its confidence is worked out from.

    `pattern` names the way it was found, `content` holds token ranges in order, `speaker_pattern` names the way its
    speaker was found, `quotations` are the indices of the quotations that it holds, `traits` the names of what speaks
    for or against it.
    """

    pattern: str
    content: list[TokenRange]
    cue: Cue | None = None
    speaker: TokenRange | None = None
    speaker_pattern: str = "none"
    continued: bool = False
    quotations: list[int] = field(default_factory=list)
    traits: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Its first token."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """The token after its last."""
        return self.content[-1][1]

    def holds(self, other: Report) -> bool:
        """Whether the content of `other` lies between the ends of this one's."""
        return self.start <= other.start and other.end <= self.end
