"""Whole articles of our own, so that a change to extraction shows as a difference that can be read.

After a change that is meant: `python tests/golden/rows.py`, read `git diff tests/golden`, commit it with the change.
"""

from __future__ import annotations

import pytest
from rows import FOLDER, KEPT, rows


@pytest.fixture(scope="module")
def found(command, tmp_path_factory) -> dict[str, str]:
    package = tmp_path_factory.mktemp("golden")
    answer = command("build", FOLDER / "articles", "--out", package)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return rows(package)


@pytest.mark.parametrize("table", KEPT)
def test_the_rows_of_whole_articles_are_those_accepted(found, table) -> None:
    assert found[table].splitlines() == (FOLDER / f"{table}.csv").read_text("utf-8").splitlines()
