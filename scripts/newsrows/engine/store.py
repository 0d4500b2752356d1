"""Shards on disk: what was found in a batch of articles, kept so that it is not computed again.

A shard is one file (`newsrows.engine.bundle`) with a frame a table and an index of its articles. It comes into being
whole, so whoever is killed leaves no half of one.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import polars as pl

from newsrows.engine.bundle import BundleError, copied, pack, unpack
from newsrows.engine.catalogue import INDEX, INDEX_SCHEMA, SHARD, read_listings
from newsrows.engine.keys import KEY_SCHEMA, KeyList, KnownKeys, article_key
from newsrows.engine.ordering import in_order
from newsrows.engine.place import StoreError, place_at
from newsrows.records import Article

__all__ = ["KeyList", "KnownKeys", "ShardStore", "StoreError", "article_key"]

# Articles a slice: some forty megabytes of tables for news of ordinary length.
SLICE = 4096
# If shards would be opened more often than this, their rows are sorted first.
_OPENINGS = 4
_STAMP = "stamp"

Order = Literal["article_id", "row_id", "kept"]


class ShardStore:
    """The shards in a folder, which is made when the first one is published.

    Args:
        location: a path, or a URL that fsspec knows ('s3://bucket/newsrows'), where several machines see the same.
    """

    def __init__(self, location: Path | str) -> None:
        # A worker in another folder must find it, too.
        self.location = location if "://" in str(location) else Path(location).absolute()
        self._place = place_at(self.location)

    def publish(self, articles: Sequence[Article], frames: Mapping[str, pl.DataFrame]) -> None:
        """Keep what was found in `articles`, a frame a table, each with a column article_id.

        Raises:
            OSError: the folder cannot be written.
        """
        keys = KeyList(map(article_key, articles)).frame()
        index = keys.with_columns(article_id=pl.Series([a.article_id for a in articles], dtype=pl.String))
        self._place.write(_shard_name(articles), pack({**frames, INDEX: index}))

    def has(self, articles: Sequence[Article]) -> bool:
        """Whether there is a shard of just these articles: a batch that is given to a worker twice is done once."""
        try:
            with self._place.open(_shard_name(articles)) as file:
                return unpack(file, [INDEX])[INDEX].height == len(articles)
        except (FileNotFoundError, BundleError):
            return False

    def stamp(self) -> str:
        """32 hex digits by which two machines can tell whether they see the same store; made if it has none."""
        try:
            with self._place.open(_STAMP) as file:
                return file.read().decode()
        except FileNotFoundError:
            stamp = uuid.uuid4().hex
            self._place.write(_STAMP, stamp.encode())
            return stamp

    def keys(self) -> KnownKeys:
        """The keys of all articles in the store."""
        listings = read_listings(self._place, KEY_SCHEMA.names())
        return KnownKeys(pl.concat([listing.articles.select(KEY_SCHEMA.names()) for listing in listings]))

    def slices(
        self,
        tables: Iterable[str],
        keys: Iterable[str],
        *,
        articles: int = SLICE,
        order: Order = "row_id",
    ) -> Iterator[dict[str, pl.DataFrame]]:
        """The rows of the articles known by `keys`, table by table, a slice of articles at a time; each article once.

        The memory that is taken at a time is that of one slice (and some forty bytes an article for the list of them).

        Args:
            tables: names of the frames that were published.
            keys: what `article_key` gives, perhaps more than once; a `KeyList` takes least memory.
            articles: how many of them a slice has; the last may have fewer.
            order: how articles follow each other from slice to slice (within a slice the rows are in no certain
                order): by 'article_id', or as their rows' ids do, which begin with the article's and a colon. The two
                differ where one id begins with another: 'fire' is before 'fire-2', yet 'fire:q7' after 'fire-2:q1'.
                'kept' is the quickest: as they are in the shards, in no certain order.

        Raises:
            StoreError: an article is in no shard, or a shard cannot be read.
            OSError: there is no room for temporary files.
        """
        names = list(tables)
        shards, homes = self._find(keys)
        if order == "kept":
            yield from self._read(names, shards, homes.sort("shard"), articles)
            return
        ids = pl.col("article_id")
        homes = homes.sort(ids if order == "article_id" else ids + ":")
        if _openings(homes, articles) <= _OPENINGS * homes["shard"].n_unique():
            yield from self._read(names, shards, homes, articles)
        else:
            places = homes.select("article_id").with_row_index("_place")
            yield from in_order(self._read(names, shards, homes.sort("shard"), SLICE), places, size=articles)

    def _find(self, keys: Iterable[str]) -> tuple[list[str], pl.DataFrame]:
        """The names of all shards, and a row for each wanted article.

        The columns are article_id, `shard` (an index of the names) and `size` (how many articles that shard has).
        """
        wanted = (keys if isinstance(keys, KeyList) else KeyList(keys)).frame().unique()
        shards: list[str] = []
        found: list[pl.DataFrame] = []
        for listing in read_listings(self._place, INDEX_SCHEMA.names()):
            sized = listing.articles.with_columns(
                pl.col("shard") + pl.lit(len(shards), pl.UInt32), size=pl.len().over("shard")
            )
            found.append(sized.join(wanted, on=KEY_SCHEMA.names(), how="semi"))
            shards += listing.shards
        homes = pl.concat(found).unique(KEY_SCHEMA.names(), keep="any")
        if homes.height < wanted.height:
            raise StoreError(
                f"{self.location}: {wanted.height - homes.height} of {wanted.height} articles are in no shard; perhaps "
                "the cache was cleared while it was in use; next: build again"
            )
        return shards, homes.drop(KEY_SCHEMA.names())

    def _read(
        self, tables: Sequence[str], shards: Sequence[str], homes: pl.DataFrame, articles: int
    ) -> Iterator[dict[str, pl.DataFrame]]:
        """The rows of the articles that `_find` gives, table by table, so many articles at a time."""
        with ThreadPoolExecutor(self._place.readers) as readers:
            for part in homes.iter_slices(articles):
                by_shard = part.partition_by("shard", maintain_order=True)
                found = list(readers.map(lambda home: self._rows(tables, shards[home["shard"][0]], home), by_shard))
                yield {table: pl.concat([rows[table] for rows in found]) for table in tables}

    def _rows(self, tables: Sequence[str], shard: str, wanted: pl.DataFrame) -> dict[str, pl.DataFrame]:
        """The rows of the wanted articles of one shard."""
        try:
            with self._place.open(shard) as file:
                frames = unpack(file, tables)
        except (FileNotFoundError, BundleError) as error:
            raise StoreError(
                f"{self.location}: {shard} cannot be read ({error}); next: newsrows cache --clear, and build again"
            ) from error
        if wanted.height == wanted["size"][0]:
            return frames
        return {table: copied(frame.join(wanted, on="article_id", how="semi")) for table, frame in frames.items()}


def _openings(homes: pl.DataFrame, articles: int) -> int:
    """How often a shard is opened if articles are read in this order, so many at a time."""
    return homes.select(pl.int_range(pl.len()) // articles, "shard").n_unique()


def _shard_name(articles: Iterable[Article]) -> str:
    return hashlib.sha256("".join(map(article_key, articles)).encode()).hexdigest()[:32] + SHARD
