"""The commands and examples of docs/tutorial.md work, in order."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from clone import TOP

PAGE = (TOP / "docs" / "tutorial.md").read_text("utf-8")
COMMANDS = re.findall(r"^newsrows (.*)$", PAGE, re.MULTILINE)
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, command) -> Path:
    """A folder with the example articles, in which every command of the page has run."""
    folder = tmp_path_factory.mktemp("tutorial")
    articles = Path("examples", "newsroom", "development", "articles")
    shutil.copytree(TOP / articles, folder / articles)
    for line in COMMANDS:
        answer = command(*(word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line)), cwd=folder)
        assert (answer.returncode, answer.stderr) == (0, ""), line
    return folder


def test_page_has_the_commands_of_a_whole_run() -> None:
    assert [line.split()[0] for line in COMMANDS] == ["build", "report", "export"]


def test_examples_answer_who_is_quoted_most(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    for example in EXAMPLES:
        exec(compile(example, "docs/tutorial.md", "exec"), names)  # noqa: S102 - our own page
    shares = names["shares"]
    assert shares["percent"].sum() == pytest.approx(100, abs=1)
    assert shares["words"].to_list() == sorted(shares["words"], reverse=True)
    assert "words have no named speaker" in capsys.readouterr().out


def test_commands_leave_the_files_that_the_page_names(folder: Path) -> None:
    for name in re.findall(r"`((?:newsroom|report|dist)/[\w./]+)`", PAGE):
        assert (folder / name).exists(), name
