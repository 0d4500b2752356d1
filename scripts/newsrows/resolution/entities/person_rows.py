"""Turns the normalised entities of people into clusters, as frames."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from newsrows.resolution.entities.co_occurrence import CoOccurrences, article_keys
from newsrows.resolution.entities.evidence import NO_FACTS, facts_of
from newsrows.resolution.entities.ids import CLUSTER_SCHEMA, best_name, cluster_row, commonest
from newsrows.resolution.entities.normalise import EVIDENCE_SEPARATOR, RECORD_COLUMNS
from newsrows.resolution.entities.person_cluster import PersonCluster, PersonRecord, Words
from newsrows.resolution.entities.person_matching import match_people
from newsrows.resolution.entities.registry import Registry
from newsrows.resolution.names import person as person_name

# `supported` holds the full names that the article of a surname alone speaks for, separated as evidence is.
_COLUMNS: Final = (*RECORD_COLUMNS, "supported")
# 'jr', 'ii' ... as a word of evidence, or at the end of a name.
_JUNIORS: Final = "|".join(sorted(person_name.JUNIORS))


def cluster_people(
    rows: pl.DataFrame, registry: Registry | None, *, co_occurrences: CoOccurrences
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cluster the people of some blocks.

    Args:
        rows: rows of `normalise_entities`, all of each block.
        registry: the user's own entries.
        co_occurrences: the names that articles share.

    Returns:
        article_id, entity, cluster (a number from 0) per entity; and the clusters by number, as `CLUSTER_SCHEMA`.
    """
    rows = _with_supported_names(rows, co_occurrences)
    records = rows.group_by(*_COLUMNS, "block", maintain_order=True).agg(
        articles=pl.len(), mentions=pl.col("mentions").sum(), first=pl.col("first").min()
    )
    records = records.sort("block", "first").with_row_index("row")
    fathers_and_sons = _fathers_and_sons(rows)
    numbers = [0] * records.height
    clusters: list[tuple[str | None, ...]] = []
    for block in _blocks(records):
        for cluster in sorted(match_people(block, fathers_and_sons), key=lambda cluster: cluster.first):
            for member in cluster.members:
                numbers[member.row] = len(clusters)
            clusters.append(_row(cluster, registry))
    numbered = records.select(*_COLUMNS, cluster=pl.Series(numbers, dtype=pl.Int64))
    entities = rows.select("article_id", "entity", *_COLUMNS).join(numbered, on=list(_COLUMNS), nulls_equal=True)
    return entities.select("article_id", "entity", "cluster"), pl.DataFrame(
        clusters, schema=CLUSTER_SCHEMA, orient="row"
    )


def _with_supported_names(rows: pl.DataFrame, co_occurrences: CoOccurrences) -> pl.DataFrame:
    """The rows with the column supported."""
    keyed = rows.select(article_keys(), "words", key="block")
    is_full = pl.col("words").str.contains(" ", literal=True)
    pairs = co_occurrences.supported(
        keyed.filter(~is_full).select("key", "article"),
        keyed.filter(is_full).select("key", "article", name="words"),
    )
    supported = pairs.group_by("key", "article").agg(pl.col("name").sort().str.join(EVIDENCE_SEPARATOR))
    of_rows = rows.with_columns(article_keys()).join(
        supported.rename({"key": "block", "name": "supported"}),
        on=["block", "article"],
        how="left",
        maintain_order="left",
    )
    return of_rows.with_columns(pl.when(~is_full).then("supported")).drop("article")


def _blocks(records: pl.DataFrame) -> Iterator[list[PersonRecord]]:
    """The records of each block; `records` are sorted by block."""
    block: list[PersonRecord] = []
    last = None
    columns = ("block", "row", "name", "words", "gender", "honorific", "evidence", "era")
    rest = ("supported", "articles", "mentions", "first", "registry")
    rows = records.select(*columns, *rest).iter_rows()
    for block_name, row, name, words, gender, honorific, evidence_text, era, supported, *counts_and_registry in rows:
        if block_name != last and block:
            yield block
            block = []
        last = block_name
        evidence = tuple(evidence_text.split(EVIDENCE_SEPARATOR)) if evidence_text else ()
        block.append(
            PersonRecord(
                row,
                name,
                tuple(words.split(" ")),
                gender,
                honorific,
                evidence,
                facts_of(evidence, era) if evidence else NO_FACTS,
                person_name.generation(name) or next(filter(person_name.is_generation, evidence), None),
                _names_in(supported),
                *counts_and_registry,
            )
        )
    if block:
        yield block


def _names_in(supported: str | None) -> frozenset[Words]:
    names = supported.split(EVIDENCE_SEPARATOR) if supported else ()
    return frozenset(tuple(name.split(" ")) for name in names)


def _fathers_and_sons(rows: pl.DataFrame) -> frozenset[Words]:
    """Folded names that one article gives both with and without 'Jr', to two people."""
    is_junior = pl.col("evidence").fill_null("").str.contains(rf"(?m)^(?:{_JUNIORS})$") | pl.col("name").str.contains(
        rf"(?i)\b(?:{_JUNIORS})\W*$"
    )
    juniors = rows.filter(is_junior).select("article_id", "words").unique()
    if juniors.is_empty():
        return frozenset()
    both = rows.filter(~is_junior).select("article_id", "words").join(juniors, on=["article_id", "words"], how="semi")
    return frozenset(tuple(words.split(" ")) for words in both["words"].unique())


def _row(cluster: PersonCluster, registry: Registry | None) -> tuple[str | None, ...]:
    entry = registry.entry("person", cluster.registry) if registry is not None and cluster.registry else None
    members = cluster.members
    name = entry.name if entry is not None else best_name([(record.name, record.mentions) for record in members])
    parts = person_name.parts(name)
    return cluster_row(
        name,
        cluster.first,
        cluster.registry,
        given_name=parts.given,
        family_name=parts.family or _surname_with_honorific(cluster),
        honorific=commonest((record.honorific, record.articles) for record in members),
    )


def _surname_with_honorific(cluster: PersonCluster) -> str | None:
    """The surname of somebody whom the articles only call by it: 'Mr Carter'."""
    return next((record.name for record in cluster.members if record.honorific and len(record.words) == 1), None)
