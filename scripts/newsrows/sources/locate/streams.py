"""Where the bytes of a file come from: this machine, a filesystem of fsspec, standard input."""

from __future__ import annotations

import os
import re
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from newsrows.filesystems import connect
from newsrows.sources.errors import BadFileError, ReadError

STANDARD_INPUT = "-"
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_url(source: str | Path) -> bool:
    """Whether a source is for fsspec: 's3://bucket/folder', 'memory://a.txt'."""
    return isinstance(source, str) and _URL.match(source) is not None


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file of this machine. `named`: by the user, not found in a folder."""

    path: Path
    file_name: str
    named: bool = False

    def __str__(self) -> str:
        return str(self.path)

    @property
    def key(self) -> str:
        """The same for every name of the file."""
        return os.path.realpath(self.path)

    def size(self) -> int | None:
        """Its bytes.

        Raises:
            BadFileError: it is no regular file (a pipe would block), or is not there.
        """
        try:
            status = self.path.stat()
        except OSError as error:
            raise self._unreadable(error) from error
        if not stat.S_ISREG(status.st_mode):
            raise BadFileError("found a pipe, socket or device, expected a file; next: remove it")
        return status.st_size

    def open(self) -> BinaryIO:
        """Its bytes as a stream.

        Raises:
            BadFileError: it cannot be opened.
        """
        try:
            return self.path.open("rb")
        except OSError as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: OSError) -> BadFileError:
        if not isinstance(error, FileNotFoundError):
            return BadFileError(unreadable(error))
        if self.path.is_symlink():
            return BadFileError(
                f"found a link to {self.path.readlink()}, which does not exist; next: correct or remove the link"
            )
        return BadFileError("the file was there and is gone; next: start again")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file behind a URL that fsspec knows."""

    url: str
    file_name: str
    bytes: int | None = None
    named: bool = False

    def __str__(self) -> str:
        return self.url

    @property
    def key(self) -> str:
        """The URL."""
        return self.url

    def size(self) -> int | None:
        """Its bytes, as the listing said."""
        return self.bytes

    def open(self) -> BinaryIO:
        """Its bytes as a stream.

        Raises:
            BadFileError: it cannot be opened.
        """
        filesystem, path = connect(self.url, ReadError)
        try:
            return cast(BinaryIO, filesystem.open(path, "rb"))
        except Exception as error:  # each filesystem has errors of its own
            raise BadFileError(unreadable(error)) from error


@dataclass(frozen=True, slots=True)
class StandardInput:
    """What another program writes to this one."""

    file_name: str = "stdin"
    named: bool = True

    def __str__(self) -> str:
        return "standard input"

    @property
    def key(self) -> str:
        """There is only one."""
        return STANDARD_INPUT

    def size(self) -> int | None:
        """Nobody knows how much is to come."""
        return None

    def open(self) -> BinaryIO:
        """The stream, which is not closed with what is opened here."""
        return cast(BinaryIO, os.fdopen(os.dup(sys.stdin.fileno()), "rb")) if _has_descriptor() else sys.stdin.buffer


def _has_descriptor() -> bool:
    try:
        sys.stdin.fileno()
    except (OSError, ValueError, AttributeError):
        return False
    return True


SourceFile = LocalFile | RemoteFile | StandardInput


def unreadable(error: Any) -> str:
    """Why a file whose opening or reading failed with `error` is rejected."""
    reason = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
    return f"cannot be read ({reason}); next: check the file and its permissions"
