"""The snippets of the documentation that no other test runs: examples in Python, SQL, R, YAML, CSV and JSON.

tests/test_docs.py checks every command and its options. tests/test_readme.py, tests/test_python_docs.py and
tests/test_tutorial.py run the Python examples of README.md, docs/loading.md, docs/python.md and docs/tutorial.md.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
import yaml

from clone import TOP
from newsrows.evaluation.gold import read_gold
from newsrows.publishing.editions.contents import read_contents
from newsrows.publishing.editions.sqlite_file import SQLITE_PATH, write_sqlite
from newsrows.publishing.package_file import package_info
from newsrows.resolution import read_registry
from newsrows.sources import read_articles

# Pages whose Python examples run elsewhere. Those of engines.md need a cluster's library: they are compiled here, and
# tests/test_docs.py checks that the names of newsrows in them exist.
_RUN_ELSEWHERE = {"loading.md", "python.md", "tutorial.md"}
_COMPILED = {"engines.md": 2}
R = shutil.which("Rscript")


def snippets(page: str, language: str) -> list[str]:
    text = (TOP / "docs" / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_every_page_with_python_examples_is_run() -> None:
    pages = {page.name: len(snippets(page.name, "python")) for page in (TOP / "docs").glob("*.md")}
    others = {name: count for name, count in pages.items() if count and name not in _RUN_ELSEWHERE}
    assert others == {**_COMPILED, "formats.md": 1}


@pytest.mark.parametrize("page", _COMPILED)
def test_examples_for_clusters_compile(page: str) -> None:
    for example in snippets(page, "python"):
        compile(example, page, "exec")


def test_articles_are_read_as_the_formats_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    front_matter, _ = snippets("formats.md", "yaml")
    (folder / "storm.md").write_text(f"{front_matter}The harbour reopens, Ann Carter said.", "utf-8")
    (folder / "ferry.csv").write_text("id,story\nferry,The ferry sails.\n", "utf-8")
    (folder / "none.txt").write_text(" ", "utf-8")
    monkeypatch.chdir(tmp_path)
    (example,) = snippets("formats.md", "python")
    exec(compile(example, "docs/formats.md", "exec"), {})  # noqa: S102 - our own page
    printed = capsys.readouterr().out
    assert "storm Harbour reopens after storm" in printed
    assert "ferry None" in printed
    assert "skipped: " in printed
    assert "none.txt: " in printed
    (storm,) = (article for article in read_articles([folder / "storm.md"]))
    expected = yaml.safe_load(front_matter.strip("-\n"))
    assert {name: getattr(storm, name) for name in expected} == expected


def test_metadata_of_the_formats_page_is_that_of_the_article(tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text("The harbour reopens.", "utf-8")
    (lines,) = snippets("formats.md", "csv")
    (tmp_path / "metadata.csv").write_text(lines, "utf-8")
    (article,) = read_articles([tmp_path])
    assert [article.title, article.publisher, str(article.published_on), article.url] == lines.splitlines()[1].split(
        ","
    )[1:]


def test_package_file_of_the_formats_page_describes_a_package(tmp_path: Path) -> None:
    _, example = snippets("formats.md", "yaml")
    (tmp_path / "package.yaml").write_text(example, "utf-8")
    info = package_info(tmp_path / "package.yaml")
    expected = yaml.safe_load(example)
    assert (info.name, info.version, info.keywords) == (expected["name"], expected["version"], expected["keywords"])
    assert info.licenses[0]["path"] == expected["licences"][0]["path"]


def test_registry_of_the_resolution_page_is_read(tmp_path: Path) -> None:
    (example,) = snippets("resolution.md", "csv")
    (tmp_path / "registry.csv").write_text(example, "utf-8")
    entries = read_registry(tmp_path / "registry.csv").entries
    assert [entry.id for entry in entries.values()] == [line.split(",")[0] for line in example.splitlines()[1:]]


def test_gold_of_the_evaluation_page_is_read(tmp_path: Path) -> None:
    (example,) = snippets("evaluation.md", "json")
    (tmp_path / "gold.jsonl").write_text(example, "utf-8")
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / f"{json.loads(example)['doc_id']}.txt").write_text(
        "Ada Brook, who runs the harbour, said", "utf-8"
    )
    (article,) = read_gold(tmp_path)
    assert article.attributions[0].kind == "direct"


def test_query_of_the_editions_page_finds_quotes_by_their_words(tmp_path: Path) -> None:
    write_sqlite(read_contents(TOP), tmp_path)
    (query,) = snippets("editions.md", "sql")
    connection = sqlite3.connect(tmp_path / SQLITE_PATH)
    try:
        connection.execute(query)
        found = connection.execute(query.replace("'strike'", "'people'")).fetchall()
    finally:
        connection.close()
    assert found
    assert all("people" in text.lower() for text, _ in found)


@pytest.mark.skipif(R is None, reason="R is not installed")
def test_example_for_r_prints_rows_of_the_repository() -> None:
    (example,) = snippets("loading.md", "r")
    check = "for (name in c('arrow', 'dplyr')) if (!requireNamespace(name, quietly = TRUE)) quit(status = 3)\n"
    run = subprocess.run([R, "-e", check + example], capture_output=True, text=True, cwd=TOP, check=False)
    if run.returncode == 3:
        pytest.skip("R has no arrow or dplyr")
    assert run.returncode == 0, run.stderr
    assert "name" in run.stdout
