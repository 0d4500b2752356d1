"""What the README shows works."""

from __future__ import annotations

import re

import pytest

from clone import TOP

README = (TOP / "README.md").read_text("utf-8")
SNIPPETS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: re.search(r"import (\w+)", snippet).group(1))
def test_a_snippet_runs_in_the_clone_and_prints_rows(snippet, monkeypatch, capsys) -> None:
    monkeypatch.chdir(TOP)
    exec(compile(snippet, "README.md", "exec"), {})  # noqa: S102 - our own README
    assert len(capsys.readouterr().out.splitlines()) > 5


def test_there_is_a_snippet_a_library() -> None:
    assert [re.search(r"import (\w+)", snippet).group(1) for snippet in SNIPPETS] == ["pandas", "polars", "duckdb"]


def test_files_that_the_readme_links_to_exist() -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", README):
        assert (TOP / target).exists(), target


def test_options_that_the_readme_names_exist(command) -> None:
    for words, options in re.findall(r"^\| `newsrows ([a-z]+(?: [a-z]+)?)([^`]*)`", README, re.MULTILINE):
        answer = command(*words.split(), "--help").stdout
        for option in re.findall(r"--[a-z-]+", options):
            assert option in answer, f"{words} {option}"
