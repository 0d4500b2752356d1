"""From scores of labels to spans."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsrows.extraction.encoder.decode import LABELS, NEVER, best_labels, may_follow, runs_to_label, spans_of


def moves() -> np.ndarray:
    size = len(LABELS)
    names = (*LABELS, "O")
    return np.array(
        [[0.0 if may_follow(names[i], names[j]) else NEVER for j in range(size + 1)] for i in range(size + 1)],
        dtype=np.float32,
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 3), st.integers(0, 10_000))
def test_best_labels_are_those_of_an_exhaustive_search(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(1, words, len(LABELS))).astype(np.float32)
    table = moves()

    def total(labels: tuple[int, ...]) -> float:
        path = [len(LABELS), *labels, len(LABELS)]
        moved = sum(float(table[a, b]) for a, b in itertools.pairwise(path))
        return moved + sum(float(scores[0, i, label]) for i, label in enumerate(labels))

    best = max(itertools.product(range(len(LABELS)), repeat=words), key=total)
    assert best_labels(scores, [words], table) == [list(best)]


def test_rows_of_different_length_do_not_influence_each_other() -> None:
    scores = np.random.default_rng(1).normal(size=(2, 6, len(LABELS))).astype(np.float32)
    together = best_labels(scores, [6, 2], moves())
    assert together == [*best_labels(scores[:1], [6], moves()), *best_labels(scores[1:, :2], [2], moves())]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=20), st.integers(0, 10_000))
@example([False] * 12 + [True], 3722)
def test_runs_have_the_same_labels_as_the_whole_sequence(read: list[bool], seed: int) -> None:
    # In 64 bits: beside the sum of a dozen NEVERs 32 of them lose what tells two labels apart.
    scores: Any = np.random.default_rng(seed).normal(size=(1, len(read), len(LABELS)))
    scores[0, [i for i, is_read in enumerate(read) if not is_read], 0] = -NEVER
    table = moves()
    (whole,) = best_labels(scores, [len(read)], table)
    pieced = [0] * len(read)
    for start, end in runs_to_label(read, 0, len(read)):
        (pieced[start:end],) = best_labels(scores[:, start:end], [end - start], table)
    assert pieced == whole


def test_label_sequence_becomes_spans() -> None:
    labels = ["U-ORG", "O", "B-PER", "I-PER", "L-PER", "B-LOC", "L-LOC"]
    assert spans_of([LABELS.index(label) for label in labels]) == [(0, 1, "ORG"), (2, 5, "PER"), (5, 7, "LOC")]
