"""Text as word pieces, each with the shape of its word: what the encoder reads.

The vocabulary is uncased, yet a capital is the strongest sign of a name: the case of each word is told beside its
pieces.
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
    "title_first",  # Ministers, where a sentence or a quotation begins: the capital says little
    "upper_line",  # MINISTERS, in a line that is all capitals: likewise
    "other",  # 東京, emoji
)
_SHAPE_ID = {name: i for i, name in enumerate(SHAPES)}
# Words that may be in a name, and how many words beside them are read to the end.
_NAME_LIKE = frozenset(
    SHAPES.index(name) for name in ("title", "upper", "initial", "mixed", "title_first", "upper_line")
)
_BESIDE = 2
# The same for the student, which reads fewer words to the end, and how many words between two capitals it reads all the
# same: 'Ministry of Food and the Sea'.
_BESIDE_FAST, _BRIDGED = 1, 4
# A capital hints at no name if it only opens a sentence or a line of capitals and the word is among the ninety that
# English uses most: BERT's vocabulary is in order of frequency, from 'the' on ('may' is the 94th).
_WEAK = frozenset(SHAPES.index(name) for name in ("title_first", "upper_line", "initial"))
COMMONEST = range(430, 520)
# What joins the parts of a word: 'Hee-jin', "O'Dowd".
_JOINTS = frozenset("-‐‑'’")
_CASELESS = frozenset({"mark", "digits", "digits_letters", "other"})
_ENDS_SENTENCE = frozenset(".!?:;\"“”‘'([•*-–—")


@dataclass(frozen=True, eq=False)
class Pieces:
    """A text cut up; one list a field, `ids` and `shapes` by piece, the rest by word.

    A word here is what BERT's first cut gives: letters and digits together, each mark alone. `first` holds the number
    of the word's first piece, `starts` and `ends` code points of the text (half-open). `sentence_starts` are the words
    that a line or, by its looks, a sentence begins with, `paragraph_starts` those behind an empty line, `joints` the
    hyphens and apostrophes.
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

    def may_be_names(self) -> list[bool]:
        """For each word, whether it has a capital or stands near one that has."""
        near = [False] * len(self)
        for word, first in enumerate(self.first):
            if self.shapes[first] in _NAME_LIKE:
                near[max(0, word - _BESIDE) : word + _BESIDE + 1] = [True] * (
                    min(len(near), word + _BESIDE + 1) - max(0, word - _BESIDE)
                )
        return near

    def are_likely_names(self) -> list[bool]:
        """For each word, whether the student reads it to the end; a smaller choice of those that `may_be_names`."""
        near = [False] * len(self)
        previous = -_BRIDGED - 2
        for word, first in enumerate(self.first):
            shape = self.shapes[first]
            if shape not in _NAME_LIKE or (shape in _WEAK and self._is_common(word)):
                continue
            start = max(0, word - _BESIDE_FAST - (word - 1 in self.joints))
            end = min(len(near), word + _BESIDE_FAST + 1 + (word + 1 in self.joints))
            if word - previous <= _BRIDGED + 1:
                start = previous
            near[start:end] = [True] * (end - start)
            previous = word
        return near

    def _is_common(self, word: int) -> bool:
        return self.ids[self.first[word]] in COMMONEST and self.size(word, word + 1) == 1

    def size(self, start: int, end: int) -> int:
        """Number of pieces of the words `start` to `end` (half-open)."""
        after = self.first[end] if end < len(self.first) else len(self.ids)
        return after - self.first[start]


def read_tokenizer(path: Path) -> Tokenizer:
    """The WordPiece tokenizer stored at `path`, without padding, truncation or special pieces."""
    from tokenizers import Tokenizer  # noqa: PLC0415  (kept out of `import newsrows.cli`)

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def cut(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Pieces]:
    """Cut each text into pieces."""
    # Not as a batch, which is given to threads that take a core from the other workers.
    return [_pieces(text, tokenizer.encode(text, add_special_tokens=False)) for text in texts]


def _pieces(text: str, encoding: Encoding) -> Pieces:
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
    return Pieces(encoding.ids, shapes, first, starts, ends, _sentence_starts(words, lines), paragraphs, joints)


def word_shapes(words: Sequence[str], lines: Sequence[int]) -> list[int]:
    """Number of the shape (of `SHAPES`) of each word; `lines` are the words that begin a line."""
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
    begins = set(lines)
    for i, shape in enumerate(shapes):
        if shape == "title" and (i in begins or words[i - 1] in _ENDS_SENTENCE):
            shapes[i] = "title_first"


def _mark_upper_lines(lines: Sequence[int], shapes: list[str]) -> None:
    """Change the shapes of lines that are written in capitals throughout ('STORM HITS NORTHERN COAST')."""
    for start, end in pairwise((*lines, len(shapes))):
        letters = [shape for shape in shapes[start:end] if shape not in _CASELESS]
        upper = sum(shape in ("upper", "initial") for shape in letters)
        if len(letters) >= 4 and upper >= 0.8 * len(letters):
            shapes[start:end] = ["upper_line" if shape == "upper" else shape for shape in shapes[start:end]]


def _sentence_starts(words: Sequence[str], lines: Sequence[int]) -> list[int]:
    """Words that begin a line, or stand with a capital behind a full stop that is no initial's ('J. Smith')."""
    begins = set(lines)
    starts: list[int] = []
    for i, word in enumerate(words):
        after_stop = i > 1 and words[i - 1] in (".", "!", "?") and len(words[i - 2]) > 3 and word[0].isupper()
        if i in begins or after_stop:
            starts.append(i)
    return starts
