"""Text as words, word pieces and shapes."""

from __future__ import annotations

import pytest

from newsrows.extraction.encoder.encoder import WEIGHTS_FOLDER
from newsrows.extraction.encoder.word_pieces import (
    COMMONEST,
    SHAPES,
    WordPieces,
    load_tokenizer,
    split_words,
    word_shapes,
)


def pieces_of(text: str) -> WordPieces:
    (pieces,) = split_words(load_tokenizer(WEIGHTS_FOLDER / "tokenizer.json"), [text])
    return pieces


def shapes_of(text: str) -> list[str]:
    pieces = pieces_of(text)
    return [SHAPES[pieces.shapes[first]] for first in pieces.first]


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("harbour", "lower"),
        ("Harbour", "title"),
        ("RNLI", "upper"),
        ("J", "initial"),
        ("McAllister", "mixed"),
        ("eBay", "mixed"),
        ("2031", "digits"),
        ("F16", "digits_letters"),
        ("’", "mark"),
        ("東京", "other"),
    ],
)
def test_word_has_the_shape_of_its_letters(word: str, shape: str) -> None:
    assert SHAPES[word_shapes(["x", word], [0])[1]] == shape


def test_capital_at_the_start_of_a_sentence_has_its_own_shape() -> None:
    assert shapes_of("Boats sank. Crews of Fleet ships swam.\nNobody drowned") == [
        "title_first", "lower", "mark",
        "title_first", "lower", "title", "lower", "lower", "mark",
        "title_first", "lower",
    ]  # fmt: skip


def test_capitals_in_a_line_of_capitals_have_their_own_shape() -> None:
    assert shapes_of("STORM HITS NORTHERN COAST\nThe BBC said") == [
        *["upper_line"] * 4,
        *["title_first", "upper", "lower"],
    ]


def test_line_of_three_words_is_not_a_line_of_capitals() -> None:
    assert shapes_of("STORM HITS COAST\nNobody drowned")[:3] == ["upper"] * 3


def test_line_with_four_of_five_words_in_capitals_is_a_line_of_capitals() -> None:
    assert shapes_of("STORM HITS the NORTHERN COAST\nNobody drowned")[:2] == ["upper_line"] * 2
    assert shapes_of("STORM HITS the old NORTHERN COAST\nNobody drowned")[:2] == ["upper"] * 2


def test_word_offsets_are_right_with_accents_and_symbols() -> None:
    text = "Zoë O’Máille 😀 paid €5"
    pieces = pieces_of(text)
    words = [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    assert words == ["Zoë", "O", "’", "Máille", "😀", "paid", "€5"]


def test_word_far_from_any_capital_is_not_scored() -> None:
    pieces = pieces_of("it was said to please old Ann a lot more than him")
    assert pieces.near_capitals() == [False] * 4 + [True] * 5 + [False] * 3


def likely(text: str) -> list[str]:
    pieces = pieces_of(text)
    return [text[pieces.starts[i] : pieces.ends[i]] for i, read in enumerate(pieces.near_likely_names()) if read]


def test_vocabulary_begins_with_the_most_frequent_words() -> None:
    tokenizer = load_tokenizer(WEIGHTS_FOLDER / "tokenizer.json")
    assert [tokenizer.id_to_token(i) for i in COMMONEST[:4]] == ["the", "of", "and", "in"]
    assert tokenizer.token_to_id("may") not in COMMONEST  # a person's name, too


def test_common_word_at_the_start_of_a_sentence_is_not_scored_by_the_student() -> None:
    assert likely("But he was late. The boats left") == []
    assert likely("He asked. The Herald of today replied") == ["The", "Herald", "of"]


def test_words_between_two_capitals_are_scored_by_the_student() -> None:
    found = likely("the Ministry of food and the Sea was shut for good")
    assert " ".join(found) == "the Ministry of food and the Sea was"


def test_gap_of_five_words_between_capitals_is_not_scored_by_the_student() -> None:
    assert likely("the Ministry of food for all and Sea was shut") == ["the", "Ministry", "of", "and", "Sea", "was"]


def test_word_after_a_hyphen_or_an_apostrophe_is_scored_by_the_student() -> None:
    assert likely("so on Wednesday Sun Hee-jin spoke and o'Dowd wept") == [
        *["on", "Wednesday", "Sun", "Hee", "-", "jin"],
        *["o", "'", "Dowd", "wept"],
    ]


def test_sentence_does_not_start_after_an_initial_or_a_short_title() -> None:
    pieces = pieces_of("Met Mr. Lo and J. Bell there. Then left.")
    assert [pieces.starts[i] for i in pieces.sentence_starts] == [0, 30]
