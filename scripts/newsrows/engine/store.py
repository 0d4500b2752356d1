"""Shards on disk: what was found in a batch of articles, kept so that it is not computed again.

A shard is a folder of Parquet files, one a table, and index.parquet, which names its articles. It comes into being
whole, by a rename, so whoever is killed leaves no half of one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from newsrows.records import Article

_INDEX = "index"
_HALF = ".half"


def article_key(article: Article) -> str:
    """What an article is known by: a hash over its id, its file, what is said of it, and its bytes."""
    known = (
        article.article_id,
        article.file_name,
        article.sha256,
        article.title,
        article.publisher,
        article.published_on,
        article.url,
        article.language,
    )
    return hashlib.sha256(repr(known).encode()).hexdigest()


class ShardStore:
    """The shards in a folder, which is made when the first one is published."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def publish(self, articles: Iterable[Article], frames: Mapping[str, pl.DataFrame]) -> None:
        """Keep what was found in `articles`, a frame a table; if it is there already, nothing changes.

        Raises:
            OSError: the folder cannot be written.
        """
        index = pl.DataFrame(
            [(article_key(article), article.article_id) for article in articles],
            schema={"key": pl.String, "article_id": pl.String},
            orient="row",
        )
        name = hashlib.sha256("".join(index["key"]).encode()).hexdigest()[:32]
        half = self.folder / f"{name}{_HALF}-{os.getpid()}"
        half.mkdir(parents=True)
        try:
            for table, frame in {_INDEX: index, **frames}.items():
                frame.write_parquet(half / f"{table}.parquet")
            if not (self.folder / name).exists():
                half.rename(self.folder / name)
        finally:
            shutil.rmtree(half, ignore_errors=True)

    def keys(self) -> dict[str, Path]:
        """The shard that holds each article, by the article's key."""
        found: dict[str, Path] = {}
        for shard in sorted(self.folder.glob("*/")):
            if _HALF not in shard.name:
                for key in pl.read_parquet(shard / f"{_INDEX}.parquet", columns=["key"])["key"]:
                    found.setdefault(key, shard)
        return found

    def scan(self, tables: Iterable[str], keys: Iterable[str]) -> dict[str, pl.LazyFrame]:
        """The rows of the articles known by `keys`, table by table, in no certain order.

        Raises:
            KeyError: an article is in no shard.
        """
        homes = self.keys()
        wanted: dict[Path, set[str]] = defaultdict(set)
        for key in keys:
            wanted[homes[key]].add(key)
        live = {shard: _live(shard, known) for shard, known in wanted.items()}
        return {table: pl.concat([_rows(shard, table, ids) for shard, ids in live.items()]) for table in tables}


def _live(shard: Path, keys: set[str]) -> list[str] | None:
    """The ids of the articles in a shard that are known by `keys`; None if all are."""
    index = pl.read_parquet(shard / f"{_INDEX}.parquet")
    known = index.filter(pl.col("key").is_in(sorted(keys)))
    return None if known.height == index.height else known["article_id"].to_list()


def _rows(shard: Path, table: str, live: list[str] | None) -> pl.LazyFrame:
    rows = pl.scan_parquet(shard / f"{table}.parquet")
    return rows if live is None else rows.filter(pl.col("article_id").is_in(live))
