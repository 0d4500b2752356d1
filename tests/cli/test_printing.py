"""What is printed steers neither a terminal nor a CI service, whatever the data says."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsrows.cli.printing import print_build, safe_lines, warn
from newsrows.pipeline.joining import KeptIds
from newsrows.pipeline.runner import BuildReport


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


@pytest.mark.parametrize(("articles", "is_warned"), [(0, True), (3, False)])
def test_ids_of_a_previous_package_are_counted(
    articles: int, is_warned: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = KeptIds(articles, {"people": {"kept": 1_200, "joined": 2}, "claims": {"new": 1}})
    print_build(BuildReport(Path("package"), {"articles": 3}, 90, 3, 1.0, (), 0, (), 0, kept=kept))
    out, err = capsys.readouterr()
    assert "ids of people: 1,200 kept, 2 joined\nids of claims: 1 new\n" in out
    assert err.startswith("--previous: found no article that both packages have") == is_warned
