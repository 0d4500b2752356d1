"""`newsrows.validate` and `newsrows.explain`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

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
    with pytest.raises(nr.NewsrowsError, match="found no rule 'emun', expected the id of a rule"):
        nr.validate(TOP, exclude=["emun"])


def test_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="found the format 'sarif', expected one of text, json, github"):
        nr.explain([], "sarif")


def test_place_without_a_package_is_a_package_error(tmp_path) -> None:
    with pytest.raises(nr.PackageError):
        nr.validate(tmp_path / "none")


def test_limits_are_those_of_the_command(broken) -> None:
    with pytest.raises(nr.PackageError, match="expected a size such as 16MB or 4GB, found 'much'"):
        nr.validate(broken, max_unpacked="much")
