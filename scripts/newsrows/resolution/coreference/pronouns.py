"""Decides whom 'he' and 'she' mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsrows.resolution.coreference.antecedents import candidates
from newsrows.resolution.coreference.discourse import Discourse
from newsrows.resolution.coreference.pronoun_features import features
from newsrows.resolution.coreference.ranker import load_ranker
from newsrows.resolution.coreference.state import Reference

LEAST_PROBABILITY: Final = 0.5
"""A pronoun is not resolved if nobody is at least so probable."""


def antecedent(discourse: Discourse, i: int) -> Reference | None:
    """The person whom the pronoun with the index `i` means, if that is probable enough."""
    chosen = candidates(discourse, i)
    if not chosen:
        return None
    return choose(discourse, chosen, load_ranker().probabilities(*features(discourse, i, chosen)))


def choose(discourse: Discourse, chosen: Sequence[int], probabilities: Sequence[float]) -> Reference | None:
    """The most probable person, if that is probable enough.

    Args:
        discourse: the article.
        chosen: the candidates: indices of mentions, several of which can be of one person.
        probabilities: of each candidate, and of 'none' at the end.
    """
    linked = discourse.state.linked
    totals: dict[int, float] = {}
    for k, probability in zip(chosen, probabilities[:-1], strict=True):
        totals[id(linked[k])] = totals.get(id(linked[k]), 0.0) + probability
    best = next(k for k in chosen if totals[id(linked[k])] == max(totals.values()))
    probability = totals[id(linked[best])]
    return Reference(linked[best], min(probability, 1.0)) if probability >= LEAST_PROBABILITY else None
