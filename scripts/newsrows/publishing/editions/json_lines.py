"""Writes JSON Lines (https://jsonlines.org): one file per table, one object per row."""

from __future__ import annotations

from pathlib import Path

from newsrows.publishing.editions.contents import Contents


def json_lines_path(table: str) -> str:
    """The path of a table's file: jsonl/quotes.jsonl."""
    return f"jsonl/{table}.jsonl"


def write_json_lines(contents: Contents, folder: Path) -> list[str]:
    """Write one file per table: UTF-8, every column in every object, dates as text (ISO 8601).

    Raises:
        OSError: a file cannot be written.
    """
    for name, frame in contents.frames.items():
        path = folder / json_lines_path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            frame.write_ndjson(file)
    return []
