from __future__ import annotations

import sys
from dataclasses import replace
from types import FrameType
from typing import Any

import numpy as np
import pytest

from newsrows.records import Quote, Span
from newsrows.resolution.coreference.pronoun_features import features
from newsrows.resolution.coreference.pronouns import LEAST_PROBABILITY, antecedent, choose, probabilities
from newsrows.resolution.coreference.ranker import load_ranker
from newsrows.resolution.coreference.state_ranker import load_state_ranker
from resolution.coreference.scenes import discourse_of, place
from resolution.stories import read_story

TraceFunction = Any  # a function of a frame, an event and its argument that returns such a function

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


def test_work_grows_in_proportion_to_the_number_of_pronouns() -> None:
    def steps(count: int) -> int:
        """The instructions of Python that the pronouns take: a number that a busy machine does not change."""
        discourse, taken = discourse_of("Mr [p Hill] sat. " + "[m He] ate. " * count), 0

        def trace(frame: FrameType, event: str, _: object) -> TraceFunction:
            nonlocal taken
            frame.f_trace_opcodes = True
            taken += event == "opcode"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            for i in range(1, count + 1):
                antecedent(discourse, i)
        finally:
            sys.settrace(before)
        return taken

    assert steps(400) < 5 * steps(100)


def test_states_of_the_encoder_revise_the_choice() -> None:
    discourse = discourse_of("[p Ann Carter] met [p Jo Hill]. [f She] left.")
    plain = probabilities(discourse, 2, [1, 0], features(discourse, 2, [1, 0]), load_ranker())
    size = len(load_state_ranker().hidden) // 3
    vectors = np.random.default_rng(1).normal(size=(3, 2, size)).astype(np.float32)
    discourse.state.findings = replace(discourse.state.findings, reference_states=dict(enumerate(vectors)))
    revised = probabilities(discourse, 2, [1, 0], features(discourse, 2, [1, 0]), load_ranker())
    assert max(plain) < 0.55
    assert sum(revised) == pytest.approx(1)
    assert revised != pytest.approx(plain)


def test_states_do_not_matter_if_one_person_can_be_meant() -> None:
    discourse = discourse_of("Mrs [p Carter] sang. [f She] left.")
    plain = probabilities(discourse, 1, [0], features(discourse, 1, [0]), load_ranker())
    size = len(load_state_ranker().hidden) // 3
    vectors = np.ones((2, 2, size), np.float32)
    discourse.state.findings = replace(discourse.state.findings, reference_states=dict(enumerate(vectors)))
    assert probabilities(discourse, 1, [0], features(discourse, 1, [0]), load_ranker()) == plain


def test_states_do_not_matter_if_the_features_are_enough() -> None:
    syntax = {0: place(0, 11), 1: place(15, 11, function="object", subject=0), 2: place(30, 35)}
    discourse = discourse_of(STORY, syntax={**syntax, 3: place(43, 47)})
    described = features(discourse, 3, [2, 1, 0])
    plain = load_ranker().probabilities(*described)
    assert plain[0] + plain[2] >= 0.55
    vectors = np.ones((4, 2, len(load_state_ranker().hidden) // 3), np.float32)
    discourse.state.findings = replace(discourse.state.findings, reference_states=dict(enumerate(vectors)))
    assert probabilities(discourse, 3, [2, 1, 0], described, load_ranker()) == plain


@pytest.mark.parametrize(
    ("story", "is_known"),
    [
        ("[p Ann Carter] and [p Jo Hill] sang. [f She] said so.", False),
        ("Mrs [p Carter], and her lawyer, Ms [p Hill], sang. [f She] said so.", False),
        ("[p Ann Carter] and Mr [p Hill] sang. [f She] said so.", True),
        ("[p Ann Carter] and [p Jo Hill] sang. [p Carter] left. [f She] said so.", True),
        ("[p Ann Carter] sang. [f She] said so.", True),
    ],
)
def test_who_speaks_of_two_people_that_are_only_named_together_is_unknown(story: str, is_known: bool) -> None:
    text, mentions = read_story(story)
    span = mentions[-1].span
    said = Quote("indirect", (Span.of(text, len(text) - 3, len(text) - 1),), speaker=span, speaker_head=span)
    discourse = discourse_of(story, said)
    assert (antecedent(discourse, len(mentions) - 1) is not None) is is_known
