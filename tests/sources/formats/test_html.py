from __future__ import annotations

import hashlib
import json
import logging
import sys
from datetime import date
from pathlib import Path

import pytest

from newsrows.sources import ReadError
from newsrows.sources.formats.html import decode_page

FERRY = """<!doctype html><html lang="en"><head><meta charset="{charset}">
<title>Ferry fares rise | The Quay Post</title>
<meta property="og:site_name" content="The Quay Post"><meta property="og:title" content="Ferry fares rise">
<meta property="article:published_time" content="2024-03-01T23:30:00-05:00">
<link rel="canonical" href="https://quay.example/2024/ferry"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ferry fares rise</h1>
<p>Fares on the island ferry will rise by 5% from April, the harbour board said on Friday.</p>
<p>“We held them for three years,” said Zoë Holt, who chairs the board, “and diesel has doubled.”</p>
<p>The board runs eleven crossings a day between the mainland and the island in the summer months.</p>
</article><footer>Copyright The Quay Post. All rights reserved. Contact us.</footer></body></html>"""
TEXT = (
    "Fares on the island ferry will rise by 5% from April, the harbour board said on Friday.\n\n"
    "“We held them for three years,” said Zoë Holt, who chairs the board, “and diesel has doubled.”\n\n"
    "The board runs eleven crossings a day between the mainland and the island in the summer months."
)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_article_of_a_page_is_extracted(tmp_path: Path, read, charset: str) -> None:
    data = FERRY.format(charset=charset).encode(charset)
    (tmp_path / "Ferry.HTML").write_bytes(data)
    article = read().article
    assert (article.article_id, article.file_name) == ("ferry", "Ferry.HTML")
    assert article.text.removeprefix("Ferry fares rise\n\n") == TEXT
    assert (article.title, article.publisher) == ("Ferry fares rise", "The Quay Post")
    assert (article.url, article.published_on) == ("https://quay.example/2024/ferry", date(2024, 3, 1))
    assert article.sha256 == hashlib.sha256(data).hexdigest()


def test_metadata_csv_takes_precedence_over_the_page(tmp_path: Path, read) -> None:
    (tmp_path / "a.htm").write_text(FERRY, "utf-8")
    (tmp_path / "metadata.csv").write_text("file_name,title\na.htm,Fares up\n", "utf-8")
    article = read().article
    assert (article.title, article.publisher) == ("Fares up", "The Quay Post")


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (b"", "found an empty page, expected an article"),
        (b"<html><body></body></html>", "found no article in the page; next: "),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "found no article in the page; next: "),
        (b"<html><body>" + b"<p>x" * 2000, "found a page of 2,002 elements, expected at most 1,000; next: "),
        (
            b"<p>" + b"x" * 200_000,
            "found 200,003 bytes, expected at most 145,536 for an article of 10,000 characters; ",
        ),
    ],
)
def test_page_without_an_article_is_rejected(tmp_path: Path, read, page: bytes, message: str) -> None:
    (tmp_path / "a.html").write_bytes(page)
    (tmp_path / "b.html").write_text(FERRY, "utf-8")
    outcome = read(max_characters=10_000)
    assert outcome.ids == ["b"]
    assert outcome.message.startswith(f"a.html: {message}")


def test_lines_of_a_short_page_are_complete(tmp_path: Path, read) -> None:
    (tmp_path / "a.html").write_text(
        "<html><body><article><p>Fares <strong>rise</strong> by 5%, <a href='/b'>it said</a>.</p></article>"
    )
    assert read().article.text == "Fares rise by 5%, it said."


def test_libraries_log_nothing(tmp_path: Path, read, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.html").write_bytes(b"<html></html>")
    with caplog.at_level(logging.DEBUG):
        read()
    assert caplog.records == []


@pytest.mark.parametrize(
    ("data", "charset", "expected"),
    [
        ("“é”".encode("cp1252"), "iso-8859-1", ("“é”", "cp1252")),
        (b"\xa4", "iso-8859-15", ("€", "iso8859-15")),
        ("é".encode(), "iso-8859-15", ("é", "utf-8")),
        ("é".encode(), None, ("é", "utf-8")),
        ("é".encode(), "no-such-charset", ("é", "utf-8")),
        ("é".encode(), "base64", ("é", "utf-8")),
        (b'<meta charset="ascii">\xe9', None, ('<meta charset="ascii">é', "cp1252")),
        (b"a\xffb", "utf-8", ("a\N{REPLACEMENT CHARACTER}b", "utf-8")),
        ("é".encode("utf-16"), None, ("é", "utf-16")),
    ],
)
def test_encoding_of_a_page_is_recognised(data: bytes, charset: str | None, expected: object) -> None:
    assert decode_page(data, charset) == expected


def test_missing_trafilatura_is_named_with_its_extra(tmp_path: Path, read, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Over.", "utf-8")
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert read().ids == ["a"]
    (tmp_path / "b.html").write_text(FERRY, "utf-8")
    with pytest.raises(ReadError, match=r"b\.html: this needs trafilatura, .*; next: pip install 'newsrows\[html\]'"):
        read()


def test_long_metadata_that_is_no_json_is_ignored(tmp_path: Path, read) -> None:
    broken = '"author":"' * 20_000
    page = FERRY.replace("<head>", f'<head><script type="application/ld+json">{broken}</script>')
    assert broken in page
    (tmp_path / "a.html").write_text(page, "utf-8")
    (tmp_path / "b.html").write_text(FERRY, "utf-8")
    with_script, without = read().articles
    assert with_script.text == without.text


@pytest.mark.parametrize(
    ("data", "note"),
    [
        ({"@type": "LiveBlogPosting"}, "this is a live page, so its posts were read as one article; next: "),
        (
            {"@type": "NewsArticle", "isAccessibleForFree": False},
            "the page is not free and has 51 words of the article; ",
        ),
        ({"@type": "NewsArticle", "isAccessibleForFree": True}, ""),
    ],
)
def test_page_that_may_not_hold_a_whole_article_is_noted(tmp_path: Path, read, data: dict, note: str) -> None:
    script = f'<script type="application/ld+json">{json.dumps({"headline": "Ferry fares rise", **data})}</script>'
    (tmp_path / "a.html").write_text(FERRY.replace("</head>", f"{script}</head>"), "utf-8")
    article = read().article
    assert article.text == TEXT
    assert (article.note or "").startswith(note)
    assert (article.note is None) == (note == "")
