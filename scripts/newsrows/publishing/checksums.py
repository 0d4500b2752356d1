"""Reads and writes SHA256SUMS, which `sha256sum --check SHA256SUMS` checks.

newsrows also recognises the editions that it wrote by this file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from newsrows.publishing.errors import ExportError

CHECKSUMS_PATH = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


def checksums(folder: Path, files: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of each file, by its path in `folder`.

    Raises:
        OSError: a file cannot be read.
    """
    digests = {}
    for name in sorted(files):
        with (folder / name).open("rb") as file:
            digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests


def read_checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file that SHA256SUMS in `folder` lists; empty if there is no such file.

    Raises:
        ExportError: a line has another form, so newsrows did not write the file.
        OSError: it cannot be read.
    """
    path = folder / CHECKSUMS_PATH
    try:
        lines = path.read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    digests = {}
    for number, line in enumerate(lines, start=1):
        parts = _LINE.fullmatch(line)
        if not parts:
            raise ExportError(
                f"{path}, line {number}: found a line that newsrows did not write, expected a hash, two spaces "
                "and a path; next: move it away, or name another folder with --to"
            )
        digests[parts[2]] = parts[1]
    return digests


def write_checksums(folder: Path, digests: Mapping[str, str]) -> None:
    """Write SHA256SUMS with one line per file, sorted by path.

    Raises:
        OSError: it cannot be written.
    """
    text = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
    (folder / CHECKSUMS_PATH).write_text(text, "utf-8", newline="\n")
