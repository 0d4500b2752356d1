"""The index of the store: which shard holds which article.

Every shard has an index of its own articles. So that a build need not open a million shards, these indices are
collected in a few larger files, the listings. A new listing absorbs older ones that are not much larger than itself,
so there are never many listings and each article is rewritten only a few times (as in a log-structured merge tree,
O'Neil et al., 1996).

Listings are a cache: a listing that is damaged, or names a shard that no longer exists, is deleted and made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import polars as pl

from newsrows.engine.keys import KEY_SCHEMA
from newsrows.engine.shard_file import ShardFileError, pack, unpack
from newsrows.engine.storage import Storage

SHARD = ".shard"
INDEX = "index"
# `rejected`: a web page without an article; `has_diagnostics`: the shard has a diagnostic on it.
INDEX_SCHEMA = pl.Schema(
    {**KEY_SCHEMA, "article_id": pl.String(), "rejected": pl.Boolean(), "has_diagnostics": pl.Boolean()},
)
_LISTING = ".listing"
# Fewer new shards than this are read one by one instead of listed.
_MIN_SHARDS_TO_LIST = 16


@dataclass(frozen=True, slots=True)
class Listing:
    """Shards and their articles.

    Attributes:
        shards: the names of the shards.
        articles: columns of `INDEX_SCHEMA` or some of them, and `shard`, an index into `shards`.
    """

    shards: list[str]
    articles: pl.DataFrame


def read_listings(storage: Storage, columns: Sequence[str]) -> Iterator[Listing]:
    """Yield listings that together cover all shards in `storage`; a shard may be in two of them.

    Args:
        storage: the folder of the shards.
        columns: the columns of `INDEX_SCHEMA` to read.
    """
    names = storage.names()
    shards = {name for name in names if name.endswith(SHARD)}
    listed = _valid_listings(storage, names, shards)
    unlisted = sorted(shards.difference(*listed.values()))
    new = _read_shards(storage, unlisted)
    if len(new.shards) >= _MIN_SHARDS_TO_LIST:
        new, absorbed = _absorb(storage, new, listed)
        _write(storage, new)
        for name in absorbed:
            storage.remove(name)
            del listed[name]
    yield Listing(new.shards, new.articles.select(*columns, "shard"))
    for name, shard_names in listed.items():
        yield _read_listing(storage, name, shard_names, columns)


def _read_listing(storage: Storage, name: str, shards: list[str], columns: Sequence[str]) -> Listing:
    """Read a listing; if another build has absorbed it meanwhile, read the shards themselves."""
    try:
        with storage.open(name) as file:
            return Listing(shards, unpack(file, ["articles"], columns=[*columns, "shard"])["articles"])
    except (FileNotFoundError, ShardFileError):
        listing = _read_shards(storage, shards)
        return Listing(listing.shards, listing.articles.select(*columns, "shard"))


def _valid_listings(storage: Storage, names: Iterable[str], shards: set[str]) -> dict[str, list[str]]:
    """Return the shards of each listing; damaged and outdated listings are deleted."""
    listed: dict[str, list[str]] = {}
    for name in sorted(name for name in names if name.endswith(_LISTING)):
        try:
            with storage.open(name) as file:
                shard_names = unpack(file, ["shards"])["shards"]["shard"].to_list()
        except FileNotFoundError:  # another build has absorbed it
            continue
        except ShardFileError:
            shard_names = [""]
        if shards.issuperset(shard_names):
            listed[name] = shard_names
        else:
            storage.remove(name)
    return listed


def _read_shards(storage: Storage, names: Sequence[str]) -> Listing:
    with ThreadPoolExecutor(storage.readers) as readers:
        indices = list(readers.map(lambda name: _read_index(storage, name), names))
    readable = [(name, index) for name, index in zip(names, indices, strict=True) if index is not None]
    return _concatenate([Listing([name], index.with_columns(shard=pl.lit(0, pl.UInt32))) for name, index in readable])


def _read_index(storage: Storage, name: str) -> pl.DataFrame | None:
    """Return the index of a shard; None if the shard is gone or incomplete: its articles are then processed again."""
    try:
        with storage.open(name) as file:
            return unpack(file, [INDEX])[INDEX]
    except (FileNotFoundError, ShardFileError):
        return None


def _concatenate(listings: Sequence[Listing]) -> Listing:
    shards: list[str] = []
    articles = [pl.DataFrame(schema={**INDEX_SCHEMA, "shard": pl.UInt32()})]
    for listing in listings:
        articles.append(listing.articles.with_columns(pl.col("shard") + pl.lit(len(shards), pl.UInt32)))
        shards += listing.shards
    return Listing(shards, pl.concat(articles))


def _absorb(storage: Storage, new: Listing, listed: dict[str, list[str]]) -> tuple[Listing, list[str]]:
    """Merge a new listing with the older ones that are at most twice as large; return it and the names of those."""
    parts, absorbed, size = [new], [], len(new.shards)
    for name, shards in sorted(listed.items(), key=lambda item: len(item[1])):
        if len(shards) > 2 * size:
            break
        parts.append(_read_listing(storage, name, shards, INDEX_SCHEMA.names()))
        absorbed.append(name)
        size += len(shards)
    return _concatenate(parts), absorbed


def _write(storage: Storage, listing: Listing) -> None:
    name = hashlib.sha256("".join(listing.shards).encode()).hexdigest()[:32]
    shards = pl.DataFrame({"shard": listing.shards})
    storage.write(f"{name}{_LISTING}", pack({"articles": listing.articles, "shards": shards}))
