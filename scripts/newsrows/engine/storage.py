"""Storage for files: a folder on this machine, or one that several machines share (S3, GCS and others by fsspec).

A file is written completely or not at all. On this machine, a file is written under another name and then renamed.
Object stores show an object only when it is complete. Other remote systems can show an incomplete file; therefore
`newsrows.engine.shard_file` recognises incomplete files.
"""

from __future__ import annotations

import os
import time
import uuid
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from newsrows.filesystems import connect
from newsrows.records import EngineError

_PARTIAL = ".half"
# Writing takes seconds; a partial file of this age was left by a process that was killed.
_PARTIAL_SECONDS = 3600.0
# Requests to an object store take tens of milliseconds, mostly waiting, so files are read concurrently.
_REMOTE_READERS = 16


class StoreError(EngineError):
    """The store cannot be read or written; the message is for people."""


class Storage(Protocol):
    """A flat folder of files."""

    readers: int  # how many files should be read concurrently

    def names(self) -> list[str]:
        """Return the names of the files, in any order; an empty list if the folder does not exist."""

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading; the caller closes it.

        Raises:
            FileNotFoundError: the file does not exist.
        """

    def write(self, name: str, content: bytes) -> None:
        """Write a file completely; replace an existing file with that name."""

    def remove(self, name: str) -> None:
        """Delete a file if it exists."""


def open_storage(location: Path | str) -> Storage:
    """Return the storage at a path, or at a URL that fsspec supports: 's3://bucket/newsrows', 'memory://x'.

    Raises:
        StoreError: fsspec is not installed or does not support the URL.
    """
    text = str(location)
    if "://" not in text:
        return LocalStorage(Path(text))
    if text.startswith("file://"):
        return LocalStorage(Path(text.removeprefix("file://")))
    return RemoteStorage(text)


class LocalStorage:
    """A folder on this machine, local or mounted; it is created when the first file is written."""

    readers = 1

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """See `Storage`; also deletes partial files that killed processes left."""
        try:
            with os.scandir(self._folder) as entries:
                names = [entry.name for entry in entries]
        except FileNotFoundError:
            return []
        for name in names:
            if name.endswith(_PARTIAL):
                self._remove_if_old(name)
        return [name for name in names if not name.endswith(_PARTIAL)]

    def open(self, name: str) -> BinaryIO:
        """See `Storage`."""
        return (self._folder / name).open("rb")

    def write(self, name: str, content: bytes) -> None:
        """See `Storage`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        partial_file = self._folder / f"{name}-{uuid.uuid4().hex}{_PARTIAL}"
        try:
            with partial_file.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())  # otherwise a power cut can leave an empty file under the final name
            partial_file.replace(self._folder / name)
        finally:
            partial_file.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """See `Storage`."""
        (self._folder / name).unlink(missing_ok=True)

    def _remove_if_old(self, name: str) -> None:
        partial_file = self._folder / name
        try:
            if time.time() - partial_file.stat().st_mtime > _PARTIAL_SECONDS:
                partial_file.unlink()
        except FileNotFoundError:  # another process renamed or removed it first
            return


class RemoteStorage:
    """A folder on a filesystem that fsspec supports."""

    readers = _REMOTE_READERS

    def __init__(self, url: str) -> None:
        self._system, self._root = connect(url, StoreError)

    def names(self) -> list[str]:
        """See `Storage`."""
        self._system.invalidate_cache()
        try:
            paths: list[str] = self._system.ls(self._root, detail=False)
        except FileNotFoundError:
            return []
        return [path.rstrip("/").rpartition("/")[2] for path in paths]

    def open(self, name: str) -> BinaryIO:
        """See `Storage`; fetches the whole file, because one request is faster than several for its parts."""
        return BytesIO(self._system.cat_file(f"{self._root}/{name}"))

    def write(self, name: str, content: bytes) -> None:
        """See `Storage`."""
        path = f"{self._root}/{name}"
        try:
            self._system.pipe_file(path, content)
        except FileNotFoundError:
            self._system.makedirs(self._root, exist_ok=True)
            self._system.pipe_file(path, content)

    def remove(self, name: str) -> None:
        """See `Storage`."""
        try:
            self._system.rm_file(f"{self._root}/{name}")
        except FileNotFoundError:
            return
