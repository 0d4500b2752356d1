"""The store: the findings of every batch of articles, kept as shards so that they are not computed again.

A shard is one file (`newsrows.engine.shard_file`) with one frame per table, diagnostics on its web pages and an index
of its articles. It is written completely or not at all, so an interrupted build leaves no partial shard. A web page
without an article has no rows, but it is in the index, so that the page is not searched again.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Literal

import polars as pl

from newsrows.engine.external_sort import sort_by_article
from newsrows.engine.keys import KEY_SCHEMA, KeyList, KnownKeys, article_key
from newsrows.engine.shard_file import (
    DIAGNOSTICS,
    ShardFileError,
    copy_rows,
    diagnostics_frame,
    index_flags,
    pack,
    unpack,
)
from newsrows.engine.shard_index import INDEX, INDEX_SCHEMA, SHARD, read_listings
from newsrows.engine.storage import StoreError, open_storage
from newsrows.records import Article, PageDiagnostic, WebPage

__all__ = ["DamagedShardError", "KeyList", "KnownKeys", "ShardStore", "StoreError", "article_key"]

# The tables of this many news articles of ordinary length take some 40 MB.
ARTICLES_PER_SLICE = 4096
# If shards would be opened more often than this on average, their rows are sorted first.
_MAX_OPENINGS_PER_SHARD = 4
_STAMP = "stamp"
_IS_STAMP = re.compile(r"[0-9a-f]{32}")

Order = Literal["article_id", "row_id", "shard"]
Item = Article | WebPage


class DamagedShardError(StoreError):
    """A shard is gone or damaged. `remove_damaged` makes the store usable again."""


class ShardStore:
    """The shards in a folder, which is created when the first shard is published.

    Args:
        location: a path, or a URL that fsspec supports ('s3://bucket/newsrows') and that several machines can share.
    """

    def __init__(self, location: Path | str) -> None:
        # The path is absolute so that a worker in another working directory finds the store, too.
        self.location = location if "://" in str(location) else Path(location).absolute()
        self._storage = open_storage(self.location)

    def publish(
        self, batch: Sequence[Item], frames: Mapping[str, pl.DataFrame], diagnostics: Iterable[PageDiagnostic] = ()
    ) -> None:
        """Write the shard of a batch.

        Args:
            batch: the articles, and the web pages that were opened.
            frames: the articles' rows by table name; each frame has a column article_id.
            diagnostics: messages on pages; a page whose diagnostic has a reason has no article.

        Raises:
            OSError: the folder cannot be written.
        """
        ids = pl.Series([item.article_id for item in batch], dtype=pl.String)
        messages = diagnostics_frame(diagnostics)
        index = KeyList(map(article_key, batch)).frame().with_columns(article_id=ids, **index_flags(ids, messages))
        self._storage.write(_shard_name(batch), pack({**frames, DIAGNOSTICS: messages, INDEX: index}))

    def count(self, batch: Sequence[Item]) -> int | None:
        """Return the number of articles in the shard of exactly this batch, or None if the store has no such shard.

        With this, a batch that is given to two workers is processed once.
        """
        try:
            with self._storage.open(_shard_name(batch)) as file:
                index = unpack(file, [INDEX])[INDEX]
        except (FileNotFoundError, ShardFileError):
            return None
        return int((~index["rejected"]).sum()) if index.height == len(batch) else None

    def stamp(self) -> str:
        """Return 32 hex digits that identify the store; two machines compare them to see that they share one store.

        The stamp is created if the store has none, or one that is damaged.
        """
        with suppress(FileNotFoundError), self._storage.open(_STAMP) as file:
            stamp = file.read().decode("ascii", "replace")
            if _IS_STAMP.fullmatch(stamp):
                return stamp
        stamp = uuid.uuid4().hex
        self._storage.write(_STAMP, stamp.encode())
        return stamp

    def remove_damaged(self) -> None:
        """Delete the shards that cannot be read to their ends, so that their articles are processed again."""
        for name in self._storage.names():
            if name.endswith(SHARD):
                try:
                    with self._storage.open(name) as file:
                        unpack(file)
                except FileNotFoundError:
                    continue
                except ShardFileError:
                    self._storage.remove(name)

    def keys(self) -> KnownKeys:
        """Return the keys of all articles in the store, and of all pages without an article."""
        listings = read_listings(self._storage, KEY_SCHEMA.names())
        return KnownKeys(pl.concat([listing.articles.select(KEY_SCHEMA.names()) for listing in listings]))

    def slices(
        self,
        tables: Iterable[str],
        keys: Iterable[str],
        *,
        articles: int = ARTICLES_PER_SLICE,
        order: Order = "row_id",
    ) -> Iterator[dict[str, pl.DataFrame]]:
        """Yield the rows of the articles with these keys, by table, one slice of articles at a time.

        Each article is yielded once. Pages without an article are skipped. Memory holds one slice, and about 40 bytes
        per article for the list of articles.

        Args:
            tables: names of frames that were published.
            keys: keys from `article_key`, perhaps with duplicates; a `KeyList` takes least memory.
            articles: articles per slice; the last slice may have fewer.
            order: the order of articles from slice to slice (rows within a slice are in no particular order).
                'article_id' sorts by article id. 'row_id' sorts as the ids of rows do, which begin with the article's
                id and a colon; it differs where one id begins with another: 'fire' is before 'fire-2', but 'fire:q7'
                is after 'fire-2:q1'. 'shard' keeps the articles of a shard together, which is fastest.

        Raises:
            StoreError: an article is in no shard, or a shard cannot be read (`DamagedShardError`).
            OSError: there is no space for temporary files.
        """
        names = list(tables)
        shards, locations = self._locate(keys, ~pl.col("rejected"))
        locations = locations.drop(KEY_SCHEMA.names())
        if order == "shard":
            yield from self._read(names, shards, locations.sort("shard"), articles)
            return
        ids = pl.col("article_id")
        sorted_locations = locations.sort(ids if order == "article_id" else ids + ":")
        yield from self._read_in_order(names, shards, sorted_locations, articles)

    def diagnostics(self, keys: KeyList, *, pages: int = ARTICLES_PER_SLICE) -> Iterator[pl.DataFrame]:
        """Yield the diagnostics of the articles and pages with these keys, in the order of the keys.

        The columns are those of `DIAGNOSTIC_SCHEMA` and `position`, the index of the key in `keys` from 0.

        Args:
            keys: articles and pages, in any order.
            pages: diagnostics per frame; the last frame may have fewer.

        Raises:
            StoreError: an article is in no shard, or a shard cannot be read (`DamagedShardError`).
            OSError: there is no space for temporary files.
        """
        shards, locations = self._locate(keys, pl.col("has_diagnostics"))
        locations = locations.join(keys.frame().with_row_index("position"), on=KEY_SCHEMA.names()).sort("position")
        locations = locations.drop(KEY_SCHEMA.names()).unique("article_id", keep="first", maintain_order=True)
        positions = locations.select("article_id", "position")
        for frames in self._read_in_order([DIAGNOSTICS], shards, locations.drop("position"), pages):
            yield frames[DIAGNOSTICS].join(positions, on="article_id").sort("position")

    def _locate(self, keys: Iterable[str], which: pl.Expr) -> tuple[list[str], pl.DataFrame]:
        """Return the names of all shards, and one row per article with one of these keys for which `which` is true.

        The columns are those of a key, article_id, `shard` (an index into the names) and `size` (the number of
        articles in that shard for which `which` is true).
        """
        wanted = (keys if isinstance(keys, KeyList) else KeyList(keys)).frame().unique()
        shards: list[str] = []
        parts: list[pl.DataFrame] = []
        for listing in read_listings(self._storage, INDEX_SCHEMA.names()):
            sized = listing.articles.with_columns(
                pl.col("shard") + pl.lit(len(shards), pl.UInt32), size=which.sum().over("shard")
            )
            parts.append(sized.join(wanted, on=KEY_SCHEMA.names(), how="semi"))
            shards += listing.shards
        locations = pl.concat(parts).unique(KEY_SCHEMA.names(), keep="any")
        if locations.height < wanted.height:
            raise StoreError(
                f"{self.location}: {wanted.height - locations.height} of {wanted.height} articles are in no shard; "
                "perhaps the cache was cleared while it was in use; next: build again"
            )
        return shards, locations.filter(which).drop("rejected", "has_diagnostics")

    def _read_in_order(
        self, tables: Sequence[str], shards: Sequence[str], locations: pl.DataFrame, articles: int
    ) -> Iterator[dict[str, pl.DataFrame]]:
        """Read as `_read` does, with slices in the order of `locations`; sort the rows if that opens fewer shards."""
        if _count_openings(locations, articles) <= _MAX_OPENINGS_PER_SHARD * locations["shard"].n_unique():
            yield from self._read(tables, shards, locations, articles)
        else:
            positions = locations.select("article_id").with_row_index("_position")
            parts = self._read(tables, shards, locations.sort("shard"), ARTICLES_PER_SLICE)
            yield from sort_by_article(parts, positions, size=articles)

    def _read(
        self, tables: Sequence[str], shards: Sequence[str], locations: pl.DataFrame, articles: int
    ) -> Iterator[dict[str, pl.DataFrame]]:
        """Yield the rows of the articles that `_locate` found, by table, one slice of articles at a time."""
        with ThreadPoolExecutor(self._storage.readers) as readers:
            for part in locations.iter_slices(articles):
                by_shard = part.partition_by("shard", maintain_order=True)
                frames = list(
                    readers.map(lambda wanted: self._rows(tables, shards[wanted["shard"][0]], wanted), by_shard)
                )
                yield {table: pl.concat([rows[table] for rows in frames]) for table in tables}

    def _rows(self, tables: Sequence[str], shard: str, wanted: pl.DataFrame) -> dict[str, pl.DataFrame]:
        """Return the rows of the wanted articles of one shard."""
        try:
            with self._storage.open(shard) as file:
                frames = unpack(file, tables)
        except (FileNotFoundError, ShardFileError) as error:
            raise DamagedShardError(
                f"{self.location}: {shard} cannot be read ({error}); next: newsrows cache --clear, and build again"
            ) from error
        if wanted.height == wanted["size"][0]:
            return frames
        return {table: copy_rows(frame.join(wanted, on="article_id", how="semi")) for table, frame in frames.items()}


def _count_openings(locations: pl.DataFrame, articles: int) -> int:
    """Return how many times shards are opened if the articles are read in this order, `articles` at a time."""
    return locations.select(pl.int_range(pl.len()) // articles, "shard").n_unique()


def _shard_name(batch: Iterable[Item]) -> str:
    return hashlib.sha256("".join(map(article_key, batch)).encode()).hexdigest()[:32] + SHARD
