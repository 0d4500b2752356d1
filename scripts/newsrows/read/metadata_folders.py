"""The folders that a metadata.csv may lie in: of this machine, behind a URL, in a zip."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from newsrows.read.errors import BadFileError, ReadError
from newsrows.read.options import ReadOptions
from newsrows.read.record import Input
from newsrows.read.sources import RemoteFile
from newsrows.remote import connect


class MetadataFolder(Protocol):
    """A folder with files in it; `str` is what people call it."""

    def read(self, name: str) -> bytes:
        """The bytes of the file of that name.

        Raises:
            BadFileError: it cannot be read.
        """

    def shown(self, name: str) -> str:
        """What people call the file of that name."""

    def key(self, name: str) -> str | None:
        """What the file of that name is known by, whatever it is called from elsewhere; None if there is none."""


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder of this machine."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    def read(self, name: str) -> bytes:
        """See `MetadataFolder`."""
        try:
            return (self.path / name).read_bytes()
        except OSError as error:
            raise BadFileError(f"cannot be read ({error.strerror}); next: check its permissions") from error

    def shown(self, name: str) -> str:
        """See `MetadataFolder`."""
        return str(self.path / name)

    def key(self, name: str) -> str | None:
        """`LocalFile.key`."""
        path = self.path / name
        return os.path.realpath(path) if os.path.isfile(path) else None  # noqa: PTH113  Path.is_file may raise


@dataclass(frozen=True, slots=True)
class RemoteFolder:
    """A folder behind a URL."""

    url: str

    def __str__(self) -> str:
        return self.url

    def read(self, name: str) -> bytes:
        """See `MetadataFolder`."""
        with RemoteFile(self.shown(name), name).open() as stream:
            return stream.read()

    def shown(self, name: str) -> str:
        """See `MetadataFolder`."""
        return f"{self.url}/{name}"

    def key(self, name: str) -> str | None:
        """`RemoteFile.key`."""
        filesystem, path = connect(self.shown(name), ReadError)
        return self.shown(name) if filesystem.isfile(path) else None


@dataclass(frozen=True, slots=True)
class ArchiveFolder:
    """A folder in a zip. `members` are all files of the zip by `Input.file_name`, with which `path` begins, too."""

    path: str
    members: Mapping[str, Input]
    options: ReadOptions

    def __str__(self) -> str:
        return self.path

    def read(self, name: str) -> bytes:
        """See `MetadataFolder`."""
        return self.members[f"{self.path}/{name}"].read(self.options)

    def shown(self, name: str) -> str:
        """See `MetadataFolder`."""
        return self.members[f"{self.path}/{name}"].shown

    def key(self, name: str) -> str | None:
        """`Input.file_name`."""
        path = posixpath.normpath(f"{self.path}/{name}")
        return path if path in self.members else None
