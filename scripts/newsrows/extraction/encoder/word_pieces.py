"""Text as word pieces, each with the shape of its word: the input of the encoder.

The vocabulary is uncased, but a capital is the strongest sign of a name. The encoder therefore reads the shape of each
word (its case, digits and marks) together with its pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tokenizers import Encoding, Tokenizer

CLS, SEP, PAD, MASK = 101, 102, 0, 103

SHAPES = (
    "none",  # [CLS], [SEP], padding
    "lower",  # minister
    "title",  # Minister
    "upper",  # BBC
    "initial",  # J
    "mixed",  # McDonald, iPhone
    "digits",  # 2015
    "digits_letters",  # 4x4, F16
    "mark",  # , ' (
    "title_first",  # Ministers at the beginning of a sentence or quotation: the capital says little
    "upper_line",  # MINISTERS in a line of capitals: the capitals say little
    "other",  # 東京, emoji
)
_SHAPE_ID = {name: i for i, name in enumerate(SHAPES)}
# Shapes of words that may be in a name, and how many words on either side of one are scored.
_NAME_SHAPES = frozenset(
    SHAPES.index(name) for name in ("title", "upper", "initial", "mixed", "title_first", "upper_line")
)
_NEIGHBOURS = 2
# The same for the student, which scores fewer words, and the most words between two capitals that are also scored:
# 'Ministry of Food and the Sea'.
_NEIGHBOURS_FAST, _LONGEST_GAP = 1, 4
# In these shapes a capital is not a sign of a name if the word is one of the ninety most frequent of English. BERT's
# vocabulary is in order of frequency from 'the' on; 'may' is the 94th word.
_WEAK_SHAPES = frozenset(SHAPES.index(name) for name in ("title_first", "upper_line", "initial"))
COMMONEST = range(430, 520)
# Marks that join the parts of a word: 'Hee-jin', "O'Dowd".
_JOINTS = frozenset("-‐‑'’")
_CASELESS_SHAPES = frozenset({"mark", "digits", "digits_letters", "other"})
# After these a sentence or a quotation may begin.
_BEFORE_CAPITAL = frozenset(".!?:;\"“”‘'([•*-–—")
# A line is written in capitals if it has at least so many words with letters, and this share of them is in capitals.
_FEWEST_WORDS_IN_LINE, _CAPITALS_IN_LINE = 4, 0.8


@dataclass(frozen=True, eq=False)
class WordPieces:
    """The words and word pieces of one text. `ids` and `shapes` have one item per piece, the other lists per word.

    Words are those of BERT's pre-tokenizer: letters and digits together, each mark alone.

    Attributes:
        ids: numbers of the pieces in the vocabulary.
        shapes: number of the shape (in `SHAPES`) of each piece's word.
        first: index of each word's first piece.
        starts: offset of each word's first code point.
        ends: offset after each word's last code point.
        sentence_starts: words that begin a line or, by their looks, a sentence.
        paragraph_starts: the first word, and each word after an empty line.
        joints: words that are hyphens or apostrophes.
    """

    ids: list[int]
    shapes: list[int]
    first: list[int]
    starts: list[int]
    ends: list[int]
    sentence_starts: list[int]
    paragraph_starts: list[int]
    joints: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.starts)

    def near_capitals(self) -> list[bool]:
        """For each word, whether it or a word near it has a capital. The encoder scores these words."""
        near = [False] * len(self)
        for word, first in enumerate(self.first):
            if self.shapes[first] in _NAME_SHAPES:
                near[max(0, word - _NEIGHBOURS) : word + _NEIGHBOURS + 1] = [True] * (
                    min(len(near), word + _NEIGHBOURS + 1) - max(0, word - _NEIGHBOURS)
                )
        return near

    def near_likely_names(self) -> list[bool]:
        """For each word, whether it or a word next to it is likely in a name. The student scores these words.

        They are a subset of `near_capitals`.
        """
        near = [False] * len(self)
        previous = -_LONGEST_GAP - 2
        for word, first in enumerate(self.first):
            shape = self.shapes[first]
            if shape not in _NAME_SHAPES or (shape in _WEAK_SHAPES and self._is_common(word)):
                continue
            start = max(0, word - _NEIGHBOURS_FAST - (word - 1 in self.joints))
            end = min(len(near), word + _NEIGHBOURS_FAST + 1 + (word + 1 in self.joints))
            if word - previous <= _LONGEST_GAP + 1:
                start = previous
            near[start:end] = [True] * (end - start)
            previous = word
        return near

    def _is_common(self, word: int) -> bool:
        return self.ids[self.first[word]] in COMMONEST and self.size(word, word + 1) == 1

    def size(self, start: int, end: int) -> int:
        """The number of pieces in the words `start` to `end` (half-open)."""
        after = self.first[end] if end < len(self.first) else len(self.ids)
        return after - self.first[start]


def load_tokenizer(path: Path) -> Tokenizer:
    """Load the WordPiece tokenizer at `path`, without padding and truncation."""
    from tokenizers import Tokenizer  # noqa: PLC0415  (kept out of `import newsrows.cli`)

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def split_words(tokenizer: Tokenizer, texts: Sequence[str]) -> list[WordPieces]:
    """The words and word pieces of each text."""
    # Not as a batch: the tokenizer would start threads, which take a core from the other workers.
    return [_pieces(text, tokenizer.encode(text, add_special_tokens=False)) for text in texts]


def _pieces(text: str, encoding: Encoding) -> WordPieces:
    first: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    previous: int | None = None
    for i, (word, (start, end)) in enumerate(zip(encoding.word_ids, encoding.offsets, strict=True)):
        if word != previous:
            first.append(i)
            starts.append(start)
            ends.append(end)
            previous = word
        else:
            ends[-1] = end
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    lines = [i for i in range(len(words)) if i == 0 or "\n" in text[ends[i - 1] : starts[i]]]
    shapes: list[int] = []
    for number, shape in enumerate(word_shapes(words, lines)):
        following = first[number + 1] if number + 1 < len(first) else len(encoding.ids)
        shapes.extend([shape] * (following - first[number]))
    paragraphs = [i for i in lines if i == 0 or text.count("\n", ends[i - 1], starts[i]) > 1]
    joints = frozenset(i for i, word in enumerate(words) if word in _JOINTS)
    return WordPieces(encoding.ids, shapes, first, starts, ends, _sentence_starts(words, lines), paragraphs, joints)


def word_shapes(words: Sequence[str], lines: Sequence[int]) -> list[int]:
    """The number of each word's shape (in `SHAPES`). `lines` are the words that begin a line."""
    shapes = [_shape(word) for word in words]
    _mark_sentence_starts(words, lines, shapes)
    _mark_upper_lines(lines, shapes)
    return [_SHAPE_ID[shape] for shape in shapes]


