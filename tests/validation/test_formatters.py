from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsrows.records import Issue
from newsrows.validation import explain
from newsrows.validation.report import Unchecked

ISSUES = [
    Issue("quotes.csv", "span-text-mismatch", 'found "No", the article has "Yes" at 3-6; next: rebuild', 14, "speaker"),
    Issue("quotes.parquet", "hash-mismatch", "found a, expected b"),
]


def test_line_of_text_says_where_what_and_what_next() -> None:
    assert explain(ISSUES).splitlines() == [
        'quotes.csv, row 14, speaker: span-text-mismatch: found "No", the article has "Yes" at 3-6; next: rebuild',
        "quotes.parquet: hash-mismatch: found a, expected b",
        "2 issues in 2 files against 2 rules",
    ]


def test_valid_package_is_reported_in_every_format() -> None:
    assert explain([]) == "valid: every rule holds"
    assert json.loads(explain([], "json")) == {"valid": True, "count": 0, "skipped": [], "issues": []}
    assert explain([], "github") == ""


def test_rules_that_were_skipped_are_named_in_every_format() -> None:
    skipped = ("span-text-mismatch", "sentence-not-in-article")
    note = "skipped: span-text-mismatch, sentence-not-in-article: the package withholds the text that they need"
    assert explain([], skipped=skipped).splitlines() == [note, "valid: every other rule holds"]
    assert json.loads(explain([], "json", skipped=skipped))["skipped"] == list(skipped)
    assert explain([], "github", skipped=skipped) == f"::notice title=skipped::{note}"


def test_text_counts_the_issues_that_it_does_not_show() -> None:
    many = [Issue("a.csv", "enum", f"found {row}", row, "kind") for row in range(1, 31)]
    many.append(Issue("a.csv", "enum", "9880 more rows", None, "kind", 9880))
    lines = explain(many, examples=3).splitlines()
    assert lines[0] == "a.csv, row 1, kind: enum: found 1"
    assert lines[2:] == [
        "a.csv, row 3, kind: enum: found 3",
        "a.csv: enum: ... and 9 907 more",
        "9 910 issues in 1 file against 1 rule",
    ]


def test_json_holds_every_issue() -> None:
    document = json.loads(explain(ISSUES, "json"))
    assert document["count"] == 2
    assert document["issues"][0] == {
        "table": "quotes.csv",
        "rule": "span-text-mismatch",
        "message": 'found "No", the article has "Yes" at 3-6; next: rebuild',
        "row": 14,
        "column": "speaker",
        "count": 1,
        "line": None,
    }


def test_annotation_names_the_line_of_its_row() -> None:
    first, second = explain(ISSUES, "github").splitlines()
    assert first.startswith("::error file=data/csv/quotes.csv,line=15,title=span-text-mismatch::quotes.csv, row 14")
    assert second.startswith("::error file=data/parquet/quotes.parquet,title=hash-mismatch::")


def test_annotation_is_one_line_whatever_the_message() -> None:
    odd = Issue("a,b:c.csv", "pattern", "100%\nsure", 1)
    assert explain([odd], "github") == (
        "::error file=a%2Cb%3Ac.csv,line=2,title=pattern::a,b:c.csv, row 1: 100%25%0Asure"
    )


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="expected text, json or github"):
        explain([], "xml")  # type: ignore[arg-type]


def test_an_annotation_finds_its_line_below_cells_of_many_lines(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text('id,text\n1,"two\nlines"\n2,one\n')
    found = explain([Issue("notes.csv", "enum", "x", 2)], "github", folder=tmp_path)
    assert found.startswith(f"::error file={tmp_path}/notes.csv,line=4,")


def test_parts_that_were_not_checked_are_named_in_every_format() -> None:
    parts = [Unchecked("boats", f"the constraint {number} is not checked") for number in range(3)]
    assert explain([], unchecked=parts, examples=2).splitlines() == [
        "skipped: boats: the constraint 0 is not checked",
        "skipped: boats: the constraint 1 is not checked",
        "skipped: ... and 1 more",
        "valid as far as it was checked: 3 parts skipped",
    ]
    assert json.loads(explain([], "json", unchecked=parts))["skipped"] == [str(part) for part in parts]
    assert "::notice title=skipped::skipped: boats: the constraint 0 is not checked" in explain(
        [], "github", unchecked=parts
    )
    assert explain(ISSUES, unchecked=parts).splitlines()[-1] == "2 issues in 2 files against 2 rules"
