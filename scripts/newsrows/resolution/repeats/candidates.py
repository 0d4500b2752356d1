"""Finds pairs of items that share keys, without comparing all items with each other.

An item is an article, a quote or a figure. Its keys are hashes of what it must share with another item to be compared
(blocking, in record linkage). Of the items with a key, each is paired with the first and with the two before it, so the
number of pairs grows with the number of items, also if a hundred thousand of them are equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from newsrows.resolution.entities.partitions import Partitions

POSTING_SCHEMA: Final = pl.Schema({"block": pl.UInt64(), "item": pl.UInt64()})
"""One row per key of an item: the key's hash, and the item's number. Numbers are in order of time."""

PAIR_SCHEMA: Final = pl.Schema({"earlier": pl.UInt64(), "later": pl.UInt64(), "shared": pl.UInt32()})
"""One row per pair of items: their numbers, and the number of keys for which they were paired."""

_NEAR: Final = 2
# Pairs are added up when together they have this many rows, about 100 MB.
_MAX_ROWS: Final = 4_000_000


class Postings:
    """The keys of all items.

    Args:
        folder: an existing folder for what does not fit in memory.
        name: prefix of the names of files there.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._partitions = Partitions(folder, name)

    def add(self, postings: pl.DataFrame) -> None:
        """Add keys: rows of `POSTING_SCHEMA`.

        Raises:
            OSError: a file cannot be written.
        """
        self._partitions.add(postings)

    def pairs(self, *, shared: int = 1) -> pl.DataFrame:
        """The pairs of items with at least `shared` common keys: rows of `PAIR_SCHEMA`, sorted.

        It can be called once.

        Raises:
            OSError: a file cannot be read.
        """
        parts: list[pl.DataFrame] = [pl.DataFrame(schema=PAIR_SCHEMA)]
        for partition in self._partitions.finish():
            parts.append(_paired(partition.read()))
            partition.delete()
            if sum(part.height for part in parts[1:]) > max(_MAX_ROWS, parts[0].height):
                parts = [_sum(parts)]
        return _sum(parts).filter(pl.col("shared") >= shared).sort("earlier", "later")


def in_chunks(pairs: pl.DataFrame, rows: int) -> Iterator[pl.DataFrame]:
    """The pairs in frames of at most `rows` rows."""
    yield from pairs.iter_slices(rows)


def _paired(postings: pl.DataFrame) -> pl.DataFrame:
    """The pairs of the items of some keys, and the number of their common keys."""
    ordered = postings.filter(pl.col("block").is_duplicated()).sort("block", "item")
    item = pl.col("item")
    near = [item.shift(distance).over("block") for distance in range(1, _NEAR + 1)]
    first = item.first().over("block")
    columns = ordered.select(later=item, first=first, **{str(i): one for i, one in enumerate(near)})
    # At the beginning of a list, the first item is also one of those just before.
    is_near = pl.any_horizontal(pl.col("first").eq_missing(pl.col(str(i))) for i in range(_NEAR))
    sides = [columns.filter(~is_near).select("later", earlier="first")]
    sides += [columns.select("later", earlier=str(i)) for i in range(_NEAR)]
    pairs = pl.concat(sides).filter(pl.col("earlier") != pl.col("later"))  # also drops nulls
    return pairs.group_by("earlier", "later").agg(shared=pl.len())


def _sum(parts: list[pl.DataFrame]) -> pl.DataFrame:
    pairs = pl.concat(parts, how="vertical_relaxed")
    return pairs.group_by("earlier", "later").agg(pl.col("shared").sum()).select(PAIR_SCHEMA.names()).cast(PAIR_SCHEMA)


class Shelf:
    """Rows about items, by slices; one column is `item`.

    Args:
        folder: an existing folder for the slices.
        name: prefix of the names of files there.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._files: list[Path] = []
        self._last: pl.DataFrame | None = None

    def add(self, rows: pl.DataFrame) -> None:
        """Add rows; all frames must have the same columns.

        Raises:
            OSError: a file cannot be written.
        """
        if self._last is not None:
            self._files.append(self._folder / f"{self._name}-{len(self._files)}.arrow")
            self._last.write_ipc(self._files[-1], compression="lz4")
        self._last = rows

    def read(self, items: pl.Series) -> pl.DataFrame:
        """The rows of some items, sorted by item.

        Raises:
            ValueError: no rows were added.
            OSError: a file cannot be read.
        """
        if self._last is None:
            raise ValueError("found no rows, expected at least one frame")
        wanted = items.unique().alias("item").to_frame()
        frames = (pl.read_ipc(file.read_bytes()) for file in self._files)
        parts = [frame.join(wanted, on="item", how="semi") for frame in (*frames, self._last)]
        return pl.concat(parts).sort("item")
