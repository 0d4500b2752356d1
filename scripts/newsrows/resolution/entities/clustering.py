"""People and organisations of many articles put together, each with an id that holds.

Nothing here grows with the number of entities but frames: rows go to Parquet files by what they must be compared with
(people by family name, organisations by the name that theirs stands for), and one such part is in memory at a time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import polars as pl

from newsrows.records.findings import EntityType
from newsrows.resolution.entities.ids import GROUPS, ids_of
from newsrows.resolution.entities.normalise import take_in
from newsrows.resolution.entities.organisation_rows import (
    known_organisations,
    resolve_organisations,
    told_acronyms,
    with_identity,
)
from newsrows.resolution.entities.partitions import Aside, Part, Shuffle
from newsrows.resolution.entities.people_rows import resolve_people
from newsrows.resolution.entities.registry import Registry
from newsrows.resolution.entities.resolution import Resolution
from newsrows.resolution.entities.same_organisations import homes

# Columns of `GROUPS` that people and organisations have, and those of one of the two.
_ALL: Final = ("name", "slug", "first", "registry")
_OF_PERSON: Final = ("given_name", "family_name", "honorific")
_OF_ORGANISATION: Final = ("acronym", "kind")
# Entities of articles with the number of the group that they fell into.
_NUMBERED = pl.Schema({"article_id": pl.String(), "entity": pl.Int32(), "group": pl.Int64()})


def resolve(
    slices: Iterable[pl.DataFrame],
    *,
    registry: Registry | None = None,
    scratch: Path | None = None,
    workers: int = 1,
) -> Resolution:
    """Join the entities of all articles.

    The result does not depend on the order of the slices, nor of the rows in them.

    Args:
        slices: frames of the columns of `newsrows.tables.shard.ENTITY_SCHEMA`, any number of articles each.
        registry: the user's own entries; they win over the rules.
        scratch: a folder for what does not fit into memory; None: one that is deleted afterwards.
        workers: processes that names are compared in, where there are so many that they do not fit into memory.

    Raises:
        OSError: the folder cannot be written.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="resolve-", dir=scratch)))
        people, organisations = Shuffle(folder, "people"), Shuffle(folder, "organisations")
        take_in(slices, registry=registry, people=people, organisations=organisations)
        numbered, rows = _people(people.parts(), registry, workers)
        people_ids = Aside(_with_ids(numbered, rows, "person"), folder / "people-ids.parquet")
        people_rows = Aside(_table(rows, registry, "person_id", _OF_PERSON), folder / "people-rows.parquet")
        del numbered, rows
        numbered, rows = _organisations(organisations.parts(), registry, folder, workers)
        body_ids = Aside(_with_ids(numbered, rows, "organisation"), folder / "body-ids.parquet")
        body_rows = Aside(_table(rows, registry, "organisation_id", _OF_ORGANISATION), folder / "body-rows.parquet")
        del numbered, rows
        ids = pl.concat([people_ids.take(), body_ids.take()]).sort("article_id", "entity")
        return Resolution(ids, people_rows.take(), body_rows.take(), registry)


def _people(parts: Sequence[Part], registry: Registry | None, workers: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    ids, rows = _Numbered(), []
    for numbered, groups in over_parts(resolve_people, parts, registry, workers=workers):
        ids.add(numbered.select(_NUMBERED.names()), groups.height)
        rows.append(groups.select(*_ALL, *_OF_PERSON))
    return ids.frame(), _identified(rows)


def _organisations(
    parts: Sequence[Part], registry: Registry | None, folder: Path, workers: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    if not parts:
        return _Numbered().frame(), _identified([])
    blocks = Shuffle(folder, "blocks")
    home = _homes(parts)
    for part in parts:
        blocks.add(with_identity(known_organisations(part.read()), home, registry))
    keyed, rows, before = Shuffle(folder, "keyed"), [], 0
    for numbers, groups in over_parts(resolve_organisations, blocks.parts(), registry, workers=workers):
        keyed.add(numbers.with_columns(pl.col("group") + before, block="words"))
        before += groups.height
        rows.append(groups.select(*_ALL, *_OF_ORGANISATION))
    ids = []
    for part, numbered in zip(parts, keyed.parts(like=parts), strict=True):
        known = numbered.read().drop("block")
        keys = [column for column in known.columns if column != "group"]
        ids.append(part.read().join(known, on=keys, how="left", nulls_equal=True).select(_NUMBERED.names()))
        part.forget()
        numbered.forget()
    return pl.concat(ids), _identified(rows)


def _homes(parts: Sequence[Part]) -> pl.DataFrame:
    """The fuller name that each name stands for, in all parts."""
    names, acronyms = [], []
    for part in parts:
        known = known_organisations(part.read())
        names.append(known.group_by("words").agg(pl.col("articles").sum()))
        acronyms.append(told_acronyms(known))
    return homes(pl.concat(names), pl.concat(acronyms))


class _Numbered:
    """Numbered entities of parts, each part's numbers counted on from those before."""

    def __init__(self) -> None:
        self._frames = [pl.DataFrame(schema=_NUMBERED)]
        self._before = 0

    def add(self, numbered: pl.DataFrame, groups: int) -> None:
        self._frames.append(numbered.with_columns(pl.col("group") + self._before))
        self._before += groups

    def frame(self) -> pl.DataFrame:
        return pl.concat(self._frames)


def _identified(rows: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The groups of all parts, in the order of their numbers, with their ids."""
    groups = pl.concat(rows) if rows else pl.DataFrame(schema=GROUPS)
    return groups.with_columns(ids_of(groups)).drop("slug", "first")


def _with_ids(numbered: pl.DataFrame, groups: pl.DataFrame, kind: EntityType) -> pl.DataFrame:
    return numbered.select(
        "article_id",
        pl.col("entity").cast(pl.Int64),
        type=pl.lit(kind),
        id=groups["id"].gather(numbered["group"]),
    )


def _table(groups: pl.DataFrame, registry: Registry | None, key: str, columns: Sequence[str]) -> pl.DataFrame:
    """The rows of people or organisations, without their counts, sorted by id."""
    entries = registry.entries.values() if registry is not None else ()
    wikidata = pl.DataFrame(
        [(entry.id, entry.wikidata_id) for entry in entries],
        schema={"registry": pl.String, "wikidata_id": pl.String},
        orient="row",
    )
    found = groups.join(wikidata, on="registry", how="left", maintain_order="left")
    return found.select(pl.col("id").alias(key), "name", *columns, "wikidata_id").sort(key)


# Parts of all names worked on one after another, or in several processes.

Frames = tuple[pl.DataFrame, pl.DataFrame]
Step = Callable[[pl.DataFrame, Registry | None], Frames]


def over_parts(step: Step, parts: Sequence[Part], registry: Registry | None, *, workers: int) -> Iterator[Frames]:
    """What `step` makes of each part, in order; every part is forgotten afterwards."""
    work = partial(_work, step, registry)
    if workers == 1 or len(parts) < 2:
        yield from map(work, parts)
        return
    # Polars has threads, so a worker must not be a fork.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, parts)


def _work(step: Step, registry: Registry | None, part: Part) -> Frames:
    found = step(part.read(), registry)
    part.forget()
    return found
