"""Tables that come slice by slice, kept on disk until they are read, slice by slice again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema


class Spool:
    """Rows of tables, put in the order of their primary keys as long as the slices come in that order."""

    def __init__(self, folder: Path) -> None:
        """Prepare for slices; all but the last one are kept as files in `folder`."""
        self._folder = folder
        self._last: dict[str, pl.DataFrame] = {}
        self._files: dict[str, list[Path]] = defaultdict(list)

    def add(self, tables: Mapping[str, pl.DataFrame]) -> None:
        """Take in a slice: frames with the columns of their schemas, and maybe others, which are dropped.

        Raises:
            OSError: a file cannot be written.
        """
        schemas = load_tables()
        for name, frame in tables.items():
            if name in self._last:
                self._files[name].append(self._written(name, self._last[name]))
            schema = schemas[name]
            self._last[name] = frame.select(polars_schema(schema).names()).sort(schema.primary_key)

    def _written(self, name: str, frame: pl.DataFrame) -> Path:
        path = self._folder / f"{name}-{len(self._files[name])}.arrow"
        frame.write_ipc(path, compression="lz4")
        return path

    def frames(self, table: str) -> Iterator[pl.DataFrame]:
        """The slices of a table in the order in which they came; each can be read once, and is let go then."""
        for path in self._files.pop(table, []):
            frame = pl.read_ipc(path.read_bytes())
            path.unlink()
            yield frame
        if table in self._last:
            yield self._last.pop(table)
