"""Validators are compared feature by feature."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from maintain.conformance.compare import lines, outcome
from maintain.conformance.packages import Feature, table

FEATURE = Feature("Table Schema", "x", table("a\n1\n", {"fields": []}), table("a\nx\n", {"fields": []}), "type-error")


@pytest.mark.parametrize(
    ("judge", "expected"),
    [
        (lambda folder: folder.name == "good", "right"),
        (lambda _: True, "accepts the bad package"),
        (lambda _: False, "refuses the good package"),
        (lambda _: None, "not checked"),
    ],
)
def test_outcome_says_which_of_both_packages_is_misjudged(
    judge: Callable[[Path], bool | None], expected: str, tmp_path: Path
) -> None:
    assert outcome(FEATURE, judge, tmp_path) == expected


def test_table_counts_outcomes_and_lists_features_that_are_not_right() -> None:
    text = "\n".join(lines({"A: x": {"one": "right", "two": "right"}, "B: y": {"one": "right", "two": "not checked"}}))
    assert "| right | 2 | 1 |" in text
    assert "| B: y | right | not checked |" in text
    assert "| A: x |" not in text
