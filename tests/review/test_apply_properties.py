"""Any marks: the tables stay valid, and each mark has an outcome."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_slice import KNOWN, SHA256, TEXT, Row, published, tables

from newsrows.records import CORRECTABLE, ReviewMark
from newsrows.review import Reviews, apply_reviews
from newsrows.validation.frames import validate_frames

ROWS = [(table, row) for table, frame in tables().items() if table in CORRECTABLE for row in frame.to_dicts()]
WORDS = [
    "",
    "name",
    "range",
    "exact",
    "direct",
    "She",
    "Ines Duarte",
    "Kit Duarte",
    "Marlow Borough",
    "olga-brandt",
    "12",
]


@st.composite
def corrections(draw: st.DrawFn, table: str, row: Row) -> dict[str, str | None]:
    columns = draw(st.lists(st.sampled_from(CORRECTABLE[table]), unique=True, min_size=1))
    fixes: dict[str, str | None] = {}
    for column in columns:
        near = st.integers(max(row["start"] - 8, 0), min(row["end"] + 8, len(TEXT) + 1)).map(str)
        fixes[column] = draw(near if column.endswith(("start", "end")) else st.sampled_from(WORDS)) or None
    if {"speaker_start", "speaker_end"} <= fixes.keys() and None not in (fixes["speaker_start"], fixes["speaker_end"]):
        fixes["speaker"] = TEXT[int(fixes["speaker_start"] or 0) : int(fixes["speaker_end"] or 0)] or None
    return fixes


@st.composite
def marks(draw: st.DrawFn) -> list[ReviewMark]:
    chosen = draw(st.lists(st.sampled_from(range(len(ROWS))), unique=True, min_size=1))
    found = []
    for number, place in enumerate(chosen):
        table, row = ROWS[place]
        verdict: Any = draw(st.sampled_from(["right", "wrong", "corrected", "corrected"]))
        fixes = draw(corrections(table, row)) if verdict == "corrected" else {}
        found.append(
            ReviewMark(SHA256, "tram", table, f"row {place}", row["start"], row["end"], row["text"], verdict,
                       datetime(2026, 3, 1, tzinfo=UTC), "reviews.csv", number + 2, None, fixes)
        )  # fmt: skip
    return found


@given(marks())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_tables_stay_valid_after_any_marks(given_marks: list[ReviewMark]):
    applied = apply_reviews(tables(), Reviews({SHA256: tuple(given_marks)}), KNOWN)
    assert [outcome.mark for outcome in applied.outcomes] == given_marks
    assert validate_frames(published(applied.tables)) == []
