"""SHA256SUMS: what `sha256sum --check SHA256SUMS` checks, and how newsrows knows the files that it made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from newsrows.publishing.errors import ExportError

CHECKSUMS_PATH = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


def checksums(folder: Path, files: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of each file, by its path in `folder`.

    Raises:
        OSError: a file cannot be read.
    """
    found = {}
    for name in sorted(files):
        with (folder / name).open("rb") as file:
            found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def read_checksums(folder: Path) -> dict[str, str]:
    """What SHA256SUMS in `folder` says; nothing where there is none.

    Raises:
        ExportError: it has lines of another form, so newsrows did not write it.
        OSError: it cannot be read.
    """
    path = folder / CHECKSUMS_PATH
    try:
        lines = path.read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    found = {}
    for number, line in enumerate(lines, start=1):
        parts = _LINE.fullmatch(line)
        if not parts:
            raise ExportError(
                f"{path}, line {number}: found something that newsrows did not write, expected a hash, two spaces "
                "and a path; next: move it away, or name another folder with --to"
            )
        found[parts[2]] = parts[1]
    return found


def write_checksums(folder: Path, sums: dict[str, str]) -> None:
    """Write SHA256SUMS: a line a file, sorted.

    Raises:
        OSError: it cannot be written.
    """
    text = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    (folder / CHECKSUMS_PATH).write_text(text, "utf-8", newline="\n")
