"""Keeps the ids of people and organisations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import polars as pl

from newsrows.records.entity_kinds import ENTITY_KINDS, EntityKind
from newsrows.resolution.continuity.decisions import CHANGE_SCHEMA, Continuity, Rows, keep_ids, renamed
from newsrows.resolution.continuity.previous_rows import TRAITS, PreviousRows
from newsrows.resolution.continuity.shared_evidence import SharedEvidence, folded
from newsrows.resolution.entities.clustering import Resolution
from newsrows.resolution.entities.ids import slug_of

_EVIDENCE = "names in the same articles"


def keep_entity_ids(
    resolution: Resolution, slices: Iterable[pl.DataFrame], previous: PreviousRows, folder: Path
) -> tuple[Resolution, pl.DataFrame]:
    """Give people and organisations the ids that they have in a previous package.

    Args:
        resolution: the new people and organisations.
        slices: the frames from which they were resolved: rows of `newsrows.tables.shard.ENTITY_SCHEMA`.
        previous: the previous package.
        folder: an existing folder for what does not fit in memory.

    Returns:
        The same people and organisations with their final ids, and rows of `CHANGE_SCHEMA`.

    Raises:
        OSError: a file cannot be read or written.
    """
    evidence = {kind.type: SharedEvidence(folder, f"continued-{kind.table}") for kind in ENTITY_KINDS}
    for entities in slices:
        forms = entities.select("article_id", "entity", "type", pl.col("forms").list.eval(pl.element().struct["form"]))
        ids_here = resolution.ids.join(entities.select("article_id"), on="article_id", how="semi")
        rows = forms.explode("forms").join(ids_here, on=["article_id", "entity", "type"])
        for kind in ENTITY_KINDS:
            of_kind = rows.filter(pl.col("type") == kind.type).rename({"forms": "form"})
            _add(evidence[kind.type], of_kind, is_old=False)
    ids, tables, changes = [], dict(resolution.tables), [pl.DataFrame(schema=CHANGE_SCHEMA)]
    for kind in ENTITY_KINDS:
        _add(evidence[kind.type], previous.names(kind), is_old=True)
        kept = _keep(kind, resolution, previous, evidence[kind.type])
        changes.append(kept.changes)
        tables[kind.table] = renamed(resolution.tables[kind.table], kind.id_column, kept.renamed)
        tables[kind.table] = tables[kind.table].sort(kind.id_column)
        ids.append(renamed(resolution.ids.filter(pl.col("type") == kind.type), "id", kept.renamed))
    all_ids = pl.concat(ids).sort("article_id", "entity")
    return replace(resolution, ids=all_ids, tables=tables), pl.concat(changes)


def _add(evidence: SharedEvidence, rows: pl.DataFrame | pl.LazyFrame, *, is_old: bool) -> None:
    evidence.add(rows.select("id", "article_id", form=folded("form")), ["article_id", "form"], is_old=is_old)


def _keep(kind: EntityKind, resolution: Resolution, previous: PreviousRows, evidence: SharedEvidence) -> Continuity:
    old = previous.entities(kind)
    table = resolution.tables[kind.table]
    new = table.select("name", *[trait for trait in TRAITS if trait in table.columns], id=kind.id_column)
    base = pl.Series([slug_of(name) for name in new["name"]], dtype=pl.String)
    fixed = frozenset(resolution.registry.entries) if resolution.registry is not None else frozenset()
    rows = Rows(kind.table, old.select("id"), new.select("id", base=base), _EVIDENCE, fixed=fixed)
    return keep_ids(rows, evidence.counts(), _same_names(old, new, kind))


def _same_names(old: pl.DataFrame, new: pl.DataFrame, kind: EntityKind) -> pl.DataFrame:
    """`old`, `new`, `objection` for `keep_ids`. A name of one word is not enough."""
    sides = [side.with_columns(name=folded("name")).filter(pl.col("name").str.contains(" ")) for side in (old, new)]
    names = [side.group_by("name").agg(pl.len(), pl.col("id").first()) for side in sides]
    both = names[0].join(names[1], on="name", suffix="_new")
    is_alone = (pl.col("len") == 1) & (pl.col("len_new") == 1)
    pairs = both.filter(is_alone).select(old="id", new="id_new")
    traits = [trait for trait in TRAITS if trait in old.columns and trait in new.columns]
    pairs = pairs.join(old.select("id", *traits), left_on="old", right_on="id")
    pairs = pairs.join(new.select("id", *traits), left_on="new", right_on="id", suffix="_new")
    differing = [
        pl.when(pl.col(trait) != pl.col(f"{trait}_new")).then(pl.lit(f"the same name, but another {trait}"))
        for trait in traits
    ]
    pairs = pairs.select("old", "new", objection=pl.coalesce(*differing, pl.lit(None, pl.String)))
    several = both.filter(~is_alone).select("name", objection=pl.lit(f"several {kind.table} have this name"))
    here = sides[0].join(several, on="name").select(old="id", new=pl.lit(None, pl.String), objection="objection")
    there = sides[1].join(several, on="name").select(old=pl.lit(None, pl.String), new="id", objection="objection")
    return pl.concat([pairs, here, there])
