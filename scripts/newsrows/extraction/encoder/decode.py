"""From scores of labels to named entities: the best sequence of labels under learnt transitions.

Labels are BILOU (begin, inside, last, outside, unit; Ratinov and Roth 2009). The search is Viterbi's (1967), for a
batch of sequences at a time.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

KINDS = ("PER", "ORG", "LOC")
LABELS = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BILU"))
INNER_LABELS = [number for number, label in enumerate(LABELS) if label[0] in "IL"]
# So low a score that no sum of other scores makes up for it.
NEVER = -1e4


def may_follow(before: str, after: str) -> bool:
    """Whether label `after` may stand directly after `before`: a name that has begun continues up to its last word."""
    if before[0] in "BI":
        return after[0] in "IL" and after[1:] == before[1:]
    return after[0] in "OBU"


def runs_to_label(is_scored: Sequence[bool], start: int, end: int) -> list[tuple[int, int]]:
    """Runs of scored words between the words `start` and `end`, each with one word on either side.

    If words that are not scored are in no name, the best labels of these runs are those of the whole sequence. There is
    much less to search. Ranges of words are half-open.
    """
    runs: list[tuple[int, int]] = []
    for scored, words in groupby(range(start, end), key=is_scored.__getitem__):
        if scored:
            run = list(words)
            runs.append((max(start, run[0] - 1), min(end, run[-1] + 2)))
    return runs


def best_labels(
    scores: NDArray[np.float32], lengths: Sequence[int], transitions: NDArray[np.float32]
) -> list[list[int]]:
    """The best sequence of label numbers for each row (Viterbi).

    Args:
        scores: (rows, words, labels). The words of a row after its length are not read.
        lengths: number of words in each row, at least 1.
        transitions: (labels + 1, labels + 1), from row to column. The last row is the start, the last column the end.

    Returns:
        One list of label numbers per row, as long as the row.
    """
    rows, words, labels = scores.shape
    length = np.asarray(lengths)
    between, ending = transitions[:labels, :labels], transitions[:labels, labels]
    best = scores[:, 0] + transitions[labels, :labels]
    came_from = np.zeros((words, rows, labels), dtype=np.int8)
    for i in range(1, words):
        paths = best[:, :, None] + between
        came_from[i] = paths.argmax(axis=1)
        is_inside = (i < length)[:, None]
        best = np.where(is_inside, paths.max(axis=1) + scores[:, i], best)
    last = (best + ending).argmax(axis=1)
    return [_trace_back(came_from[:, row], int(last[row]), int(length[row])) for row in range(rows)]


def kind_probabilities(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """How probable each kind is for a span: the softmax of its words' scores, summed over the labels of a kind.

    Args:
        scores: (words, labels), the scores of the span's words.

    Returns:
        The mean over the words, one value for each of `KINDS`. The rest is the probability that it is not a name.
    """
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities = exponents / exponents.sum(axis=1, keepdims=True)
    mean: NDArray[np.float32] = probabilities[:, 1:].mean(axis=0).reshape(len(KINDS), -1).sum(axis=1)
    return mean


def _trace_back(came_from: NDArray[np.int8], last: int, length: int) -> list[int]:
    path = [last]
    for i in range(length - 1, 0, -1):
        path.append(int(came_from[i, path[-1]]))
    return path[::-1]


def spans_of(labels: Sequence[int]) -> list[tuple[int, int, str]]:
    """The names in a sequence of label numbers, as (first word, word after the last, kind) in reading order."""
    spans: list[tuple[int, int, str]] = []
    begin = 0
    for i, number in enumerate(labels):
        if number == 0:
            continue
        place, kind = LABELS[number][0], LABELS[number][2:]
        if place in "BU":
            begin = i
        if place in "LU":
            spans.append((begin, i + 1, kind))
    return spans
