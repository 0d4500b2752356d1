"""Counts what rows of a previous package and new rows have in common, without comparing all rows with each other.

A unit of evidence is a name in an article, the words of a quote, or a figure in its sentence. A unit that belongs to
several rows of one side says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from newsrows.resolution.entities.partitions import Partitions

SHARED_SCHEMA: Final = pl.Schema(
    {"old": pl.String(), "new": pl.String(), "shared": pl.UInt32(), "anchor": pl.Boolean()}
)
"""One row per pair of an old and a new row with something in common.

`shared` is the number of common units, `anchor` whether one of them is the quote or figure after which the old row is
named.
"""

_UNIT_SCHEMA: Final = pl.Schema(
    {"block": pl.UInt64(), "id": pl.String(), "anchor": pl.Boolean(), "is_old": pl.Boolean()}
)


class SharedEvidence:
    """The units of old and new rows.

    Args:
        folder: an existing folder for what does not fit in memory.
        name: prefix of the names of files there.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._units = Partitions(folder, name)

    def add(self, rows: pl.DataFrame | pl.LazyFrame, unit: Sequence[str], *, is_old: bool) -> None:
        """Add units.

        Args:
            rows: `id`, the columns of `unit`, and perhaps `anchor`. Rows with a null are left out. Of a lazy frame only
                a hash of the unit is held per row, and the id.
            unit: the columns whose values together are the unit.
            is_old: whether they are of the previous package.

        Raises:
            OSError: a file cannot be written.
        """
        lazy = rows.lazy()
        anchor = pl.col("anchor") if "anchor" in lazy.collect_schema().names() else pl.lit(value=False)
        key = pl.concat_str([pl.lit(",".join(unit)), *unit], separator="\0")
        units = lazy.drop_nulls(["id", *unit]).select(
            block=key.hash(), id=pl.col("id").cast(pl.String), anchor=anchor, is_old=pl.lit(is_old)
        )
        self._units.add(units.unique().collect(engine="streaming").cast(_UNIT_SCHEMA))

    def counts(self) -> pl.DataFrame:
        """The pairs with something in common: rows of `SHARED_SCHEMA`. It can be called once.

        Raises:
            OSError: a file cannot be read.
        """
        parts = [pl.DataFrame(schema=SHARED_SCHEMA)]
        for partition in self._units.finish():
            units = partition.read()
            partition.delete()
            old, new = (_of_one_row(units.filter(side)) for side in (pl.col("is_old"), ~pl.col("is_old")))
            pairs = old.select("block", "anchor", old="id").join(new.select("block", new="id"), on="block")
            parts.append(_sum(pairs.with_columns(shared=pl.lit(1, pl.UInt32))))
        return _sum(pl.concat(parts))


def _of_one_row(units: pl.DataFrame) -> pl.DataFrame:
    """The units that belong to one row only."""
    alone = units.group_by("block").agg(pl.col("id").first(), pl.col("anchor").any(), ids=pl.col("id").n_unique())
    return alone.filter(pl.col("ids") == 1)


def _sum(pairs: pl.DataFrame) -> pl.DataFrame:
    summed = pairs.group_by("old", "new").agg(pl.col("shared").sum(), pl.col("anchor").any())
    return summed.select(SHARED_SCHEMA.names()).cast(SHARED_SCHEMA)


def folded(column: str) -> pl.Expr:
    """Words without capitals and punctuation, so that small differences of spelling do not count."""
    words = pl.col(column).str.to_lowercase().str.replace_all(r"[^\pL\pN]+", " ").str.strip_chars(" ")
    return pl.when(words != "").then(words)
