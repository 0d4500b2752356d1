"""Unique keys that do not belong to an article: their values may be repeated in any other part of the table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import polars as pl

from newsrows.datapackage.model import TableSchema
from newsrows.validation.article_tables.partition import HOMES
from newsrows.validation.article_tables.table_source import Source
from newsrows.validation.registry import Tables
from newsrows.validation.violations import Violation, repeated


class DuplicateKeys:
    """The values of such keys as 64-bit hashes: eight bytes per row are held. Rows are read again if a hash repeats."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        """No row was seen yet."""
        self._sources = sources
        self._hashes: dict[tuple[str, tuple[str, ...]], list[pl.Series]] = defaultdict(list)

    def add(self, tables: Tables) -> None:
        """Look at a part."""
        for name, frame in tables.items():
            for key in _spanning(self._sources[name].table):
                self._hashes[name, key].append(_hashed(frame, key))

    def violations(self) -> Iterator[Violation]:
        """The rows whose values occurred in an earlier row."""
        for (name, key), parts in self._hashes.items():
            hashes = pl.concat(parts)
            twice = hashes.filter(hashes.is_duplicated()).unique().implode()
            if not len(twice[0]):
                continue
            rows = [
                frame.filter(_hashed(frame, key).is_in(twice)).select("row", *key)
                for frame in self._sources[name].slices()
            ]
            yield from repeated(name, pl.concat(rows), list(key), None)


@lru_cache(maxsize=64)
def within_articles(table: TableSchema) -> TableSchema:
    """The schema without the unique keys that are checked here."""
    spanning = _spanning(table)
    return replace(table, unique_keys=tuple(key for key in table.unique_keys if key not in spanning))


def _spanning(table: TableSchema) -> list[tuple[str, ...]]:
    own, pointing = HOMES[table.name]
    return [key for key in table.unique_keys if not {own, *pointing} & set(key)]


def _hashed(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.Series:
    return frame.select(key).hash_rows()
