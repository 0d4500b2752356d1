"""Readers add quotes and statistics that newsrows missed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from review_slice import APOLOGY, DISGRACE, TEXT, apply, at, mark


def added(table: str, words: str, *parts: str, **values: Any) -> list[dict[str, str]]:
    """The lines that add a row; `parts` follow the first words."""
    spans = [at(words), *map(at, parts)]
    line = mark(table, words, "added") | {"end": str(spans[-1][1]), "text": " … ".join([words, *parts])}
    if parts:
        values["parts"] = " ".join(f"{start}-{end}" for start, end in spans)
    lines = [{**line, "column": name, "corrected": str(value)} for name, value in values.items()]
    return lines or [line]


def test_added_quote_has_speaker_place_and_words(tmp_path: Path) -> None:
    start, end = at("Ines Duarte")
    values = {"kind": "indirect", "speaker_start": start, "speaker_end": end}
    reviewed = apply(tmp_path, *added("quotes", "open late", **values))
    row = reviewed.row("quotes", at("open late")[0])
    assert (row["text"], row["words"], row["sentence"], row["paragraph"]) == ("open late", 2, 0, 0)
    assert (row["person_id"], row["attribution"], row["source_type"]) == ("ines-duarte", "named", "person")
    assert (row["confidence"], row["speaker_confidence"], row["review"]) == (1.0, 1.0, "added")
    assert reviewed.states() == ["added"]
    assert reviewed.report.added == 1
    assert "1 added" in str(reviewed.report)


def test_added_quote_without_values_is_indirect_and_nobody_speaks_it(tmp_path: Path) -> None:
    row = apply(tmp_path, *added("quotes", "open late")).row("quotes", at("open late")[0])
    assert (row["kind"], row["attribution"], row["speaker"], row["source_type"]) == (
        "indirect",
        "none",
        None,
        "unknown",
    )


def test_added_quote_may_have_several_parts(tmp_path: Path) -> None:
    reviewed = apply(tmp_path, *added("quotes", "line", "open late"))
    start = at("line")[0]
    assert reviewed.row("quotes", start)["text"] == "line … open late"
    parts = [row["text"] for row in reviewed.rows("quote_spans") if row["quote_id"] == f"tram:q{start}"]
    assert parts == ["line", "open late"]


def test_added_statistic_has_its_sentence_and_the_quote_around_it(tmp_path: Path) -> None:
    reviewed = apply(tmp_path, *added("statistics", "drivers", value="1", unit="driver", bound="at_least"))
    row = reviewed.row("statistics", at("drivers")[0])
    assert (row["value"], row["unit"], row["bound"], row["kind"]) == (1.0, "driver", "at_least", "count")
    assert row["sentence"].startswith("Mayor Ines Duarte of Marlow Borough said")
    assert "She added" not in row["sentence"]
    assert row["quote_id"] == f"tram:q{at(APOLOGY)[0]}"


def test_added_row_that_newsrows_finds_itself_is_confirmed(tmp_path: Path) -> None:
    reviewed = apply(tmp_path, *added("quotes", DISGRACE, kind="direct"))
    row = reviewed.row("quotes", at(DISGRACE)[0])
    assert (row["kind"], row["review"]) == ("mixed", "confirmed")
    assert reviewed.states() == ["confirmed"]


def test_added_row_can_be_corrected_later_and_stays_added(tmp_path: Path) -> None:
    later = {"reviewed_at": "2026-04-01T09:30:00Z"}
    correction = mark("quotes", "open late", "corrected", column="polarity", corrected="denied", **later)
    row = apply(tmp_path, *added("quotes", "open late"), correction).row("quotes", at("open late")[0])
    assert (row["polarity"], row["review"]) == ("denied", "added")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (added("quotes", "a disgrace"), "where another row of quotes begins"),
        (added("quotes", "open late", kind="sung"), 'kind "sung", expected one of'),
        (added("quotes", "open late", parts="1-2 x"), "expected spans as in 12-40 55-70"),
        (added("quotes", "open late", parts="5-9 7-12"), "after those before"),
        (added("quotes", "open late", parts="1-3"), "expected them to begin at"),
        (added("quotes", "open late", person="Nobody Known"), "is neither named in this article"),
        (added("statistics", "line"), "no value, expected one as in 1200"),
        (added("statistics", "line", value="many"), 'value "many", expected a number'),
        (added("statistics", "line", value="3", bound="range"), "expected value_max for a range"),
        ([mark("quotes", "open late", "added") | {"end": str(len(TEXT) + 9)}], "expected words inside the article"),
        ([mark("quotes", "open late", "added") | {"text": "open early"}], "the article has"),
    ],
)
def test_row_that_would_be_untrue_or_invalid_is_refused(
    lines: list[dict[str, str]], reason: str, tmp_path: Path
) -> None:
    reviewed = apply(tmp_path, *lines)
    assert reviewed.states() == ["refused"]
    assert reason in reviewed.report.lines[0]
