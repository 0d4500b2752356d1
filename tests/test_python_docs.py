"""The examples of docs/python.md work, in order, in a folder with a few articles."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import newsrows
from clone import TOP

PAGE = (TOP / "docs" / "python.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def run(example: str, names: dict[str, object]) -> None:
    """Run an example, and compare each line `expression  # literal` with its literal."""
    for statement in ast.parse(example).body:
        source = ast.get_source_segment(example, statement) or ""
        line = example.splitlines()[statement.end_lineno - 1]
        _, _, expected = line.partition(" # ")
        if isinstance(statement, ast.Expr) and expected.startswith(("[", "(")) and "..." not in expected:
            assert eval(source, names) == ast.literal_eval(expected), source  # noqa: S307 - our own page
        else:
            exec(compile(ast.unparse(statement), "docs/python.md", "exec"), names)  # noqa: S102 - our own page


@pytest.mark.filterwarnings(r"ignore:\[W095\]")  # the spaCy model was trained with spaCy 3.7
def test_examples_of_the_python_page_run_and_give_what_they_say(tmp_path: Path, monkeypatch, capsys) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text("The ferry sails on Monday, Ann Carter said.", "utf-8")
    (tmp_path / "articles" / "quay.txt").write_text("Some 400 people live near the quay.", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSROWS_CACHE", str(tmp_path / "cache"))
    names: dict[str, object] = {}
    for example in EXAMPLES:
        run(example, names)
    printed = capsys.readouterr().out
    assert "article-2.txt: found no text, expected an article" in printed
    assert "article-3 ['The ferry sails at 3']" in printed
    assert "valid: every rule holds" in printed
    assert "no_such_folder: found no such file or folder" in printed
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize("name", sorted(set(newsrows.__all__) - {"__version__"}))
def test_python_page_mentions_every_public_name(name: str) -> None:
    assert re.search(rf"\b{name}\b", PAGE)
