"""Cells that break the type or a constraint of their column: which rule they break, and what was expected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsrows.datapackage import build_schema
from newsrows.validation import validate_package
from newsrows.validation.cells import expectation


@pytest.mark.parametrize(
    ("rule", "field", "expected"),
    [
        ("type-error", {"type": "integer"}, "an integer"),
        ("type-error", {"type": "number"}, "a number"),
        ("type-error", {"type": "date"}, "a date like 2025-01-31"),
        ("type-error", {"type": "date", "format": "%d/%m/%Y"}, "a date (%d/%m/%Y)"),
        ("type-error", {"type": "boolean"}, "true or false"),
        ("required", {"constraints": {"required": True}}, "a value"),
        ("minimum", {"type": "integer", "constraints": {"minimum": 2}}, "at least 2"),
        ("maximum", {"type": "integer", "constraints": {"maximum": 2}}, "at most 2"),
        ("exclusive-minimum", {"type": "integer", "constraints": {"exclusiveMinimum": 2}}, "more than 2"),
        ("exclusive-maximum", {"type": "integer", "constraints": {"exclusiveMaximum": 2}}, "less than 2"),
        ("min-length", {"constraints": {"minLength": 2}}, "a length of at least 2"),
        ("max-length", {"constraints": {"maxLength": 2}}, "a length of at most 2"),
        ("pattern", {"constraints": {"pattern": "[a-z]+"}}, "a text like [a-z]+"),
        ("enum", {"constraints": {"enum": ["a", "b"]}}, "one of a, b"),
        ("category", {"categories": ["a", "b"], "constraints": {"enum": ["c"]}}, "one of a, b"),
    ],
)
def test_message_says_what_the_rule_expects_of_a_cell(rule: str, field: dict[str, Any], expected: str) -> None:
    (column,) = build_schema({"fields": [{"name": "n", **field}]}).fields
    assert expectation(rule, column) == expected


@pytest.mark.parametrize(
    ("constraint", "value", "rule"),
    [
        ("minimum", "2025-02", "minimum"),
        ("maximum", "2024-12", "maximum"),
        ("exclusiveMinimum", "2025-01", "exclusive-minimum"),
        ("exclusiveMaximum", "2025-01", "exclusive-maximum"),
        ("enum", ["2025-02"], "enum"),
    ],
)
def test_month_that_breaks_a_constraint_is_an_issue_of_that_rule(
    constraint: str, value: Any, rule: str, tmp_path: Path
) -> None:
    fields = [{"name": "t", "type": "yearmonth", "constraints": {constraint: value}}]
    resource = {"name": "months", "path": "months.csv", "type": "table", "schema": {"fields": fields}}
    (tmp_path / "months.csv").write_text("t\n2025-01\n", "utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}), "utf-8")
    issues = [(issue.rule, issue.row, issue.column) for issue in validate_package(tmp_path)]
    assert [issue for issue in issues if issue[0] != "descriptor-invalid"] == [(rule, 1, "t")]
