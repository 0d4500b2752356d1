from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from pathlib import Path

import fsspec
import pyarrow as pa
import pytest
from pyarrow import parquet

from newsrows.records import Article
from newsrows.sources import ReadError, find_files, read_files


@pytest.fixture
def bucket():
    """A folder in memory, empty before and after."""
    filesystem = fsspec.filesystem("memory")
    filesystem.rm("/bucket", recursive=True) if filesystem.exists("/bucket") else None
    yield filesystem
    filesystem.rm("/bucket", recursive=True) if filesystem.exists("/bucket") else None


def _put(filesystem, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        filesystem.pipe_file(f"/bucket/{name}", data)


def test_folder_at_a_url_is_read(bucket, read) -> None:
    files = {
        "a.txt": b"One.",
        "2024/b.jsonl.gz": gzip.compress(b'{"text": "Two."}\n'),
        ".hidden.txt": b"No.",
        "metadata.csv": b"file_name,title\na.txt,First\nnone.txt,X\n",
    }
    _put(bucket, {**{f"news/{name}": data for name, data in files.items()}, "other/c.txt": b"No."})
    outcome = read("memory://bucket/news")
    assert [(article.article_id, article.file_name, article.title) for article in outcome.articles] == [
        ("2024-b-1", "2024/b.jsonl.gz#1", None),
        ("a", "a.txt", "First"),
    ]
    assert "metadata.csv: row 3 (the header is row 1): found no file 'none.txt' in memory://" in outcome.message


def test_remote_files_that_need_seeking_are_read(bucket, read) -> None:
    with bucket.open("/bucket/a.parquet", "wb") as stream:
        parquet.write_table(pa.table({"text": ["One."]}), stream)
    with bucket.open("/bucket/b.zip", "wb") as stream, zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("b.txt", "Two.")
    assert read("memory://bucket/a.parquet").article.text == "One."
    assert read("memory://bucket/b.zip").article.text == "Two."


def test_file_url_gives_the_same_articles_as_the_path(tmp_path: Path, read) -> None:
    (tmp_path / "news.jsonl").write_text(json.dumps({"text": "One."}), "utf-8")
    (tmp_path / "a.csv").write_text("text\nTwo.\n", "utf-8")
    assert read(f"file://{tmp_path}").articles == read().articles


def test_url_without_files_is_refused(bucket) -> None:
    with pytest.raises(ReadError, match=r"memory://bucket/none: found nothing, expected \.txt, "):
        find_files(["memory://bucket/none"])
    _put(bucket, {"x/a.pages": b""})
    with pytest.raises(ReadError, match="found 1 files, none of them, expected"):
        find_files(["memory://bucket/x"])
    with pytest.raises(ReadError, match=r"a\.pages: expected a folder, or a file of one of "):
        find_files(["memory://bucket/x/a.pages"])


def test_unknown_filesystem_is_refused() -> None:
    with pytest.raises(ReadError, match=r"nonsense://x: .*next: "):
        find_files(["nonsense://x"])


def test_missing_fsspec_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.delitem(sys.modules, "fsspec.core")
    (tmp_path / "a.txt").write_text("Over.", "utf-8")
    assert len(find_files([str(tmp_path)]).files) == 1
    with pytest.raises(ReadError, match=r"this needs fsspec.*; next: pip install 'newsrows\[remote\]'"):
        find_files(["s3://bucket/folder"])


def test_file_deleted_during_reading_is_rejected(bucket) -> None:
    _put(bucket, {"a.txt": b"One.", "b.txt": b"Two."})
    items = read_files(find_files(["memory://bucket"]))
    assert isinstance(next(items), Article)
    bucket.rm("/bucket/b.txt")
    assert "b.txt: cannot be read (" in str(next(items))


def test_file_whose_connection_breaks_is_rejected(bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    class PayloadError(Exception):
        """What the client of some service raises."""

    def broken(_filesystem: object, path: str, *_: object, **__: object) -> io.BytesIO:
        raise PayloadError(path)

    class Broken(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise PayloadError("reset")

    _put(bucket, {"a.txt": b"One.", "b.txt": b"Two."})
    items = read_files(find_files(["memory://bucket"]))
    monkeypatch.setattr(type(bucket), "open", lambda *_, **__: Broken())
    assert [str(item).partition(": ")[2] for item in items] == [
        "cannot be read (PayloadError: reset); next: check the file and its permissions"
    ] * 2
    monkeypatch.setattr(type(bucket), "open", broken)
    assert "cannot be read (PayloadError: " in str(next(read_files(find_files(["memory://bucket"]))))
