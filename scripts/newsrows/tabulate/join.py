"""Shards joined to the people and organisations that their entities turned out to be."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema


def join_ids(
    shards: Mapping[str, pl.LazyFrame], ids: pl.LazyFrame, people: pl.LazyFrame, organisations: pl.LazyFrame
) -> dict[str, pl.LazyFrame]:
    """The published tables: columns as in schemas/, rows sorted by primary key.

    Args:
        shards: the frames of `newsrows.tabulate.shard`, all batches of a table put together.
        ids: article_id, entity, type (person or organisation), id: one row an entity of an article.
        people: person_id, name, given_name, family_name, honorific.
        organisations: organisation_id, name, acronym, kind.
    """
    found = dict(shards)
    found["mentions"] = _with_ids(found["mentions"], ids)
    found["quotes"] = _with_ids(found["quotes"], ids)
    found["roles"] = _with_role_ids(found["roles"], ids)
    found["people"] = _with_counts(people, "person_id", found)
    found["organisations"] = _with_counts(organisations, "organisation_id", found)
    return {
        name: found[name].select(polars_schema(table).names()).sort(table.primary_key)
        for name, table in load_tables().items()
    }


def _with_ids(frame: pl.LazyFrame, ids: pl.LazyFrame) -> pl.LazyFrame:
    typed = ids.select(
        "article_id",
        "entity",
        person_id=pl.when(pl.col("type") == "person").then("id"),
        organisation_id=pl.when(pl.col("type") == "organisation").then("id"),
    )
    return frame.join(typed, on=["article_id", "entity"], how="left")


def _with_role_ids(roles: pl.LazyFrame, ids: pl.LazyFrame) -> pl.LazyFrame:
    for column in ("person", "organisation"):
        renamed = ids.select(
            "article_id", pl.col("entity").alias(f"{column}_entity"), pl.col("id").alias(f"{column}_id")
        )
        roles = roles.join(renamed, on=["article_id", f"{column}_entity"], how="left")
    return roles


def _with_counts(entities: pl.LazyFrame, key: str, found: Mapping[str, pl.LazyFrame]) -> pl.LazyFrame:
    mentions = found["mentions"].group_by(key).agg(articles=pl.col("article_id").n_unique(), mentions=pl.len())
    quotes = found["quotes"].group_by(key).agg(quotes=pl.len())
    counts = ["articles", "mentions", "quotes"]
    return (
        entities.join(mentions, on=key, how="left")
        .join(quotes, on=key, how="left")
        .with_columns(pl.col(counts).fill_null(0).cast(pl.Int64))
    )
