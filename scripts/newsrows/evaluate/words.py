"""Words of a text, so that marks, punctuation and white space count neither for nor against a span."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from newsrows.evaluate.gold import Spans

_WORD = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
# What ends the head of a noun phrase: 'the director | of the museum', 'a man | who was there'.
_AFTER_HEAD = frozenset(
    "of for with from in at on by to as who whom whose which that said says told including".split()  # noqa: SIM905
)
_PHRASE = re.compile(r"[^,;:()\[\]—–]+?(?=\s+(?:and|or)\s|[,;:()\[\]—–]|$)")


class Words:
    """The words of a text by number, and which of them spans cover."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in self._spans]
        self._ends = [end for _, end in self._spans]

    def of(self, spans: Spans) -> frozenset[int]:
        """Numbers of the words that share a character with `spans`."""
        return frozenset(
            number
            for start, end in spans
            for number in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )

    def heads(self, spans: Spans) -> frozenset[int]:
        """Numbers of the head words of noun phrases: 'Ann Lee, chair of the board' gives Lee and chair.

        The head is taken to be the last word before the first preposition or relative word, in each part that commas,
        brackets, dashes and 'and' set off. Where none is left, every word counts.
        """
        heads = {head for span in spans for head in self._heads_of(span)}
        return frozenset(heads) or self.of(spans)

    def _heads_of(self, span: tuple[int, int]) -> Iterable[int]:
        start, end = span
        for phrase in _PHRASE.finditer(self._text[start:end]):
            head = None
            for number in sorted(self.of(((start + phrase.start(), start + phrase.end()),))):
                first, last = self._spans[number]
                if self._text[first:last].lower() in _AFTER_HEAD:
                    break
                head = number
            if head is not None:
                yield head
