"""The model that compares the encoder's states of a pronoun and its antecedents (docs/coreference-model.md)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from newsrows.resolution.coreference.ranker import WEIGHTS_FOLDER
from newsrows.weights import verified

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

STATE_WEIGHTS: Final = "states.npz"
_LEAST: Final = 1e-9


@dataclass(frozen=True, eq=False)
class StateRanker:
    """Two perceptrons with one hidden layer: one scores each antecedent, the other 'none of them'.

    Attributes:
        hidden: (3 * size, units), for the pronoun's state, the antecedent's, and their product; `hidden_bias` (units).
        output: (units + 1), the weights of these units, and a constant.
        none_hidden: (size + features of 'none', units), and `none_bias` (units).
        none_output: (units + 1), as `output`.
        scale: (), by which the logarithms of the first ranker's probabilities are multiplied.
    """

    hidden: NDArray[np.float32]
    hidden_bias: NDArray[np.float32]
    output: NDArray[np.float32]
    none_hidden: NDArray[np.float32]
    none_bias: NDArray[np.float32]
    none_output: NDArray[np.float32]
    scale: NDArray[np.float32]

    def revised(
        self,
        probabilities: Sequence[float],
        pronoun: NDArray[np.float32],
        antecedents: Sequence[NDArray[np.float32] | None],
        none: Sequence[float],
    ) -> list[float]:
        """Probabilities that consider the states as well. Their sum is 1.

        Args:
            probabilities: those of the first ranker: of each antecedent, and of 'none'.
            pronoun: the state of the pronoun (size).
            antecedents: the state of each antecedent (size), if it has one.
            none: the features of 'none'.
        """
        scores = self.scale * np.log(np.maximum(np.array(probabilities, dtype=np.float32), _LEAST))
        known = [i for i, state in enumerate(antecedents) if state is not None]
        if known:
            rows = np.stack([state for state in antecedents if state is not None])
            pairs = np.concatenate([np.broadcast_to(pronoun, rows.shape), rows, rows * pronoun], axis=1)
            scores[known] += _perceptron(pairs, self.hidden, self.hidden_bias, self.output)
        of_none = np.concatenate([pronoun, np.array(none, dtype=np.float32)])
        scores[-1] += _perceptron(of_none, self.none_hidden, self.none_bias, self.none_output)
        shares = np.exp(scores - scores.max())
        revised: list[float] = (shares / shares.sum()).tolist()
        return revised


def _perceptron(
    rows: NDArray[np.float32], hidden: NDArray[np.float32], bias: NDArray[np.float32], output: NDArray[np.float32]
) -> NDArray[np.float32]:
    scores: NDArray[np.float32] = np.maximum(rows @ hidden + bias, 0) @ output[:-1] + output[-1]
    return scores


@cache
def load_state_ranker(folder: Path = WEIGHTS_FOLDER) -> StateRanker:
    """The ranker in `folder`, by default that of the package.

    Raises:
        WeightsError: the file is missing or does not match its checksum.
    """
    with np.load(verified(STATE_WEIGHTS, folder)) as arrays:
        return StateRanker(**{name: arrays[name] for name in arrays.files})
