"""The parse of an article as plain lists.

A rule that asks spaCy's Token objects pays more for the asking than for the rule, so each Doc is copied out once, in a
few array calls, and the finders read lists.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from spacy.attrs import DEP, HEAD, IDX, LENGTH, ORTH, SENT_START, TAG

from newsrows.extraction.names.ner import Label, RawName

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ATTRIBUTES = [ORTH, IDX, LENGTH, TAG, DEP, HEAD, SENT_START]


@dataclass(frozen=True, eq=False)
class Tokens:
    """One list an attribute, each as long as the article has tokens (white-space tokens included).

    `starts`, `ends`: offsets in code points. `tags`: Penn Treebank tags. `deps`: ClearNLP dependency labels. `heads`:
    index of the head, a root's is its own. `names`: (first token, token after the last, label) of what a model took for
    a name. `sentence_starts`: index of the first token of each sentence.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    sentence_starts: list[int]
    names: list[tuple[int, int, Label]]

    @classmethod
    def of(cls, doc: Doc, voice: Iterable[RawName] = ()) -> Tokens:
        """Copy `doc` out, and lay the names that a model marked in its text over the tokens."""
        string = doc.vocab.strings
        orth, idx, length, tag, dep, head, sent_start = (
            column.tolist() for column in doc.to_array(_ATTRIBUTES).astype("uint64").T
        )
        names: dict[int, str] = {}
        for value in {*orth, *tag, *dep}:
            names[value] = string[value]
        size = 1 << 64
        words = [names[value] for value in orth]
        ends = [a + b for a, b in zip(idx, length, strict=True)]
        return cls(
            words=words,
            starts=idx,
            ends=ends,
            tags=[names[value] for value in tag],
            deps=[names[value] for value in dep],
            heads=[i + (value if value < size // 2 else value - size) for i, value in enumerate(head)],
            sentence_starts=_sentence_starts(words, idx, ends, sent_start),
            names=list(_laid_over(idx, voice)),
        )

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case."""
        return [word.lower() for word in self.words]

    @cached_property
    def children(self) -> list[list[int]]:
        """Indices of each token's dependents, in reading order."""
        found: list[list[int]] = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head != i:
                found[head].append(i)
        return found

    @cached_property
    def edges(self) -> list[tuple[int, int]]:
        """First token of each token's subtree, and the token after its last."""
        left, right = list(range(len(self))), list(range(1, len(self) + 1))
        pending = True
        while pending:  # a dependent may stand on either side of its head: repeat until nothing moves
            pending = False
            for order in (range(len(self)), range(len(self) - 1, -1, -1)):
                for i in order:
                    head = self.heads[i]
                    if left[i] < left[head]:
                        left[head], pending = left[i], True
                    if right[i] > right[head]:
                        right[head], pending = right[i], True
        return list(zip(left, right, strict=True))

    def sentence_of(self, token: int) -> int:
        """Number of the sentence that `token` stands in."""
        return bisect_right(self.sentence_starts, token) - 1

    def sentence_bounds(self, sentence: int) -> tuple[int, int]:
        """First token of a sentence, and the token after its last."""
        following = sentence + 1
        end = self.sentence_starts[following] if following < len(self.sentence_starts) else len(self)
        return self.sentence_starts[sentence], end

    def text_of(self, first: int, last: int) -> str:
        """The words of tokens `first` up to `last` (half-open), with one space wherever there is white space."""
        gaps = (" " if self.starts[i] > self.ends[i - 1] else "" for i in range(first + 1, last))
        return "".join(gap + word for gap, word in zip(("", *gaps), self.words[first:last], strict=True))

    def at(self, offset: int) -> int:
        """Index of the token that covers the code point `offset`, or of the next one after it."""
        return bisect_left(self.ends, offset + 1)

    def within(self, start: int, end: int) -> range:
        """Indices of the tokens that begin in the half-open stretch of code points."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


def _laid_over(starts: list[int], voice: Iterable[RawName]) -> Iterator[tuple[int, int, Label]]:
    """Names as tokens that begin in them."""
    for start, end, label in voice:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if first < last:
            yield first, last, label


# Quotation marks and brackets: what a parser may set apart as a sentence of its own.
_MARKS = frozenset({'"', "''", "``", "“", "”", "„", "«", "»", "'", "‘", "’", "(", ")", "[", "]"})


def _sentence_starts(words: list[str], starts: list[int], ends: list[int], sent_start: list[int]) -> list[int]:
    """First tokens of the sentences, each with at least one word.

    Where the parser begins a sentence at a mark that closes the one before, or behind a mark that opens it, the mark
    goes to the sentence that it touches: 'He left. "We won." She stayed.'
    """
    found: list[int] = []
    pending = True
    for i, word in enumerate(words):
        if sent_start[i] == 1:
            pending = True
        if pending and any(map(str.isalnum, word)):
            first = i
            while first > 0 and sent_start[first] != 1:
                first -= 1
            found.append(_beside_marks(words, starts, ends, first, i) if found else 0)
            pending = False
    return found or ([0] if words else [])


def _beside_marks(words: list[str], starts: list[int], ends: list[int], first: int, word: int) -> int:
    """Where a sentence begins whose first token by the parse is `first` and whose first word is `word`."""
    while (
        first < word and words[first] in _MARKS and starts[first] == ends[first - 1] and ends[first] < starts[first + 1]
    ):
        first += 1  # closes the sentence before
    while (
        words[first - 1] in _MARKS and ends[first - 1] == starts[first] and _stands_free(words, starts, ends, first - 1)
    ):
        first -= 1  # opens this one
    return first


def _stands_free(words: list[str], starts: list[int], ends: list[int], token: int) -> bool:
    """Whether white space or another mark stands before the token."""
    before = token - 1
    return before < 0 or starts[token] > ends[before] or words[before].isspace() or words[before] in _MARKS
