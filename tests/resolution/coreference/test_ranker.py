from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from newsrows.resolution.coreference.pronoun_features import FEATURES, NONE_FEATURES
from newsrows.resolution.coreference.ranker import WEIGHTS, WEIGHTS_FOLDER, Ranker, load_ranker
from newsrows.weights import CHECKSUMS, WeightsError


def test_weights_of_the_package_are_for_the_features_of_the_code() -> None:
    ranker = load_ranker()
    assert (ranker.features, ranker.none_features) == (FEATURES, NONE_FEATURES)


def test_altered_weights_are_an_error(tmp_path: Path) -> None:
    shutil.copy(WEIGHTS_FOLDER / CHECKSUMS, tmp_path)
    (tmp_path / WEIGHTS).write_bytes(b"altered")
    with pytest.raises(WeightsError, match=r"pronouns\.npz: found [0-9a-f]{64}, expected"):
        load_ranker(tmp_path)


def test_probabilities_are_shares_of_scores() -> None:
    one, zero = np.ones((1, 1), np.float32), np.zeros(1, np.float32)
    ranker = Ranker(
        features=("p", "x"),
        none_features=("y",),
        hidden=np.array([[1.0], [1.0]], np.float32),
        hidden_bias=zero,
        output=np.array([2.0], np.float32),
        linear=np.array([0.0, 1.0], np.float32),
        none_hidden=one,
        none_bias=zero,
        none_output=np.array([1.0, 0.5], np.float32),
    )
    # scores: 2 * relu(p + x) + x is 3 and -1; 'none' is relu(y) + 0.5, so 0.5
    expected = np.exp([3.0, -1.0, 0.5]) / np.exp([3.0, -1.0, 0.5]).sum()
    assert ranker.probabilities([0.0], [[1.0], [-1.0]], [0.0]) == pytest.approx(expected)
