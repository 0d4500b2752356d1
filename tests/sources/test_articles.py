from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from newsrows.records import Article
from newsrows.schema import load_tables
from newsrows.sources import ReadError, Rejected, read_articles
from newsrows.sources.article_ids import id_from_name
from newsrows.sources.locate import streams

SEEDS = Path(__file__).parents[2] / "seeds"


def _read(folder: Path, **options: int) -> tuple[list[Article], list[str]]:
    read = list(read_articles([folder], **options))
    articles = [item for item in read if isinstance(item, Article)]
    return articles, [str(item).removeprefix(f"{folder}/") for item in read if isinstance(item, Rejected)]


def test_text_of_the_seeds_equals_their_files() -> None:
    articles, messages = _read(SEEDS)
    files = sorted(SEEDS.glob("*.txt"))
    assert messages == []
    assert [article.text.encode() for article in articles] == [file.read_bytes() for file in files]
    assert [article.file_name for article in articles] == [file.name for file in files]
    assert [article.article_id for article in articles] == [file.stem for file in files]
    assert {article.encoding for article in articles} == {"utf-8"}


def test_article_of_one_word_is_read(tmp_path: Path) -> None:
    (tmp_path / "One Word.txt").write_bytes(b"Over")
    assert _read(tmp_path) == (
        [Article("one-word", "One Word.txt", hashlib.sha256(b"Over").hexdigest(), "Over")],
        [],
    )


def test_sha256_is_of_the_bytes_and_the_encoding_is_recorded(tmp_path: Path) -> None:
    data = "“Over,” said Zoë.\r\n".encode("cp1252")
    (tmp_path / "a.txt").write_bytes(data)
    ((article,), messages) = _read(tmp_path)
    assert (article.text, article.encoding) == ("“Over,” said Zoë.\n", "cp1252")
    assert (article.sha256, messages) == (hashlib.sha256(data).hexdigest(), [])


def test_markdown_is_not_changed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Over\n---\n# Over\n\nIt *is* [over](https://example.org).\n", "utf-8")
    ((article,), _) = _read(tmp_path)
    assert (article.title, article.text) == ("Over", "# Over\n\nIt *is* [over](https://example.org).\n")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2024/Rail Strike.txt", "rail-strike"),
        ("a.b_c-d.md", "a-b_c-d"),
        ("café.txt", "caf-"),
        ("cafe\N{COMBINING ACUTE ACCENT}.txt", "caf-"),
        ("罷工.txt", "--"),
    ],
)
def test_id_comes_from_the_file_name(name: str, expected: str) -> None:
    assert id_from_name(name) == expected


def test_example_of_an_id_in_the_schema_is_an_id() -> None:
    example = load_tables()["articles"].column("file_name").example
    assert id_from_name(str(example)) == load_tables()["articles"].column("article_id").example


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "found an empty file, expected an article; next: fill it or remove it"),
        (b" \n\t\r\n", "found no text, expected an article; next: fill it or remove it"),
        (b"\xef\xbb\xbf", "found no text, expected an article; next: fill it or remove it"),
        (b"---\ntitle: T\n---\n \n", "found front matter and no text after it, expected an article; next: "),
        (b"PK\3\4\0\0", "found NUL bytes, expected text (a binary file?); next: "),
        (b"---\ntitle: a: b\n---\nText", "line 2: the front matter is not YAML ("),
    ],
)
def test_unreadable_file_is_rejected_and_the_others_are_read(tmp_path: Path, data: bytes, message: str) -> None:
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_bytes(b"Over.")
    (tmp_path / "b.txt").write_bytes(data)
    articles, (found,) = _read(tmp_path)
    assert [article.article_id for article in articles] == ["a", "c"]
    assert found.startswith(f"b.txt: {message}")


def test_message_on_a_long_article_says_how_to_raise_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("é" * 10, "utf-8")
    (tmp_path / "b.txt").write_text("---\ntitle: Over\n---\n" + "é" * 11, "utf-8")
    articles, messages = _read(tmp_path, max_characters=10)
    assert [article.article_id for article in articles] == ["a"]
    assert messages == [
        (
            "b.txt: found 11 characters, expected at most 10; "
            "next: split the file into its articles, or raise the limit with --max-characters 11"
        )
    ]
    assert len(_read(tmp_path, max_characters=11)[0]) == 2


def test_article_of_five_megabytes_exceeds_the_default_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"It is over. " * 420_000)
    assert _read(tmp_path)[1][0].startswith("a.txt: found 5,040,000 characters, expected at most 1,000,000; ")


def test_file_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(20_000_000)  # sparse
    monkeypatch.delattr(Path, "open")
    assert _read(tmp_path)[1][0].startswith("a.txt: found 20,000,000 bytes, expected at most 8,065,536 for an ")


def test_second_file_with_an_id_is_rejected_and_both_are_named(tmp_path: Path) -> None:
    for name in ("2023/Strike.txt", "2024/strike.md"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(b"Over.")
    articles, messages = _read(tmp_path)
    assert [article.file_name for article in articles] == ["2023/Strike.txt"]
    assert messages == [
        (
            f"2024/strike.md: its article_id would be 'strike', which {tmp_path}/2023/Strike.txt has already; "
            "next: rename one of them"
        )
    ]


def test_unreadable_file_does_not_claim_its_id(tmp_path: Path) -> None:
    (tmp_path / "strike.md").write_bytes(b"")
    (tmp_path / "strike.txt").write_bytes(b"Over.")
    articles, messages = _read(tmp_path)
    assert [article.file_name for article in articles] == ["strike.txt"]
    assert messages[0].startswith("strike.md: found an empty file")


def test_file_without_permission_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"Over.")

    def refuse(_path: Path) -> BinaryIO:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(streams, "open_regular", refuse)
    assert _read(tmp_path) == (
        [],
        ["a.txt: cannot be read (Permission denied); next: check the file and its permissions"],
    )


def test_broken_links_are_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("gone.txt")
    (tmp_path / "b.txt").symlink_to("b.txt")
    articles, messages = _read(tmp_path)
    assert articles == []
    assert messages[0] == "a.txt: found a link to gone.txt, which does not exist; next: correct or remove the link"
    assert messages[1].startswith("b.txt: cannot be read (")


def test_file_deleted_during_reading_is_rejected(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"Over.")
    read = read_articles([tmp_path])
    assert isinstance(next(read), Article)
    (tmp_path / "b.txt").unlink()
    assert next(read) == Rejected(f"{tmp_path}/b.txt", "the file was deleted during the build; next: build again")


def test_pipe_is_rejected_without_blocking(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert _read(tmp_path) == ([], ["a.txt: found a pipe, socket or device, expected a file; next: remove it"])


def test_wrong_source_is_reported_before_the_first_article(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file or folder"):
        read_articles([tmp_path / "nowhere"])
