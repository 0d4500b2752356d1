"""Estimate the probability that a candidate is right: a logistic regression over its features.

The weights are in quote_confidence.csv, one row per feature; scripts/maintain/fit_quote_confidence.py fits them to
annotated articles. features.py describes the features. A feature without a row counts as zero. selection.py holds the
thresholds: how probable a candidate must be to become a quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import exp

from newsrows.extraction.quotes.candidate import Candidate
from newsrows.lexicon import rows

BIAS = "(bias)"
# These patterns are too rare in the training articles to be fitted. The value is the share that was right;
# none of them has the answer to a question in its own paragraph, whose speaker is left open. The articles with the
# quotations that have no cue are not those that the weights are fitted to.
_FIXED_CONFIDENCE = {
    "turn": 0.9,
    "put-so": 0.5,
    "answer": 0.5,
    "after-said": 0.88,
    "under-said": 0.8,
    "after-subject": 0.75,
    "under-subject": 0.6,
}


@cache
def weights() -> dict[str, float]:
    """The weight of each feature, in log odds."""
    return {row["feature"]: float(row["weight"]) for row in rows("quote_confidence")}


def probability(features: Iterable[str], weight_of: Mapping[str, float]) -> float:
    """Probability from 0 to 1 of something with these features; each counts once, and not at all without a weight."""
    score = weight_of.get(BIAS, 0.0) + sum(weight_of.get(feature, 0.0) for feature in set(features))
    return 1 / (1 + exp(-score))


def confidence_of(candidate: Candidate) -> float:
    """Probability from 0 to 1 that content and speaker of `candidate` are right, to two decimal places."""
    fixed = _FIXED_CONFIDENCE.get(candidate.pattern)
    return fixed if fixed is not None else round(probability(candidate.features, weights()), 2)
