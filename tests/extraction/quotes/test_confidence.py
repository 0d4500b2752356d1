from __future__ import annotations

import pytest

from extraction.quotes.quote_parses import parses
from newsrows.extraction.quotes.candidate import Candidate
from newsrows.extraction.quotes.confidence import BIAS, confidence_of, probability, weights
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.finder import find_candidates


def test_weights_are_finite_and_have_a_bias() -> None:
    assert BIAS in weights()
    assert all(abs(weight) < 10 for weight in weights().values())


def test_probability_is_the_logistic_function_of_the_summed_weights() -> None:
    weight_of = {BIAS: -1.0, "said": 2.0, "nested": -1.5}
    assert probability([], weight_of) == pytest.approx(0.2689, abs=1e-4)
    assert probability(["said"], weight_of) == pytest.approx(0.7311, abs=1e-4)
    assert probability(["said", "nested"], weight_of) == pytest.approx(0.3775, abs=1e-4)


def test_a_feature_counts_once_and_an_unknown_feature_not_at_all() -> None:
    feature = max(weights(), key=lambda name: weights()[name])
    plain, once, twice = (
        Candidate("clause", [(0, 1)], features=["unknown", *times]) for times in ([], [feature], [feature, feature])
    )
    assert confidence_of(plain) < confidence_of(once) == confidence_of(twice)


def test_every_candidate_has_a_probability() -> None:
    candidates = [c for parsed in parses().values() for c in find_candidates(QuoteContext(parsed, ()))]
    assert len(candidates) > 100
    assert all(0 <= confidence_of(candidate) <= 1 for candidate in candidates)


def test_a_plain_statement_is_more_probable_than_an_attitude() -> None:
    said = find_candidates(QuoteContext(parses()["The mayor said the plan would fail."], ()))
    opposed = find_candidates(QuoteContext(parses()["He wants the plan to be changed."], ()))
    assert confidence_of(said[0]) > 0.7
    assert all(confidence_of(candidate) < 0.7 for candidate in opposed)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("think+clause", "nested-in=clause"),
        ("speaker=she+plain", "speaker=none+plain"),
        ("words<=4+plain", "words<=0+plain"),
        ("under=say+ccomp+plain", "nested"),
    ],
)
def test_what_is_typical_of_speech_makes_a_candidate_more_probable(better: str, worse: str) -> None:
    both = (Candidate("clause", [(0, 1)], features=["clause", feature]) for feature in (better, worse))
    assert confidence_of(next(both)) > confidence_of(next(both))


def test_a_pattern_that_is_too_rare_to_be_fitted_has_a_fixed_confidence() -> None:
    assert confidence_of(Candidate("turn", [(0, 1)], features=[BIAS])) == 0.9
    assert confidence_of(Candidate("put-so", [(0, 1)])) == 0.5


def test_most_features_of_real_candidates_have_a_weight() -> None:
    candidates = [c for parsed in parses().values() for c in find_candidates(QuoteContext(parsed, ()))]
    features = [feature for candidate in candidates for feature in candidate.features]
    assert sum(feature in weights() for feature in features) > len(features) / 2
