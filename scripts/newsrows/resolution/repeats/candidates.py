"""Finds pairs of items that share keys, without comparing all items with each other.

An item is an article, a quote or a figure. Its keys are hashes of what it must share with another item to be compared
(blocking, in record linkage). Of the items with a key, each is paired with the first and with the two before it, so the
number of pairs grows with the number of items, also if a hundred thousand of them are equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import polars as pl
import pyarrow as pa

from newsrows.resolution.entities.partitions import Partitions

POSTING_SCHEMA: Final = pl.Schema({"block": pl.UInt64(), "item": pl.UInt64()})
"""One row per key of an item: the key's hash, and the item's number. Numbers are in order of time."""

PAIR_SCHEMA: Final = pl.Schema({"earlier": pl.UInt64(), "later": pl.UInt64(), "shared": pl.UInt32()})
"""One row per pair of items: their numbers, and the number of keys for which they were paired."""

_NEAR: Final = 2
_PAIRS_AT_A_TIME: Final = 50_000
# The number of rows whose keys are made together: they are Python strings, some 50 for each row.
_KEYED_AT_A_TIME: Final = 4_000
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
    """Rows about items, of which a few are wanted at a time; one column is `item`.

    The files are mapped into memory, so that only the rows that are wanted are read. Of each row only its item and its
    place are held: 24 bytes.

    Args:
        folder: an existing folder for the files.
        name: prefix of their names.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._items: list[pl.Series] = []
        self._mapped: list[pa.Table] = []
        self._places: pl.DataFrame | None = None

    def add(self, rows: pl.DataFrame) -> None:
        """Add rows; all frames must have the same columns, and an item one row in all of them.

        Raises:
            OSError: a file cannot be written.
        """
        path = self._folder / f"{self._name}-{len(self._items)}.arrow"
        table = rows.to_arrow(compat_level=pl.CompatLevel.oldest())
        with pa.ipc.new_file(str(path), table.schema) as file:
            file.write_table(table)
        self._items.append(rows["item"])
        self._mapped.append(pa.ipc.open_file(pa.memory_map(str(path))).read_all())
        self._places = None

    def read(self, items: pl.Series) -> pl.DataFrame:
        """The rows of some items, sorted by item.

        Raises:
            ValueError: no rows were added.
        """
        if not self._items:
            raise ValueError("found no rows, expected at least one frame")
        wanted = items.unique().sort()
        places = self._sorted_places()
        near = places["item"].search_sorted(wanted).clip(upper_bound=places.height - 1)
        places = places[near].filter(pl.col("item") == wanted)
        by_file = places.sort("file", "row").partition_by("file", as_dict=True)
        tables = [self._mapped[int(file)].take(rows["row"].to_arrow()) for (file,), rows in by_file.items()]
        taken = pa.concat_tables([self._mapped[0].slice(0, 0), *tables])
        return pl.DataFrame(pl.from_arrow(taken)).sort("item")

    def _sorted_places(self) -> pl.DataFrame:
        """`item`, `file`, `row`: where the row of each item is."""
        if self._places is None:
            parts = [
                pl.DataFrame({"item": items}).with_columns(
                    file=pl.lit(number, pl.UInt32), row=pl.int_range(pl.len(), dtype=pl.UInt32)
                )
                for number, items in enumerate(self._items)
            ]
            self._places = pl.concat(parts).sort("item")
        return self._places


class Candidates:
    """Rows about items, and the pairs of items that share keys.

    Args:
        folder: an existing folder for what does not fit in memory.
        name: prefix of the names of files there.
        keys: gives the keys of each row of a frame.
    """

    def __init__(self, folder: Path, name: str, keys: Callable[[pl.DataFrame], list[list[str]]]) -> None:
        self._postings = Postings(folder, f"{name}-keys")
        self._shelf = Shelf(folder, f"{name}-rows")
        self._keys = keys

    def add(self, rows: pl.DataFrame) -> None:
        """Add rows; all frames must have the same columns, and an item one row in all of them.

        Raises:
            OSError: a file cannot be written.
        """
        self._shelf.add(rows)
        for part in rows.iter_slices(_KEYED_AT_A_TIME):
            keyed = part.select("item", key=pl.Series(self._keys(part), dtype=pl.List(pl.String)))
            self._postings.add(keyed.explode("key").drop_nulls().select(block=pl.col("key").hash(), item="item"))

    def pairs(self, *, shared: int = 1) -> Iterator[pl.DataFrame]:
        """The pairs of items with at least `shared` common keys: rows of `PAIR_SCHEMA`, in frames of a limited size.

        It can be called once.

        Raises:
            OSError: a file cannot be read.
        """
        yield from in_chunks(self._postings.pairs(shared=shared), _PAIRS_AT_A_TIME)

    def rows(self, items: pl.Series) -> pl.DataFrame:
        """The rows of some items, sorted by item.

        Raises:
            ValueError: no rows were added.
        """
        return self._shelf.read(items)

    def rows_of(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """The rows of the items of some pairs, sorted by item."""
        return self._shelf.read(pl.concat([pairs["earlier"], pairs["later"]]))
