"""One build at a time in a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from newsrows.export.errors import ExportError, explained

if sys.platform != "win32":
    import fcntl

_NAME = ".newsrows-lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold `folder` for this process; the lock goes with the process, however it ends.

    Where the system has no such locks (Windows, some network drives) nobody is kept out.

    Raises:
        ExportError: another process holds it, or nothing can be written to it.
    """
    path = folder / _NAME
    with explained(folder):
        file = _open(path)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        file.close()


def _open(path: Path) -> BinaryIO:
    while True:
        file = path.open("ab")
        try:
            _lock(file)
            # Who held it before may have removed the file after it was opened here.
            if os.fstat(file.fileno()).st_ino == path.stat().st_ino:
                return file
        except FileNotFoundError:
            pass
        except BlockingIOError as error:
            file.close()
            raise ExportError(
                f"{path.parent}: another build is writing there; next: wait for it, or name another folder with --out"
            ) from error
        file.close()


def _lock(file: BinaryIO) -> None:
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:  # this file system has no locks
            return
