"""`newsrows.diff_schemas` and `newsrows.diff_data`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import newsrows as nr


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """Two versions of a package: the new one has lost a column and a row, and its version was not raised."""
    return (
        _package(tmp_path / "old", ["id", "name"], "id,name\n1,Quay\n2,Ferry\n"),
        _package(tmp_path / "new", ["id"], "id\n1\n"),
    )


def _package(folder: Path, columns: list[str], csv: str) -> Path:
    folder.mkdir()
    (folder / "stops.csv").write_text(csv, "utf-8")
    schema: dict[str, Any] = {"fields": [{"name": name, "type": "string"} for name in columns], "primaryKey": ["id"]}
    resource = {"name": "stops", "path": "stops.csv", "schema": schema}
    content = {"name": "stops", "version": "1.0.0", "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(content), "utf-8")
    return folder


def test_schema_change_requires_a_version(versions) -> None:
    diff = nr.diff_schemas(*versions)
    assert not diff.passes
    assert (diff.required_level, diff.required_version) == ("major", "2.0.0")
    assert "field-removed" in {change.rule for change in diff.changes}
    assert nr.diff_schemas(*map(str, versions), new_version="2.0.0").passes


def test_schema_without_changes_passes(versions) -> None:
    diff = nr.diff_schemas(versions[0], versions[0])
    assert (diff.passes, diff.changes, diff.required_level) == (True, (), "none")


def test_schema_diff_is_explained_in_each_form(versions) -> None:
    diff = nr.diff_schemas(*versions)
    assert "stops.name" in nr.explain(diff)
    assert nr.explain(diff, "markdown").startswith("### ")
    assert nr.explain(diff, "github").startswith("::")
    for form in ("json", "sarif"):
        json.loads(nr.explain(diff, form))
    with pytest.raises(ValueError, match="found the format 'html'"):
        nr.explain(diff, "html")


def test_rows_are_compared_by_their_keys(versions) -> None:
    diff = nr.diff_data(*versions)
    (table,) = diff.tables
    assert (table.name, table.old_rows, table.new_rows, table.removed, table.added) == ("stops", 2, 1, 1, 0)
    assert diff.passes


@pytest.mark.parametrize(("limit", "passes"), [("1", True), ("0", False), ("50%", True), ("49%", False)])
def test_limits_on_rows(versions, limit, passes) -> None:
    diff = nr.diff_data(*versions, max_removed=limit)
    assert diff.passes is passes
    assert len(diff.problems) == (0 if passes else 1)


def test_data_diff_is_explained_in_each_form(versions) -> None:
    diff = nr.diff_data(*versions)
    assert "stops" in nr.explain(diff)
    assert nr.explain(diff, "markdown").startswith("### ")
    assert json.loads(nr.explain(diff, "json"))["tables"][0]["removed"]
    with pytest.raises(ValueError, match="found the format 'github', expected one of text, markdown, json"):
        nr.explain(diff, "github")


@pytest.mark.parametrize(
    ("compare", "formats"),
    [
        (nr.diff_schemas, ["text", "json", "github", "markdown", "sarif"]),
        (nr.diff_data, ["text", "json", "markdown"]),
    ],
)
def test_explanation_does_not_end_with_a_line_end(versions, compare, formats) -> None:
    diff = compare(*versions)
    for form in formats:
        text = nr.explain(diff, form)
        assert text == text.strip() != ""


@pytest.mark.parametrize("compare", [nr.diff_schemas, nr.diff_data])
def test_missing_package_is_a_package_error(compare, versions, tmp_path) -> None:
    with pytest.raises(nr.PackageError, match="none: found no such file or folder"):
        compare(tmp_path / "none", versions[1])


@pytest.mark.parametrize(
    ("compare", "option", "kind", "reason"),
    [
        (nr.diff_schemas, {"gate": "x"}, ValueError, "gate: found 'x', expected 'patch' or 'minor' or 'major'"),
        (nr.diff_schemas, {"policy": "x"}, ValueError, "policy: found 'x', expected 'reader' or"),
        (nr.diff_schemas, {"new_version": 5}, TypeError, "new_version: found int 5, expected str or None"),
        (nr.diff_schemas, {"today": "2026-01-01"}, TypeError, "today: found str '2026-01-01', expected date or None"),
        (nr.diff_data, {"table": "people"}, TypeError, "table: found str, expected a list"),
        (nr.diff_data, {"max_removed": 5}, TypeError, "max_removed: found int 5, expected str or None"),
    ],
)
def test_option_of_another_type_or_choice_is_refused(versions, compare, option, kind, reason) -> None:
    with pytest.raises(kind, match=reason):
        compare(*versions, **option)
