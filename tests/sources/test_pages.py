"""A web page that is read is not opened: that may happen elsewhere, and gives what reading alone would have given."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from newsrows.records import Article, WebPage
from newsrows.sources import ReadError, ReadOptions, Rejected, find_files, open_page, read_articles, read_unopened

PAGE = """<html><head><title>Ferry fares rise</title></head><body><article>
<p>Fares on the island ferry will rise by 5% from April, the harbour board said on Friday.</p>
<p>The board runs eleven crossings a day between the mainland and the island in summer.</p></article></body></html>"""


def unopened(folder: Path, **options: int) -> list[Article | WebPage | Rejected]:
    return list(read_unopened(find_files([folder]), ReadOptions(**options)))


def test_web_page_carries_its_metadata_and_limits(tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "Ferry.html").write_text(PAGE, "utf-8")
    (tmp_path / "metadata.csv").write_text("file_name,title,date\n2024/Ferry.html,Fares up,2024-03-01\n", "utf-8")
    (page,) = unopened(tmp_path, max_characters=500)
    assert isinstance(page, WebPage)
    assert (page.article_id, page.file_name, page.data) == ("ferry", "2024/Ferry.html", PAGE.encode())
    assert (page.title, page.published_on, page.url) == ("Fares up", date(2024, 3, 1), None)
    assert (page.shown, page.place, page.max_characters) == (f"{tmp_path}/2024/Ferry.html", None, 500)
    (article,) = read_articles([tmp_path])
    assert open_page(pickle.loads(pickle.dumps(page))) == article  # noqa: S301
    assert isinstance(article, Article)
    assert (article.title, article.sha256) == ("Fares up", page.sha256)


def test_rejected_page_has_the_path_that_the_user_named(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    (page,) = unopened(tmp_path, max_characters=150)
    assert isinstance(page, WebPage)
    found = open_page(page)
    assert isinstance(found, Rejected)
    assert (found.file_name, found.place) == (f"{tmp_path}/a.html", None)
    assert found.reason.startswith("found 173 characters, expected at most 150; next: ")


def test_page_claims_its_id_before_it_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html></html>", "utf-8")
    (tmp_path / "a.txt").write_text("Over.", "utf-8")
    page, second = unopened(tmp_path)
    assert isinstance(page, WebPage)
    assert isinstance(second, Rejected)
    assert list(read_articles([tmp_path])) == [open_page(page), second]


def test_other_formats_are_yielded_as_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Over.", "utf-8")
    (tmp_path / "b.txt").write_text("", "utf-8")
    assert unopened(tmp_path) == list(read_articles([tmp_path]))


def test_reading_pages_does_not_import_trafilatura(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    code = (
        "import sys; from newsrows.sources import ReadOptions, find_files, read_unopened\n"
        f"print(len(list(read_unopened(find_files([{str(tmp_path)!r}]), ReadOptions()))), 'trafilatura' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout == "1 False\n"


def test_missing_library_is_reported_before_a_page_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ReadError, match=r"a\.html: this needs trafilatura, which is not installed; "):
        read_unopened(find_files([tmp_path]), ReadOptions())
