from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from clone import TOP
from newsrows.sources.formats.registry import looks_like
from newsrows.sources.locate.suffixes import holds_many


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch):
    """Put bytes into standard input."""

    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return put


def test_text_on_standard_input_is_one_article(read, pipe) -> None:
    pipe(b"---\ntitle: Over\n---\nIt is over.\n")
    article = read("-").article
    assert (article.article_id, article.file_name) == ("stdin", "stdin")
    assert (article.title, article.text) == ("Over", "It is over.\n")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_json_lines_on_standard_input_are_recognised_compressed_or_not(read, pipe, pack) -> None:
    pipe(pack(b'{"text": "One."}\n{"text": "Two."}\n'))
    outcome = read("-")
    assert outcome.ids == ["stdin-1", "stdin-2"]
    assert [article.file_name for article in outcome.articles] == ["stdin#1", "stdin#2"]


def test_input_that_needs_seeking_is_copied_to_disk(read, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    table, archive = pa.BufferOutputStream(), io.BytesIO()
    parquet.write_table(pa.table({"text": ["One."]}), table)
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("a.txt", "Two.")
    for data, text in ((table.getvalue().to_pybytes(), "One."), (archive.getvalue(), "Two.")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Pipe(data)))
        assert read("-").article.text == text


def test_messages_name_standard_input(read, pipe) -> None:
    pipe(b"")
    assert read("-").message == "standard input: found an empty file, expected an article; next: fill it or remove it"
    pipe(gzip.compress(gzip.compress(b"x")))
    assert read("-").message.startswith("standard input: found an archive in an archive")


def test_pipe_and_other_files_are_read_together(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Two.", "utf-8")
    code = "from newsrows.sources import read_articles as r; import sys; print([a.article_id for a in r(sys.argv[1:])])"
    done = subprocess.run(
        [sys.executable, "-c", code, "-", str(tmp_path / "b.txt")],
        input=b'[{"text": "One."}]',
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(TOP / "scripts")},
    )
    assert done.stdout.decode().strip() == "['b', 'stdin-1']"


def test_number_of_articles_on_standard_input_is_unknown() -> None:
    assert [holds_many(name) for name in ("stdin", "a.jsonl.gz", "a.zip", "a.txt.gz", "a.HTML")] == [
        *[True] * 3,
        *[False] * 2,
    ]


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b"It is over.", ".txt"),
        (b"---\ntitle: T\n---\n", ".txt"),
        (b"{sic} he said", ".txt"),
        (b"[1] The strike", ".txt"),
        (b'\xef\xbb\xbf {"text": "x"}\n', ".jsonl"),
        (b'{\n "text": "x"}\n', ".json"),
        (b'{"text": "' + b"x" * 100, ".json"),
        (b' [ {"text": "x"}]', ".json"),
        (b"<!DOCTYPE html><html>", ".html"),
        (b"\n<html lang='en'>", ".html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC', ".html"),
        (b'<?xml version="1.0"?>\n<nitf>', ".xml"),
        (b"WARC/1.0\r\n", ".warc"),
        (b"PAR1", ".parquet"),
        (b"PK\3\4", ".zip"),
        (b"\x1f\x8b\x08", ".gz"),
        (b"", ".txt"),
    ],
)
def test_format_is_recognised_by_the_first_bytes(head: bytes, suffix: str) -> None:
    assert looks_like(head) == suffix


def test_many_comments_take_no_time() -> None:
    assert looks_like(b"<!---->" * 9_000) == ".txt"
    assert looks_like(b"<!-- a -->\n" * 5_000 + b"<html>") == ".html"
