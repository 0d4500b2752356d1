"""A logistic regression with an L2 penalty, by Newton's method.

Source: Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, 2009, section 4.4. The matrices are dense:
it is meant for thousands of examples with a few hundred features. `fit_quote_confidence` has a sparse one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_STEPS = 30
_SMALLEST_STEP = 1e-6
_BIAS_PENALTY = 1e-6  # keeps the equations solvable, and is too small to move the bias


def fit(matrix: NDArray[np.float64], target: NDArray[np.float64], penalty: float) -> NDArray[np.float64]:
    """The weights with the least log loss plus penalty, in log odds.

    `matrix` has shape (examples, features); its first column is the bias, which has no penalty. `target` has shape
    (examples,) and is 1 for an example that is right, else 0. The result has shape (features,). Raises
    `numpy.linalg.LinAlgError` if the penalty is 0 and two features are the same.
    """
    weights = np.zeros(matrix.shape[1])
    penalties = np.full(matrix.shape[1], penalty)
    penalties[0] = _BIAS_PENALTY
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(matrix @ weights)))
        slope = matrix.T @ (chance - target) + penalties * weights
        curve = (matrix.T * (chance * (1 - chance))) @ matrix + np.diag(penalties)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < _SMALLEST_STEP:
            break
    return weights
