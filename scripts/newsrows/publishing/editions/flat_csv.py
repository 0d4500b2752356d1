"""Writes the flat views as CSV: quotes and statistics with article and speaker, for spreadsheets and quick looks."""

from __future__ import annotations

from pathlib import Path

from newsrows.publishing.editions.contents import Contents
from newsrows.schema.views import VIEW_NAMES

FLAT_PATHS: tuple[str, ...] = tuple(f"flat/{name}.csv" for name in VIEW_NAMES)


def write_flat_csv(contents: Contents, folder: Path) -> list[str]:
    """Write one file per view: UTF-8, a header, empty cells for null. The files are not part of the Data Package.

    Raises:
        OSError: a file cannot be written.
    """
    for (_, rows), name in zip(contents.flat, FLAT_PATHS, strict=True):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        rows.write_csv(path)
    return []
