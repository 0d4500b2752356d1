"""Unique keys that have nothing to do with articles: their values may come again in any other slice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import polars as pl

from newsrows.schema import TableSchema
from newsrows.validate.breach import Breach, Tables
from newsrows.validate.columns import repeated
from newsrows.validate.homes import HOMES
from newsrows.validate.source import Source


class Repeats:
    """Values of such keys as 64-bit hashes: eight bytes a row are held, and rows are read again if one comes twice."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        """No row was seen yet."""
        self._sources = sources
        self._hashes: dict[tuple[str, tuple[str, ...]], list[pl.Series]] = defaultdict(list)

    def add(self, tables: Tables) -> None:
        """Look at a slice."""
        for name, frame in tables.items():
            for key in _spanning(self._sources[name].table):
                self._hashes[name, key].append(_hashed(frame, key))

    def breaches(self) -> Iterator[Breach]:
        """The rows whose values came before."""
        for (name, key), parts in self._hashes.items():
            hashes = pl.concat(parts)
            twice = hashes.filter(hashes.is_duplicated()).unique().implode()
            if not len(twice[0]):
                continue
            rows = [
                frame.filter(_hashed(frame, key).is_in(twice)).select("row", *key)
                for frame in self._sources[name].slices()
            ]
            found = repeated(name, pl.concat(rows), list(key), None)
            if found.rows.height:
                yield found


@cache
def within_articles(table: TableSchema) -> TableSchema:
    """The table without the unique keys that are judged here."""
    spanning = _spanning(table)
    return replace(table, unique_keys=tuple(key for key in table.unique_keys if key not in spanning))


def _spanning(table: TableSchema) -> list[tuple[str, ...]]:
    own, pointing = HOMES[table.name]
    return [key for key in table.unique_keys if not {own, *pointing} & set(key)]


def _hashed(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.Series:
    return frame.select(key).hash_rows()
