"""A block of an article: a paragraph, or a line that is not prose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["body", "heading", "caption", "byline", "links", "table", "question", "answer", "label"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a line that is not prose.

    `question` and `answer` are turns of a printed interview or a transcript. `label` is a line that introduces the
    speech in the next block: 'From Ann Poole in Leeds:'. `links` are links and notices of a web page.

    Attributes:
        start: offset of the first code point; white space at the edges is outside.
        end: offset after the last code point.
        kind: what the block is.
        label: the span of the words that name the speaker of a turn: 'Ann Poole' in 'Ann Poole: We won.'
        prose: where the words of a turn begin, after its label; None: at `start`.
    """

    start: int
    end: int
    kind: BlockKind
    label: tuple[int, int] | None = None
    prose: int | None = None

    @property
    def is_boilerplate(self) -> bool:
        """Whether the block is part of the web page and not of the article's prose."""
        return self.kind in {"caption", "byline", "links"}

    @property
    def is_silent(self) -> bool:
        """Whether nobody is quoted in the block: everything but prose, answers and labels."""
        return self.kind in {"caption", "byline", "links", "heading", "table", "question"}
