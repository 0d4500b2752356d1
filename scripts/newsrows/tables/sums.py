"""Counts by key that are added up as slices arrive, so that memory grows with the number of keys only."""

from __future__ import annotations

import polars as pl

# Counts of slices are added up when together they have this many rows, about 100 MB. Adding up more often is slower.
_MAX_ROWS = 1_000_000


class Sums:
    """Counts by some key columns; nulls are keys like other values."""

    def __init__(self, *keys: str) -> None:
        self._keys = keys
        self._parts: list[pl.DataFrame] = []

    def add(self, rows: pl.DataFrame, **counts: pl.Expr) -> None:
        """Count the rows of a slice.

        Args:
            rows: with the key columns.
            counts: by the column that they become, what is counted for each key; the same in each slice.
        """
        part = rows.group_by(self._keys).agg(count.cast(pl.Int64).alias(name) for name, count in counts.items())
        self._parts.append(part)
        if len(self._parts) > 1 and sum(one.height for one in self._parts[1:]) > max(_MAX_ROWS, self._parts[0].height):
            self._parts = [self.total()]

    def total(self) -> pl.DataFrame:
        """The keys with their counts, in no particular order. At least one slice must have been added."""
        return pl.concat(self._parts).group_by(self._keys).agg(pl.all().sum())
