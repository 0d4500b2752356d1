"""Web pages are opened once, by the workers; the result of each is cached, also for pages without an article."""

from __future__ import annotations

import csv
import gzip
import zipfile
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from newsrows.extraction import finder as find
from newsrows.extraction import models as reader
from newsrows.pipeline import BuildOptions, BuildReport, batching, build
from newsrows.pipeline import runner as package
from newsrows.pipeline.options import BuildError
from newsrows.records import Article, Findings, WebPage
from newsrows.sources import open_page, read_articles
from newsrows.sources.formats import html as pages

pytest.importorskip("trafilatura")
pytest.importorskip("fastwarc")

PAGE = """<!doctype html><html lang="en"><head><meta charset="{charset}"><title>{name}</title>
<meta property="og:site_name" content="The Quay Post"></head><body><nav><a href="/">Home</a></nav><article>
<p>The {name} bridge will close for repairs in April, the city council said on Friday evening.</p>
<p>“We held the fares for {number} years,” said Zoë Holt, who chairs the harbour board.</p>
<p>The board runs eleven crossings a day between the mainland and the island in summer.</p></article></body></html>"""
EMPTY = b"<html><body></body></html>"
NO_ARTICLE = "found no article in the page; next: remove it, or save the article as text"


def page(name: str, number: int = 3, charset: str = "utf-8") -> bytes:
    return PAGE.format(name=name, number=number, charset=charset).encode(charset)


def record(body: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "WARC-Date: 2024-03-01T12:00:00Z\r\nWARC-Target-URI: https://quay.example/\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n")


def write_news(folder: Path) -> Path:
    """Pages of all kinds, in files, a zip and a web archive that is cut off; 7 articles, 4 that are left out."""
    folder.mkdir()
    (folder / "a.html").write_bytes(page("North"))
    (folder / "b.html").write_bytes(EMPTY)
    (folder / "c.html").write_bytes(page("South", charset="windows-1252"))
    (folder / "c.txt").write_text("A second article of that name.", "utf-8")
    (folder / "d.txt").write_text("Zoë Holt said nothing.", "utf-8")
    (folder / "metadata.csv").write_text("file_name,title\na.html,A title of ours\n", "utf-8")
    records = [record(page("East")), record(EMPTY), record(page("West", charset="windows-1252")), record(page("Cut"))]
    (folder / "e.warc.gz").write_bytes(b"".join(records)[:-80])
    with zipfile.ZipFile(folder / "f.zip", "w") as archive:
        archive.writestr("in/g.html", page("Middle"))
        archive.writestr("in/metadata.csv", "file_name,publisher\ng.html,The Evening Post\n")
        archive.writestr("in/h.html", page("Old", charset="windows-1252"))
    return folder


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_news(tmp_path / "news")


@pytest.fixture
def without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is found in an article, and no model is loaded."""
    monkeypatch.setattr(reader, "load_models", lambda *_: None)
    monkeypatch.setattr(find, "parse_all", lambda texts, _: texts)
    monkeypatch.setattr(find, "find", lambda one, _: Findings(one.article_id, 1, 1, 1))


class Extractor:
    """Counts the pages that are opened, and stops before the one of that number."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.stop_before: int | None = None
        self._extract = pages.extract_page

    def __call__(self, one: WebPage) -> object:
        if len(self.opened) == self.stop_before:
            raise KeyboardInterrupt
        self.opened.append(one.article_id)
        return self._extract(one)


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Extractor:
    request.getfixturevalue("without_models")
    counting = Extractor()
    monkeypatch.setattr(pages, "extract_page", counting)
    return counting


def run(folder: Path | str, out: Path, **options: object) -> BuildReport:
    given = {"cache": out.parent / "cache", "names": "fast", **options}
    return build([folder], out, BuildOptions(**given))  # type: ignore[arg-type]


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def rejected(out: Path) -> list[tuple[str, str, str]]:
    with (out / "rejected.csv").open(encoding="utf-8", newline="") as file:
        return [(Path(row["file_name"]).name, row["place"], row["reason"]) for row in csv.DictReader(file)]


def articles_of(out: Path) -> pl.DataFrame:
    return pl.read_parquet(out / "data" / "parquet" / "articles.parquet")


