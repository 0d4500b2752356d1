from __future__ import annotations

from time import perf_counter

import pytest

from newsrows.resolution.coreference.pronouns import LEAST_PROBABILITY, antecedent, choose
from resolution.coreference.scenes import discourse_of, place

STORY = "[p Ann Carter] met [p Jo Hill]. [p Carter] ate. [f She] left."


def test_shares_of_a_persons_mentions_are_added() -> None:
    discourse = discourse_of(STORY)
    reference = choose(discourse, [2, 1, 0], [0.3, 0.35, 0.3, 0.05])
    assert reference is not None
    assert reference.cluster is discourse.state.linked[0]
    assert reference.probability == pytest.approx(0.6)


def test_nobody_is_chosen_below_the_least_probability() -> None:
    share = LEAST_PROBABILITY - 0.01
    assert choose(discourse_of(STORY), [2, 1], [share, 0.1, 1 - share - 0.1]) is None


def test_pronoun_without_candidates_has_no_antecedent() -> None:
    assert antecedent(discourse_of("[f She] left."), 0) is None


def test_the_only_person_nearby_is_meant() -> None:
    discourse = discourse_of("Mrs [p Carter] sang. [f She] left.")
    reference = antecedent(discourse, 1)
    assert reference is not None
    assert reference.cluster is discourse.state.linked[0]
    assert LEAST_PROBABILITY <= reference.probability <= 1


def test_a_subject_means_the_subject_of_the_sentence_before() -> None:
    syntax = {0: place(0, 11), 1: place(15, 11, function="object", subject=0), 2: place(30, 35)}
    discourse = discourse_of("[p Ann Carter] met [p Wendy Brown]. [f She] spoke.", syntax=syntax)
    reference = antecedent(discourse, 2)
    assert reference is not None
    assert reference.cluster is discourse.state.linked[0]


def test_an_article_of_pronouns_takes_linear_time() -> None:
    def seconds(count: int) -> float:
        discourse = discourse_of("Mr [p Hill] sat. " + "[m He] ate. " * count)
        began = perf_counter()
        for i in range(1, count + 1):
            antecedent(discourse, i)
        return perf_counter() - began

    assert seconds(2400) < 16 * seconds(300)
