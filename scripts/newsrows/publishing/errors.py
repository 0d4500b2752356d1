"""What goes wrong while a package is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsrows.records import OutputError


class ExportError(OutputError):
    """The package could not be written, and what was there before is as it was."""


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """What the operating system refuses, as an `ExportError` about `folder`."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(
            f"{folder}: the package cannot be written ({reason}), and what was there is as it was; "
            "next: check space and permissions, or name another folder with --out"
        ) from error
