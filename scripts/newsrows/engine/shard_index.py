"""Which shard holds which article.

Each shard says so itself. Not to open a million shards at every build, what they say is gathered in a few larger files,
the listings; a new listing takes in those that are not much larger than itself, so that there are never many and each
article is written a few times only (the merging of a log-structured merge tree: O'Neil et al., 1996).

Listings are no more than a memory: one that is damaged, or names a shard that is gone, is thrown away and made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import polars as pl

from newsrows.engine.keys import KEY_SCHEMA
from newsrows.engine.shard_file import BundleError, pack, unpack
from newsrows.engine.storage import Place

SHARD = ".shard"
INDEX = "index"
# `rejected`: a web page without an article; `noted`: the shard's notes say something of it.
INDEX_SCHEMA = pl.Schema(
    {**KEY_SCHEMA, "article_id": pl.String(), "rejected": pl.Boolean(), "noted": pl.Boolean()},
)
_LISTING = ".listing"
# Fewer shards than these are read one by one rather than listed.
_WORTH_LISTING = 16


@dataclass(frozen=True, slots=True)
class Listing:
    """Shards, and the articles in them.

    Attributes:
        shards: their names.
        articles: columns of `INDEX_SCHEMA` or some of them, and `shard`, an index of `shards`.
    """

    shards: list[str]
    articles: pl.DataFrame


def read_listings(place: Place, columns: Sequence[str]) -> Iterator[Listing]:
    """What the shards of a place hold, in some listings; a shard may be in two of them.

    Args:
        place: the folder.
        columns: those of `INDEX_SCHEMA` that are wanted.
    """
    names = place.names()
    shards = {name for name in names if name.endswith(SHARD)}
    listed = _sound_listings(place, names, shards)
    fresh = sorted(shards.difference(*listed.values()))
    new = _read_shards(place, fresh)
    if len(new.shards) >= _WORTH_LISTING:
        new, taken_in = _take_in(place, new, listed)
        _write(place, new)
        for name in taken_in:
            place.remove(name)
            del listed[name]
    yield Listing(new.shards, new.articles.select(*columns, "shard"))
    for name, known in listed.items():
        yield _read_listing(place, name, known, columns)


def _read_listing(place: Place, name: str, shards: list[str], columns: Sequence[str]) -> Listing:
    """A listing; if another build has taken it in meanwhile, what the shards themselves say."""
    try:
        with place.open(name) as file:
            return Listing(shards, unpack(file, ["articles"], columns=[*columns, "shard"])["articles"])
    except (FileNotFoundError, BundleError):
        found = _read_shards(place, shards)
        return Listing(found.shards, found.articles.select(*columns, "shard"))


def _sound_listings(place: Place, names: Iterable[str], shards: set[str]) -> dict[str, list[str]]:
    """The shards in each listing; listings that are damaged or out of date are removed."""
    listed: dict[str, list[str]] = {}
    for name in sorted(name for name in names if name.endswith(_LISTING)):
        try:
            with place.open(name) as file:
                known = unpack(file, ["shards"])["shards"]["shard"].to_list()
        except FileNotFoundError:  # another build has taken it in
            continue
        except BundleError:
            known = [""]
        if shards.issuperset(known):
            listed[name] = known
        else:
            place.remove(name)
    return listed


def _read_shards(place: Place, names: Sequence[str]) -> Listing:
    with ThreadPoolExecutor(place.readers) as readers:
        indices = list(readers.map(lambda name: _read_index(place, name), names))
    sound = [(name, index) for name, index in zip(names, indices, strict=True) if index is not None]
    return _joined([Listing([name], index.with_columns(shard=pl.lit(0, pl.UInt32))) for name, index in sound])


def _read_index(place: Place, name: str) -> pl.DataFrame | None:
    """The articles of a shard; None if it is gone, or was cut off: its articles are then computed again."""
    try:
        with place.open(name) as file:
            return unpack(file, [INDEX])[INDEX]
    except (FileNotFoundError, BundleError):
        return None


def _joined(listings: Sequence[Listing]) -> Listing:
    shards: list[str] = []
    articles = [pl.DataFrame(schema={**INDEX_SCHEMA, "shard": pl.UInt32()})]
    for listing in listings:
        articles.append(listing.articles.with_columns(pl.col("shard") + pl.lit(len(shards), pl.UInt32)))
        shards += listing.shards
    return Listing(shards, pl.concat(articles))


def _take_in(place: Place, new: Listing, listed: dict[str, list[str]]) -> tuple[Listing, list[str]]:
    """A new listing together with the older ones that are at most twice as large, and the names of those."""
    parts, taken_in, size = [new], [], len(new.shards)
    for name, known in sorted(listed.items(), key=lambda item: len(item[1])):
        if len(known) > 2 * size:
            break
        parts.append(_read_listing(place, name, known, INDEX_SCHEMA.names()))
        taken_in.append(name)
        size += len(known)
    return _joined(parts), taken_in


def _write(place: Place, listing: Listing) -> None:
    name = hashlib.sha256("".join(listing.shards).encode()).hexdigest()[:32]
    shards = pl.DataFrame({"shard": listing.shards})
    place.write(f"{name}{_LISTING}", pack({"articles": listing.articles, "shards": shards}))
