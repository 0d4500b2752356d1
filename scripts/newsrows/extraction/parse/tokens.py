"""The tokens of an article as plain lists.

Access to spaCy's Token objects costs more time than the rules themselves. Each Doc is therefore copied once, with a few
array calls, and the finders read lists.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from spacy.attrs import DEP, HEAD, IDX, LENGTH, ORTH, SENT_START, TAG

from newsrows.extraction.parse.entity_span import EntitySpan, Label

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ATTRIBUTES = [ORTH, IDX, LENGTH, TAG, DEP, HEAD, SENT_START]


@dataclass(frozen=True, eq=False)
class Tokens:
    """The tokens of one article, white space tokens included. All lists but the last two have one item per token.

    Attributes:
        words: the tokens' text.
        starts: offset of the first code point of each token.
        ends: offset after the last code point of each token.
        tags: Penn Treebank tags.
        deps: ClearNLP dependency labels.
        heads: index of each token's head; the head of a root is the root itself.
        sentence_starts: index of the first token of each sentence.
        entities: (first token, token after the last, label) of each named entity that the NER model marked.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    sentence_starts: list[int]
    entities: list[tuple[int, int, Label]]

    @classmethod
    def of(cls, doc: Doc, entity_spans: Iterable[EntitySpan] = ()) -> Tokens:
        """Copy a spaCy parse, and find the tokens of the named entities that the NER model marked in its text."""
        spelling_of = doc.vocab.strings
        orth, starts, lengths, tags, deps, head_distances, sentence_marks = (
            column.tolist() for column in doc.to_array(_ATTRIBUTES).astype("uint64").T
        )
        strings = {key: spelling_of[key] for key in {*orth, *tags, *deps}}
        words = [strings[key] for key in orth]
        ends = [start + length for start, length in zip(starts, lengths, strict=True)]
        size = 1 << 64  # distances to heads are signed, but the array is not
        return cls(
            words=words,
            starts=starts,
            ends=ends,
            tags=[strings[key] for key in tags],
            deps=[strings[key] for key in deps],
            heads=[i + (value if value < size // 2 else value - size) for i, value in enumerate(head_distances)],
            sentence_starts=_sentence_starts(words, starts, ends, sentence_marks),
            entities=list(_entity_tokens(starts, entity_spans)),
        )

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case."""
        return [word.lower() for word in self.words]

    @cached_property
    def children(self) -> list[list[int]]:
        """The indices of each token's dependents, in reading order."""
        dependents: list[list[int]] = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head != i:
                dependents[head].append(i)
        return dependents

    @cached_property
    def edges(self) -> list[tuple[int, int]]:
        """For each token, the first token of its subtree, and the token after the last."""
        left, right = list(range(len(self))), list(range(1, len(self) + 1))
        pending = True
        while pending:  # dependents stand on both sides of their head: repeat until nothing changes
            pending = False
            for order in (range(len(self)), range(len(self) - 1, -1, -1)):
                for i in order:
                    head = self.heads[i]
                    if left[i] < left[head]:
                        left[head], pending = left[i], True
                    if right[i] > right[head]:
                        right[head], pending = right[i], True
        return list(zip(left, right, strict=True))

    @cached_property
    def before_brackets(self) -> dict[str, set[str]]:
        """For each word that stands alone in brackets, the words in lower case before the brackets."""
        before: dict[str, set[str]] = {}
        for i in range(2, len(self) - 1):
            if self.words[i - 1] == "(" and self.words[i + 1] == ")":
                before.setdefault(self.words[i], set()).add(self.lower[i - 2])
        return before

    def sentence_of(self, token: int) -> int:
        """The number of the sentence with `token`, from 0."""
        return bisect_right(self.sentence_starts, token) - 1

    def sentence_bounds(self, sentence: int) -> tuple[int, int]:
        """The first token of a sentence, and the token after the last."""
        following = sentence + 1
        end = self.sentence_starts[following] if following < len(self.sentence_starts) else len(self)
        return self.sentence_starts[sentence], end

    def text_of(self, first: int, last: int) -> str:
        """The text of tokens `first` (inclusive) to `last` (exclusive), with white space as single spaces."""
        gaps = (" " if self.starts[i] > self.ends[i - 1] else "" for i in range(first + 1, last))
        return "".join(gap + word for gap, word in zip(("", *gaps), self.words[first:last], strict=True))

    def at(self, offset: int) -> int:
        """The index of the token at the code point `offset`, or of the next token after it."""
        return bisect_left(self.ends, offset + 1)

    def within(self, start: int, end: int) -> range:
        """The indices of the tokens that begin at code points `start` (inclusive) to `end` (exclusive)."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


def _entity_tokens(starts: list[int], entity_spans: Iterable[EntitySpan]) -> Iterator[tuple[int, int, Label]]:
    """The tokens that begin in each span; a span in which no token begins is left out."""
    for start, end, label, _ in entity_spans:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if first < last:
            yield first, last, label


# Quotation marks and brackets, which a parser may separate from their sentence.
_MARKS = frozenset({'"', "''", "``", "“", "”", "„", "«", "»", "'", "‘", "’", "(", ")", "[", "]"})


def _sentence_starts(words: list[str], starts: list[int], ends: list[int], sentence_marks: list[int]) -> list[int]:
    """The first token of each sentence. Each sentence has at least one word.

    The parser may begin a sentence with a mark that closes the sentence before, or after a mark that opens the
    sentence. Such a mark becomes part of the sentence that it touches: 'He left. "We won." She stayed.'
    `sentence_marks` is 1 at the tokens where the parser begins a sentence.
    """
    first_tokens: list[int] = []
    pending = True
    for i, word in enumerate(words):
        if sentence_marks[i] == 1:
            pending = True
        if pending and any(map(str.isalnum, word)):
            first = i
            while first > 0 and sentence_marks[first] != 1:
                first -= 1
            first_tokens.append(_move_over_marks(words, starts, ends, first, i) if first_tokens else 0)
            pending = False
    return first_tokens or ([0] if words else [])


def _move_over_marks(words: list[str], starts: list[int], ends: list[int], first: int, word: int) -> int:
    """The first token of a sentence that the parser begins with `first` and whose first word is `word`."""
    while (
        first < word and words[first] in _MARKS and starts[first] == ends[first - 1] and ends[first] < starts[first + 1]
    ):
        first += 1  # the mark closes the sentence before
    while (
        words[first - 1] in _MARKS and ends[first - 1] == starts[first] and _opens_word(words, starts, ends, first - 1)
    ):
        first -= 1  # the mark opens this sentence
    return first


def _opens_word(words: list[str], starts: list[int], ends: list[int], mark: int) -> bool:
    """Whether white space, another mark or nothing stands before the mark."""
    before = mark - 1
    return before < 0 or starts[mark] > ends[before] or words[before].isspace() or words[before] in _MARKS
