from __future__ import annotations

import json
import webbrowser

import polars as pl
import pytest

from clone import TOP
from newsrows.cli.commands import example_articles


def test_notes_on_an_edition_are_printed_beside_its_files(command, tmp_path, monkeypatch) -> None:
    pytest.importorskip("xlsxwriter")
    from newsrows.publishing.editions import excel  # noqa: PLC0415 - its library is an extra

    monkeypatch.setattr(excel, "LONGEST_TEXT", 200)
    answer = command("export", TOP, "--to", tmp_path / "dist", "--format", "xlsx")
    assert answer.returncode == 0
    assert "longer than the 200 characters" in answer.stderr
    assert ".xlsx" in answer.stdout


def test_review_prints_what_the_tasks_changed(command, tmp_path) -> None:
    tasks = [{"data": {"article_id": "elsewhere", "text": "x"}, "annotations": [{"result": []}]}]
    (tmp_path / "tasks.json").write_text(json.dumps(tasks), "utf-8")
    answer = command("review", tmp_path / "tasks.json", "--package", TOP, "--out", tmp_path / "r.csv", "--confirm")
    assert answer.returncode == 1
    assert answer.stdout == f"{tmp_path / 'r.csv'}: 0 rows corrected, 0 wrong, 0 added, 0 right\n"
    assert 'task 1: found the article "elsewhere", which the package does not have' in answer.stderr


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("The ferry is late, Ann Carter said.", "utf-8")
    return folder


def test_build_says_what_it_passed_over(command, tmp_path, articles) -> None:
    (articles / "b.png").write_bytes(b"")
    (articles / "metadata.csv").write_text("file_name;title;Sent to\na.txt;Late;Lee\n", "utf-8")
    answer = command("build", articles, "--out", tmp_path / "package")
    assert answer.returncode == 0
    assert answer.stderr.splitlines() == [
        f"{articles / 'metadata.csv'}: ignored the column Sent to",
        "1 file skipped: 1 .png",
    ]
    assert command("build", articles, "--out", tmp_path / "package", "--strict").returncode == 1


def test_strict_build_that_passes_nothing_over_succeeds(command, tmp_path, articles) -> None:
    answer = command("build", articles, "--out", tmp_path / "package", "--strict")
    assert (answer.returncode, answer.stderr) == (0, "")


def test_build_ends_with_the_next_step(command, tmp_path, articles) -> None:
    answer = command("build", articles, "--out", tmp_path / "my package")
    *_, path, following = answer.stdout.splitlines()
    assert path == str(tmp_path / "my package" / "datapackage.json")
    assert (
        following == f"next: newsrows report '{tmp_path / 'my package'}' --out report, to see each row in its article"
    )


def test_quiet_build_prints_problems_only(command, tmp_path, articles) -> None:
    (articles / "b.jsonl").write_text("{}\n", "utf-8")
    answer = command("build", articles, "--out", tmp_path / "package", "--quiet")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith("rejected: ")
    assert (tmp_path / "package" / "datapackage.json").exists()


def test_build_with_too_little_memory_is_refused(command, tmp_path, articles, monkeypatch) -> None:
    monkeypatch.setattr("newsrows.cli.commands.memory_limit", lambda: 1_000_000_000)
    answer = command("build", articles, "--out", tmp_path / "out")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "found a limit of 1,000,000,000 bytes" in answer.stderr
    assert not (tmp_path / "out").exists()


def test_panic_of_polars_is_a_message(command, monkeypatch) -> None:
    def fail() -> None:
        raise pl.exceptions.PanicException("index out of\nbounds")

    monkeypatch.setattr("newsrows.cli.commands.memory_limit", fail)
    answer = command("build")
    assert answer.returncode == 2
    assert answer.stderr.startswith(
        "newsrows build: polars cannot read the input (index out of bounds); existing files"
    )


def test_dry_run_says_what_would_be_read(command, tmp_path, articles) -> None:
    (articles / "b.png").write_bytes(b"")
    answer = command("build", articles, "--out", tmp_path / "package", "--dry-run")
    assert (answer.returncode, answer.stderr) == (0, "1 file skipped: 1 .png\n")
    assert answer.stdout == "would read 1 article (7 words) from 1 file: 1 .txt\n"
    assert not (tmp_path / "package").exists()
    assert command("build", articles, "--out", tmp_path / "package", "--dry-run", "--strict").returncode == 1
    (articles / "c.jsonl").write_text("{}\n", "utf-8")
    assert command("build", articles, "--out", tmp_path / "package", "--dry-run").returncode == 1


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """The addresses that a command opened in a browser, in order."""
    addresses: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: addresses.append(address) or True)
    return addresses


def test_build_with_open_writes_the_report_and_opens_it(command, tmp_path, articles, opened) -> None:
    answer = command("build", articles, "--out", tmp_path / "package", "--open")
    assert (answer.returncode, answer.stderr) == (0, "")
    page = tmp_path / "package-report" / "index.html"
    assert page.is_file()
    assert opened == [page.as_uri()]


def test_report_with_open_opens_its_first_page(command, tmp_path, opened) -> None:
    assert command("report", TOP, "--out", tmp_path / "report", "--open").returncode == 0
    assert opened == [(tmp_path / "report" / "index.html").as_uri()]


def test_missing_browser_is_said(command, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    answer = command("report", TOP, "--out", tmp_path / "report", "--open")
    assert answer.returncode == 0
    assert "index.html: found no browser to open it; next: open the file yourself" in answer.stderr


def test_demo_builds_the_examples_and_opens_their_report(command, tmp_path, articles, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda page: opened.append(page) or True)
    monkeypatch.setattr("newsrows.cli.commands.example_articles", lambda: [articles])
    answer = command("demo", "--out", tmp_path / "demo")
    page = tmp_path / "demo" / "report" / "index.html"
    assert (answer.returncode, opened) == (0, [page.as_uri()])
    assert f"report: {page}" in answer.stdout
    assert (tmp_path / "demo" / "package" / "datapackage.json").is_file()
    assert command("demo", "--out", tmp_path / "demo", "--no-open", "--quiet").stdout == ""
    assert len(opened) == 1


def test_the_example_articles_are_there() -> None:
    files = [file for folder in example_articles() for file in folder.glob("*.txt")]
    assert len(files) == 51
