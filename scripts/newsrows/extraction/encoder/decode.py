"""From scores of labels to spans: the best sequence of labels under learnt transitions.

Labels are BILOU (Ratinov and Roth 2009: begin, inside, last, outside, unit); the search is Viterbi's (1967), over a
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
# A score that no sum of others makes up for.
NEVER = -1e4


def may_follow(before: str, after: str) -> bool:
    """Whether label `after` may stand behind `before`: a name that is begun goes on to its last word."""
    if before[0] in "BI":
        return after[0] in "IL" and after[1:] == before[1:]
    return after[0] in "OBU"


def runs_of(read: Sequence[bool], start: int, end: int) -> list[tuple[int, int]]:
    """Runs of words that are read, each with the word on either side, which is in no name.

    Where no word that is not read is in a name, the best labels of the runs are those of the whole stretch from word
    `start` up to `end`, and there is far less to search.
    """
    found: list[tuple[int, int]] = []
    for is_read, words in groupby(range(start, end), key=read.__getitem__):
        if is_read:
            run = list(words)
            found.append((max(start, run[0] - 1), min(end, run[-1] + 2)))
    return found


def best_labels(
    scores: NDArray[np.float32], lengths: Sequence[int], transitions: NDArray[np.float32]
) -> list[list[int]]:
    """Best sequence of label numbers for each row.

    Args:
        scores: (rows, words, labels), a row's words beyond its length are not read.
        lengths: words in each row, at least 1.
        transitions: (labels + 1, labels + 1), from row to column; the last row is the start, the last column the end.

    Returns:
        one list of label numbers a row, as long as the row.
    """
    rows, words, labels = scores.shape
    length = np.asarray(lengths)
    between, ending = transitions[:labels, :labels], transitions[:labels, labels]
    best = scores[:, 0] + transitions[labels, :labels]
    came_from = np.zeros((words, rows, labels), dtype=np.int8)
    for i in range(1, words):
        ways = best[:, :, None] + between
        came_from[i] = ways.argmax(axis=1)
        alive = (i < length)[:, None]
        best = np.where(alive, ways.max(axis=1) + scores[:, i], best)
    last = (best + ending).argmax(axis=1)
    return [_trace(came_from[:, row], int(last[row]), int(length[row])) for row in range(rows)]


def _trace(came_from: NDArray[np.int8], last: int, length: int) -> list[int]:
    path = [last]
    for i in range(length - 1, 0, -1):
        path.append(int(came_from[i, path[-1]]))
    return path[::-1]


def spans_of(labels: Sequence[int]) -> list[tuple[int, int, str]]:
    """Names as (first word, word after the last, kind), in reading order."""
    found: list[tuple[int, int, str]] = []
    begun = 0
    for i, number in enumerate(labels):
        if number == 0:
            continue
        place, kind = LABELS[number][0], LABELS[number][2:]
        if place in "BU":
            begun = i
        if place in "LU":
            found.append((begun, i + 1, kind))
    return found
