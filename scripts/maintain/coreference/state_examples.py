"""Examples for the encoder of references: what the lower layers of the encoder make of the text around pronouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from maintain.coreference.examples import examples
from maintain.coreference.fit import EPOCHS, as_ranker, fit_networks
from newsrows.extraction.encoder.reference_states import places, windows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from maintain.coreference.examples import Example
    from maintain.coreference.passages import Passage
    from newsrows.extraction.encoder import Encoder
    from newsrows.extraction.encoder.reference_states import Places
    from newsrows.records import Findings
    from newsrows.resolution.coreference.ranker import Ranker

FOLDS = 4


@dataclass(frozen=True, eq=False)
class Pronoun:
    """One pronoun.

    Attributes:
        example: its candidates, their features, and which are right.
        scores: (candidates + 1), the logarithms of probabilities from a ranker that was not fitted on this text.
    """

    example: Example
    scores: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Text:
    """The windows of a text that hold its pronouns or their candidates.

    Attributes:
        states: for each window (pieces, width), as 16-bit floats.
        where: for each window, the places of its mentions.
        pronouns: the pronouns.
    """

    states: Sequence[NDArray[np.float16]]
    where: Sequence[Places]
    pronouns: Sequence[Pronoun]

    @property
    def size(self) -> int:
        """The number of pieces in its longest window."""
        return max(map(len, self.states))

    def ends(self) -> Mapping[int, tuple[int, int, int]]:
        """For each mention, its window, and where in the window's kept pieces it begins and ends."""
        return {k: (n, *ends) for n, where in enumerate(self.where) for k, ends in where.mentions.items()}


def texts(found: Sequence[tuple[Passage, Findings]], encoder: Encoder, ranker: Ranker) -> Iterator[Text]:
    """The texts that have examples.

    Args:
        found: the passages with their findings.
        encoder: the NER encoder.
        ranker: the fitted ranker, which resolves the pronouns before each example.
    """
    by_passage = [
        [one for one in examples([pair], ranker) if one.right.any() and len(one.candidates)] for pair in found
    ]
    rankers = _rankers_without([fold(passage.name) for passage, _ in found], by_passage)
    for (passage, findings), made in zip(found, by_passage, strict=True):
        if made:
            pronouns = [Pronoun(one, scores(rankers[fold(passage.name)], one)) for one in made]
            text = _text(passage, findings, encoder, pronouns)
            if text is not None:
                yield text


def fold(name: str) -> int:
    """The fold of a passage. The tellings of one story are in one fold."""
    return crc32(name.rsplit("-", 1)[0].encode() if name.startswith("story") else name.encode()) % FOLDS


def _rankers_without(folds: Sequence[int], made: Sequence[Sequence[Example]]) -> list[Ranker]:
    """For each fold, a ranker that was fitted on the other folds."""
    return [
        as_ranker(
            fit_networks(
                [one for number, some in zip(folds, made, strict=True) if number != left_out for one in some],
                networks=1,
                epochs=EPOCHS // 2,
            )
        )
        for left_out in range(FOLDS)
    ]


def scores(ranker: Ranker, example: Example) -> NDArray[np.float32]:
    """The logarithms of the probabilities of an example's candidates, and of 'none'."""
    probabilities = ranker.probabilities([], example.candidates.tolist(), example.none.tolist())
    return np.log(np.maximum(np.array(probabilities, dtype=np.float32), 1e-9))


def _text(passage: Passage, findings: Findings, encoder: Encoder, pronouns: Sequence[Pronoun]) -> Text | None:
    reading = encoder.read(passage.text)
    needed = {k for one in pronouns for k in (one.example.pronoun, *one.example.mentions)}
    states, where = [], []
    for window, rows, inside in windows_of(reading, findings.mentions):
        if not needed.isdisjoint(inside):
            states.append(rows.astype(np.float16))
            where.append(places(reading.pieces, window, inside))
    read = {k for one in where for k in one.mentions}
    kept = [one for one in pronouns if one.example.pronoun in read]
    return Text(states, where, kept) if kept else None
