from __future__ import annotations

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
