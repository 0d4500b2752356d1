"""Overlapping spans are found without making all pairs of an article."""

from __future__ import annotations

from random import Random

import polars as pl

from newsrows.validation.overlaps import overlapping

Spans = list[tuple[str, int, int]]


def pairs(left: Spans, right: Spans) -> set[tuple[int, int]]:
    schema = {"article_id": pl.String, "start": pl.Int64, "end": pl.Int64}
    frames = [pl.DataFrame(rows, schema=schema, orient="row") for rows in (left, right)]
    ours, theirs = overlapping(*frames)
    found = list(zip(ours.tolist(), theirs.tolist(), strict=True))
    assert len(found) == len(set(found))
    return set(found)


def test_spans_that_touch_do_not_overlap() -> None:
    assert pairs([("a", 5, 8)], [("a", 0, 5), ("a", 8, 9), ("a", 7, 9), ("b", 5, 8), ("a", 6, 6)]) == {(0, 2)}


def test_pairs_are_those_of_comparing_all_with_all() -> None:
    random = Random(4)  # noqa: S311

    def spans(number: int) -> Spans:
        starts = [random.randrange(200) for _ in range(number)]
        return [(random.choice("ab"), start, start + random.choice((1, 2, 3, 7, 8, 60, 500))) for start in starts]

    left, right = spans(60), spans(80)
    expected = {
        (i, j)
        for i, (article, start, end) in enumerate(left)
        for j, (other, other_start, other_end) in enumerate(right)
        if article == other and start < other_end and other_start < end
    }
    assert pairs(left, right) == expected


def test_many_short_spans_beside_a_long_one_make_no_more_pairs_than_overlap() -> None:
    words: Spans = [("a", start, start + 5) for start in range(0, 2_000_000, 10)]
    assert len(pairs(words, [*words[1:], ("a", 0, 40)])) == len(words) - 1 + 4


def test_offsets_beyond_any_text_are_cut() -> None:
    assert pairs([("a", 0, 2**62)], [("a", 3, 4), ("a", -5, 1)]) == {(0, 0), (0, 1)}
    assert pairs([], [("a", 3, 4)]) == set() == pairs([("a", 3, 4)], [])
