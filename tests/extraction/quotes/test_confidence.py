from __future__ import annotations

from extraction.quotes.quote_parses import parses
from newsrows.extraction.quotes.candidate import Candidate
from newsrows.extraction.quotes.confidence import BIAS, confidence_of, weights
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.finder import find_candidates


def test_weights_are_finite_and_have_a_bias() -> None:
    assert BIAS in weights()
    assert all(abs(weight) < 10 for weight in weights().values())


def test_a_feature_counts_once_and_an_unknown_feature_not_at_all() -> None:
    feature = max(weights(), key=lambda name: weights()[name])
    plain, once, twice = (
        Candidate("clause", [(0, 1)], features=["unknown", *times]) for times in ([], [feature], [feature, feature])
    )
    assert confidence_of(plain) < confidence_of(once) == confidence_of(twice)


def test_a_plain_statement_is_more_probable_than_an_attitude() -> None:
    said = find_candidates(QuoteContext(parses()["The mayor said the plan would fail."], ()))
    opposed = find_candidates(QuoteContext(parses()["He wants the plan to be changed."], ()))
    assert confidence_of(said[0]) > 0.7
    assert all(confidence_of(candidate) < 0.7 for candidate in opposed)


def test_a_pattern_that_is_too_rare_to_be_fitted_has_a_fixed_confidence() -> None:
    assert confidence_of(Candidate("turn", [(0, 1)], features=[BIAS])) == 0.75
    assert confidence_of(Candidate("put-so", [(0, 1)])) == 0.5


def test_most_features_of_real_candidates_have_a_weight() -> None:
    candidates = [c for parsed in parses().values() for c in find_candidates(QuoteContext(parsed, ()))]
    features = [feature for candidate in candidates for feature in candidate.features]
    assert sum(feature in weights() for feature in features) > len(features) / 2


def test_features_say_which_candidate_contains_another() -> None:
    text = "She said she feared that the trust would fold."
    said, feared = find_candidates(QuoteContext(parses()[text], ()))
    assert not any(feature.startswith("nested") for feature in said.features)
    assert {"nested-same-speaker", "nested"} & set(feared.features)
    assert "nested-in=clause" in feared.features


def test_features_count_words_in_classes() -> None:
    (candidate,) = find_candidates(QuoteContext(parses()["The mayor said the plan would fail."], ()))
    assert {"words<=3+plain", "words<=3+clause", "opens=the+plain", "say+clause"} <= set(candidate.features)
