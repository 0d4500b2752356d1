"""The examples of README.md and docs/loading.md work."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from clone import TOP

README = (TOP / "README.md").read_text("utf-8")
LOADING = (TOP / "docs" / "loading.md").read_text("utf-8")
PAGES = [TOP / "README.md", TOP / "CONTRIBUTING.md", TOP / "LICENSE-DATA.md", *sorted((TOP / "docs").glob("*.md"))]


def python_examples(page: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", page, re.DOTALL)


def library(example: str) -> str:
    return re.search(r"import (\w+)", example).group(1)


@pytest.mark.parametrize("example", python_examples(LOADING), ids=library)
def test_loading_example_prints_rows_of_the_repository(example, monkeypatch, capsys) -> None:
    monkeypatch.chdir(TOP)
    exec(compile(example, "docs/loading.md", "exec"), {})  # noqa: S102 - our own page
    assert len(capsys.readouterr().out.splitlines()) > 5


def test_loading_page_has_one_example_per_library() -> None:
    assert [library(example) for example in python_examples(LOADING)] == ["pandas", "polars", "duckdb", "newsrows"]


def test_readme_example_extracts_a_quote_and_builds_a_package(tmp_path: Path, monkeypatch, capsys) -> None:
    (tmp_path / "my_articles").mkdir()
    shutil.copy(next((TOP / "seeds").glob("*.txt")), tmp_path / "my_articles")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSROWS_CACHE", str(tmp_path / "cache"))
    (example,) = python_examples(README)
    names: dict[str, object] = {}
    exec(compile(example, "README.md", "exec"), names)  # noqa: S102 - our own README
    assert names["tables"].quotes["text"].to_list() == ["The strike is off"]
    assert capsys.readouterr().out
    assert (tmp_path / "my_package" / "datapackage.json").is_file()


def test_rows_of_the_readme_are_rows_of_the_data() -> None:
    rows = re.findall(r"^\| ([a-z_]+) \| ([^|]+) \| ([^|]+) \|$", README, re.MULTILINE)
    rows = [row for row in rows if (TOP / "data" / "csv" / f"{row[0]}.csv").exists()]
    assert len(rows) == 6
    for table, words, what_it_says in rows:
        lines = (TOP / "data" / "csv" / f"{table}.csv").read_text("utf-8").splitlines()
        values = [words.replace('"', '""'), *re.findall(r"`([^`]+)`", what_it_says)]
        assert any(all(value in line for value in values) for line in lines), values


def test_readme_has_at_most_120_lines() -> None:
    assert len(README.splitlines()) <= 120


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_of_the_repository_exist(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_commands_and_options_of_the_readme_exist(command) -> None:
    shown = re.findall(r"^\| `newsrows ((?:diff )?[a-z]+)([^`]*)`", README, re.MULTILINE)
    assert len(shown) == 9
    for words, options in shown:
        answer = command(*words.split(), "--help").stdout
        for option in re.findall(r"--[a-z-]+", options):
            assert option in answer, f"{words} {option}"
