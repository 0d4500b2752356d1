from __future__ import annotations

import pytest

from newsrows.records import Quote, Span, Syntax
from newsrows.records.findings import SourceType
from newsrows.resolution.coreference.antecedents import MAX_SENTENCES, candidates
from resolution.coreference.scenes import discourse_of, place
from resolution.stories import read_story


def test_people_of_another_gender_are_no_candidates() -> None:
    assert candidates(discourse_of("Mrs [p Carter] met Mr [p Brown]. [f She] spoke."), 2) == [0]


def test_a_given_name_shows_its_usual_gender() -> None:
    discourse = discourse_of("[p Mary Holm] fed [p Kevin]. [m He] ate. [f She] sang.")
    assert (candidates(discourse, 2), candidates(discourse, 3)) == ([1], [0])


def test_the_nearest_candidate_comes_first() -> None:
    assert candidates(discourse_of("[p Ann Carter] met [p Mary Brown]. [f She] spoke."), 2) == [1, 0]


def test_a_name_after_the_pronoun_in_its_sentence_is_a_candidate() -> None:
    story = "When [m he] won, [p John Hill] wept. [p Paul Poole] left."
    assert candidates(discourse_of(story, syntax={0: place(5, 8)}), 0) == [1]
    assert candidates(discourse_of(story), 0) == []


@pytest.mark.parametrize(("sentences", "is_candidate"), [(MAX_SENTENCES - 1, True), (MAX_SENTENCES, False)])
def test_candidates_are_at_most_eight_sentences_away(sentences: int, is_candidate: bool) -> None:
    story = f"[p Ann Carter] spoke. {'It rained. ' * sentences}[f She] left."
    assert candidates(discourse_of(story), 1) == ([0] if is_candidate else [])


def test_the_speaker_of_a_quotation_is_not_he_in_it() -> None:
    story = '"[m He] left," said [p John Hill].'
    quote = Quote("direct", (Span(1, 9, "He left,"),), speaker=Span(16, 25, "John Hill"))
    syntax = {0: place(1, 4)}
    assert candidates(discourse_of(story, quote, syntax=syntax), 0) == []
    assert candidates(discourse_of(story, syntax=syntax), 0) == [1]


def test_whom_a_speaker_names_is_no_candidate() -> None:
    story = '[p Jo Hill] left. "[p Hill] lied," [f she] said.'
    quote = Quote("direct", (Span(15, 25, "Hill lied,"),), speaker=Span(27, 30, "she"))
    assert candidates(discourse_of(story, quote), 2) == []
    assert candidates(discourse_of(story), 2) == [1, 0]


def test_at_most_three_mentions_of_a_person_are_candidates() -> None:
    story = "[p Ann Carter] ate. " + "[p Carter] sang. " * 4 + "[f She] left."
    assert candidates(discourse_of(story), 5) == [4, 3, 2]


ANN = place(0, 11)


@pytest.mark.parametrize(
    ("she", "is_candidate"),
    [
        (place(20, 11, function="object", subject=0), False),  # 'Ann Carter saw her'
        (place(20, 30, function="object", subject=0), False),  # 'Ann Carter came and saw her'
        (place(20, 30, function="object", subject=15), True),  # 'Ann Carter said Jo saw her'
        (place(20, 30, function="possessive", owned="object", subject=0), True),  # 'Ann Carter saw her house'
        (place(20, 0, function="possessive", owned="subject", subject=0), False),  # 'her sister, Ann Carter'
    ],
)
def test_grammar_excludes_candidates(she: Syntax, is_candidate: bool) -> None:
    discourse = discourse_of("[p Ann Carter] saw someone [f her].", syntax={0: ANN, 1: she})
    assert candidates(discourse, 1) == ([0] if is_candidate else [])


def test_herself_can_be_the_subject_of_its_clause() -> None:
    herself = place(20, 11, function="object", subject=0)
    discourse = discourse_of("[p Ann Carter] saw only [f herself].", syntax={0: ANN, 1: herself})
    assert candidates(discourse, 1) == [0]


CLEANER = "A cleaner said [p Jo Hart] was kind. "


@pytest.mark.parametrize(
    ("story", "source", "expected"),
    [
        (CLEANER + '[f She] said: "It hurts."', "anonymous", []),
        (CLEANER + '[p Hart] wept. [f She] said: "It hurts."', "anonymous", [1]),
        (CLEANER + '[f She] said: "It hurts."', "document", [0]),
        (CLEANER + '\n\nIt rained.\n\n[f She] said: "It hurts."', "anonymous", [0]),
    ],
)
def test_a_speaker_after_somebody_without_a_name_is_that_person(
    story: str, source: SourceType, expected: list[int]
) -> None:
    text, mentions = read_story(story)
    pronoun = len(mentions) - 1
    hurts = text.index("It hurts")
    quotes = (
        Quote("indirect", (Span.of(text, 15, 31),), speaker=Span.of(text, 0, 9), source=source),
        Quote("direct", (Span.of(text, hurts, hurts + 9),), speaker=mentions[pronoun].span),
    )
    assert candidates(discourse_of(story, *quotes), pronoun) == expected
