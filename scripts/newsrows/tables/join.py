"""Replaces the entity numbers in shards by the ids of people and organisations."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from newsrows.records.entity_kinds import ENTITY_KINDS
from newsrows.tables.shard import ROLE_ENTITIES


def join_ids(shards: Mapping[str, pl.DataFrame], ids: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Add person_id and organisation_id to the rows of some articles.

    Args:
        shards: frames of `newsrows.tables.shard` without `entities`; they hold all rows of each of their articles.
        ids: article_id, entity, type (person or organisation), id: one row per entity of an article.

    Returns:
        The same frames, with id columns in mentions, quotes and roles.
    """
    return {
        **shards,
        "mentions": _with_entity_ids(shards["mentions"], ids),
        "quotes": _with_entity_ids(shards["quotes"], ids),
        "roles": _with_role_ids(shards["roles"], ids),
    }


def _with_entity_ids(rows: pl.DataFrame, ids: pl.DataFrame) -> pl.DataFrame:
    id_columns = {kind.id_column: pl.when(pl.col("type") == kind.type).then("id") for kind in ENTITY_KINDS}
    return rows.join(ids.select("article_id", "entity", **id_columns), on=["article_id", "entity"], how="left")


def _with_role_ids(roles: pl.DataFrame, ids: pl.DataFrame) -> pl.DataFrame:
    for column, kind in ROLE_ENTITIES.items():
        ids_of_column = ids.select("article_id", pl.col("entity").alias(column), pl.col("id").alias(kind.id_column))
        roles = roles.join(ids_of_column, on=["article_id", column], how="left")
    return roles
