"""The line on which a row begins: rows and lines differ, because cells may hold line breaks."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path


def line_of(file: Path, row: int) -> int:
    """The line, from 1, on which a row, from 1, begins; row + 1 if the file is not readable CSV."""
    starts = _starts(file)
    return starts[row] if row < len(starts) else row + 1


@lru_cache(maxsize=16)
def _starts(file: Path) -> tuple[int, ...]:
    """The first line of every row, the header's first."""
    if file.suffix != ".csv":
        return ()
    starts: list[int] = []
    next_line = 1
    try:
        csv.field_size_limit(max(csv.field_size_limit(), file.stat().st_size))
        with file.open(encoding="utf-8", errors="replace", newline="") as stream:
            reader = csv.reader(stream)
            for _ in reader:
                starts.append(next_line)
                next_line = reader.line_num + 1
    except (OSError, csv.Error):
        return tuple(starts)
    return tuple(starts)
