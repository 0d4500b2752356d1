from __future__ import annotations

import bz2
import gzip
import json
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from newsrows.sources.locate import archives as unpack

LINES = "".join(json.dumps({"text": f"Text {number} of the lot."}) + "\n" for number in range(5000)).encode()


def _zip(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)


PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": lambda data: pa.Codec("zstd").compress(data, asbytes=True),
}


@pytest.mark.parametrize("suffix", PACK)
def test_compressed_files_are_read(tmp_path: Path, read, suffix: str) -> None:
    (tmp_path / f"a.txt{suffix}").write_bytes(PACK[suffix](b"It is over."))
    (tmp_path / f"b.jsonl{suffix}").write_bytes(PACK[suffix](LINES))
    outcome = read()
    assert (outcome.articles[0].article_id, outcome.articles[0].text) == ("a", "It is over.")
    assert (outcome.articles[0].file_name, outcome.articles[1].file_name) == (f"a.txt{suffix}", f"b.jsonl{suffix}#1")
    assert (len(outcome.articles), outcome.messages) == (5001, [])


@pytest.mark.parametrize("suffix", PACK)
def test_articles_before_the_end_of_incomplete_compressed_files_are_kept(tmp_path: Path, read, suffix: str) -> None:
    (tmp_path / f"a.txt{suffix}").write_bytes(PACK[suffix](b"It is over.")[:-3])
    (tmp_path / f"b.jsonl{suffix}").write_bytes(PACK[suffix](LINES)[:-6])
    outcome = read()
    assert {article.file_name.partition("#")[0] for article in outcome.articles} <= {f"b.jsonl{suffix}"}
    first, *_, last = outcome.messages
    assert first.startswith(f"a.txt{suffix}: the {suffix[1:]} is cut off or damaged (")
    assert last.startswith(f"b.jsonl{suffix}: the {suffix[1:]} is cut off or damaged (")


def test_articles_before_a_damaged_gzip_member_are_kept(tmp_path: Path, read) -> None:
    first, second = gzip.compress(LINES), bytearray(gzip.compress(LINES))
    second[1000:1010] = bytes(10)
    (tmp_path / "a.jsonl.gz").write_bytes(first + second)
    outcome = read()
    assert len(outcome.articles) >= 5000
    assert outcome.messages[-1].endswith(f" (articles before the damage are kept: {len(outcome.articles):,})")


def test_file_that_is_not_gzip_is_rejected(tmp_path: Path, read) -> None:
    (tmp_path / "a.txt.gz").write_bytes(b"It is over.")
    assert read().message.startswith("a.txt.gz: the gz is cut off or damaged (Not a gzipped file")


def test_zip_gives_the_same_articles_as_its_folder(tmp_path: Path, read) -> None:
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table({"text": ["Three."]}), sink)
    files = {
        "2024/a.txt": b"One.",
        "b.jsonl": b'{"text": "Two."}\n',
        "c.parquet": sink.getvalue().to_pybytes(),
        "d.jsonl.gz": gzip.compress(b'{"text": "Four."}\n'),
        "picture.jpg": b"",
        ".hidden.txt": b"No.",
        "__MACOSX/a.txt": b"No.",
    }
    _zip(tmp_path / "all.zip", files)
    outcome = read()
    assert outcome.messages == []
    assert [(article.article_id, article.file_name, article.text) for article in outcome.articles] == [
        ("a", "all.zip/2024/a.txt", "One."),
        ("all-zip-b-1", "all.zip/b.jsonl#1", "Two."),
        ("all-zip-c-1", "all.zip/c.parquet#1", "Three."),
        ("all-zip-d-1", "all.zip/d.jsonl.gz#1", "Four."),
    ]


def test_metadata_csv_in_a_zip_is_used(tmp_path: Path, read) -> None:
    files = {
        "2024/metadata.csv": b"file_name,title,publisher\na.txt,First,\n../b.txt,Second,Post\nc.txt,Third,\n",
        "2024/a.txt": b"One.",
        "b.txt": b"Two.",
    }
    _zip(tmp_path / "all.zip", files)
    (tmp_path / "metadata.csv").write_text("file_name,publisher\nall.zip,Herald\n", "utf-8")
    outcome = read()
    assert [(article.title, article.publisher) for article in outcome.articles] == [
        ("First", "Herald"),
        ("Second", "Post"),
    ]
    assert outcome.message == (
        "all.zip/2024/metadata.csv: row 4 (the header is row 1): found no file 'c.txt' in all.zip/2024; "
        "next: correct the name or remove the row"
    )


def test_bad_file_in_a_zip_is_rejected_and_the_others_are_read(tmp_path: Path, read) -> None:
    files = {"a.txt": b"Over.", "b.txt": b"", "c.zip": b"PK", "d.csv": b"name\nx\n", "e.txt": b"Over."}
    _zip(tmp_path / "all.zip", files)
    outcome = read(tmp_path / "all.zip")
    assert outcome.ids == ["a", "e"]
    assert [message.partition(", expected")[0] for message in outcome.messages] == [
        "all.zip/b.txt: found an empty file",
        "all.zip/c.zip: found an archive in an archive",
        "all.zip/d.csv: found no column of text (columns: name)",
    ]


def test_file_with_a_password_is_rejected(tmp_path: Path, read) -> None:
    _zip(tmp_path / "all.zip", {"a.txt": b"Over.", "b.txt": b"Over."})
    data = bytearray((tmp_path / "all.zip").read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1  # the flag of the first file in the directory at the end
    (tmp_path / "all.zip").write_bytes(data)
    outcome = read()
    assert outcome.ids == ["b"]
    assert outcome.message == "all.zip/a.txt: found a file that a password protects; next: unpack the archive"


@pytest.mark.parametrize("data", [b"", b"PK\3\4 cut off", b"hello"])
def test_damaged_zip_is_rejected(tmp_path: Path, read, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    assert read().message.startswith("a.zip: found a damaged file, expected a zip (")


def test_zip_without_articles_is_rejected(tmp_path: Path, read) -> None:
    _zip(tmp_path / "a.zip", {"picture.jpg": b""})
    assert read().message.startswith("a.zip: found no article in the archive, expected .txt, .md, ")


def test_zip_bomb_is_rejected_before_its_end(tmp_path: Path, read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "_HARMLESS_BYTES", 1_000_000)
    zeros = b'{"text": "One."}\n' + b"0" * 20_000_000
    _zip(tmp_path / "a.zip", {"a.jsonl": zeros})
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(zeros))
    outcome = read()
    assert outcome.ids == ["a-zip-a-1", "b-1"]
    assert len(outcome.messages) == 2
    for message in outcome.messages:
        assert (
            " times its size, expected at most 250; next: if it is not a zip bomb, raise the limit with --max-ratio "
            in message
        )


def test_zip_member_longer_than_declared_is_rejected(tmp_path: Path, read) -> None:
    _zip(tmp_path / "a.zip", {"a.txt": b"x" * 100_000})
    assert read(max_characters=10).message.startswith(
        "a.zip/a.txt: found 100,000 bytes, expected at most 65,616 for an"
    )
