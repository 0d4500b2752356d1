"""What is printed steers neither a terminal nor a CI service, whatever the data says."""

from __future__ import annotations

import pytest

from newsrows.cli.printing import safe_lines, warn


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("3 issues: a::b and #1", "3 issues: a::b and #1"),
        ("t.csv: the columns x\n::warning file=a::forged", "t.csv: the columns x\n\\::warning file=a::forged"),
        ("  ::add-mask::word", "  \\::add-mask::word"),
        ("done ##[error]forged", "done \\##[error]forged"),
        ("##vso[task.setvariable]", "\\##vso[task.setvariable]"),
        ("quay\x1b]0;title\x07 \u202eexe", r"quay\x1b]0;title\x07 \u202eexe"),
    ],
)
def test_commands_and_escape_sequences_are_defused(text: str, shown: str) -> None:
    assert safe_lines(text) == shown


def test_long_lines_are_cut(capsys: pytest.CaptureFixture[str]) -> None:
    warn("short\n" + "x" * 200_000)
    assert capsys.readouterr().err == f"short\n{'x' * 2_000}... (198,000 more characters)\n"
