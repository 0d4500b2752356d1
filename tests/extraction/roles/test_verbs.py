"""Where a title begins after a verb."""

from __future__ import annotations

import pytest

from extraction.roles.role_rows import role_rows


@pytest.mark.parametrize(
    "words",
    [
        "was sworn in as",
        "was elected to be",
        "was elected to become",
        "was named as",
        "is",
        "is also",
        "is now",
        "is still",
        "is currently",
        "has been appointed",
        "is being appointed",
    ],
)
def test_words_between_a_verb_and_a_current_title_are_skipped(words: str) -> None:
    marked = f"[PERSON Ann Carter] {words} director of [ORG Coast Bank]."
    assert role_rows(marked) == [("director", "Ann Carter", "Coast Bank", "current")]


@pytest.mark.parametrize("adverb", ["later", "then", "once", "recently", "formerly"])
def test_an_adverb_after_a_past_verb_does_not_change_the_status(adverb: str) -> None:
    marked = f"[PERSON Ann Carter] was {adverb} director of [ORG Coast Bank]."
    assert role_rows(marked) == [("director", "Ann Carter", "Coast Bank", "former")]


@pytest.mark.parametrize("words", ["'ll be", "will be", "is to be"])
def test_a_future_verb_shows_that_the_title_is_not_held_yet(words: str) -> None:
    marked = f"[PERSON Ann Carter] {words} director of [ORG Coast Bank]."
    assert role_rows(marked) == [("director", "Ann Carter", "Coast Bank", "elect")]
