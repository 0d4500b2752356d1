"""Rows put where all that may belong together is together: in memory while they are few, else in Parquet files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

# Rows held in memory before they are written: a hundred megabytes or so with what is made of them.
HELD = 250_000
# Parts of what was written: ten million names are a hundred and fifty thousand a part.
_PARTS: Final = 64


class Shuffle:
    """Rows by their column `block`: every block's rows come out together, whatever slices they came in.

    Args:
        folder: an existing folder for the files.
        name: what they begin with.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._held: list[pl.DataFrame] = []
        self._rows = 0
        self._files: dict[int, list[Path]] = {}

    def add(self, rows: pl.DataFrame) -> None:
        """Take in rows; all must have the same columns."""
        if rows.is_empty():
            return
        self._held.append(rows)
        self._rows += rows.height
        if self._rows >= HELD:
            self._write()

    def parts(self, *, like: Sequence[Part] = ()) -> list[Part]:
        """All rows, each block in one part; afterwards nothing more can be added.

        Args:
            like: parts of the same blocks: these come in the same order, so that the two can be joined part by part.
        """
        if self._held and (self._files or any(part.files for part in like)):
            self._write()
        if self._files:
            return [Part(tuple(files)) for _, files in sorted(self._files.items())]
        held, self._held = self._held, []
        return [Part((), pl.concat(held))] if held else []

    def _write(self) -> None:
        rows = pl.concat(self._held).with_columns(part=pl.col("block").hash() % _PARTS)
        self._held, self._rows = [], 0
        for (part,), frame in rows.partition_by("part", as_dict=True, include_key=False).items():
            files = self._files.setdefault(int(str(part)), [])
            files.append(self._folder / f"{self._name}-{part}-{len(files)}.parquet")
            frame.write_parquet(files[-1], compression="lz4")


class Part:
    """Some blocks, whole: a frame in memory, or the files that hold it."""

    def __init__(self, files: tuple[Path, ...], held: pl.DataFrame | None = None) -> None:
        self.files = files
        self._frame = held

    def read(self) -> pl.DataFrame:
        """The rows, in the order in which they came."""
        if self._frame is not None:
            return self._frame
        return pl.concat([pl.read_parquet(file) for file in self.files])

    def forget(self) -> None:
        """Give back the memory and the room on disk."""
        self._frame = None
        for file in self.files:
            file.unlink()


class Aside:
    """A frame that is not needed for a while: in memory if it is small, else in a file."""

    def __init__(self, frame: pl.DataFrame, file: Path) -> None:
        self._frame: pl.DataFrame | None = frame
        self._file = file
        if frame.height > HELD:
            frame.write_parquet(file, compression="lz4")
            self._frame = None

    def take(self) -> pl.DataFrame:
        """The frame; it is put aside no longer."""
        if self._frame is not None:
            return self._frame
        frame = pl.read_parquet(self._file)
        self._file.unlink()
        return frame
