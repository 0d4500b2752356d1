from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from diff.packages import rules_of, verdict_on, write
from maintain.rule_examples import package_with
from newsrows.diff.options import SchemaDiffOptions
from newsrows.diff.schemas.change import MINOR
from newsrows.diff.schemas.verdict import Criteria, compare_schemas
from newsrows.records import PackageError

if TYPE_CHECKING:
    from pathlib import Path

BREAKING: tuple[dict[str, Any], dict[str, Any]] = (
    package_with("field", {"constraints": {"required": True}}),
    package_with("field", {}),
)

DESCRIPTION: tuple[dict[str, Any], dict[str, Any]] = (
    package_with("field", {"description": "a"}),
    package_with("field", {"description": "b"}),
)


@pytest.mark.parametrize(
    ("old", "new", "strict", "code"),
    [
        ("1.0.0", "1.0.0", False, 1),
        ("1.0.0", "1.9.9", False, 1),
        ("1.0.0", "2.0.0", False, 0),
        ("0.1.0", "0.1.1", False, 1),
        ("0.1.0", "0.2.0", False, 0),
        ("0.1.0", "0.2.0", True, 1),
        ("0.1.0", "1.0.0", True, 0),
        ("1.0.0", "0.9.0", False, 1),
        (None, None, False, 1),
        ("1.0.0", None, False, 1),
    ],
)
def test_breaking_change_requires_a_major_version_or_a_minor_one_below_1_0(
    old: str | None, new: str | None, strict: bool, code: int, tmp_path: Path
) -> None:
    sides = [{**side, "version": version} for side, version in zip(BREAKING, (old, new), strict=True)]
    sides = [{key: value for key, value in side.items() if value is not None} for side in sides]
    assert verdict_on(tmp_path, *sides, Criteria(strict_zero=strict)).exit_code == code


def test_changes_below_the_gate_do_not_require_a_new_version(tmp_path: Path) -> None:
    assert verdict_on(tmp_path, *DESCRIPTION).exit_code == 1
    assert verdict_on(tmp_path, *DESCRIPTION, Criteria(gate=MINOR)).exit_code == 0
    assert verdict_on(tmp_path, *BREAKING, Criteria(gate=MINOR)).exit_code == 1


def test_versions_in_the_criteria_replace_those_of_the_descriptors(tmp_path: Path) -> None:
    criteria = Criteria(old_version="3.0.0", new_version="4.0.0")
    assert verdict_on(tmp_path, *BREAKING, criteria).exit_code == 0


@pytest.mark.parametrize("versions", [("2026-03-30", "2026-06-30"), ("1.0.0", "spring"), ("autumn", "1.0.0")])
def test_version_that_is_not_a_number_cannot_be_judged(versions: tuple[str, str], tmp_path: Path) -> None:
    sides = [{**side, "version": version} for side, version in zip(BREAKING, versions, strict=True)]
    verdict = verdict_on(tmp_path, *sides)
    assert [problem.rule for problem in verdict.problems] == ["version-not-a-number"]
    assert [change.rule for change in verdict.changes] == ["required-dropped"]
    assert verdict_on(tmp_path, *sides, Criteria(old_version="1.0.0", new_version="2.0.0")).exit_code == 0
    unchanged = verdict_on(tmp_path, sides[0], {**sides[0], "version": versions[1]})
    assert (unchanged.exit_code, "the version cannot be judged" in unchanged.remarks[0]) == (0, True)


def test_version_option_that_is_not_a_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"--new-version spring: expected MAJOR\.MINOR\.PATCH"):
        verdict_on(tmp_path, *BREAKING, Criteria(new_version="spring"))


def test_unknown_properties_of_the_old_version_are_reported_and_compared(tmp_path: Path) -> None:
    odd = package_with("field", {"colour": "red", "constraints": {"required": True}})
    old, new = (str(write(tmp_path / side, part)) for side, part in (("old", odd), ("new", BREAKING[1])))
    verdict = compare_schemas(old, new, SchemaDiffOptions())
    assert {"required-dropped", "field-custom-property-changed"} <= {change.rule for change in verdict.changes}
    assert "found the unknown property 'colour' in field" in verdict.remarks[0]
    with pytest.raises(PackageError, match="unknown property 'colour'"):
        compare_schemas(new, old, SchemaDiffOptions())


def test_long_list_of_unknown_properties_is_cut(tmp_path: Path) -> None:
    odd = package_with("field", {f"colour{number}": "red" for number in range(20)})
    sides = [str(write(tmp_path / side, part)) for side, part in (("old", odd), ("new", BREAKING[1]))]
    assert compare_schemas(*sides, SchemaDiffOptions()).remarks[-1] == "and 15 more such properties"


def test_packages_without_changes_pass_without_a_version(tmp_path: Path) -> None:
    verdict = verdict_on(tmp_path, BREAKING[0], BREAKING[0])
    assert (verdict.exit_code, verdict.changes) == (0, ())


def test_deprecated_field_may_be_removed_only_after_its_last_day_whatever_the_version(tmp_path: Path) -> None:
    fields = [{"name": "a"}, {"name": "b", "deprecated": "2026-06-30"}]
    old = package_with("schema", {"fields": fields})
    new = {**package_with("schema", {"fields": fields[:1]}), "version": "1.1.0"}
    assert verdict_on(tmp_path, old, new, Criteria(today=date(2026, 7, 1))).exit_code == 0
    for version in ("1.1.0", "2.0.0"):
        early = verdict_on(tmp_path, old, {**new, "version": version}, Criteria(today=date(2026, 6, 30)))
        assert early.exit_code == 1
        assert "field-deprecation-ignored" in rules_of(early)


@pytest.mark.parametrize("policy", ["reader", "producer", "both", "recipe"])
def test_policy_both_takes_the_higher_level_of_reader_and_producer(policy: str, tmp_path: Path) -> None:
    old, new = (package_with("field", {"constraints": part}) for part in ({}, {"required": True}))
    verdict = verdict_on(tmp_path, old, new, Criteria(policy=policy))
    assert (
        verdict.required_level.word
        == {"reader": "minor", "producer": "major", "both": "major", "recipe": "major"}[policy]
    )
