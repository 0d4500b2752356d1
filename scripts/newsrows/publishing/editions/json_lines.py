"""JSON Lines (https://jsonlines.org): an object a row, a file a table."""

from __future__ import annotations

from pathlib import Path

from newsrows.publishing.editions.contents import Contents


def json_lines_path(table: str) -> str:
    """jsonl/quotes.jsonl."""
    return f"jsonl/{table}.jsonl"


def write_json_lines(contents: Contents, folder: Path) -> list[str]:
    """Write a file a table: UTF-8, every column in every object, null as null, dates as text (ISO 8601).

    Raises:
        OSError: a file cannot be written.
    """
    for name, frame in contents.frames.items():
        path = folder / json_lines_path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            frame.write_ndjson(file)
    return []
