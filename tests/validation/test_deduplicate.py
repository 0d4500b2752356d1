from __future__ import annotations

from newsrows.records import Issue
from newsrows.validation.deduplicate import deduplicate


def test_the_first_of_two_that_say_the_same_stays() -> None:
    first, second = Issue("a.csv", "enum", "clear", 1, "kind"), Issue("a.csv", "enum", "less so", 1, "kind")
    assert deduplicate([first, second]) == [first]


def test_what_the_csv_file_has_too_is_not_said_of_the_parquet_file() -> None:
    in_csv, in_parquet = Issue("a.csv", "enum", "x", 1, "kind"), Issue("a.parquet", "enum", "x", 1, "kind")
    alone = Issue("a.parquet", "enum", "x", 2, "kind")
    assert deduplicate([in_parquet, in_csv, alone]) == [in_csv, alone]


def test_files_of_both_kinds_may_be_missing() -> None:
    missing = [Issue("a.csv", "file-missing", "x"), Issue("a.parquet", "file-missing", "x")]
    assert deduplicate(missing) == missing


def test_a_cell_of_the_wrong_type_is_not_said_to_be_missing_too() -> None:
    wrong, missing = Issue("a.csv", "type-error", "x", 1, "n"), Issue("a.csv", "required", "x", 1, "n")
    elsewhere = Issue("a.csv", "required", "x", 2, "n")
    assert deduplicate([missing, wrong, elsewhere]) == [wrong, elsewhere]


def test_of_a_row_with_too_few_cells_nothing_else_is_said() -> None:
    short, missing = Issue("a.csv", "missing-cell", "x", 1), Issue("a.csv", "required", "x", 1, "n")
    assert deduplicate([missing, short]) == [short]
