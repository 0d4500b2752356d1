"""Shards to the published tables, a slice of articles at a time: no more of them is held in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from newsrows.engine.store import KeyList, ShardStore
from newsrows.resolve import Organisation, Person, relation, resolve
from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from newsrows.tabulate import SHARD_TABLES, Counts, Spool, entities_of, join_ids

_ENTITIES = "entities"


@dataclass(frozen=True, slots=True)
class Joined:
    """The published tables, each as frames one after another that can be read once, and the articles' words in all."""

    tables: Mapping[str, Iterable[pl.DataFrame]]
    words: int


def join_shards(store: ShardStore, keys: KeyList, scratch: Path) -> Joined:
    """The tables of the articles known by `keys`: people and organisations resolved across them.

    Args:
        store: holds the shards.
        keys: the articles' keys.
        scratch: an empty folder for what does not fit in memory; it must live as long as the tables are read.

    Raises:
        StoreError: an article is in no shard, or a shard cannot be read.
        OSError: a file cannot be read or written.
    """
    ids, people, organisations = _resolved(slice_[_ENTITIES] for slice_ in store.slices([_ENTITIES], keys))
    counts, spool, words = Counts(), Spool(scratch), 0
    # The slices come in the order of the rows' ids, which is not quite that of the articles' own.
    for found in store.slices([name for name in SHARD_TABLES if name != _ENTITIES], keys):
        articles = found.pop("articles")
        tables = join_ids(found, ids.join(articles.select("article_id"), on="article_id"))
        counts.add(tables)
        spool.add(tables)
        words += int(articles["words"].sum())
    named = counts.tables(people, organisations, relation)
    streamed = {name: spool.frames(name) for name in load_tables() if name not in named}
    streamed["articles"] = _articles(store, keys)
    return Joined({**streamed, **{name: [frame] for name, frame in named.items()}}, words)


def _articles(store: ShardStore, keys: KeyList) -> Iterator[pl.DataFrame]:
    columns = polars_schema(load_tables()["articles"]).names()
    for found in store.slices(["articles"], keys, order="article_id"):
        yield found["articles"].select(columns).sort("article_id")


def _resolved(slices: Iterable[pl.DataFrame]) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    entities = pl.concat(list(slices))
    resolution = resolve(entities_of(entities))
    ids = entities.select(
        "article_id",
        "entity",
        "type",
        id=pl.Series(
            [resolution.ids[key] for key in entities.select("article_id", "entity").iter_rows()], dtype=pl.String
        ),
    )
    return ids, _entity_frame("people", resolution.people), _entity_frame("organisations", resolution.organisations)


def _entity_frame(table: str, rows: Iterable[Person] | Iterable[Organisation]) -> pl.DataFrame:
    """The rows of people or organisations, still without their counts."""
    columns = polars_schema(load_tables()[table])
    counts = {"articles", "mentions", "quotes"}
    schema = {name: kind for name, kind in columns.items() if name not in counts}
    return pl.DataFrame([asdict(row) for row in rows], schema=schema)
