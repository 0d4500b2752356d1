"""The cache folder is recognised by what newsrows writes into it, and cleared without touching files of others."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import polars as pl
import pytest

from newsrows.engine import cache_folder
from newsrows.engine.cache_folder import TAG, contents, mark, why_unusable
from newsrows.engine.store import ShardStore
from newsrows.records import Article

FINGERPRINT = "0123456789abcdef" * 4


@pytest.fixture
def cache(tmp_path) -> Path:
    """A cache with enough shards that a listing is written, and a file that was left half-written."""
    folder = tmp_path / "cache"
    mark(folder)
    store = ShardStore(folder / FINGERPRINT)
    for number in range(20):
        article = Article(
            article_id=f"a{number}", file_name=f"a{number}.txt", text="Rain.", sha256="0" * 64, encoding="utf-8"
        )
        store.publish([article], {"quotes": pl.DataFrame({"article_id": [article.article_id]})})
    store.keys()
    store.stamp()
    (folder / FINGERPRINT / f"{'e' * 32}.made").write_bytes(b"{}")
    shard = next((folder / FINGERPRINT).glob("*.shard"))
    shard.with_name(f"{shard.name}-{'f' * 32}.half").write_bytes(b"")
    return folder


def test_every_file_of_a_store_is_recognised(cache) -> None:
    found = contents(cache)
    assert found.others == ()
    assert found.folders == (cache / FINGERPRINT,)
    assert {path.suffix for path in found.files} == {".TAG", ".shard", ".listing", ".half", ".made", ""}


def test_new_cache_folder_has_the_tag_that_backup_programs_know(cache) -> None:
    assert (cache / TAG).read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")


def test_cache_that_can_be_written_is_usable_and_keeps_no_trial(tmp_path) -> None:
    assert why_unusable(tmp_path / "cache") is None
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [TAG]


def test_cache_that_cannot_be_written_is_not_usable(tmp_path, monkeypatch) -> None:
    def refuse(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "file").touch()
    assert why_unusable(tmp_path / "file") == "File exists"
    assert why_unusable(Path("~/.cache/newsrows")) == "there is no home folder"
    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert why_unusable(tmp_path / "cache") == "No space left on device"


def test_folder_with_files_is_not_marked_as_a_cache(tmp_path) -> None:
    (tmp_path / "thesis.txt").write_text("Chapter 1", "utf-8")
    mark(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_cache_is_removed_with_its_folder(cache, command) -> None:
    answer = command("cache", "--clear", cache=cache)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.endswith(", removed\n")
    assert not cache.exists()


def test_cache_without_a_tag_is_removed_too(cache, command) -> None:
    (cache / TAG).unlink()
    assert command("cache", "--clear", cache=cache).returncode == 0
    assert not cache.exists()


@pytest.mark.parametrize("name", ["thesis.txt", f"{FINGERPRINT}/notes.txt", "photos/sea.jpg", TAG])
def test_folder_with_files_of_others_is_not_cleared(cache, command, name) -> None:
    path = cache / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", "utf-8")
    before = sorted(cache.rglob("*"))
    answer = command("cache", "--clear", cache=cache)
    assert answer.returncode == 2
    assert "found a file or folder that newsrows did not write" in answer.stderr
    assert "nothing was removed; next: " in answer.stderr
    assert sorted(cache.rglob("*")) == before


def test_linked_folder_is_not_cleared(cache, command, tmp_path) -> None:
    (cache / ("f" * 64)).symlink_to(tmp_path)
    assert command("cache", "--clear", cache=cache).returncode == 2


def test_file_that_cannot_be_removed_is_named_with_exit_code_1(cache, command, monkeypatch) -> None:
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == "stamp":
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(cache_folder.Path, "unlink", refuse)
    answer = command("cache", "--clear", cache=cache)
    assert answer.returncode == 1
    assert f"{cache / FINGERPRINT / 'stamp'}: could not be removed (Permission denied); next: " in answer.stderr
    assert not answer.stdout.endswith(", removed\n")


def test_cache_that_does_not_exist_is_cleared_without_a_message(tmp_path, command) -> None:
    answer = command("cache", "--clear", cache=tmp_path / "none")
    assert (answer.returncode, answer.stderr) == (0, "")


def test_file_in_place_of_the_cache_is_refused(tmp_path, command) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    answer = command("cache", "--clear", cache=tmp_path / "file")
    assert answer.returncode == 2
    assert "expected the cache folder" in answer.stderr
    assert (tmp_path / "file").exists()
