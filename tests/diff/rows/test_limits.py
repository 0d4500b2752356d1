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
