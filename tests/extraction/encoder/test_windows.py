"""An article in windows."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsrows.extraction.encoder.windows import Window, segments, windows
from newsrows.extraction.encoder.word_pieces import (
    SHAPES,
    WordPieces,
)


@st.composite
def articles(draw: st.DrawFn) -> WordPieces:
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=120))
    starts = {0, *draw(st.lists(st.integers(0, len(sizes) - 1), max_size=20))}
    first = [0, *itertools.accumulate(sizes)][:-1]
    total = sum(sizes)
    numbers = list(range(len(sizes)))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))  # numbers drawn one by one take their time
    shapes = np.repeat(rng.integers(1, len(SHAPES), len(sizes)), sizes).tolist()
    ids = rng.integers(400, 600, total).tolist()
    joints = frozenset(np.flatnonzero(rng.random(len(sizes)) < 0.1).tolist())
    return WordPieces(ids, shapes, first, numbers, [n + 1 for n in numbers], sorted(starts), [0], joints)


@given(articles())
def test_words_that_the_student_scores_are_a_subset_of_the_encoders(pieces: WordPieces) -> None:
    pairs = zip(pieces.near_likely_names(), pieces.near_capitals(), strict=True)
    assert all(may_be or not likely for likely, may_be in pairs)


@given(articles(), st.integers(10, 60))
def test_segments_contain_every_word_once_and_complete_sentences(pieces: WordPieces, longest: int) -> None:
    found = segments(pieces, longest)
    assert [word for start, end in found for word in range(start, end)] == list(range(len(pieces)))
    for start, end in found:
        assert start in pieces.sentence_starts
        sentences = sum(start <= sentence < end for sentence in pieces.sentence_starts)
        assert pieces.size(start, end) <= longest or sentences == 1


@given(articles(), st.integers(50, 90))
def test_windows_use_every_word_of_a_long_sentence_once(pieces: WordPieces, longest: int) -> None:
    over = list(windows(pieces, 0, len(pieces), longest))
    assert [word for w in over for word in range(w.used_start, w.used_end)] == list(range(len(pieces)))
    for window in over:
        assert window.start <= window.used_start < window.used_end <= window.end
        assert pieces.size(window.start, window.end) <= longest


def test_text_without_words_has_no_segments() -> None:
    assert segments(WordPieces([], [], [], [], [], [], [])) == []


def test_two_windows_of_a_long_sentence_share_40_pieces_before_and_20_after_the_boundary() -> None:
    words = list(range(300))
    sentence = WordPieces(words, words, words, words, words, [0], [0])
    assert list(windows(sentence, 0, 300)) == [Window(0, 240, 0, 220), Window(180, 300, 220, 300)]
