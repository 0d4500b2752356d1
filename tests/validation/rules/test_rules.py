"""Users leave out rules by their ids, and add rules of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
import pytest

from newsrows.publishing import PackageInfo, write_package
from newsrows.records import NewsrowsError
from newsrows.validation import Violation, rule, validate, violation
from newsrows.validation.rules import RuleError
from validation.test_any_package import READINGS, make

Tables = Mapping[str, pl.DataFrame]


@rule("rows", "readings", next_step="ask the station")
def value_negative(tables: Tables) -> Iterator[Violation]:
    """A value is not negative."""
    wrong = tables["readings"].filter(pl.col("value") < 0)
    yield from violation("readings", wrong, column="value", found="a negative value", expected="expected 0 or more")


@rule("rows", "quotes")
def quote_long(tables: Tables) -> Iterator[Violation]:
    """A quote has at least three words."""
    wrong = tables["quotes"].filter(pl.col("text").str.split(" ").list.len() < 3)
    yield from violation("quotes", wrong, column="text", found="a short quote", expected="expected three words")


@rule("tables", "readings", "stations")
def never_asked(tables: Tables) -> Iterator[Violation]:
    """A rule one of whose tables cannot be read."""
    raise AssertionError(tables)
    yield


@rule("rows", "quoets")
def misspelt(_: Tables) -> Iterator[Violation]:
    """A rule for a table that does not exist."""
    yield from ()


def test_decorator_takes_id_and_sentence_from_the_function() -> None:
    assert (value_negative.rule.id, value_negative.rule.sentence) == ("value-negative", "A value is not negative.")


def test_added_rule_is_checked_on_any_package(tmp_path: Path) -> None:
    make(tmp_path)
    (found,) = validate(tmp_path, rules=[value_negative]).issues
    assert (found.table, found.row, found.column, found.rule) == ("readings.csv", 3, "value", "value-negative")
    assert found.message == "found a negative value, expected 0 or more; next: ask the station"


def test_added_rule_is_not_asked_if_a_table_that_it_needs_cannot_be_read(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "stations.csv").unlink()
    assert {issue.rule for issue in validate(tmp_path, rules=[never_asked]).issues} == {"file-missing"}


def test_added_rule_for_an_unknown_table_is_refused(tables: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"'misspelt' needs the table 'quoets', expected one of .*readings.*; next: "):
        validate(make(tmp_path), rules=[misspelt])
    write_package(tables, tmp_path / "own", info=PackageInfo())
    with pytest.raises(RuleError, match=r"'misspelt' needs the table 'quoets', expected one of .*quotes.*; next: "):
        validate(tmp_path / "own", rules=[misspelt])


def test_rule_with_an_unknown_scope_is_refused() -> None:
    with pytest.raises(ValueError, match="found the scope 'foo' of a rule, expected 'rows' or 'tables'"):
        rule("foo", "quotes")  # type: ignore[arg-type]


def test_next_step_of_an_added_rule_does_not_rebuild_the_tables() -> None:
    assert quote_long.rule.next_step == "correct the rows, or leave out the rule"


def test_added_rule_is_checked_on_newsrows_own_tables(tables: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    write_package(tables, tmp_path, info=PackageInfo())
    assert validate(tmp_path, rules=[quote_long]).valid
    short = tables["quotes"].with_columns(text=pl.lit("No"), words=pl.lit(1, pl.Int64))
    write_package(tables | {"quotes": short}, tmp_path, info=PackageInfo())
    report = validate(tmp_path, rules=[quote_long], exclude=["quote-text-mismatch"])
    assert {(found.table, found.rule) for found in report.issues} == {("quotes.csv", "quote-long")}
    assert [found.row for found in report.issues] == [1, 2, 3]


def test_excluded_rule_has_no_issue_and_the_others_stay(tmp_path: Path) -> None:
    make(tmp_path, readings=READINGS.replace("3,S2", "x,S9"))
    assert {found.rule for found in validate(tmp_path).issues} == {"type-error", "foreign-key"}
    assert {found.rule for found in validate(tmp_path, exclude=["foreign-key"]).issues} == {"type-error"}
    assert validate(tmp_path, exclude=["foreign-key", "type-error"]).valid


def test_excluded_rule_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    make(tmp_path)
    with pytest.raises(RuleError, match="'foreign-keys' to leave out, expected the id of a rule"):
        validate(tmp_path, exclude=["foreign-keys"])
    assert issubclass(RuleError, NewsrowsError)
    assert validate(tmp_path, rules=[value_negative], exclude=["value-negative"]).valid


def test_added_rule_with_the_id_of_another_one_is_refused(tmp_path: Path) -> None:
    @rule("rows")
    def foreign_key(_: Tables) -> Iterator[Violation]:
        """A rule whose id is taken."""
        yield from ()

    with pytest.raises(RuleError, match="'foreign-key', which exists already"):
        validate(make(tmp_path), rules=[foreign_key])
    with pytest.raises(RuleError, match="'value-negative', which exists already"):
        validate(make(tmp_path), rules=[value_negative, value_negative])


def test_excluded_rule_is_not_listed_as_skipped(tables: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    withheld = {"articles": tables["articles"].drop("text"), "statistics": tables["statistics"].drop("sentence")}
    write_package(tables | withheld, tmp_path, info=PackageInfo(withheld=("articles.text", "statistics.sentence")))
    report = validate(tmp_path, exclude=["span-text-mismatch"])
    assert set(report.skipped) == {
        "character-count-mismatch",
        "paragraph-mismatch",
        "sentence-not-in-article",
        "sentence-without-text",
    }
