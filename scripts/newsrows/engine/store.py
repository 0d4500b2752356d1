"""Shards on disk: what was found in a batch of articles, kept so that it is not computed again.

A shard is one file (`newsrows.engine.shard_file`) with a frame a table, notes on its web pages and an index of its
articles. It comes into being whole, so whoever is killed leaves no half of one. A web page without an article has no
rows, but is in the index, too, so that nobody looks for one again.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import polars as pl

from newsrows.engine.external_sort import in_order
from newsrows.engine.keys import KEY_SCHEMA, KeyList, KnownKeys, article_key
from newsrows.engine.shard_file import NOTES, BundleError, copied, marks, note_frame, pack, unpack
from newsrows.engine.shard_index import INDEX, INDEX_SCHEMA, SHARD, read_listings
from newsrows.engine.storage import StoreError, place_at
from newsrows.records import Article, PageNote, WebPage

__all__ = ["KeyList", "KnownKeys", "ShardStore", "StoreError", "article_key"]

# Articles a slice: some forty megabytes of tables for news of ordinary length.
SLICE = 4096
# If shards would be opened more often than this, their rows are sorted first.
_OPENINGS = 4
_STAMP = "stamp"

Order = Literal["article_id", "row_id", "kept"]
Item = Article | WebPage


class ShardStore:
    """The shards in a folder, which is made when the first one is published.

    Args:
        location: a path, or a URL that fsspec knows ('s3://bucket/newsrows'), where several machines see the same.
    """

    def __init__(self, location: Path | str) -> None:
        # A worker in another folder must find it, too.
        self.location = location if "://" in str(location) else Path(location).absolute()
        self._place = place_at(self.location)

    def publish(
        self, batch: Sequence[Item], frames: Mapping[str, pl.DataFrame], notes: Iterable[PageNote] = ()
    ) -> None:
        """Keep what was found in a batch of articles.

        Args:
            batch: the articles, and pages that were opened.
            frames: the articles' rows, a frame a table, each with a column article_id.
            notes: what there is to tell of the pages; those with a reason have no article.

        Raises:
            OSError: the folder cannot be written.
        """
        ids = pl.Series([item.article_id for item in batch], dtype=pl.String)
        noted = note_frame(notes)
        index = KeyList(map(article_key, batch)).frame().with_columns(article_id=ids, **marks(ids, noted))
        self._place.write(_shard_name(batch), pack({**frames, NOTES: noted, INDEX: index}))

    def count(self, batch: Sequence[Item]) -> int | None:
        """How many articles the shard of just this batch has; None if there is none.

        A batch that is given to a worker twice is done once.
        """
        try:
            with self._place.open(_shard_name(batch)) as file:
                index = unpack(file, [INDEX])[INDEX]
        except (FileNotFoundError, BundleError):
            return None
        return int((~index["rejected"]).sum()) if index.height == len(batch) else None

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
        """The keys of all articles in the store, and of the pages that have none."""
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

        Pages without an article are passed over.

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
        shards, homes = self._find(keys, ~pl.col("rejected"))
        homes = homes.drop(KEY_SCHEMA.names())
        if order == "kept":
            yield from self._read(names, shards, homes.sort("shard"), articles)
            return
        ids = pl.col("article_id")
        yield from self._sorted(names, shards, homes.sort(ids if order == "article_id" else ids + ":"), articles)

    def notes(self, keys: KeyList, *, pages: int = SLICE) -> Iterator[pl.DataFrame]:
        """What there is to tell of the pages known by `keys`, in their order, so many pages at a time.

        The columns are those of `NOTE_SCHEMA` and `position`, which is that of the key among `keys`, from 0.

        Args:
            keys: articles and pages, in any order.
            pages: how many of them a frame has; the last may have fewer.

        Raises:
            StoreError: as `slices`.
            OSError: likewise.
        """
        shards, homes = self._find(keys, pl.col("noted"))
        homes = homes.join(keys.frame().with_row_index("position"), on=KEY_SCHEMA.names()).sort("position")
        homes = homes.drop(KEY_SCHEMA.names()).unique("article_id", keep="first", maintain_order=True)
        for found in self._sorted([NOTES], shards, homes.drop("position"), pages):
            yield found[NOTES].join(homes.select("article_id", "position"), on="article_id").sort("position")

    def _sorted(
        self, tables: Sequence[str], shards: Sequence[str], homes: pl.DataFrame, articles: int
    ) -> Iterator[dict[str, pl.DataFrame]]:
        """As `_read`, the slices in the order of `homes`."""
        if _openings(homes, articles) <= _OPENINGS * homes["shard"].n_unique():
            yield from self._read(tables, shards, homes, articles)
        else:
            places = homes.select("article_id").with_row_index("_place")
            yield from in_order(self._read(tables, shards, homes.sort("shard"), SLICE), places, size=articles)

    def _find(self, keys: Iterable[str], which: pl.Expr) -> tuple[list[str], pl.DataFrame]:
        """The names of all shards, and a row for each wanted article of which `which` is true.

        The columns are those of a key, article_id, `shard` (an index of the names) and `size` (of how many articles of
        that shard `which` is true).
        """
        wanted = (keys if isinstance(keys, KeyList) else KeyList(keys)).frame().unique()
        shards: list[str] = []
        found: list[pl.DataFrame] = []
        for listing in read_listings(self._place, INDEX_SCHEMA.names()):
            sized = listing.articles.with_columns(
                pl.col("shard") + pl.lit(len(shards), pl.UInt32), size=which.sum().over("shard")
            )
            found.append(sized.join(wanted, on=KEY_SCHEMA.names(), how="semi"))
            shards += listing.shards
        homes = pl.concat(found).unique(KEY_SCHEMA.names(), keep="any")
        if homes.height < wanted.height:
            raise StoreError(
                f"{self.location}: {wanted.height - homes.height} of {wanted.height} articles are in no shard; perhaps "
                "the cache was cleared while it was in use; next: build again"
            )
        return shards, homes.filter(which).drop("rejected", "noted")

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


def _shard_name(batch: Iterable[Item]) -> str:
    return hashlib.sha256("".join(map(article_key, batch)).encode()).hexdigest()[:32] + SHARD
