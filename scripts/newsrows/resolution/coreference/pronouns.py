"""Decides whom 'he' and 'she' mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from newsrows.resolution.coreference.antecedents import candidates
from newsrows.resolution.coreference.discourse import Discourse
from newsrows.resolution.coreference.pronoun_features import PronounFeatures, features
from newsrows.resolution.coreference.ranker import Ranker, load_ranker
from newsrows.resolution.coreference.state import Cluster, Reference, genders_differ
from newsrows.resolution.coreference.state_ranker import load_state_ranker

LEAST_PROBABILITY: Final = 0.5
"""A pronoun is not resolved if nobody is at least so probable."""
_REVISED_BELOW: Final = 0.55
"""The encoder's states are asked if the features make nobody so probable."""

# Between two people who are named together: 'Ann Carter and Dr Jo Hart', 'Ann Carter, and her lawyer, Jo Hart'.
_AND: Final = re.compile(
    r",? (?:and|or|&) (?:(?:the|an?|his|her|their|its) (?:[\w’'-]+ ){0,4}(?:[\w’'-]+, )?)?"
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Prof|Professor)\.? )?"
)
# People who are named together are so many mentions apart.
_NEAR: Final = 3


def antecedent(discourse: Discourse, i: int) -> Reference | None:
    """The person whom the pronoun with the index `i` means, if that is probable enough."""
    chosen = candidates(discourse, i)
    if not chosen:
        return None
    described = features(discourse, i, chosen)
    reference = choose(discourse, chosen, probabilities(discourse, i, chosen, described, load_ranker()))
    if reference is not None and i in discourse.quotes.spoken_by and _is_one_of_pair(discourse, i, reference.cluster):
        return None
    return reference


def _is_one_of_pair(discourse: Discourse, i: int, cluster: Cluster) -> bool:
    """Whether the pronoun `i` can mean either of two people whom the text only names together.

    In 'Ann Carter and Jo Hart met. She said', nothing tells who spoke. A pair is not one any more if one of them has
    been mentioned alone: 'Carter left early. She said'.
    """
    state, mentions = discourse.state, discourse.state.findings.mentions
    last = state.last_before(cluster, i)
    if last < 0 or discourse.quotes.around[last] is not None:
        return False
    named = [
        k
        for k in range(max(0, last - _NEAR), min(i, last + _NEAR + 1))
        if mentions[k].form == "name"
        and mentions[k].type == "person"
        and mentions[k].sentence == mentions[last].sentence
    ]
    for first, second in pairwise(named):
        pair = [state.linked.get(first), state.linked.get(second)]
        between = discourse.text[mentions[first].span.end : mentions[second].span.start]
        if cluster not in pair or pair[0] is pair[1] or not _AND.fullmatch(between):
            continue
        other = pair[pair[0] is cluster]
        if other is None or genders_differ(mentions[i].gender, state.gender(other)):
            continue
        if mentions[state.last_before(other, i)].sentence == mentions[last].sentence:
            return True
    return False


def probabilities(
    discourse: Discourse, i: int, chosen: Sequence[int], described: PronounFeatures, ranker: Ranker
) -> list[float]:
    """The probability that the pronoun `i` means each of the candidates `chosen`, and at the end 'none of them'.

    Args:
        discourse: the article.
        i: the index of the pronoun.
        chosen: the candidates: indices of mentions.
        described: their features.
        ranker: ranks by the features alone. If nobody is probable then, the encoder's states revise this.
    """
    by_features = ranker.probabilities(*described)
    totals = _totals(discourse, chosen, by_features)
    states = discourse.state.findings.reference_states
    if len(totals) == 1 or max(totals.values()) >= _REVISED_BELOW or i not in states:
        return by_features
    antecedents = [states[k][1] if k in states else None for k in chosen]
    return load_state_ranker().revised(by_features, states[i][0], antecedents, described.none)


def choose(discourse: Discourse, chosen: Sequence[int], probabilities: Sequence[float]) -> Reference | None:
    """The most probable person, if that is probable enough.

    Args:
        discourse: the article.
        chosen: the candidates: indices of mentions, several of which can be of one person.
        probabilities: of each candidate, and of 'none' at the end.
    """
    linked = discourse.state.linked
    totals = _totals(discourse, chosen, probabilities)
    best = next(k for k in chosen if totals[id(linked[k])] == max(totals.values()))
    probability = totals[id(linked[best])]
    return Reference(linked[best], min(probability, 1.0)) if probability >= LEAST_PROBABILITY else None


def _totals(discourse: Discourse, chosen: Sequence[int], probabilities: Sequence[float]) -> dict[int, float]:
    """The probability of each person, by the `id` of the cluster."""
    totals: dict[int, float] = {}
    for k, probability in zip(chosen, probabilities[:-1], strict=True):
        key = id(discourse.state.linked[k])
        totals[key] = totals.get(key, 0.0) + probability
    return totals
