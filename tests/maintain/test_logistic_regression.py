from __future__ import annotations

import numpy as np
import pytest

from maintain.logistic_regression import fit


def test_bias_is_the_log_odds_of_the_right_examples() -> None:
    bias = np.ones((10, 1))
    target = np.array([1.0] * 8 + [0.0] * 2)

    assert fit(bias, target, penalty=1.0)[0] == pytest.approx(np.log(8 / 2), abs=1e-4)


def test_weight_shrinks_as_the_penalty_grows_and_keeps_its_sign() -> None:
    matrix = np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 1.0], [1.0, 0.0], [1.0, 0.0], [1.0, 0.0]])
    target = np.array([1.0, 1.0, 0.0, 0.0, 0.0, 1.0])

    weak, strong = fit(matrix, target, penalty=0.1)[1], fit(matrix, target, penalty=10.0)[1]

    assert weak > 2 * strong > 0


def test_slope_of_loss_and_penalty_is_zero_at_the_result() -> None:
    generator = np.random.default_rng(7)
    matrix = np.hstack([np.ones((60, 1)), generator.normal(size=(60, 3))])
    target = (generator.random(60) < 0.4).astype(float)

    weights = fit(matrix, target, penalty=2.0)

    chance = 1 / (1 + np.exp(-(matrix @ weights)))
    slope = matrix.T @ (chance - target) + 2.0 * np.array([0.0, *weights[1:]])
    assert np.abs(slope).max() < 1e-4
