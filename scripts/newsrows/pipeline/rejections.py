"""What was left out of a build, as a file beside the package: records that could not be read, with the reasons."""

from __future__ import annotations

import csv
import hashlib
import shutil
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from newsrows.records import NewsrowsError, Rejected

REJECTED = "rejected.csv"
_HEADER = ("file_name", "place", "reason")
# So many are told of in messages; there may be millions.
_SHOWN = 20


class LeftOut:
    """Records that could not be read, written to a file as they come, for there may be too many for memory."""

    def __init__(self, scratch: Path) -> None:
        """Keep them in the folder `scratch` until they are published."""
        self._path = scratch / REJECTED
        self._file: IO[str] | None = None
        self._rows: Any = None
        self.first: list[Rejected] = []
        self.count = 0

    def __enter__(self) -> LeftOut:
        """Nothing is opened before there is something to write."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def add(self, item: Rejected) -> None:
        """Take note of a record.

        Raises:
            OSError: the file cannot be written.
        """
        if self._file is None:
            self._file = self._path.open("w", encoding="utf-8", newline="")
            self._rows = csv.writer(self._file, lineterminator="\n")
            self._rows.writerow(_HEADER)
        self._rows.writerow((item.file_name, item.place or "", item.reason))
        self.count += 1
        if len(self.first) < _SHOWN:
            self.first.append(item)

    def digest(self) -> bytes:
        """SHA-256 of the file; of nothing where nothing was left out.

        Raises:
            OSError: the file cannot be read.
        """
        if self._file is None:
            return hashlib.sha256().digest()
        self._file.flush()
        with self._path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()

    def publish(self, folder: Path) -> None:
        """Put the file into `folder`, in place of an older one; where nothing was left out there is none afterwards.

        Raises:
            NewsrowsError: the folder cannot be written.
        """
        target = folder / REJECTED
        half = folder / f".{REJECTED}.half"
        try:
            if self._file is not None:
                self._file.flush()
                shutil.copyfile(self._path, half)
                half.replace(target)
            elif _is_ours(target):
                target.unlink()
        except OSError as error:
            half.unlink(missing_ok=True)
            raise NewsrowsError(
                f"{target}: cannot be written ({error.strerror}); the package itself is complete; "
                "next: check the folder and build again"
            ) from error


def _is_ours(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return next(csv.reader(file), None) == list(_HEADER)
    except (OSError, UnicodeDecodeError, csv.Error):
        return False
