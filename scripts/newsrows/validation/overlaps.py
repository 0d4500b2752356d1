"""Which spans of an article overlap, found in time that is linear in the spans and in the pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

# No text is longer, in code points. An article's number times this, plus an offset, fits 63 bits.
_LONGEST_TEXT: Final = 2**32


def overlapping(left: pl.DataFrame, right: pl.DataFrame) -> tuple[Places, Places]:
    """The pairs of spans that have a character in common: their rows in `left`, and their rows in `right`.

    A join on article_id would make all pairs of an article first, which is the square of its length. Here the spans of
    `right` are taken in groups of similar length. Those of a group that can overlap a span begin next to it.

    Args:
        left: article_id, start and end (half-open), without nulls.
        right: the same.
    """
    articles = pl.concat([left["article_id"], right["article_id"]]).rank("dense").cast(pl.Int64).to_numpy()
    here = articles[: left.height] * _LONGEST_TEXT
    there = articles[left.height :] * _LONGEST_TEXT
    start, end = _offsets(left)
    other_start, other_end = _offsets(right)
    bits = np.frexp(other_end - other_start)[1]  # 1 for a length of 1, 2 for 2 and 3, 3 for 4 to 7
    pairs: list[tuple[Places, Places]] = []
    for group in np.unique(bits[other_end > other_start]).tolist():
        rows = np.flatnonzero((bits == group) & (other_end > other_start))
        rows = rows[np.argsort(there[rows] + other_start[rows], kind="stable")]
        begins = there[rows] + other_start[rows]
        first = np.searchsorted(begins, here + np.maximum(start - 2**group, 0))
        counts = np.maximum(np.searchsorted(begins, here + end) - first, 0)
        ours = np.repeat(np.arange(left.height), counts)
        step = np.arange(len(ours)) - np.repeat(np.cumsum(counts) - counts, counts)
        theirs = rows[np.repeat(first, counts) + step]
        is_common = other_end[theirs] > start[ours]
        pairs.append((ours[is_common], theirs[is_common]))
    if not pairs:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    return np.concatenate([ours for ours, _ in pairs]), np.concatenate([theirs for _, theirs in pairs])


def _offsets(spans: pl.DataFrame) -> tuple[Places, Places]:
    start, end = (spans[name].cast(pl.Int64).clip(0, _LONGEST_TEXT - 1).to_numpy() for name in ("start", "end"))
    return start, end
