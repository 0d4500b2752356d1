"""The list of rejected records is never written over a file that newsrows did not make, nor through a link."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from newsrows.pipeline.rejections import REJECTED, RejectionLog
from newsrows.records import NewsrowsError, Rejected


def _publish(tmp_path: Path, *rejected: Rejected) -> None:
    scratch, out = tmp_path / "scratch", tmp_path / "out"
    for folder in (scratch, out):
        folder.mkdir(exist_ok=True)
    with RejectionLog(scratch) as log:
        for item in rejected:
            log.add(item)
        log.publish(out)


def test_file_is_replaced_by_the_next_build_and_removed_without_rejections(tmp_path: Path) -> None:
    path = tmp_path / "out" / REJECTED
    for reason in ("found nothing", "found no text"):
        _publish(tmp_path, Rejected("a.txt", reason))
        assert path.read_text("utf-8") == f"file_name,place,reason\na.txt,,{reason}\n"
    _publish(tmp_path)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("content", ["my own list\n", "", "file_name,place,reason,mine\n"])
def test_file_of_somebody_else_is_kept(tmp_path: Path, content: str) -> None:
    path = tmp_path / "out" / REJECTED
    path.parent.mkdir()
    path.write_text(content, "utf-8")
    with pytest.raises(NewsrowsError, match="did not make, where the list of 1 rejected records belongs"):
        _publish(tmp_path, Rejected("a.txt", "found nothing"))
    _publish(tmp_path)
    assert path.read_text("utf-8") == content
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with names")
def test_links_and_pipes_of_that_name_are_kept(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    victim = tmp_path / "victim"
    victim.write_text("file_name,place,reason\n", "utf-8")
    for name, make in ((REJECTED, os.symlink), (f".{REJECTED}.half", os.symlink)):
        make(victim, tmp_path / "out" / name)
    with pytest.raises(NewsrowsError, match="did not make"):
        _publish(tmp_path, Rejected("a.txt", "found nothing"))
    (tmp_path / "out" / REJECTED).unlink()
    _publish(tmp_path, Rejected("a.txt", "found nothing"))
    assert victim.read_text("utf-8") == "file_name,place,reason\n"
    (tmp_path / "out" / REJECTED).unlink()
    os.mkfifo(tmp_path / "out" / REJECTED)
    with pytest.raises(NewsrowsError, match="did not make"):
        _publish(tmp_path, Rejected("a.txt", "found nothing"))
