from __future__ import annotations

import pytest
from harbour import judge, predicted

from newsrows.evaluation.matching import Words


def test_quotation_marks_and_punctuation_are_not_compared() -> None:
    assert (
        judge(predicted('"the tide is high".', "Ann Lee"), predicted("any boat is lost", "Fishers", "indirect")).joint
        == 1
    )


def test_quotes_match_if_they_share_half_of_their_words() -> None:
    assert judge(predicted("tide is", "Ann Lee")).overlap == pytest.approx(2 / 3)
    assert judge(predicted("tide", "Ann Lee")).overlap == 0


@pytest.mark.parametrize(("speaker", "right"), [("Lee", 1), ("warden", 1), ("Tidewatch", 0), ("Fishers", 0), ("", 0)])
def test_speaker_is_right_if_it_contains_a_head_word_of_the_source(speaker: str, right: int) -> None:
    assert judge(predicted("the tide is high", speaker)).speaker == right


def test_phrase_without_a_head_counts_all_its_words() -> None:
    words = Words("of the people")
    assert words.heads(((0, 13),)) == {0, 1, 2}


@pytest.mark.parametrize(
    ("phrase", "heads"),
    [
        ("the director of the museum", ["director"]),
        ("a man who was there", ["man"]),
        ("Ann Lee, chair of the board", ["Lee", "chair"]),
        ("Ann Lee and Kit Moss (both wardens)", ["Lee", "Moss", "wardens"]),
    ],
)
def test_head_is_the_last_word_before_a_preposition_or_relative_word(phrase: str, heads: list[str]) -> None:
    numbers = sorted(Words(phrase).heads(((0, len(phrase)),)))
    words = phrase.replace(",", "").replace("(", "").replace(")", "").split()
    assert [words[number] for number in numbers] == heads
