"""Where files are kept: a folder of this machine, or one that several machines see (S3, GCS ... through fsspec).

Whoever writes leaves a whole file or none. In a folder of this machine that is a rename. An object store has no rename
but shows an object only when it is complete; on other remote systems a file that was cut off can be seen, which is why
`newsrows.engine.shard_file` knows a half one.
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

_HALF = ".half"
# Writing takes seconds; what is this old was left behind by a process that was killed.
_HALF_SECONDS = 3600.0
# Files read at once: a request to an object store takes tens of milliseconds, most of it waiting.
_REMOTE_READERS = 16


class StoreError(EngineError):
    """What is kept between builds cannot be read or written; the message is for people."""


class Place(Protocol):
    """A flat folder of files."""

    readers: int  # files worth reading at once

    def names(self) -> list[str]:
        """The names of the files in it, in no certain order; none if there is no such folder."""

    def open(self, name: str) -> BinaryIO:
        """A file to be read, which the caller closes.

        Raises:
            FileNotFoundError: it is not there.
        """

    def write(self, name: str, content: bytes) -> None:
        """Put a file there, whole; one of that name is replaced."""

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""


def place_at(location: Path | str) -> Place:
    """The folder at a path, or at a URL of any kind that fsspec knows: 's3://bucket/newsrows', 'memory://x'.

    Raises:
        StoreError: nothing can be kept at such a URL here.
    """
    text = str(location)
    if "://" not in text:
        return LocalPlace(Path(text))
    if text.startswith("file://"):
        return LocalPlace(Path(text.removeprefix("file://")))
    return RemotePlace(text)


class LocalPlace:
    """A folder of this machine (or one that is mounted), made when the first file is written."""

    readers = 1

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """See `Place`; files that were left half-written long ago are removed on the way."""
        try:
            with os.scandir(self._folder) as entries:
                names = [entry.name for entry in entries]
        except FileNotFoundError:
            return []
        for name in names:
            if name.endswith(_HALF):
                self._remove_if_old(name)
        return [name for name in names if not name.endswith(_HALF)]

    def open(self, name: str) -> BinaryIO:
        """See `Place`."""
        return (self._folder / name).open("rb")

    def write(self, name: str, content: bytes) -> None:
        """See `Place`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        half = self._folder / f"{name}-{uuid.uuid4().hex}{_HALF}"
        try:
            with half.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())  # else a power cut can leave an empty file under the final name
            half.replace(self._folder / name)
        finally:
            half.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """See `Place`."""
        (self._folder / name).unlink(missing_ok=True)

    def _remove_if_old(self, name: str) -> None:
        half = self._folder / name
        try:
            if time.time() - half.stat().st_mtime > _HALF_SECONDS:
                half.unlink()
        except FileNotFoundError:  # another process was done with it, or removed it first
            return


class RemotePlace:
    """A folder on a filesystem that fsspec knows."""

    readers = _REMOTE_READERS

    def __init__(self, url: str) -> None:
        self._system, self._root = connect(url, StoreError)

    def names(self) -> list[str]:
        """See `Place`."""
        self._system.invalidate_cache()
        try:
            paths: list[str] = self._system.ls(self._root, detail=False)
        except FileNotFoundError:
            return []
        return [path.rstrip("/").rpartition("/")[2] for path in paths]

    def open(self, name: str) -> BinaryIO:
        """See `Place`; fetched whole, for one request is quicker than several for parts."""
        return BytesIO(self._system.cat_file(f"{self._root}/{name}"))

    def write(self, name: str, content: bytes) -> None:
        """See `Place`."""
        path = f"{self._root}/{name}"
        try:
            self._system.pipe_file(path, content)
        except FileNotFoundError:
            self._system.makedirs(self._root, exist_ok=True)
            self._system.pipe_file(path, content)

    def remove(self, name: str) -> None:
        """See `Place`."""
        try:
            self._system.rm_file(f"{self._root}/{name}")
        except FileNotFoundError:
            return
