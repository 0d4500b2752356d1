"""Precision and recall of pairs."""

from __future__ import annotations

import polars as pl

from maintain.newsroom_gold import Gold
from maintain.score_newsroom import (
    members,
    outside_copies,
    right_agreements,
    right_variants,
    score_copies,
    score_groups,
)


def row(label: str, article: str, start: int, end: int, **more: str) -> dict[str, str]:
    return {"claim": label, "article_id": article, "start": str(start), "end": str(end), "text": "", **more}


GOLD = [
    row("boats", "a", 0, 10, agreement="compatible", side="", variant="full"),
    row("boats", "b", 0, 10, agreement="compatible", side="", variant="shortened"),
    row("boats", "c", 0, 10, agreement="compatible", side="", variant="altered"),
    row("?crews", "a", 20, 30, agreement="same", side="", variant="full"),
    row("?crews", "b", 20, 30, agreement="same", side="", variant="full"),
]


def found(*rows: tuple[str, int, int, str, str]):
    return members(((f"{r[0]}:{r[1]}", *r) for r in rows), GOLD)


def test_rows_are_matched_by_half_of_the_shorter_span() -> None:
    assert [one.gold for one in found(("a", 0, 5, "x", ""), ("a", 8, 18, "x", ""), ("z", 0, 10, "x", ""))] == [
        0,
        None,
        None,
    ]


def test_pairs_are_counted_once_and_false_ones_too() -> None:
    rows = found(("a", 0, 10, "x", ""), ("b", 0, 4, "x", ""), ("b", 5, 10, "x", ""), ("a", 50, 60, "x", ""))
    score = score_groups(rows, GOLD, "claim")
    assert (len(score.predicted), len(score.gold), len(score.reachable)) == (3, 3, 1)
    assert len(score.predicted & score.gold) == 1
    assert str(score) == "precision 0.333 of 3, recall 0.333 of 3, of extracted rows 1.000"


def test_doubtful_rows_are_not_counted() -> None:
    rows = found(("a", 20, 30, "x", ""), ("b", 20, 30, "x", ""), ("c", 0, 10, "x", ""))
    assert not score_groups(rows, GOLD, "claim").predicted


def test_pairs_of_copies_can_be_left_out() -> None:
    rows = found(("a", 0, 10, "x", ""), ("b", 0, 10, "x", ""), ("c", 0, 10, "x", ""))
    gold = Gold([{"article_id": "b", "original": "a"}], [], GOLD, {})
    assert len(outside_copies(score_groups(rows, GOLD, "claim"), rows, gold, GOLD).predicted) == 2


def test_variants_are_judged_in_right_pairs() -> None:
    rows = found(("a", 0, 10, "x", "full"), ("b", 0, 10, "x", "altered"), ("c", 0, 10, "y", "altered"))
    assert right_variants(rows, score_groups(rows, GOLD, "claim"), GOLD) == (1, 2)


def test_an_incomplete_claim_may_have_the_label_of_its_part() -> None:
    for label, right in (("same", 1), ("compatible", 1), ("conflicting", 0)):
        rows = found(("a", 0, 10, "x", label), ("b", 0, 10, "x", label))
        assert right_agreements(rows, score_groups(rows, GOLD, "claim"), GOLD) == (right, 1)


def test_different_sides_conflict() -> None:
    gold = [
        row("x", "a", 0, 9, agreement="conflicting", side="a"),
        row("x", "b", 0, 9, agreement="conflicting", side="b"),
    ]
    for label, right in (("conflicting", 1), ("compatible", 0)):
        rows = members([("a:0", "a", 0, 9, "g", label), ("b:0", "b", 0, 9, "g", label)], gold)
        assert right_agreements(rows, score_groups(rows, gold, "claim"), gold) == (right, 1)


def test_copies_are_pairs_of_one_text_and_originals_are_judged() -> None:
    gold = Gold([{"article_id": "b", "original": "a"}, {"article_id": "c", "original": "a"}], [], [], {})
    articles = pl.DataFrame({"article_id": ["a", "b", "c"], "duplicate_of": ["b", None, None]})
    score, originals = score_copies(gold, articles)
    assert (len(score.predicted), len(score.gold), originals) == (1, 3, 0.0)
