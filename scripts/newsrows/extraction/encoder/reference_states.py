"""Vectors that say whom a pronoun may mean (docs/coreference-model.md).

Three transformer layers continue from the lower layers of the encoder, which has read all words. They read only
mentions of people, and the words on which these depend.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from newsrows.extraction.encoder.encoder import WEIGHTS_FOLDER, load_session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from newsrows.extraction.encoder.encoder import Reading
    from newsrows.extraction.encoder.windows import Window
    from newsrows.extraction.encoder.word_pieces import WordPieces
    from newsrows.records import Mention

REFERENCES: Final = "references.onnx"
THIRD_PERSON: Final = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
# The number of each kind of piece; 0 is that of other words.
MARKS: Final = {"name": 1, "pronoun": 2, "nominal": 3, "third person": 4}


@dataclass(frozen=True)
class Places:
    """Where the mentions of one window are.

    Attributes:
        marks: for each piece of the window, with [CLS] and [SEP], a number of `MARKS` or 0.
        kept: positions of the pieces that are read, in order.
        mentions: for each mention (by its index), where in `kept` its first and last pieces are.
    """

    marks: list[int]
    kept: list[int]
    mentions: Mapping[int, tuple[int, int]]


@dataclass(frozen=True, eq=False)
class ReferenceEncoder:
    """A loaded model. `session` is an onnxruntime.InferenceSession."""

    session: Any

    @classmethod
    def load(cls, folder: Path = WEIGHTS_FOLDER) -> ReferenceEncoder:
        """Load the weights in `folder` to run on one processor core.

        Raises:
            WeightsError: a file is missing or does not match its checksum.
        """
        return cls(load_session(REFERENCES, folder))

    def states(self, reading: Reading, mentions: Sequence[Mention]) -> States:
        """The states of the mentions of people in a text. They are computed when they are asked for.

        Args:
            reading: what the encoder made of the text. If it has no states, there are none here.
            mentions: all mentions of the text, in reading order.
        """
        return States(self, reading, mentions)

    def read(self, rows: NDArray[np.float32], where: Places) -> dict[int, NDArray[np.float32]]:
        """The states of the mentions of one window, by their index. `rows` (pieces, width) are the encoder's."""
        ends = sorted({end for pair in where.mentions.values() for end in pair})
        at = {end: i for i, end in enumerate(ends)}
        integers = {
            "marks": [where.marks],
            "kept": where.kept,
            "ends": ends,
            "first": [at[first] for first, _ in where.mentions.values()],
            "last": [at[last] for _, last in where.mentions.values()],
        }
        inputs = {name: np.array(values, dtype=np.int32) for name, values in integers.items()}
        pronouns, antecedents = self.session.run(None, {"states": rows[None], **inputs})
        return dict(zip(where.mentions, np.stack([pronouns[0], antecedents[0]], axis=1), strict=True))


class States(Mapping[int, "NDArray[np.float32]"]):
    """A vector (2, size) for each mention of a person, by its index.

    Its first row is what the mention is like as a pronoun, its second row what it is like as an antecedent. Few
    pronouns need them, so those of a window are computed when one of its mentions is asked for.
    """

    def __init__(self, encoder: ReferenceEncoder, reading: Reading, mentions: Sequence[Mention]) -> None:
        self._encoder, self._pieces = encoder, reading.pieces
        self._windows = list(windows_of(reading, mentions))
        self._window_of = {k: n for n, (_, _, inside) in enumerate(self._windows) for k in inside}
        self._read: dict[int, dict[int, NDArray[np.float32]]] = {}

    def __getitem__(self, k: int) -> NDArray[np.float32]:
        n = self._window_of[k]
        if n not in self._read:
            window, rows, inside = self._windows[n]
            self._read[n] = self._encoder.read(rows, places(self._pieces, window, inside))
        return self._read[n][k]

    def __iter__(self) -> Iterator[int]:
        return iter(self._window_of)

    def __len__(self) -> int:
        return len(self._window_of)


def windows_of(
    reading: Reading, mentions: Sequence[Mention]
) -> Iterator[tuple[Window, NDArray[np.float32], dict[int, Mention]]]:
    """The windows of a text, with the encoder's states and the mentions of people that begin in each (by index)."""
    people = [k for k, mention in enumerate(mentions) if mention.type == "person"]
    words = [_word(reading.pieces, mentions[k].span.start) for k in people]
    for window, rows in reading.states:
        inside = people[bisect_left(words, window.used_start) : bisect_left(words, window.used_end)]
        yield window, rows, {k: mentions[k] for k in inside}


def _is_third_person(mention: Mention) -> bool:
    return mention.form == "pronoun" and mention.span.text.lower() in THIRD_PERSON


def places(pieces: WordPieces, window: Window, mentions: Mapping[int, Mention]) -> Places:
    """Where `mentions` of people, which begin in the window, are. A mention that ends after it is cut there."""
    start = pieces.first[window.start]
    marks = [0] * (pieces.size(window.start, window.end) + 2)
    kept = {0}
    spans: dict[int, tuple[int, int]] = {}

    def position(word: int) -> int:
        return pieces.first[word] - start + 1

    for k, mention in mentions.items():
        first = _word(pieces, mention.span.start)
        last = min(_word(pieces, mention.span.end - 1), window.end - 1)
        spans[k] = position(first), position(last) + pieces.size(last, last + 1) - 1
        inside = range(spans[k][0], spans[k][1] + 1)
        kept.update(inside)
        mark = MARKS.get("third person" if _is_third_person(mention) else mention.form, MARKS["nominal"])
        marks[inside.start : inside.stop] = [mark] * len(inside)
        if mention.syntax is not None:
            verbs = [clause.verb for clause in mention.syntax.clauses[:1]]
            words = (_word(pieces, offset) for offset in (mention.syntax.governor, *verbs))
            kept.update(position(word) for word in words if window.start <= word < window.end)
    order = sorted(kept)
    index = {piece: i for i, piece in enumerate(order)}
    return Places(marks, order, {k: (index[first], index[last]) for k, (first, last) in spans.items()})


def _word(pieces: WordPieces, offset: int) -> int:
    return max(0, bisect_right(pieces.starts, offset) - 1)
