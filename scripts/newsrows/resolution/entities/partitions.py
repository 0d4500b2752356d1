"""Partitions rows by block, so that rows of one block can be compared without all the others in memory.

A block is a value that entities must share to be compared, such as a family name (blocking, in record linkage). Few
rows stay in memory; more go to Parquet files. Resolving a million names takes 41.5 CPU seconds and 690 MB. Polars'
sink_parquet with PartitionBy, which is marked unstable, takes 42 to 43 s and 680 to 765 MB instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

# Rows that stay in memory, about 100 MB together with what is derived from them. More are written to files.
MAX_ROWS_IN_MEMORY = 250_000
# With this many partitions, ten million names are about 150,000 rows per partition.
_PARTITIONS: Final = 64


class Partition:
    """All rows of some blocks: a frame in memory, or the files that hold it."""

    def __init__(self, files: tuple[Path, ...], rows: pl.DataFrame | None = None) -> None:
        self.files = files
        self._rows = rows

    def read(self) -> pl.DataFrame:
        """The rows, in the order in which they were added.

        Raises:
            OSError: a file cannot be read.
        """
        if self._rows is not None:
            return self._rows
        return pl.concat([pl.read_parquet(file) for file in self.files])

    def delete(self) -> None:
        """Free the memory and the disk space."""
        self._rows = None
        for file in self.files:
            file.unlink()


class Partitions:
    """Collects rows and partitions them by their column `block`.

    Args:
        folder: an existing folder for the files.
        name: prefix of their names.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._frames: list[pl.DataFrame] = []
        self._rows = 0
        self._files: dict[int, list[Path]] = {}

    def add(self, rows: pl.DataFrame) -> None:
        """Add rows; all frames must have the same columns.

        Raises:
            OSError: a file cannot be written.
        """
        if rows.is_empty():
            return
        self._frames.append(rows)
        self._rows += rows.height
        if self._rows >= MAX_ROWS_IN_MEMORY:
            self._write()

    def finish(self, *, like: Sequence[Partition] = ()) -> list[Partition]:
        """All partitions; afterwards no rows can be added.

        Args:
            like: partitions by the same blocks. The result has the same order, so that the two can be joined partition
                by partition.
        """
        if self._frames and (self._files or any(partition.files for partition in like)):
            self._write()
        if self._files:
            return [Partition(tuple(files)) for _, files in sorted(self._files.items())]
        frames, self._frames = self._frames, []
        return [Partition((), pl.concat(frames))] if frames else []

    def _write(self) -> None:
        rows = pl.concat(self._frames).with_columns(partition=pl.col("block").hash() % _PARTITIONS)
        self._frames, self._rows = [], 0
        for (partition,), frame in rows.partition_by("partition", as_dict=True, include_key=False).items():
            files = self._files.setdefault(int(str(partition)), [])
            files.append(self._folder / f"{self._name}-{partition}-{len(files)}.parquet")
            frame.write_parquet(files[-1], compression="lz4")


class SpilledFrame:
    """A frame that is not needed for a while: in memory if it is small, else in a file."""

    def __init__(self, rows: pl.DataFrame, file: Path) -> None:
        self._rows: pl.DataFrame | None = rows
        self._file = file
        if rows.height > MAX_ROWS_IN_MEMORY:
            rows.write_parquet(file, compression="lz4")
            self._rows = None

    def take(self) -> pl.DataFrame:
        """The frame. It can be taken once."""
        if self._rows is not None:
            return self._rows
        rows = pl.read_parquet(self._file)
        self._file.unlink()
        return rows
