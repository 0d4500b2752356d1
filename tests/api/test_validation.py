"""`newsrows.validate` and `newsrows.explain`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

import newsrows as nr
from clone import TOP


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A package with one wrong cell, and the hashes that no longer fit."""
    shutil.copytree(TOP / "data", tmp_path / "data")
    shutil.copy(TOP / "datapackage.json", tmp_path)
    path = tmp_path / "data" / "csv" / "roles.csv"
    path.write_text(path.read_text("utf-8").replace(",current,", ",now,", 1), "utf-8")
    return tmp_path


def test_valid_package_has_no_issues() -> None:
    assert nr.validate(TOP) == nr.validate(str(TOP / "datapackage.json")) == nr.validate(nr.load(TOP)) == []


def test_issues_are_a_list_and_are_explained_in_each_form(broken) -> None:
    issues = nr.validate(broken)
    assert isinstance(issues, list)
    assert "enum" in {issue.rule for issue in issues}
    text = nr.explain(issues)
    assert "enum" in text
    assert text.splitlines()[-1].startswith(f"{len(issues)} issues in 2 files")
    assert len(json.loads(nr.explain(issues, "json"))["issues"]) == len(issues)
    assert nr.explain(issues, "github", folder=broken).startswith("::error")


def test_issues_of_excluded_rules_are_left_out(broken) -> None:
    rules = {issue.rule for issue in nr.validate(broken)}
    left = {issue.rule for issue in nr.validate(broken, exclude=["enum"])}
    assert left == rules - {"enum"} != rules
    assert nr.validate(broken, exclude=list(rules)) == []


def test_excluded_rule_must_exist() -> None:
    with pytest.raises(nr.NewsrowsError, match="found the rule 'emun' to leave out, expected the id of a rule"):
        nr.validate(TOP, exclude=["emun"])


WORDS = pl.col("text").str.count_matches(r"\S+")


@nr.rule("rows", "quotes")
def short_quote(tables: dict[str, pl.DataFrame]) -> Iterator[nr.Violation]:
    """A quote has at least six words."""
    rows = tables["quotes"].filter(WORDS < 6)
    yield from nr.violation("quotes", rows, column="text", found=pl.col("text"), expected="expected six words")


def test_rule_of_the_user_is_checked_too() -> None:
    assert isinstance(short_quote, nr.TableRule)
    issues = nr.validate(TOP, rules=[short_quote])
    assert {(issue.rule, issue.column) for issue in issues} == {("short-quote", "text")}
    assert len(issues) == nr.load(TOP).quotes.filter(WORDS < 6).collect().height > 0
    assert nr.load(TOP).validate(rules=[short_quote]) == issues


def test_rule_of_the_user_has_an_id_of_its_own() -> None:
    with pytest.raises(nr.NewsrowsError, match="found the added rule 'short-quote', which exists already"):
        nr.validate(TOP, rules=[short_quote, short_quote])


@nr.rule("rows", "people")
def reads_no_column(tables: dict[str, pl.DataFrame]) -> Iterator[nr.Violation]:
    """This rule reads a column that no table has."""
    yield from nr.violation("people", tables["people"].filter(pl.col("age") > 100), column=None, found="", expected="")


@nr.rule("rows", "people")
def yields_a_text(_: dict[str, pl.DataFrame]) -> Iterator[nr.Violation]:
    """This rule yields something else than violations."""
    yield "wrong"


@pytest.mark.parametrize(("added", "reason"), [(reads_no_column, "ColumnNotFoundError"), (yields_a_text, "found str")])
def test_error_of_a_rule_of_the_user_names_the_rule(added, reason) -> None:
    with pytest.raises(nr.NewsrowsError, match=f"the rule '{added.rule.id}' failed.*{reason}.*; next: correct"):
        nr.validate(TOP, rules=[added])


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        ({"exclude": "enum"}, r"exclude: found str, expected a list; next: write \['enum'\]"),
        ({"exclude": None}, "exclude: found NoneType, expected a list"),
        ({"rules": reads_no_column}, "rules: found TableRule, expected a list"),
        ({"rules": [len]}, "rules: found builtin_function_or_method, expected functions with the decorator"),
        ({"max_files": "9"}, "max_files: found str '9', expected int"),
        ({"max_json": 9}, "max_json: found int 9, expected str"),
    ],
)
def test_option_of_another_type_is_a_type_error(option, reason) -> None:
    with pytest.raises(TypeError, match=reason):
        nr.validate(TOP, **option)


def test_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="found the format 'sarif', expected one of text, json, github"):
        nr.explain([], "sarif")


@pytest.mark.parametrize("result", [None, "issues", ["issue"], [5]])
def test_explaining_anything_but_issues_is_a_type_error(result) -> None:
    with pytest.raises(TypeError, match=r"result: found \w+, expected"):
        nr.explain(result)


def test_issues_from_an_iterator_are_counted(broken) -> None:
    issues = nr.validate(broken)
    assert nr.explain(iter(issues)) == nr.explain(issues)


@pytest.mark.parametrize("name", ["none", "a" * 300])
@pytest.mark.parametrize("function", [nr.validate, nr.load, lambda place: nr.diff_schemas(place, place)])
def test_place_without_a_package_is_a_package_error(function, name, tmp_path) -> None:
    with pytest.raises(nr.PackageError, match=f"{name}: found no such file or folder"):
        function(tmp_path / name)


def test_report_of_a_place_without_a_package_is_an_output_error(tmp_path) -> None:
    with pytest.raises(nr.OutputError, match="expected a package"):
        nr.report(tmp_path / ("a" * 300), tmp_path / "report")


def test_limits_are_those_of_the_command(broken) -> None:
    with pytest.raises(nr.PackageError, match="found the limit 'much', expected a size such as 16MB or 4GB"):
        nr.validate(broken, max_unpacked="much")


@pytest.mark.parametrize("package", [None, 5, ["my_package"]])
def test_anything_but_a_place_or_a_package_is_a_type_error(package) -> None:
    with pytest.raises(TypeError, match=r"expected a path or what newsrows\.load returned"):
        nr.validate(package)
