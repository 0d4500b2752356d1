"""The model that ranks the antecedents of pronouns (docs/coreference-model.md)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from newsrows.weights import verified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

WEIGHTS_FOLDER: Final = Path(__file__).with_name("weights")
WEIGHTS: Final = "pronouns.npz"


@dataclass(frozen=True, eq=False)
class Ranker:
    """A perceptron with one hidden layer that scores each antecedent alone, and one that scores 'none of them'.

    Attributes:
        features: names of the features of an antecedent, as `newsrows.resolution.coreference.antecedents.FEATURES`.
        none_features: names of the features of 'none'.
        hidden: (features, units), and `hidden_bias` (units).
        output: (units), the weights of the hidden units.
        linear: (features), the weights of the features themselves.
        none_hidden: (none_features, units), and `none_bias` (units).
        none_output: (units + 1), the weights of these units, and a constant.
    """

    features: tuple[str, ...]
    none_features: tuple[str, ...]
    hidden: NDArray[np.float32]
    hidden_bias: NDArray[np.float32]
    output: NDArray[np.float32]
    linear: NDArray[np.float32]
    none_hidden: NDArray[np.float32]
    none_bias: NDArray[np.float32]
    none_output: NDArray[np.float32]

    def probabilities(
        self, pronoun: Sequence[float], candidates: Sequence[Sequence[float]], none: Sequence[float]
    ) -> list[float]:
        """The probability of each candidate, and at the end that of 'none'. Their sum is 1.

        Args:
            pronoun: the features that are the same for all candidates; they come first.
            candidates: the other features of each candidate.
            none: the features of 'none'.
        """
        common, rows = np.array(pronoun, dtype=np.float32), np.array(candidates, dtype=np.float32)
        first = len(common)
        units = rows @ self.hidden[first:] + (common @ self.hidden[:first] + self.hidden_bias)
        scores = np.maximum(units, 0) @ self.output + rows @ self.linear[first:] + common @ self.linear[:first]
        none_units = np.maximum(np.array(none, dtype=np.float32) @ self.none_hidden + self.none_bias, 0)
        scores = np.append(scores, none_units @ self.none_output[:-1] + self.none_output[-1])
        shares = np.exp(scores - scores.max())
        probabilities: list[float] = (shares / shares.sum()).tolist()
        return probabilities


@cache
def load_ranker(folder: Path = WEIGHTS_FOLDER) -> Ranker:
    """The ranker in `folder`, by default that of the package.

    Raises:
        WeightsError: the file is missing or does not match its checksum.
    """
    with np.load(verified(WEIGHTS, folder)) as arrays:
        weights = {name: arrays[name] for name in arrays.files if name not in {"features", "none_features"}}
        features, none_features = (tuple(map(str, arrays[name])) for name in ("features", "none_features"))
    return Ranker(features, none_features, **weights)
