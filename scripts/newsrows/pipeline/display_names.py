"""Keeps the names under which the user named the files of web pages, for messages on pages without an article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO


class DisplayNames:
    """File names by page position; they are kept on disk because every page may have a file of its own.

    Shards do not hold these names, because another build may name the same files differently.
    """

    def __init__(self, scratch: Path) -> None:
        """Keep the names in a file in the folder `scratch`."""
        self._path = scratch / "display_names.jsonl"
        self._file: IO[str] | None = None
        self._names: Iterator[tuple[int, str]] | None = None
        self._last: str | None = None
        self._next: tuple[int, str] | None = None

    def __enter__(self) -> DisplayNames:
        """The file is opened when the first name is added."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def add(self, position: int, name: str) -> None:
        """Add the file name of the page at `position`; positions must ascend.

        Raises:
            OSError: the file cannot be written.
        """
        if self._file is None:
            self._file = self._path.open("w+", encoding="utf-8")
        if name != self._last:  # all pages of a web archive share one line
            self._file.write(json.dumps((position, name)) + "\n")
            self._last = name

    def at(self, position: int) -> str:
        """Return the file name of the page at `position`; positions must ascend, and no name may be added afterwards.

        Raises:
            OSError: the file cannot be read.
        """
        if self._names is None:
            self._names = self._read()
            self._next = next(self._names, None)
        while self._next is not None and self._next[0] <= position:
            self._last, self._next = self._next[1], next(self._names, None)
        return self._last or ""

    def _read(self) -> Iterator[tuple[int, str]]:
        if self._file is not None:
            self._file.seek(0)
            yield from map(json.loads, self._file)
