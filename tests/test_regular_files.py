"""Pipes, devices and endless files are refused before anything is read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from newsrows.regular_files import RefusedFileError, is_of_kernel, open_regular, read_regular

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with names")


def test_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"The ferry sailed.")
    assert read_regular(path, 17) == b"The ferry sailed."
    with open_regular(path) as file:
        assert file.read() == b"The ferry sailed."


def test_file_above_the_limit_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(RefusedFileError, match=r"more than 1,000 bytes"):
        read_regular(path, 1_000)


def test_pipe_and_device_are_refused_also_behind_a_link(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/zero")
    for name in ("pipe", "link"):
        with pytest.raises(RefusedFileError, match="pipe, socket or device"):
            open_regular(tmp_path / name)


def test_folder_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        open_regular(tmp_path)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_files_of_the_kernel_are_refused(tmp_path: Path) -> None:
    assert not is_of_kernel(tmp_path.stat())
    with pytest.raises(RefusedFileError, match="kernel"):
        open_regular(Path("/proc/self/status"))
