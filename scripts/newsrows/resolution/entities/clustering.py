"""Resolves the entities of many articles to people and organisations with stable ids.

Entities are partitioned by what they must share to be compared: people by family name, organisations by the words that
all their names have in common. Only one partition of names is in memory at a time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import polars as pl

from newsrows.records.entity_kinds import ENTITY_KINDS, EntityKind
from newsrows.records.findings import EntityType
from newsrows.resolution.entities.co_occurrence import CoOccurrences
from newsrows.resolution.entities.ids import CLUSTER_SCHEMA, assign_ids
from newsrows.resolution.entities.normalise import normalise_entities
from newsrows.resolution.entities.organisation_matching import full_names
from newsrows.resolution.entities.organisation_rows import (
    acronyms_alone,
    cluster_organisations,
    expand_acronyms,
    explained_acronyms,
    organisation_records,
    with_blocks,
    with_expansions,
)
from newsrows.resolution.entities.partitions import Partition, Partitions, SpilledFrame
from newsrows.resolution.entities.person_rows import cluster_people
from newsrows.resolution.entities.registry import Registry
from newsrows.resolution.entities.relations import Relation, relation

Frames = tuple[pl.DataFrame, pl.DataFrame]
ClusterStep = Callable[[pl.DataFrame, Registry | None], Frames]

# Entities of articles with the number of their cluster.
_NUMBERED_SCHEMA: Final = pl.Schema({"article_id": pl.String(), "entity": pl.Int32(), "cluster": pl.Int64()})
# Columns that clusters of every kind have before they get their ids.
_COMMON_COLUMNS: Final = ("name", "slug", "first", "registry")


@dataclass(frozen=True, slots=True, eq=False)
class Resolution:
    """The ids of all entities of all articles, and the rows that the ids refer to.

    Attributes:
        ids: article_id, entity, type, id; sorted by the first two.
        tables: for each kind of entity, its table by name (people, organisations): all columns of its schema except
            those that `newsrows.tables.Counts` adds, sorted by primary key. The gender of people is the registry's.
        registry: the user's own entries.
    """

    ids: pl.DataFrame
    tables: Mapping[str, pl.DataFrame]
    registry: Registry | None = None

    def relation(self, entity_type: EntityType, id: str, name: str, form: str) -> Relation:  # noqa: A002 - the column's name
        """How `form` relates to the `name` of the row with this id, as in aliases.relation."""
        entry = self.registry.entry(entity_type, id) if self.registry is not None else None
        return relation(entity_type, name, form, entry)


def resolve(
    slices: Iterable[pl.DataFrame],
    *,
    registry: Registry | None = None,
    scratch: Path | None = None,
    workers: int = 1,
) -> Resolution:
    """Resolve the entities of all articles.

    The result does not depend on the order of the slices or of their rows.

    Args:
        slices: frames with the columns of `newsrows.tables.shard.ENTITY_SCHEMA`, any number of articles each.
        registry: the user's own entries, which take precedence over the rules.
        scratch: a folder for what does not fit in memory; None: the system's folder for temporary files.
        workers: processes that compare names, if there are too many names for memory.

    Raises:
        OSError: the folder cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="resolve-", dir=scratch) as folder_name:
        folder = Path(folder_name)
        partitions = {kind.type: Partitions(folder, kind.table) for kind in ENTITY_KINDS}
        told = normalise_entities(slices, registry, partitions)
        task = _Task(registry, CoOccurrences.write(told, folder / "told.parquet"), folder, workers)
        del told  # it would stay in memory
        ids: list[SpilledFrame] = []
        tables: dict[str, SpilledFrame] = {}
        for kind in ENTITY_KINDS:
            ids_of_kind, table = _resolve_kind(kind, partitions[kind.type].finish(), task)
            ids.append(SpilledFrame(ids_of_kind, folder / f"{kind.table}-ids.parquet"))
            tables[kind.table] = SpilledFrame(table, folder / f"{kind.table}-table.parquet")
            del ids_of_kind, table  # or they would stay in memory while the next kind is resolved
        all_ids = pl.concat([spilled.take() for spilled in ids]).sort("article_id", "entity")
        return Resolution(all_ids, {name: spilled.take() for name, spilled in tables.items()}, registry)


@dataclass(frozen=True, slots=True)
class _Task:
    """What every step needs: the user's entries, the names that articles share, a folder for files, and workers."""

    registry: Registry | None
    co_occurrences: CoOccurrences
    folder: Path
    workers: int


def _resolve_kind(kind: EntityKind, partitions: Sequence[Partition], task: _Task) -> Frames:
    """The ids of all entities of one kind, and the kind's table."""
    rules = _RULES[kind.type]
    numbered, clusters = rules.cluster(partitions, task)
    clusters = clusters.with_columns(assign_ids(clusters)).drop("slug", "first")
    ids = numbered.select(
        "article_id",
        pl.col("entity").cast(pl.Int64),
        type=pl.lit(kind.type),
        id=clusters["id"].gather(numbered["cluster"]),
    )
    return ids, _table(clusters, task.registry, kind.id_column, (*rules.columns, *rules.registry_columns))


