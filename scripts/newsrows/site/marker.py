"""The file that says that a folder is a report: its folder may be replaced, and its pages are not articles."""

from __future__ import annotations

from pathlib import Path
from typing import Final

MARKER: Final = "newsrows-report.txt"
MARKER_TEXT: Final = "This folder was written by newsrows report, which replaces all of it when it is run again.\n"


def is_marker(path: Path) -> bool:
    """Whether a file is the marker of a report.

    Raises:
        OSError: the file cannot be read.
    """
    return (
        path.name == MARKER
        and path.is_file()
        and path.stat().st_size < 1_000
        and path.read_bytes() == MARKER_TEXT.encode()
    )
