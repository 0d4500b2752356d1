"""Opens files that anybody may have put in place: only regular ones, and never more of them than expected.

Reading a pipe waits for ever, a device such as /dev/zero has no end, and files in /proc are made while they are read.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

# Filesystems whose files the kernel makes up while they are read.
_KERNEL_FILES = ("/proc", "/sys")


class RefusedFileError(OSError):
    """The file is not regular, or larger than expected; `strerror` is the reason, without the name of the file.

    Attributes:
        found: what was found in place of the file.
    """

    def __init__(self, found: str, expected: str, path: Path | None = None) -> None:
        super().__init__(errno.EINVAL, f"found {found}, expected {expected}", None if path is None else str(path))
        self.found = found


def open_regular(path: Path) -> BinaryIO:
    """Open a file to read its bytes. The opened file is examined, so nothing can take its place in between.

    Raises:
        RefusedFileError: it is a pipe, a socket, a device or a file of the kernel.
        OSError: it cannot be opened.
    """
    # Without O_NONBLOCK, opening a pipe waits until somebody writes to it. Windows has neither.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        check_regular(os.fstat(handle), path)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_regular(path: Path, limit: int) -> bytes:
    """Return the bytes of a file.

    Args:
        path: the file.
        limit: the number of bytes that the file may have; a larger one is not read.

    Raises:
        RefusedFileError: it is larger, or not regular.
        OSError: it cannot be read.
    """
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        data = b"" if size > limit else file.read(limit + 1)  # it may grow in the meantime
    if size > limit or len(data) > limit:
        raise RefusedFileError(f"more than {limit:,} bytes", "fewer", path)
    return data


def check_regular(status: os.stat_result, path: Path | None = None) -> None:
    """Check the status of a file.

    Raises:
        IsADirectoryError: it is a folder.
        RefusedFileError: it is not a regular file, or one of the kernel.
    """
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), None if path is None else str(path))
    if not stat.S_ISREG(status.st_mode):
        raise RefusedFileError("a pipe, socket or device", "a file", path)
    if is_of_kernel(status):
        raise RefusedFileError("a file of the kernel", "one on a disk", path)


def is_of_kernel(status: os.stat_result) -> bool:
    """Return whether a file or folder lies on a filesystem that the kernel makes up, such as /proc."""
    return status.st_dev in _kernel_devices()


@cache
def _kernel_devices() -> frozenset[int]:
    """Return the numbers of the filesystems that the kernel makes up."""
    return frozenset(_devices())


def _devices() -> Iterator[int]:
    for place in map(Path, _KERNEL_FILES):
        with suppress(OSError):
            if place.is_mount():
                yield place.stat().st_dev
