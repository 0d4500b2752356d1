"""Joins shards to the published tables, one slice of articles at a time; memory holds one slice."""

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
class JoinedTables:
    """The published tables.

    Attributes:
        tables: the frames of each table by its name; they can be iterated once.
        words: the number of words of all articles.
        reviewed: what became of readers' marks; None without marks.
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
    excluded: Collection[str] = (),
) -> JoinedTables:
    """Return the tables of the articles with these keys, with people and organisations resolved across articles.

    Args:
        store: holds the shards.
        keys: the articles' keys.
        scratch: an empty folder for rows that do not fit in memory; it must exist until the tables have been read.
        workers: number of processes that resolve names.
        registry: people and organisations from the user; they take precedence over the rules.
        reviews: readers' marks, applied to the rows before anything is counted.
        excluded: the ids of articles that are left out.

    Raises:
        StoreError: an article is in no shard, or a shard cannot be read.
        OSError: a file cannot be read or written.
    """
    excluded_ids = pl.Series(list(excluded), dtype=pl.String)
    entities = (_exclude(excluded_ids, frames[_ENTITIES]) for frames in store.slices([_ENTITIES], keys, order="shard"))
    resolution = resolve(entities, registry=registry, scratch=scratch, workers=workers)
    known = (
        known_entities(resolution.tables["people"], resolution.tables["organisations"], reviews) if reviews else Known()
    )
    counts, spool, words = Counts(), Spool(scratch), 0
    outcomes: list[Outcome] = []
    # Slices are in the order of row ids, which differs from the order of article ids.
    for frames in store.slices([name for name in SHARD_TABLES if name != _ENTITIES], keys):
        rows = {name: _exclude(excluded_ids, frame) for name, frame in frames.items()}
        tables = join_ids(rows, resolution.ids.join(rows["articles"].select("article_id"), on="article_id"))
        if reviews:
            applied = apply_reviews(tables, reviews, known)
            tables, outcomes = applied.tables, [*outcomes, *applied.outcomes]
        articles = tables.pop("articles")
        counts.add(tables)
        spool.add(tables)
        words += int(articles["words"].sum())
    counted = counts.tables(resolution.tables, resolution.relation)
    streamed = {name: spool.frames(name) for name in load_tables() if name not in counted}
    streamed["articles"] = _articles(store, keys, excluded_ids)
    all_tables = {**streamed, **{name: [frame] for name, frame in counted.items()}}
    return JoinedTables(all_tables, words, report_reviews(reviews, outcomes) if reviews else None)


def join_frames(frames: Mapping[str, pl.DataFrame], *, registry: Registry | None = None) -> dict[str, pl.DataFrame]:
    """Return the tables of a few articles as if there were no others.

    Args:
        frames: the frames of shards by name, with all rows of each article.
        registry: the user's own people and organisations, which win over the rules.
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


def _articles(store: ShardStore, keys: KeyList, excluded_ids: pl.Series) -> Iterator[pl.DataFrame]:
    columns = polars_schema(load_tables()["articles"]).names()
    for frames in store.slices(["articles"], keys, order="article_id"):
        yield _exclude(excluded_ids, frames["articles"]).select(columns).sort("article_id")


def _exclude(article_ids: pl.Series, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of all other articles."""
    return frame.filter(~pl.col("article_id").is_in(article_ids.implode())) if len(article_ids) else frame
