"""Finds copies among articles: word for word, lightly edited, or cut."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import polars as pl

from newsrows.resolution.repeats.candidates import PAIR_SCHEMA, Postings, Shelf, in_chunks
from newsrows.resolution.repeats.sketches import SKETCH_SCHEMA

ARTICLE_SCHEMA: Final = pl.Schema(
    {
        "article_id": pl.String(),
        "published_on": pl.Date(),
        "rank": pl.UInt32(),
        "source": pl.UInt32(),
        "duplicate_of": pl.String(),
    }
)
"""One row per article.

`rank` is its place in the order of time, from 0. `duplicate_of` is the article of which it is a copy, and `source` the
rank of that article, or its own rank if it is not a copy.
"""

# A later article is a copy if this share of its shingles is in the earlier one. Of a text in which every tenth word
# is changed, 66 % of the shingles remain. Two reports on one event that quote the same words share 10 to 40 %.
_SHARE: Final = 0.5
# Shorter articles are compared only if they have so many sampled shingles: some 20 words.
_MIN_SHINGLES: Final = 4
# Articles have about 140 sampled shingles, so this is 50 MB of them on each side.
_PAIRS_AT_A_TIME: Final = 50_000
_ARTICLES_AT_A_TIME: Final = 5_000


def find_copies(slices: Iterable[pl.DataFrame], *, scratch: Path | None = None) -> pl.DataFrame:
    """All articles with the originals of copies: rows of `ARTICLE_SCHEMA`, sorted by article_id.

    Articles are ordered by date and time, then by article_id; undated articles come last. The result does not depend
    on the order of the slices or of their rows.

    Args:
        slices: frames of `SKETCH_SCHEMA`, any number of articles each.
        scratch: a folder for what does not fit in memory; None: the system's folder for temporary files.

    Raises:
        OSError: the folder cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="copies-", dir=scratch) as folder_name:
        shelf = Shelf(Path(folder_name), "sketches")
        articles = _in_order(_put(slices, shelf))
        by_rank = articles.sort("rank")
        postings = Postings(Path(folder_name), "shingles")
        ranks = articles.select("item", pl.col("rank").cast(pl.UInt64))
        for part in ranks.sort("item").iter_slices(_ARTICLES_AT_A_TIME):
            postings.add(_postings(shelf.read(part["item"]), part))
        pairs = postings.pairs(shared=_MIN_SHINGLES)
        copies = [_copied(chunk, shelf, by_rank) for chunk in in_chunks(pairs, _PAIRS_AT_A_TIME)]
        originals = _originals(pl.concat(copies)) if copies else {}
    return _with_originals(articles, originals)


def _put(slices: Iterable[pl.DataFrame], shelf: Shelf) -> pl.DataFrame:
    """Put the sketches on a shelf; returns the articles' dates, and `item`, their number in order of arrival."""
    dates: list[pl.DataFrame] = [pl.DataFrame(schema={"item": pl.UInt64, **SKETCH_SCHEMA}).drop("shingles")]
    count = 0
    for frame in slices:
        rows = frame.select(
            pl.int_range(count, count + pl.len(), dtype=pl.UInt64).alias("item"), *SKETCH_SCHEMA.names()
        )
        shelf.add(rows.select("item", "shingles"))
        dates.append(rows.drop("shingles"))
        count += frame.height
    return pl.concat(dates)


def _in_order(dates: pl.DataFrame) -> pl.DataFrame:
    """The articles sorted by id, with `rank` in the order of time."""
    moment = pl.coalesce("published_at", pl.col("published_on").cast(pl.Datetime("us")))
    ordered = dates.with_columns(moment=moment).sort("moment", "article_id", nulls_last=True)
    return ordered.select("article_id", "published_on", "item").with_row_index("rank").sort("article_id")


def _postings(sketches: pl.DataFrame, ranks: pl.DataFrame) -> pl.DataFrame:
    long = sketches.filter(pl.col("shingles").list.len() >= _MIN_SHINGLES)
    return long.join(ranks, on="item").select(block="shingles", item="rank").explode("block")


def _copied(pairs: pl.DataFrame, shelf: Shelf, by_rank: pl.DataFrame) -> pl.DataFrame:
    """The pairs whose later article is a copy of the earlier one; `by_rank` has the articles in order of time."""
    wanted = pl.concat([pairs["earlier"], pairs["later"]]).unique()
    ranks = pl.DataFrame({"rank": wanted, "item": by_rank["item"].gather(wanted)})
    shingles = shelf.read(ranks["item"]).join(ranks, on="item").select("rank", "shingles")
    compared = pairs.join(shingles, left_on="earlier", right_on="rank").join(
        shingles, left_on="later", right_on="rank", suffix="_later"
    )
    days = by_rank["published_on"]
    common = pl.col("shingles").list.set_intersection("shingles_later").list.len()
    here, there = pl.col("shingles_later").list.len(), pl.col("shingles").list.len()
    same_day = days.gather(compared["earlier"]).eq_missing(days.gather(compared["later"]))
    # On one day the order is not certain: the cut version may stand before the full one.
    size = pl.when(pl.Series(same_day)).then(pl.min_horizontal(here, there)).otherwise(here)
    return compared.filter(common >= _SHARE * size).select(PAIR_SCHEMA.names())


def _originals(pairs: pl.DataFrame) -> dict[int, int]:
    """The original of each copy, both as ranks: the earliest article, and its own original if that is a copy."""
    originals: dict[int, int] = {}
    for later, earlier in pairs.group_by("later").agg(pl.col("earlier").min()).sort("later").iter_rows():
        originals[later] = originals.get(earlier, earlier)
    return originals


def _with_originals(articles: pl.DataFrame, originals: dict[int, int]) -> pl.DataFrame:
    by_rank = articles.sort("rank")["article_id"]
    schema = {"rank": pl.UInt32, "source": pl.UInt32}
    pairs = pl.DataFrame({"rank": list(originals), "source": list(originals.values())}, schema=schema)
    pairs = pairs.with_columns(duplicate_of=by_rank.gather(pairs["source"]))
    joined = articles.join(pairs, on="rank", how="left").with_columns(pl.coalesce("source", "rank").alias("source"))
    return joined.select(ARTICLE_SCHEMA.names()).sort("article_id")
