"""What was left out, written down as it comes: there may be ten million of them."""

from __future__ import annotations

import csv
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from newsrows.records import Rejected

COLUMNS = ("file_name", "place", "reason")
_SHOWN = 20


class Rejections:
    """A file rejected.csv in the making, and the first few of its rows in memory.

    A context manager: the file comes into being whole, by a rename, when the block ends without an exception, and only
    if there is a row for it; one of an earlier run goes either way.

    Attributes:
        count: how many there are.
        first: the first twenty.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self.first: list[Rejected] = []
        self._half = path.with_name(f"{path.name}.half")
        self._file: IO[str] | None = None
        self._writer: Any = None

    def __enter__(self) -> Rejections:
        return self

    def add(self, rejected: Rejected) -> None:
        """Write one down.

        Raises:
            OSError: the file cannot be written.
        """
        if self._file is None:
            self._file = self._half.open("w", encoding="utf-8", newline="")
            self._writer = csv.writer(self._file, lineterminator="\n")
            self._writer.writerow(COLUMNS)
        self._writer.writerow((rejected.file_name, rejected.place, rejected.reason))
        self.count += 1
        if len(self.first) < _SHOWN:
            self.first.append(rejected)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
        if kind is not None:
            self._half.unlink(missing_ok=True)
        elif self._file is None:
            self.path.unlink(missing_ok=True)
        else:
            self._half.replace(self.path)
