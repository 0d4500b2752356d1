"""What a shell gets that asks for the words that can follow."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("argcomplete", reason="needs the extra 'completion'")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("newsrows expo", "export"),
        ("newsrows diff sch", "schema"),
        ("newsrows build articles --language-", "--language-threshold"),
        ("newsrows build --names f", "fast"),
    ],
)
def test_shell_gets_the_word_that_can_follow(line: str, expected: str, tmp_path: Path) -> None:
    answer = tmp_path / "answer"
    asked = {"_ARGCOMPLETE": "1", "COMP_LINE": line, "COMP_POINT": str(len(line)), "_ARGCOMPLETE_IFS": "\n"}
    environment = os.environ | asked | {"_ARGCOMPLETE_STDOUT_FILENAME": str(answer)}
    done = subprocess.run(
        [sys.executable, "-m", "newsrows"], env=environment, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")
    assert answer.read_text("utf-8").split() == [expected]