@pytest.mark.usefixtures("without_models")
def test_articles_of_pages_equal_those_of_read_articles(news, tmp_path) -> None:
    report = run(news, tmp_path / "out")
    read = sorted((item for item in read_articles([news]) if isinstance(item, Article)), key=lambda one: one.article_id)
    columns = ["article_id", "file_name", "sha256", "title", "publisher", "published_on", "url", "language", "text"]
    assert articles_of(tmp_path / "out").select(columns).rows() == [
        tuple(getattr(one, column) for column in columns) for one in read
    ]
    assert report.computed == report.rows["articles"] == len(read) == 7


@pytest.mark.usefixtures("without_models")
def test_rejected_pages_are_listed_in_reading_order(news, tmp_path) -> None:
    report = run(news, tmp_path / "out")
    found = rejected(tmp_path / "out")
    assert [(name, place) for name, place, _ in found] == [
        ("c.txt", ""),
        ("e.warc.gz", "record 4"),
        ("b.html", ""),
        ("e.warc.gz", "record 2"),
    ]
    assert found[0][2].startswith(f"its article_id would be 'c', which {news}/c.html has already; ")
    assert found[1][2].startswith("the archive is cut off here: found ")
    assert {reason for *_, reason in found[2:]} == {NO_ARTICLE}
    assert report.rejected_count == 4
    assert str(report.rejected[2]) == f"{news}/b.html: {NO_ARTICLE}"
    assert report.recoded == (("c.html", "cp1252"), ("e.warc.gz", "cp1252"), ("f.zip/in/h.html", "cp1252"))
    assert report.recoded_count == 3


@pytest.mark.usefixtures("without_models")
def test_tables_are_the_same_if_pages_are_opened_while_reading(news, tmp_path, monkeypatch) -> None:
    run(news, tmp_path / "out")
    unopened = package.read_unopened
    monkeypatch.setattr(
        package,
        "read_unopened",
        lambda *given: (open_page(item) if isinstance(item, WebPage) else item for item in unopened(*given)),
    )
    run(news, tmp_path / "again", cache=tmp_path / "other")
    assert sorted(rejected(tmp_path / "out")) == sorted(rejected(tmp_path / "again"))
    tables = [{**files_of(tmp_path / name), "rejected.csv": b""} for name in ("out", "again")]
    assert tables[0] == tables[1]


def test_second_build_opens_no_page_and_reports_the_same(news, tmp_path, extractor) -> None:
    first = run(news, tmp_path / "out")
    assert len(extractor.opened) == len(set(extractor.opened)) == 8
    second = run(news, tmp_path / "again")
    assert len(extractor.opened) == 8
    assert second.computed == 0
    for what in ("rows", "words", "rejected", "rejected_count", "recoded", "recoded_count"):
        assert getattr(second, what) == getattr(first, what)
    assert files_of(tmp_path / "again") == files_of(tmp_path / "out")


