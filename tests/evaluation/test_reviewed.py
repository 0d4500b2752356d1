from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsrows.evaluation import explain_reviews
from newsrows.evaluation.reviewed import ErrorRate, error_rates, first_judgements, precision, wilson
from newsrows.records import ReviewMark


def mark(table: str, verdict: Any, number: int = 0, kind: str | None = "direct", **corrections: str) -> ReviewMark:
    finding: Any = None if kind is None else {"status" if table == "roles" else "kind": kind}
    when = datetime(2026, 3, 1, tzinfo=UTC)
    sha256 = f"{number % 2:064x}"
    place = ("r.csv", number + 2)
    row_id = f"tram:q{number}"
    return ReviewMark(
        sha256, "tram", table, row_id, number, number + 1, "x", verdict, when, *place, finding, corrections
    )


MARKS = [
    *(mark("quotes", "right", number) for number in range(6)),
    mark("quotes", "wrong", 6),
    mark("quotes", "corrected", 7, "indirect", speaker="She", speaker_start="3", speaker_end="6", person="Ann Lee"),
    mark("quotes", "corrected", 8, "indirect", start="3"),
    mark("roles", "right", 9, "former"),
    mark("statistics", "right", 10, None),
]


def test_precision_is_counted_by_table_and_kind():
    assert [(row.table, row.kind, row.right, row.corrected, row.wrong) for row in precision(MARKS)] == [
        ("quotes", "all", 6, 2, 1),
        ("quotes", "direct", 6, 0, 1),
        ("quotes", "indirect", 0, 2, 0),
        ("roles", "all", 1, 0, 0),
        ("roles", "former", 1, 0, 0),
        ("statistics", "all", 1, 0, 0),
        ("statistics", "not known", 1, 0, 0),
    ]
    assert precision(MARKS)[0].precision == pytest.approx(6 / 9)


def test_columns_that_are_corrected_together_are_one_error():
    assert error_rates(MARKS) == [
        ErrorRate("quotes", "person", 1, 8),
        ErrorRate("quotes", "span", 1, 8),
        ErrorRate("quotes", "speaker", 1, 8),
    ]


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [(81, 263, 0.255, 0.366), (15, 148, 0.062, 0.160), (0, 20, 0.0, 0.161), (29, 29, 0.883, 1.0)],
)
def test_interval_is_the_published_one(hits: int, trials: int, low: float, high: float):
    # Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3
    assert wilson(hits, trials) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_contains_the_share(counts: tuple[int, int]):
    low, high = wilson(*counts)
    assert 0 <= low <= counts[0] / counts[1] + 1e-12
    assert counts[0] / counts[1] - 1e-12 <= high <= 1


def test_explanation_has_a_table_of_precision_and_one_of_corrections():
    lines = explain_reviews(MARKS).splitlines()
    assert "| quotes | all | 9 | 6 | 2 | 1 | 0.667 | 0.35-0.88 |" in lines
    assert "| quotes | speaker | 1 | 8 | 0.125 |" in lines
    assert lines[-1] == "11 marks in 2 articles"
    assert explain_reviews([]) == "no marks"
    assert "corrected | rows" not in explain_reviews(MARKS[:1])


def test_added_rows_are_counted_as_missed_and_not_as_found():
    lines = explain_reviews([*MARKS, mark("quotes", "added", 20), mark("statistics", "added", 21)]).splitlines()
    assert "| quotes | all | 9 | 6 | 2 | 1 | 0.667 | 0.35-0.88 |" in lines
    assert "missed and added in quotes: 1" in lines
    assert lines[-1] == "11 marks in 2 articles"


def test_mark_of_a_row_that_was_corrected_before_is_left_out():
    later = datetime(2026, 4, 1, tzinfo=UTC)
    moved = replace(mark("quotes", "corrected", 4, start="5"), reviewed_at=datetime(2026, 2, 1, tzinfo=UTC))
    again = replace(mark("quotes", "right", 5), article_sha256=moved.article_sha256, reviewed_at=later)
    assert first_judgements([again, moved]) == [moved]
    assert first_judgements([again, mark("quotes", "right", 7)]) == [mark("quotes", "right", 7), again]
