from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsrows.sources import ReadError, find_files


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The strike is over.", "utf-8")


def _names(*sources: Path) -> list[str]:
    return [file.file_name for file in find_files(sources).files]


def test_articles_of_nested_folders_come_sorted_by_file_name(tmp_path: Path) -> None:
    _write(tmp_path, "b.txt", "2024/05/z.md", "2024/a.TXT", "a.md")
    assert _names(tmp_path) == ["2024/05/z.md", "2024/a.TXT", "a.md", "b.txt"]


def test_order_of_files_does_not_depend_on_the_order_of_sources(tmp_path: Path) -> None:
    _write(tmp_path, "one/b.txt", "two/a.txt")
    assert find_files([tmp_path / "one", tmp_path / "two"]) == find_files([tmp_path / "two", tmp_path / "one"])


def test_hidden_files_and_other_suffixes_are_skipped(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", ".hidden.txt", ".git/b.txt", "c.pages", "d", "metadata.csv")
    found = find_files([tmp_path])
    assert [file.file_name for file in found.files] == ["a.txt"]
    assert found.metadata == (tmp_path / "metadata.csv",)
    assert found.rejected == ()


def test_metadata_csv_beside_a_single_file_is_found(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "b.txt", "metadata.csv")
    found = find_files([tmp_path / "a.txt"])
    assert [file.file_name for file in found.files] == ["a.txt"]
    assert found.metadata == (tmp_path / "metadata.csv",)


def test_file_in_two_sources_is_listed_once(tmp_path: Path) -> None:
    _write(tmp_path, "2024/a.txt", "b.txt")
    assert _names(tmp_path, tmp_path / "2024", tmp_path / "b.txt") == ["2024/a.txt", "b.txt"]


def test_links_are_followed_and_loops_are_not(tmp_path: Path) -> None:
    _write(tmp_path, "articles/a.txt", "elsewhere/b.txt")
    (tmp_path / "articles" / "up").symlink_to(tmp_path / "articles")
    (tmp_path / "articles" / "archive").symlink_to(tmp_path / "elsewhere")
    assert _names(tmp_path / "articles") == ["a.txt", "archive/b.txt"]


def test_linked_file_has_its_own_name(tmp_path: Path) -> None:
    _write(tmp_path, "real/z.txt")
    (tmp_path / "alias").symlink_to(tmp_path / "real")
    (tmp_path / "a.txt").symlink_to(tmp_path / "real" / "z.txt")
    assert _names(tmp_path) == ["real/z.txt"]


def test_link_to_itself_is_listed(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert _names(tmp_path) == ["a.txt", "loop.txt"]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, "a.txt", "closed/b.txt")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find_files([tmp_path])
    assert [file.file_name for file in found.files] == ["a.txt"]
    assert [str(item) for item in found.rejected] == [
        f"{tmp_path}/closed: the folder cannot be read (Permission denied); next: check its permissions"
    ]
    with pytest.raises(ReadError, match=r"closed: found no readable article; .*Permission denied"):
        find_files([tmp_path / "closed"])


def test_file_name_that_is_not_utf_8_is_rejected(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("One.", "utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    (rejected,) = find_files([tmp_path]).rejected
    assert str(rejected) == rf"{tmp_path}/caf\udce9.txt: the file's name is not valid UTF-8; next: rename it"


def test_empty_list_of_sources_is_refused() -> None:
    with pytest.raises(ReadError, match="found no source"):
        find_files([])


def test_missing_path_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    with pytest.raises(ReadError, match=r"nowhere: no such file or folder; next: check the path"):
        find_files([tmp_path, tmp_path / "nowhere"])


def test_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"the folder is empty, expected articles \(\.txt, \.md, "):
        find_files([tmp_path])


def test_message_on_a_folder_without_articles_lists_its_suffixes(tmp_path: Path) -> None:
    _write(tmp_path, "a.pages", "b/c.pages", "d.png", "README")
    with pytest.raises(ReadError, match=r"found 2 \.pages, 1 \.png, 1 without a suffix, expected \.txt, \.md"):
        find_files([tmp_path])


def test_folder_with_only_metadata_csv_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, "metadata.csv")
    with pytest.raises(ReadError, match=r"found 1 metadata\.csv, expected \.txt, \.md"):
        find_files([tmp_path])


def test_single_file_of_another_format_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, "a.pages")
    with pytest.raises(ReadError, match=r"a\.pages: found \.pages, expected a folder, or a file of one of \.txt, "):
        find_files([tmp_path / "a.pages"])


def test_unsupported_archive_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, "a.tar.gz", "b.zip.gz", "c.tgz")
    with pytest.raises(ReadError, match=r"a\.tar\.gz: found \.tar\.gz, expected a folder, or "):
        find_files([tmp_path / "a.tar.gz"])
    with pytest.raises(ReadError, match=r"found 1 \.tar\.gz, 1 \.tgz, 1 \.zip\.gz, expected \.txt, "):
        find_files([tmp_path])
