"""What the user calls the files that web pages are in, until it is known which pages have no article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO


class ShownNames:
    """Names of files by the positions of the pages in them: on disk, for there may be a file for every page.

    Another build may call the same files otherwise, so shards do not know these names.
    """

    def __init__(self, scratch: Path) -> None:
        """Keep them in the folder `scratch`."""
        self._path = scratch / "shown.jsonl"
        self._file: IO[str] | None = None
        self._names: Iterator[tuple[int, str]] | None = None
        self._last: str | None = None
        self._next: tuple[int, str] | None = None

    def __enter__(self) -> ShownNames:
        """Nothing is opened before there is something to write."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def add(self, position: int, name: str) -> None:
        """Take note of the file of a page; positions ascend.

        Raises:
            OSError: the file cannot be written.
        """
        if self._file is None:
            self._file = self._path.open("w+", encoding="utf-8")
        if name != self._last:  # the pages of a web archive take one line
            self._file.write(json.dumps((position, name)) + "\n")
            self._last = name

    def at(self, position: int) -> str:
        """The file of the page at `position`, which was added; positions ascend, and nothing is added any more.

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
