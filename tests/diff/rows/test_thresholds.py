from __future__ import annotations

import json
from pathlib import Path

import pytest

from diff.packages import write
from diff.rows.row_packages import NEW, OLD, diff, package


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ([], 0),
        (["--max-removed", "1"], 0),
        (["--max-removed", "0"], 1),
        (["--max-removed", "25%"], 0),
        (["--max-removed", "24.9%"], 1),
        (["--max-added", "0"], 1),
        (["--max-changed", "49%"], 1),
        (["--max-changed", "50%"], 0),
        (["--max-shrink", "0"], 0),
    ],
)
def test_exceeded_limit_fails(limits: list[str], code: int, tmp_path: Path) -> None:
    text, exit_code = diff(package(tmp_path / "old", OLD), package(tmp_path / "new", NEW), *limits)
    assert exit_code == code
    assert ("Problem: " in text) == bool(code)


def test_removed_table_counts_as_removed_rows(tmp_path: Path) -> None:
    old = Path(package(tmp_path / "old", OLD))
    descriptor = json.loads(old.read_text(encoding="utf-8"))
    descriptor["resources"].append({**descriptor["resources"][0], "name": "u"})
    both = str(write(tmp_path / "old", descriptor))
    new = package(tmp_path / "new", OLD)
    text, code = diff(both, new, "--max-removed", "1%")
    assert (code, "u: 4 rows removed of 4 (100.00%)" in text) == (1, True)
    assert diff(new, both, "--max-added", "3")[1] == 1
    assert diff(both, new, "--max-removed", "1%", "--table", "t")[1] == 0
    assert "expected one of t, u" in diff(both, new, "--table", "v")[0]


@pytest.mark.parametrize(
    ("arguments", "changed", "code"),
    [
        (["--tolerance", "n=0.5"], 0, 0),
        (["--tolerance", "n=0.49"], 1, 0),
        (["--tolerance", "t.n=20%"], 0, 0),
        (["--tolerance", "n=10%"], 1, 0),
        (["--tolerance", "n=0.1", "--tolerance", "t.n=1"], 0, 0),
        (["--max-changed-in", "n=0"], 1, 1),
        (["--max-changed-in", "t.n=25%"], 1, 0),
        (["--max-changed-in", "n=24%"], 1, 1),
        (["--max-changed-in", "text=2", "--max-changed-in", "n=1"], 1, 0),
        (["--max-changed-in", "n=0", "--tolerance", "n=1"], 0, 0),
    ],
)
def test_columns_have_tolerances_and_limits_of_their_own(
    arguments: list[str], changed: int, code: int, tmp_path: Path
) -> None:
    old, new = package(tmp_path / "old", OLD), package(tmp_path / "new", NEW)
    text, exit_code = diff(old, new, *arguments, "--format", "json")
    (found,) = json.loads(text)["tables"]
    rows = {column["name"]: column["rows"] for column in found["changed"]["columns"]}
    assert (rows.get("n", 0), rows["text"], exit_code) == (changed, 2, code)


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        (["--tolerance", "m=1"], "--tolerance m=1: found no such column in both versions, expected one of id, n, text"),
        (["--tolerance", "text=1"], "found a tolerance for 'text', expected a column of numbers"),
        (["--tolerance", "n"], "expected COLUMN=VALUE"),
        (["--tolerance", "n=little"], "expected a difference such as 0.01"),
        (["--max-changed-in", "u.n=1"], "found no such column"),
        (["--max-changed-in", "n=1.5"], "expected a number of rows or a percentage"),
    ],
)
def test_slips_in_thresholds_are_refused(arguments: list[str], match: str, tmp_path: Path) -> None:
    text, code = diff(package(tmp_path / "old", OLD), package(tmp_path / "new", NEW), *arguments)
    assert (code, match in text) == (2, True), text
