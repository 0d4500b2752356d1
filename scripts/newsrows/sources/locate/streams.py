"""Opens the files of sources: on this machine, on a filesystem of fsspec, or standard input."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from newsrows.filesystems import connect
from newsrows.regular_files import RefusedFileError, check_regular, open_regular
from newsrows.sources.errors import BadFileError, ReadError

STANDARD_INPUT = "-"
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_url(source: str | Path) -> bool:
    """Return whether a source is a URL for fsspec: 's3://bucket/folder', 'memory://a.txt'."""
    return isinstance(source, str) and _URL.match(source) is not None


def shown_path(path: Path) -> str:
    """Return a path for messages, with escapes for bytes that are not UTF-8."""
    return str(path).encode("utf-8", "backslashreplace").decode()


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file on this machine; `named` if the user named it, rather than its folder."""

    path: Path
    file_name: str
    named: bool = False

    def __str__(self) -> str:
        return shown_path(self.path)

    @property
    def key(self) -> str:
        """The path without links, which is the same under every name of the file."""
        return os.path.realpath(self.path)

    def size(self) -> int | None:
        """Return the number of bytes.

        Raises:
            BadFileError: it is not a regular file (a pipe would block), or does not exist.
        """
        try:
            status = self.path.stat()
            check_regular(status)
        except OSError as error:
            raise self._unreadable(error) from error
        return status.st_size

    def open(self) -> BinaryIO:
        """Open the file.

        Raises:
            BadFileError: the file cannot be opened, or is not a regular file.
        """
        try:
            return open_regular(self.path)
        except OSError as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: OSError) -> BadFileError:
        if isinstance(error, RefusedFileError):
            return BadFileError(f"{error.strerror}; next: remove it")
        if not isinstance(error, FileNotFoundError):
            return BadFileError(unreadable(error))
        if self.path.is_symlink():
            return BadFileError(
                f"found a link to {self.path.readlink()}, which does not exist; next: correct or remove the link"
            )
        return BadFileError("the file was deleted during the build; next: build again")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file at a URL that fsspec supports."""

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
        """Return the number of bytes in the listing; None: unknown."""
        return self.bytes

    def open(self) -> BinaryIO:
        """Open the file.

        Raises:
            BadFileError: the file cannot be opened.
        """
        filesystem, path = connect(self.url, ReadError)
        try:
            return cast(BinaryIO, filesystem.open(path, "rb"))
        except Exception as error:  # each filesystem raises its own errors
            raise BadFileError(unreadable(error)) from error


@dataclass(frozen=True, slots=True)
class StandardInput:
    """Standard input: the output of another program."""

    file_name: str = "stdin"
    named: bool = True

    def __str__(self) -> str:
        return "standard input"

    @property
    def key(self) -> str:
        """The name of the only standard input."""
        return STANDARD_INPUT

    def size(self) -> int | None:
        """Return None: the number of bytes is unknown."""
        return None

    def open(self) -> BinaryIO:
        """Open a duplicate, so that closing it does not close standard input.

        Raises:
            BadFileError: standard input is closed.
        """
        if sys.stdin is None:
            raise BadFileError("it is closed, expected articles; next: redirect a file to it")
        return cast(BinaryIO, os.fdopen(os.dup(sys.stdin.fileno()), "rb")) if _has_descriptor() else sys.stdin.buffer


def _has_descriptor() -> bool:
    try:
        sys.stdin.fileno()
    except (OSError, ValueError, AttributeError):
        return False
    return True


SourceFile = LocalFile | RemoteFile | StandardInput


def unreadable(error: Any) -> str:
    """Return why a file is rejected whose opening or reading failed with `error`."""
    reason = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
    return f"cannot be read ({reason}); next: check the file and its permissions"
