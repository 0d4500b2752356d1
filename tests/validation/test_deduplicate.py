from __future__ import annotations

import pytest

from newsrows.records import Issue
from newsrows.validation.deduplicate import deduplicate


def test_first_of_two_issues_with_the_same_place_and_rule_stays() -> None:
    first, second = Issue("a.csv", "enum", "clear", 1, "kind"), Issue("a.csv", "enum", "less so", 1, "kind")
    assert deduplicate([first, second]) == [first]


def test_issue_of_the_csv_file_is_not_repeated_for_the_parquet_file() -> None:
    in_csv, in_parquet = Issue("a.csv", "enum", "x", 1, "kind"), Issue("a.parquet", "enum", "x", 1, "kind")
    alone = Issue("a.parquet", "enum", "x", 2, "kind")
    assert deduplicate([in_parquet, in_csv, alone]) == [in_csv, alone]


def test_missing_csv_and_parquet_files_are_two_issues() -> None:
    missing = [Issue("a.csv", "file-missing", "x"), Issue("a.parquet", "file-missing", "x")]
    assert deduplicate(missing) == missing


def test_cell_of_the_wrong_type_is_not_also_missing() -> None:
    wrong, missing = Issue("a.csv", "type-error", "x", 1, "n"), Issue("a.csv", "required", "x", 1, "n")
    elsewhere = Issue("a.csv", "required", "x", 2, "n")
    assert deduplicate([missing, wrong, elsewhere]) == [wrong, elsewhere]


def test_row_with_too_few_cells_has_no_other_issue() -> None:
    short, missing = Issue("a.csv", "missing-cell", "x", 1), Issue("a.csv", "required", "x", 1, "n")
    assert deduplicate([missing, short]) == [short]


@pytest.mark.parametrize(
    ("rule", "covered_rules"),
    [
        ("type-error", ["required", "minimum", "maximum", "pattern", "enum"]),
        ("empty-text", ["required", "min-length", "pattern", "enum"]),
        ("blank-text", ["pattern", "enum"]),
        ("number-not-finite", ["minimum", "maximum"]),
        ("pattern", ["id-mismatch", "alias-number"]),
        ("span-text-mismatch", ["name-without-alias"]),
    ],
)
def test_issue_covers_those_that_follow_from_it_at_the_same_cell(rule: str, covered_rules: list[str]) -> None:
    issue = Issue("a.csv", rule, "x", 1, "n")
    covered = [Issue("a.csv", covered_rule, "x", 1, "n") for covered_rule in covered_rules]
    other = Issue("a.csv", "unique", "x", 1, "n")
    assert deduplicate([issue, *covered, other]) == sorted([issue, other], key=Issue.sort_key)
    elsewhere = [Issue("a.csv", covered_rule, "x", 1, "m") for covered_rule in covered_rules]
    assert deduplicate([issue, *elsewhere]) == sorted([issue, *elsewhere], key=Issue.sort_key)


def test_issue_of_a_whole_table_or_column_covers_no_other() -> None:
    for row, column in ((None, None), (None, "n"), (1, None)):
        issues = [Issue("a.csv", "required", "x", row, column), Issue("a.csv", "type-error", "x", row, column)]
        assert deduplicate(issues) == issues


@pytest.mark.parametrize("rule", ["missing-cell", "extra-cell", "blank-row"])
def test_row_of_the_wrong_shape_has_no_other_issue(rule: str) -> None:
    shape, other = Issue("a.csv", rule, "x", 1), Issue("a.csv", "unique", "x", 1, "n")
    next_row = Issue("a.csv", "unique", "x", 2, "n")
    assert deduplicate([other, shape, next_row]) == [shape, next_row]