def test_page_under_another_path_is_cached_and_reported_under_its_new_path(
    news, tmp_path, extractor, monkeypatch
) -> None:
    run(news, tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    report = run("news", tmp_path / "again")
    assert len(extractor.opened) == 8
    assert str(report.rejected[2]) == f"news/b.html: {NO_ARTICLE}"
    assert str(report.rejected[3]) == f"news/e.warc.gz, record 2: {NO_ARTICLE}"


def test_every_build_without_a_cache_opens_all_pages(news, tmp_path, extractor) -> None:
    for name in ("out", "again"):
        run(news, tmp_path / name, cache=None)
    assert len(extractor.opened) == 16
    assert files_of(tmp_path / "again") == files_of(tmp_path / "out")


def test_only_changed_pages_are_opened_again(news, tmp_path, extractor) -> None:
    run(news, tmp_path / "out")
    del extractor.opened[:]
    (news / "metadata.csv").write_text("file_name,title\na.html,Another title\n", "utf-8")
    (news / "b.html").write_bytes(page("Found"))
    report = run(news, tmp_path / "again")
    assert extractor.opened == ["a", "b"]
    assert report.computed == 2
    titles = dict(articles_of(tmp_path / "again").select("article_id", "title").iter_rows())
    assert (titles["a"], titles["b"]) == ("Another title", "Found")
    assert len(rejected(tmp_path / "again")) == 3


@pytest.mark.usefixtures("without_models")
def test_pages_are_opened_again_with_another_limit(news, tmp_path) -> None:
    report = run(news, tmp_path / "out", max_characters=700)
    found = rejected(tmp_path / "out")
    assert report.rows["articles"] == 7
    (news / "a.html").write_bytes(page("Long " * 200))
    run(news, tmp_path / "out", max_characters=700)
    assert ("a.html", "", found[0][2]) not in rejected(tmp_path / "out")
    (reason,) = [reason for name, _, reason in rejected(tmp_path / "out") if name == "a.html"]
    assert reason.startswith("found 1,")
    assert reason.endswith("raise the limit with --max-characters " + reason.split()[1].replace(",", ""))
    run(news, tmp_path / "out")
    assert "a.html" not in [name for name, *_ in rejected(tmp_path / "out")]


def test_build_after_an_interrupted_one_opens_only_the_remaining_pages(tmp_path, extractor) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02}.html").write_bytes(EMPTY if number % 5 == 0 else page(f"No {number}"))
    extractor.stop_before = 2 * batching._MIN_BATCH + 3
    with pytest.raises(KeyboardInterrupt):
        run(folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    del extractor.opened[:]
    extractor.stop_before = None
    report = run(folder, tmp_path / "out")
    assert len(extractor.opened) == 40 - 2 * batching._MIN_BATCH
    assert (report.computed, report.rows["articles"], report.rejected_count) == (7, 32, 8)
    run(folder, tmp_path / "whole", cache=None)
    assert files_of(tmp_path / "whole") == files_of(tmp_path / "out")


@pytest.mark.parametrize("builds", [1, 2])
def test_build_of_pages_without_articles_is_an_error(tmp_path, extractor, builds) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.html").write_bytes(EMPTY)
    for _ in range(builds):
        with pytest.raises(BuildError) as raised:
            run(folder, tmp_path / "out")
    assert str(raised.value).splitlines() == [
        "no article could be read",
        f"{folder}/a.html: {NO_ARTICLE}",
        f"{folder}/b.html: {NO_ARTICLE}",
    ]
    assert extractor.opened == ["a", "b"]


@pytest.mark.usefixtures("without_models")
def test_slice_of_pages_without_articles_is_skipped(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("newsrows.engine.store.ARTICLES_PER_SLICE", 2)
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.html").write_bytes(page("No") if number in (0, 11) else EMPTY)
    report = run(folder, tmp_path / "out")
    assert (report.rows["articles"], report.rejected_count) == (2, 10)
    assert [name for name, *_ in rejected(tmp_path / "out")] == [f"{number:02}.html" for number in range(1, 11)]


@pytest.mark.usefixtures("without_models")
def test_batch_ends_at_its_maximum_of_bytes(news, tmp_path, monkeypatch) -> None:
    batches: list[list[Article | WebPage]] = []
    made = package.make_shard
    monkeypatch.setattr(batching, "_MAX_BATCH_BYTES", 900)
    monkeypatch.setattr(package, "make_shard", lambda batch, **known: batches.append(batch) or made(batch, **known))
    assert run(news, tmp_path / "out").rows["articles"] == 7
    sizes = [[len(one.data if isinstance(one, WebPage) else one.text) for one in batch] for batch in batches]
    assert sum(map(len, sizes)) == 9
    assert len(sizes) > 2
    assert all(sum(batch) >= 900 > sum(batch[:-1]) for batch in sizes[:-1])


def test_two_workers_make_the_same_package_as_one(tmp_path) -> None:
    folder = write_news(tmp_path / "news")
    for number in range(20):
        (folder / f"w{number}.html").write_bytes(page(f"Bridge {number}", number, "windows-1252"))
    one = run(folder, tmp_path / "one", cache=None)
    two = run(folder, tmp_path / "two", cache=None, workers=2)
    assert files_of(tmp_path / "two") == files_of(tmp_path / "one")
    assert one.rows["quotes"] >= 20
    assert replace(two, target="", seconds=0) == replace(one, target="", seconds=0)
