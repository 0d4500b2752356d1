"""Shards to the published tables, a slice of articles at a time: no more of them is held in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from newsrows.engine.store import KeyList, ShardStore
from newsrows.resolution import Registry, resolve
from newsrows.review import Known, Outcome, ReviewReport, Reviews, apply_reviews, known_entities, report_reviews
from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from newsrows.tables import SHARD_TABLES, Counts, Spool, join_ids

_ENTITIES = "entities"


@dataclass(frozen=True, slots=True)
class Joined:
    """The published tables, each as frames one after another that can be read once, and the articles' words in all.

    `reviewed` says what became of the marks of readers, where there were any.
    """

    tables: Mapping[str, Iterable[pl.DataFrame]]
    words: int
    reviewed: ReviewReport | None = None


def join_shards(
    store: ShardStore,
    keys: KeyList,
    scratch: Path,
    *,
    workers: int = 1,
    registry: Registry | None = None,
    reviews: Reviews | None = None,
    without: Collection[str] = (),
) -> Joined:
    """The tables of the articles known by `keys`: people and organisations resolved across them.

    Args:
        store: holds the shards.
        keys: the articles' keys.
        scratch: an empty folder for what does not fit in memory; it must live as long as the tables are read.
        workers: processes to use for resolving names.
        registry: people and organisations as the user has them; it wins over the rules.
        reviews: marks of readers, applied to the rows before anything is counted.
        without: the ids of articles that are left out.

    Raises:
        StoreError: an article is in no shard, or a shard cannot be read.
        OSError: a file cannot be read or written.
    """
    left_out = pl.Series(list(without), dtype=pl.String)
    entities = (_but(left_out, found[_ENTITIES]) for found in store.slices([_ENTITIES], keys, order="kept"))
    resolution = resolve(entities, registry=registry, scratch=scratch, workers=workers)
    known = (
        known_entities(resolution.tables["people"], resolution.tables["organisations"], reviews) if reviews else Known()
    )
    counts, spool, words = Counts(), Spool(scratch), 0
    outcomes: list[Outcome] = []
    # The slices come in the order of the rows' ids, which is not quite that of the articles' own.
    for kept in store.slices([name for name in SHARD_TABLES if name != _ENTITIES], keys):
        found = {name: _but(left_out, frame) for name, frame in kept.items()}
        tables = join_ids(found, resolution.ids.join(found["articles"].select("article_id"), on="article_id"))
        if reviews:
            applied = apply_reviews(tables, reviews, known)
            tables, outcomes = applied.tables, [*outcomes, *applied.outcomes]
        articles = tables.pop("articles")
        counts.add(tables)
        spool.add(tables)
        words += int(articles["words"].sum())
    named = counts.tables(resolution.tables, resolution.relation)
    streamed = {name: spool.frames(name) for name in load_tables() if name not in named}
    streamed["articles"] = _articles(store, keys, left_out)
    tables_of = {**streamed, **{name: [frame] for name, frame in named.items()}}
    return Joined(tables_of, words, report_reviews(reviews, outcomes) if reviews else None)


def join_frames(frames: Mapping[str, pl.DataFrame], *, registry: Registry | None = None) -> dict[str, pl.DataFrame]:
    """The tables of a few articles, as if there were no others, in memory.

    Args:
        frames: the frames of shards, by name, with all rows of each article.
        registry: people and organisations as the user has them; it wins over the rules.
    """
    resolution = resolve([frames[_ENTITIES]], registry=registry)
    tables = join_ids({name: frame for name, frame in frames.items() if name != _ENTITIES}, resolution.ids)
    counts = Counts()
    counts.add(tables)
    tables |= counts.tables(resolution.tables, resolution.relation)
    return {
        name: tables[name].select(polars_schema(table).names()).sort(table.primary_key)
        for name, table in load_tables().items()
    }


def _articles(store: ShardStore, keys: KeyList, left_out: pl.Series) -> Iterator[pl.DataFrame]:
    columns = polars_schema(load_tables()["articles"]).names()
    for found in store.slices(["articles"], keys, order="article_id"):
        yield _but(left_out, found["articles"]).select(columns).sort("article_id")


def _but(left_out: pl.Series, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of all articles but those."""
    return frame.filter(~pl.col("article_id").is_in(left_out.implode())) if len(left_out) else frame
