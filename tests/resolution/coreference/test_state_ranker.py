from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from newsrows.resolution.coreference.pronoun_features import NONE_FEATURES
from newsrows.resolution.coreference.ranker import WEIGHTS_FOLDER
from newsrows.resolution.coreference.state_ranker import STATE_WEIGHTS, StateRanker, load_state_ranker
from newsrows.weights import CHECKSUMS, WeightsError

# Adds twice the product of the two states to the score of an antecedent, and nothing to that of 'none'.
PRODUCT = StateRanker(
    hidden=np.array([[0.0], [0.0], [1.0]], np.float32),
    hidden_bias=np.zeros(1, np.float32),
    output=np.array([2.0, 0.0], np.float32),
    none_hidden=np.zeros((2, 1), np.float32),
    none_bias=np.zeros(1, np.float32),
    none_output=np.zeros(2, np.float32),
    scale=np.ones(1, np.float32),
)


def test_states_that_agree_raise_a_probability() -> None:
    pronoun = np.array([1.0], np.float32)
    antecedents = [np.array([0.0], np.float32), np.array([0.5], np.float32)]
    expected = np.array([0.5, 0.3 * np.e, 0.2]) / (0.7 + 0.3 * np.e)
    assert PRODUCT.revised([0.5, 0.3, 0.2], pronoun, antecedents, [1.0]) == pytest.approx(expected)


def test_antecedents_without_a_state_keep_their_shares() -> None:
    revised = PRODUCT.revised([0.5, 0.3, 0.2], np.array([1.0], np.float32), [None, None], [0.0])
    assert revised == pytest.approx([0.5, 0.3, 0.2])


def test_impossible_antecedents_give_finite_probabilities() -> None:
    revised = PRODUCT.revised([1.0, 0.0, 0.0], np.array([9.0], np.float32), [None, np.ones(1, np.float32)], [0.0])
    assert np.isfinite(revised).all()
    assert sum(revised) == pytest.approx(1)


def test_weights_of_the_package_fit_the_features_of_the_code() -> None:
    ranker = load_state_ranker()
    size = len(ranker.hidden) // 3
    assert len(ranker.none_hidden) == size + len(NONE_FEATURES)


def test_altered_weights_are_an_error(tmp_path: Path) -> None:
    shutil.copy(WEIGHTS_FOLDER / CHECKSUMS, tmp_path)
    (tmp_path / STATE_WEIGHTS).write_bytes(b"altered")
    with pytest.raises(WeightsError, match=r"states\.npz: found [0-9a-f]{64}, expected"):
        load_state_ranker(tmp_path)