@lru_cache(maxsize=1 << 15)
def _shape(word: str) -> str:
    if not word[0].isalnum():
        return "mark"
    if not word.isalpha():
        return "digits" if word.isdigit() else "digits_letters"
    if word.lower() == word.upper():
        return "other"
    if word.islower():
        return "lower"
    return _shape_with_capitals(word)


def _shape_with_capitals(word: str) -> str:
    if word.isupper():
        return "initial" if len(word) == 1 else "upper"
    return "title" if word[0].isupper() and word[1:].islower() else "mixed"


def _mark_sentence_starts(words: Sequence[str], lines: Sequence[int], shapes: list[str]) -> None:
    line_starts = set(lines)
    for i, shape in enumerate(shapes):
        if shape == "title" and (i in line_starts or words[i - 1] in _BEFORE_CAPITAL):
            shapes[i] = "title_first"


def _mark_upper_lines(lines: Sequence[int], shapes: list[str]) -> None:
    """Change the shapes of words in lines of capitals ('STORM HITS NORTHERN COAST')."""
    for start, end in pairwise((*lines, len(shapes))):
        letters = [shape for shape in shapes[start:end] if shape not in _CASELESS_SHAPES]
        upper = sum(shape in ("upper", "initial") for shape in letters)
        if len(letters) >= _FEWEST_WORDS_IN_LINE and upper >= _CAPITALS_IN_LINE * len(letters):
            shapes[start:end] = ["upper_line" if shape == "upper" else shape for shape in shapes[start:end]]


def _sentence_starts(words: Sequence[str], lines: Sequence[int]) -> list[int]:
    """Words that begin a line, and capitalised words after a full stop that does not end an initial ('J. Smith')."""
    line_starts = set(lines)
    starts: list[int] = []
    for i, word in enumerate(words):
        after_stop = i > 1 and words[i - 1] in (".", "!", "?") and len(words[i - 2]) > 3 and word[0].isupper()
        if i in line_starts or after_stop:
            starts.append(i)
    return starts
