"""Writes rejected.csv beside the package: the records that a build left out, with the reasons."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import uuid
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from newsrows.records import NewsrowsError, Rejected
from newsrows.regular_files import open_regular

REJECTED = "rejected.csv"
_HEADER = ("file_name", "place", "reason")
# How many are named in messages; there may be millions.
_NAMED = 20


class RejectionLog:
    """Rejected records; they are written to a file at once, because there may be too many for memory."""

    def __init__(self, scratch: Path) -> None:
        """Keep the file in the folder `scratch` until it is published."""
        self._path = scratch / REJECTED
        self._file: IO[str] | None = None
        self._rows: Any = None
        self.first: list[Rejected] = []
        self.count = 0

    def __enter__(self) -> RejectionLog:
        """The file is opened when the first record is added."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def add(self, item: Rejected) -> None:
        """Add a record.

        Raises:
            OSError: the file cannot be written.
        """
        if self._file is None:
            self._file = self._path.open("w", encoding="utf-8", newline="")
            self._rows = csv.writer(self._file, lineterminator="\n")
            self._rows.writerow(_HEADER)
        self._rows.writerow((item.file_name, item.place or "", item.reason))
        self.count += 1
        if len(self.first) < _NAMED:
            self.first.append(item)

    def digest(self) -> bytes:
        """Return the SHA-256 of the file, or of no bytes if there are no rejections.

        Raises:
            OSError: the file cannot be read.
        """
        if self._file is None:
            return hashlib.sha256().digest()
        self._file.flush()
        with self._path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()

    def refuse_foreign(self, folder: Path) -> None:
        """Stop if the file would replace one that newsrows did not write.

        Raises:
            NewsrowsError: there is such a file.
        """
        target = folder / REJECTED
        if self.count and os.path.lexists(target) and not _is_rejected_csv(target):
            raise NewsrowsError(
                f"{target}: found a file that newsrows did not make, where the list of {self.count:,} rejected records "
                "belongs; nothing was changed; next: move it away, or name another folder with --out"
            )

    def publish(self, folder: Path) -> None:
        """Copy the file to `folder`, replacing an older one; without rejections, delete an older one.

        Raises:
            NewsrowsError: the folder cannot be written, or holds a file of that name that newsrows did not write.
        """
        self.refuse_foreign(folder)
        target = folder / REJECTED
        partial_file = folder / f".{REJECTED}-{uuid.uuid4().hex}.half"
        try:
            if self._file is not None:
                self._file.flush()
                with self._path.open("rb") as written, partial_file.open("xb") as copy:  # 'x' follows no link
                    shutil.copyfileobj(written, copy)
                partial_file.replace(target)
            elif _is_rejected_csv(target):
                target.unlink()
        except OSError as error:
            partial_file.unlink(missing_ok=True)
            raise NewsrowsError(
                f"{target}: cannot be written ({error.strerror}); the package itself is complete; "
                "next: check the folder and build again"
            ) from error


def _is_rejected_csv(path: Path) -> bool:
    """Return whether a file has the header of rejected.csv, so that a user's own file of that name is not deleted."""
    expected = f"{','.join(_HEADER)}\n".encode()
    try:
        if path.is_symlink():
            return False
        with open_regular(path) as file:
            return file.read(len(expected)) == expected
    except OSError:
        return False
