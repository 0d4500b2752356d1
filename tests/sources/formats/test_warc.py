from __future__ import annotations

import gzip
import io
import sys
import zipfile
from pathlib import Path

import pytest

from newsrows.sources import ReadError

CONVERTED = "Fares on the ferry will rise.\nSo the board said.\n"


def _page(name: str) -> bytes:
    paragraph = f"<p>The {name} bridge will close for repairs in April, the city council said on Friday evening.</p>"
    return f"<html><head><title>{name}</title></head><body><article>{paragraph * 3}</article></body></html>".encode()


def _answer(body: bytes, status: str = "200 OK", kind: str = "text/html", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def _record(block: bytes, kind: str = "response", content: str = "application/http", more: str = "") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"WARC-Date: 2024-03-01T12:00:00Z\r\nWARC-Target-URI: https://quay.example/\r\n{more}"
        f"Content-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _pages(*names: str) -> list[bytes]:
    return [_record(_answer(_page(name))) for name in names]


def test_pages_have_the_numbers_of_their_records(tmp_path: Path, read) -> None:
    records = [
        _record(b"software: x\r\n", "warcinfo", "application/warc-fields"),
        _record(b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request"),
        _record(_answer(_page("North"), kind="text/html; charset=UTF-8"), content="application/http; msgtype=response"),
        _record(_answer(b"x" * 200_000, kind="video/mp4")),
        _record(_answer(_page("Gone"), status="404 Not SourceFiles")),
        _record(_page("South"), "resource", "text/html"),
    ]
    (tmp_path / "News.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    outcome = read(max_characters=10_000)
    assert outcome.messages == []
    assert [(article.article_id, article.file_name) for article in outcome.articles] == [
        ("news-3", "News.warc.gz#3"),
        ("news-6", "News.warc.gz#6"),
    ]
    north = outcome.articles[0]
    assert (north.title, north.url) == ("North", "https://quay.example/")
    assert north.text.startswith("The North bridge will close for repairs in April, ")


def test_text_of_conversion_records_is_read(tmp_path: Path, read) -> None:
    language = "WARC-Identified-Content-Language: deu,eng\r\n"
    record = _record(CONVERTED.encode(), "conversion", "text/plain", language)
    (tmp_path / "a.warc.wet.gz").write_bytes(gzip.compress(record))
    article = read().article
    assert (article.text, article.language, article.url) == (CONVERTED, "de", "https://quay.example/")


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (gzip.compress(_page("North")), "Content-Encoding: gzip\r\n"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(_page("North")), _page("North")), "Transfer-Encoding: chunked\r\n"),
        (_page("North"), "Content-Encoding: gzip\r\n"),  # unpacked by the crawler, which kept the header
        (_page("North"), "Transfer-Encoding: chunked\r\n"),
    ],
)
def test_compressed_pages_are_decompressed(tmp_path: Path, read, body: bytes, more: str) -> None:
    (tmp_path / "a.warc").write_bytes(_record(_answer(body, more=more)) + _pages("South")[0])
    outcome = read()
    assert (outcome.ids, outcome.messages) == (["a-1", "a-2"], [])
    assert "North bridge" in outcome.articles[0].text


@pytest.mark.parametrize("packed", [True, False])
def test_pages_before_the_end_of_an_incomplete_archive_are_kept(tmp_path: Path, read, *, packed: bool) -> None:
    records = [gzip.compress(record) if packed else record for record in _pages("North", "South", "West")]
    (tmp_path / "a.warc").write_bytes(b"".join(records)[:-80])
    outcome = read()
    assert outcome.ids == ["a-1", "a-2"]
    assert outcome.message.startswith("a.warc, record 3: the archive is cut off here: found ")


@pytest.mark.parametrize("wrapped", [False, True])
def test_reading_goes_on_after_a_damaged_record(tmp_path: Path, read, *, wrapped: bool) -> None:
    records = [gzip.compress(record) for record in _pages("North", "South", "West", "East")]
    records[1] = records[1][:60] + bytes(20) + records[1][80:]
    if wrapped:
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.writestr("a.warc.gz", b"".join(records))
        outcome = read()
        assert outcome.ids[0] == "a-zip-a-1"
        assert outcome.message.startswith("a.zip/a.warc.gz, record 2: the archive is damaged here (")
        return
    (tmp_path / "a.warc.gz").write_bytes(b"".join(records))
    outcome = read()
    assert outcome.ids == ["a-1", "a-3", "a-4"]
    assert outcome.message.startswith("a.warc.gz, record 2: the archive is damaged here (")


def test_page_that_is_too_long_or_has_no_article_is_rejected(tmp_path: Path, read) -> None:
    records = [
        _record(_answer(b"<p>" + b"x" * 200_000)),
        _record(_answer(gzip.compress(b"x" * 200_000), more="Content-Encoding: gzip\r\n")),
        _record(_answer(b"<html></html>")),
        *_pages("North"),
    ]
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    outcome = read(max_characters=10_000)
    assert outcome.ids == ["a-4"]
    assert [message.partition(", expected")[0].partition(";")[0] for message in outcome.messages] == [
        "a.warc, record 1: found 200,047 bytes",
        "a.warc, record 2: found more than 145,536 bytes",
        "a.warc, record 3: found no article in the page",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "found an empty file, expected a web archive"),
        (b"hello\n" * 50, "record 1: the archive is damaged here ("),
        (_record(_answer(b"x", kind="image/png")), "found 1 records, and no web page or text among them; next: "),
    ],
)
def test_archives_without_pages_are_rejected(tmp_path: Path, read, data: bytes, message: str) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    outcome = read()
    assert outcome.articles == []
    assert outcome.message.removeprefix("a.warc").lstrip(":, ").startswith(message)


def test_pages_before_damage_are_read_from_a_stream_that_cannot_seek(read, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    records = [gzip.compress(record) for record in _pages("North", "South", "West")]
    records[1] = records[1][:60] + bytes(20) + records[1][80:]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Pipe(b"".join(records))))
    outcome = read("-")
    assert outcome.ids == ["stdin-1"]
    assert outcome.message.startswith("standard input: the gz is cut off or damaged (")
    assert outcome.message.endswith(" (web pages before the damage are kept: 1)")


def test_missing_fastwarc_is_named_with_its_extra(tmp_path: Path, read, monkeypatch) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(_pages("North")))
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    with pytest.raises(ReadError, match=r"a\.warc: this needs fastwarc, .*; next: pip install 'newsrows\[warc\]'"):
        read()
