"""A slice of shards joined to the people and organisations that their entities turned out to be."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl


def join_ids(shards: Mapping[str, pl.DataFrame], ids: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables of some articles with person_id and organisation_id in place of entities' indices.

    Args:
        shards: the frames of `newsrows.tables.shard` but for entities, each article's rows whole.
        ids: article_id, entity, type (person or organisation), id: one row an entity of an article.
    """
    found = dict(shards)
    found["mentions"] = _with_ids(found["mentions"], ids)
    found["quotes"] = _with_ids(found["quotes"], ids)
    found["roles"] = _with_role_ids(found["roles"], ids)
    return found


def _with_ids(frame: pl.DataFrame, ids: pl.DataFrame) -> pl.DataFrame:
    typed = ids.select(
        "article_id",
        "entity",
        person_id=pl.when(pl.col("type") == "person").then("id"),
        organisation_id=pl.when(pl.col("type") == "organisation").then("id"),
    )
    return frame.join(typed, on=["article_id", "entity"], how="left")


def _with_role_ids(roles: pl.DataFrame, ids: pl.DataFrame) -> pl.DataFrame:
    for column in ("person", "organisation"):
        renamed = ids.select(
            "article_id", pl.col("entity").alias(f"{column}_entity"), pl.col("id").alias(f"{column}_id")
        )
        roles = roles.join(renamed, on=["article_id", f"{column}_entity"], how="left")
    return roles