def _table(clusters: pl.DataFrame, registry: Registry | None, id_column: str, columns: Sequence[str]) -> pl.DataFrame:
    """The rows of people or organisations, without their counts, sorted by id."""
    entries = registry.entries.values() if registry is not None else ()
    from_registry = pl.DataFrame(
        [(entry.id, entry.wikidata_id, entry.gender) for entry in entries],
        schema={"registry": pl.String, "wikidata_id": pl.String, "gender": pl.String},
        orient="row",
    )
    rows = clusters.join(from_registry, on="registry", how="left", maintain_order="left")
    return rows.select(pl.col("id").alias(id_column), "name", *columns).sort(id_column)


# Rules of each kind of entity


def _cluster_all_people(partitions: Sequence[Partition], task: _Task) -> Frames:
    numbered, clusters, count = [pl.DataFrame(schema=_NUMBERED_SCHEMA)], [], 0
    step = partial(cluster_people, co_occurrences=task.co_occurrences)
    for entities, people in _over_partitions(step, partitions, task):
        numbered.append(entities.select(_NUMBERED_SCHEMA.names()).with_columns(pl.col("cluster") + count))
        count += people.height
        clusters.append(people.select(*_COMMON_COLUMNS, *_PERSON_COLUMNS))
    return pl.concat(numbered), _concat_clusters(clusters)


def _cluster_all_organisations(partitions: Sequence[Partition], task: _Task) -> Frames:
    """Cluster organisations in two steps, because acronyms and short forms are in other partitions than full names.

    Records are partitioned again by what all names of an organisation have in common, and clustered there. The numbers
    of the clusters then go back to the entities, partition by partition.
    """
    if not partitions:
        return pl.DataFrame(schema=_NUMBERED_SCHEMA), _concat_clusters([])
    by_block = Partitions(task.folder, "blocks")
    names = _full_names(partitions)
    expansions = _expansions(partitions, names, task.co_occurrences)
    for partition in partitions:
        rows = with_expansions(partition.read(), expansions)
        by_block.add(with_blocks(organisation_records(rows), names, task.registry))
    by_words, clusters, count = Partitions(task.folder, "numbers"), [], 0
    for records, organisations in _over_partitions(cluster_organisations, by_block.finish(), task):
        by_words.add(records.with_columns(pl.col("cluster") + count, block="words"))
        count += organisations.height
        clusters.append(organisations.select(*_COMMON_COLUMNS, *_ORGANISATION_COLUMNS))
    numbered: list[pl.DataFrame] = []
    for partition, numbers in zip(partitions, by_words.finish(like=partitions), strict=True):
        records = numbers.read().drop("block")
        keys = [column for column in records.columns if column != "cluster"]
        entities = with_expansions(partition.read(), expansions).join(records, on=keys, how="left", nulls_equal=True)
        numbered.append(entities.select(_NUMBERED_SCHEMA.names()))
        partition.delete()
        numbers.delete()
    return pl.concat(numbered), _concat_clusters(clusters)


def _full_names(partitions: Sequence[Partition]) -> pl.DataFrame:
    """The fuller name that each short form stands for, over all partitions."""
    counted = [partition.read().group_by("words").agg(articles=pl.len()) for partition in partitions]
    return full_names(pl.concat(counted))


def _expansions(partitions: Sequence[Partition], names: pl.DataFrame, co_occurrences: CoOccurrences) -> pl.DataFrame:
    """The full name of each acronym by article, where the article does not explain it and another does.

    Args:
        partitions: all organisations.
        names: rows of `full_names`; these names have a full one already.
        co_occurrences: the names that articles share.

    Returns:
        words, article, full_name.
    """
    explained = pl.concat([explained_acronyms(partition.read()) for partition in partitions])
    explained = explained.join(names.select(key="words"), on="key", how="anti")
    keys = explained.select(words="key").unique()
    bare = pl.concat([acronyms_alone(partition.read(), keys) for partition in partitions])
    return expand_acronyms(bare, explained, co_occurrences)


def _concat_clusters(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(parts) if parts else pl.DataFrame(schema=CLUSTER_SCHEMA)


_PERSON_COLUMNS: Final = ("given_name", "family_name", "honorific")
_ORGANISATION_COLUMNS: Final = ("acronym", "kind")


@dataclass(frozen=True, slots=True)
class _Rules:
    """How entities of one kind are clustered, and the columns of their table beyond id and name.

    `registry_columns` are those that only the user's registry gives.
    """

    cluster: Callable[[Sequence[Partition], _Task], Frames]
    columns: tuple[str, ...]
    registry_columns: tuple[str, ...] = ("wikidata_id",)


_RULES: Final[Mapping[EntityType, _Rules]] = {
    "person": _Rules(_cluster_all_people, _PERSON_COLUMNS, ("wikidata_id", "gender")),
    "organisation": _Rules(_cluster_all_organisations, _ORGANISATION_COLUMNS),
}


# Partitions, one after another or in worker processes


def _over_partitions(step: ClusterStep, partitions: Sequence[Partition], task: _Task) -> Iterator[Frames]:
    """The result of `step` for each partition, in order. Partitions are deleted once they are done."""
    work = partial(_run_step, step, task.registry)
    if task.workers == 1 or len(partitions) < 2:
        yield from map(work, partitions)
        return
    # Polars runs threads, so workers must not be forks.
    with ProcessPoolExecutor(task.workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, partitions)


def _run_step(step: ClusterStep, registry: Registry | None, partition: Partition) -> Frames:
    frames = step(partition.read(), registry)
    partition.delete()
    return frames
