from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from diff.packages import verdict_on
from maintain.rule_examples import package_with
from newsrows.diff.schemas.change import PATCH
from newsrows.diff.schemas.suppressions import Suppression, read_suppressions
from newsrows.diff.schemas.verdict import Criteria
from newsrows.records import PackageError

if TYPE_CHECKING:
    from pathlib import Path

    from newsrows.diff.schemas.verdict import Verdict

ENTRY = """
[[accepted]]
rule = "required-dropped"
place = "quotes.kind"
reason = "nobody relies on it"
until = 2026-12-31
"""
LAST_DAY = date(2026, 12, 31)


def verdict_with(folder: Path, entry: Suppression, today: date = LAST_DAY) -> Verdict:
    old, new = (package_with("field", {"constraints": {"required": required}}) for required in (True, False))
    return verdict_on(folder, old, {**new, "version": "1.0.1"}, Criteria(suppressions=(entry,), today=today))


def test_accepted_change_does_not_require_a_new_version(tmp_path: Path) -> None:
    for place in ("quotes.kind", "/resources/0/schema/fields/1/constraints/required"):
        verdict = verdict_with(tmp_path, Suppression("required-dropped", place, "known", LAST_DAY))
        assert (verdict.exit_code, verdict.changes, len(verdict.accepted)) == (0, (), 1)
        assert verdict.remarks == ()


def test_expired_entry_has_no_effect_and_is_reported(tmp_path: Path) -> None:
    verdict = verdict_with(
        tmp_path, Suppression("required-dropped", "quotes.kind", "known", LAST_DAY), date(2027, 1, 1)
    )
    assert verdict.exit_code == 1
    assert verdict.remarks == (
        "accepted change required-dropped at quotes.kind expired on 2026-12-31: the change counts again",
    )


@pytest.mark.parametrize(("rule", "place"), [("required-dropped", "quotes.id"), ("required-added", "quotes.kind")])
def test_entry_that_matches_nothing_is_reported(rule: str, place: str, tmp_path: Path) -> None:
    verdict = verdict_with(tmp_path, Suppression(rule, place, "known", LAST_DAY))
    assert verdict.exit_code == 1
    assert "matches nothing" in verdict.remarks[0]


def test_changes_that_no_entry_accepts_still_require_a_version(tmp_path: Path) -> None:
    old = package_with("field", {"constraints": {"required": True}, "title": "a"})
    entry = Suppression("required-dropped", "quotes.kind", "known", LAST_DAY)
    verdict = verdict_on(
        tmp_path, old, package_with("field", {"title": "b"}), Criteria(suppressions=(entry,), today=LAST_DAY)
    )
    assert (verdict.required_level, verdict.exit_code) == (PATCH, 1)


def test_entries_of_a_toml_file_are_read_with_dates_as_dates_or_text(tmp_path: Path) -> None:
    file = tmp_path / "accepted.toml"
    file.write_text(ENTRY + ENTRY.replace("2026-12-31", '"2026-12-31"'), encoding="utf-8")
    entry = Suppression("required-dropped", "quotes.kind", "nobody relies on it", LAST_DAY)
    assert read_suppressions(file) == (entry, entry)


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ('reason = "nobody relies on it"', "", "expected exactly rule, place, reason, until"),
        ('"nobody relies on it"', '" "', "found an empty reason"),
        ("required-dropped", "required-droped", "no rule is named 'required-droped'"),
        ("2026-12-31", '"next year"', "expected a date"),
        ("[[accepted]]", "[[acepted]]", r"found acepted, expected only \[\[accepted\]\]"),
        ("[[accepted]]", "[[accepted", "not valid TOML"),
        ("until", "level = 1\nuntil", "expected exactly"),
    ],
)
def test_file_with_a_mistake_is_refused(old: str, new: str, match: str, tmp_path: Path) -> None:
    file = tmp_path / "accepted.toml"
    file.write_text(ENTRY.replace(old, new), encoding="utf-8")
    with pytest.raises(PackageError, match=match):
        read_suppressions(file)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="cannot be read"):
        read_suppressions(tmp_path / "accepted.toml")
