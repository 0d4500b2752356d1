"""What is passed over while articles are read is counted and named."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from newsrows.sources import Omissions, ReadOptions, explain_skipped, find_files, read_unopened


def _skipped(*sources: Path) -> dict[str, int]:
    omissions = Omissions()
    list(read_unopened(find_files(sources), ReadOptions(), omissions))
    return dict(omissions.skipped)


def _write(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("The strike is over.", "utf-8")
    return folder


def test_files_that_are_no_articles_are_counted_by_kind(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "b.PNG", "2024/c.png", "old.tar.gz", "LICENCE")
    assert _skipped(tmp_path) == {".png": 2, ".tar.gz": 1, "without a suffix": 1}


def test_hidden_files_and_files_that_describe_the_articles_are_not_counted(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", ".DS_Store", ".git/config")
    (tmp_path / "metadata.csv").write_text("file_name,title\na.txt,Over\n", "utf-8")
    (tmp_path / "package.yaml").write_text("title: Strikes\n", "utf-8")
    assert _skipped(tmp_path) == {}


def test_file_in_two_sources_is_counted_once(tmp_path: Path) -> None:
    _write(tmp_path, "2024/a.txt", "2024/b.png")
    assert _skipped(tmp_path, tmp_path / "2024") == {".png": 1}


def test_file_that_is_read_through_a_link_is_not_counted(tmp_path: Path) -> None:
    _write(tmp_path, "a.orig")
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.orig")
    assert _skipped(tmp_path) == {}


def test_files_beside_a_named_file_are_not_counted(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "b.png")
    assert _skipped(tmp_path / "a.txt") == {}


def test_files_in_an_archive_are_counted(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for name in ("a.txt", "b.png", "__MACOSX/._a.txt", ".hidden.png"):
            archive.writestr(name, "The strike is over.")
    assert _skipped(tmp_path) == {".png": 1}


def test_files_at_a_url_are_counted() -> None:
    fsspec = pytest.importorskip("fsspec")
    for name in ("a.txt", "b.png", ".c.png"):
        fsspec.filesystem("memory").pipe(f"/omissions/{name}", b"The strike is over.")
    assert _skipped("memory://omissions") == {".png": 1}  # type: ignore[arg-type]


def test_summary_names_the_most_frequent_kinds_first() -> None:
    assert explain_skipped({}) == ""
    assert explain_skipped({".png": 1}) == "1 file skipped: 1 .png"
    assert explain_skipped({".aac": 1, ".png": 1_000}) == "1,001 files skipped: 1,000 .png, 1 .aac"
    kinds = {f".{letter}": 1 for letter in "abcdefghij"}
    assert explain_skipped(kinds) == "10 files skipped: 1 .a, 1 .b, 1 .c, 1 .d, 1 .e, 1 .f, 1 .g, 1 .h, 2 others"


def test_newsrows_reads_text_and_mail_without_any_extra(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    (tmp_path / "b.eml").write_text("From: Ann <a@example.org>\n\nThe ferry is late.\n", "utf-8")
    for suffix in (".docx", ".odt", ".rtf", ".pdf", ".epub", ".rss"):
        (tmp_path / f"c{suffix}").write_bytes(b"")
    code = (
        "import sys\n"
        "for name in ('docx', 'lxml', 'striprtf', 'pypdf', 'trafilatura', 'fastwarc'): sys.modules[name] = None\n"
        "import newsrows.sources.errors as errors\n"
        "found = errors.find_spec\n"
        "errors.find_spec = lambda name: None if name in sys.modules and sys.modules[name] is None else found(name)\n"
        "import newsrows\n"
        "from newsrows.sources import Omissions, ReadOptions, explain_skipped, find_files, read_unopened\n"
        "omissions = Omissions()\n"
        f"print([a.article_id for a in read_unopened(find_files([{str(tmp_path)!r}]), ReadOptions(), omissions)])\n"
        "print(explain_skipped(omissions.skipped))\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines() == [
        "['a', 'b']",
        (
            "6 files skipped: 1 .docx (install newsrows[office]), 1 .epub (install newsrows[html]), "
            "1 .odt (install newsrows[office]), 1 .pdf (install newsrows[pdf]), 1 .rss (install newsrows[html]), "
            "1 .rtf (install newsrows[office])"
        ),
    ]
