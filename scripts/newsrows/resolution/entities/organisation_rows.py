"""Turns the normalised entities of organisations into clusters, as frames."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import polars as pl

from newsrows.resolution.entities.co_occurrence import CoOccurrences, article_keys
from newsrows.resolution.entities.ids import CLUSTER_SCHEMA, best_name, cluster_row, commonest
from newsrows.resolution.entities.normalise import EVIDENCE_SEPARATOR
from newsrows.resolution.entities.organisation_matching import dominant_names, identity_of
from newsrows.resolution.entities.registry import Registry
from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names.folding import compared_name
from newsrows.resolution.names.organisation_kinds import KINDS_BESIDE, kind_of, shows_kind
from newsrows.resolution.names.places import nation_of

_RECORD_COLUMNS: Final = ("name", "words", "acronym", "evidence", "registry", "expansion")
# Begins the block of a registry entry. Other blocks are folded words, which do not contain it.
_ENTRY_PREFIX: Final = "="


def organisation_records(rows: pl.DataFrame) -> pl.DataFrame:
    """Entities that agree in name, acronym, evidence and registry entry, one row each, with counts.

    Args:
        rows: rows of `with_expansions`.

    Returns:
        name, words, acronym, evidence, registry, expansion; articles, mentions, first.
    """
    return rows.group_by(_RECORD_COLUMNS, maintain_order=True).agg(
        articles=pl.len(), mentions=pl.col("mentions").sum(), first=pl.col("first").min()
    )


def explained_acronyms(rows: pl.DataFrame) -> pl.DataFrame:
    """Acronyms that articles explain: key (the folded acronym), article, name (the folded full name).

    Args:
        rows: rows of `normalise_entities`.
    """
    explained = rows.filter(pl.col("acronym").is_not_null() & (pl.col("acronym") != pl.col("name")))
    folded = [" ".join(organisation_name.folded(acronym)) for acronym in explained["acronym"]]
    keyed = explained.select(article_keys(), key=pl.Series(folded, dtype=pl.String), name="words")
    return keyed.filter(pl.col("key") != pl.col("name"))


def acronyms_alone(rows: pl.DataFrame, acronyms: pl.DataFrame) -> pl.DataFrame:
    """Where an acronym stands that its own article does not explain: key, article.

    Args:
        rows: rows of `normalise_entities`.
        acronyms: words: the folded acronyms.
    """
    return rows.join(acronyms, on="words", how="semi").select(article_keys(), key="words")


def expand_acronyms(bare: pl.DataFrame, explained: pl.DataFrame, co_occurrences: CoOccurrences) -> pl.DataFrame:
    """The full name of an acronym in an article that does not explain it: the one that shared names speak for.

    Args:
        bare: rows of `acronyms_alone`.
        explained: rows of `explained_acronyms`.
        co_occurrences: the names that articles share.

    Returns:
        words (the acronym), article, full_name; no row where no full name is supported, or several are.
    """
    times = explained.group_by("key", "name").agg(articles=pl.len())
    supported = co_occurrences.supported(bare, explained).join(times, on=["key", "name"])
    pairs = supported.select("article", "articles", words="key", full_name="name")
    return dominant_names(pairs, by=("words", "article"))


def with_expansions(rows: pl.DataFrame, expansions: pl.DataFrame) -> pl.DataFrame:
    """Add the column expansion: the full name of an acronym that the article does not explain, or null.

    Args:
        rows: rows of `normalise_entities`.
        expansions: rows of `expand_acronyms`.
    """
    renamed = expansions.rename({"full_name": "expansion"})
    return rows.with_columns(article_keys()).join(renamed, on=["words", "article"], how="left").drop("article")


def with_blocks(records: pl.DataFrame, full_names: pl.DataFrame, registry: Registry | None) -> pl.DataFrame:
    """Add the columns full_name, nation (that the name contains) and block.

    The block is what all names of an organisation have in common, see `identity_of`. An entry of the registry is its
    own block, because its aliases need not have any word in common.

    Args:
        records: rows of `organisation_records`.
        full_names: rows of `organisation_matching.full_names`.
        registry: the user's own entries.
    """
    named = records.with_columns(own=pl.coalesce("expansion", "words"))
    rows = named.join(full_names.rename({"words": "own"}), on="own", how="left")
    rows = rows.with_columns(full_name=pl.coalesce("full_name", "own")).drop("own")
    names = rows["full_name"].unique(maintain_order=True)
    identities = [identity_of(name) for name in names]
    by_full_name = pl.DataFrame(
        {
            "full_name": names,
            "block": pl.Series([identity for identity, _ in identities], dtype=pl.String),
            "nation": pl.Series([nation for _, nation in identities], dtype=pl.String),
        }
    )
    rows = rows.join(by_full_name, on="full_name", how="left")
    rows = rows.join(_entries_by_identity(registry), on=["block", "nation"], how="left", nulls_equal=True)
    entry = pl.coalesce("registry", "entry")
    block = pl.when(entry.is_not_null()).then(pl.lit(_ENTRY_PREFIX) + entry).otherwise("block")
    return rows.with_columns(block=block).drop("entry")


def _entries_by_identity(registry: Registry | None) -> pl.DataFrame:
    """The registry's entry of each identity, so that 'Riverton University' finds 'University of Riverton'."""
    entries: dict[tuple[str, str | None], str] = {}
    for entry in registry.entries.values() if registry is not None else ():
        if entry.type != "person":
            for form in entry.forms():
                entries.setdefault(identity_of(" ".join(compared_name("organisation", form))), entry.id)
    rows = [(*identity, entry_id) for identity, entry_id in entries.items()]
    return pl.DataFrame(rows, schema={"block": pl.String, "nation": pl.String, "entry": pl.String}, orient="row")


@dataclass(slots=True, eq=False)
class _Record:
    """A row of `with_blocks`.

    `nation` is part of the name; articles have `shown_nations` and words that show `kinds` next to the name.
    """

    row: int
    name: str
    words: str
    acronym: str | None
    nation: str | None
    shown_nations: frozenset[str]
    kinds: tuple[str, ...]
    registry: str | None
    articles: int
    mentions: int
    first: str


def cluster_organisations(rows: pl.DataFrame, registry: Registry | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cluster the organisations of some blocks.

    Args:
        rows: rows of `with_blocks`, all of each block.
        registry: the user's own entries.

    Returns:
        name, words, acronym, evidence, registry, expansion, cluster (a number from 0) per record; and the clusters by
        number, as `CLUSTER_SCHEMA`.
    """
    ordered = rows.sort("block", "first").with_row_index("row")
    numbers = [0] * ordered.height
    clusters: list[tuple[str | None, ...]] = []
    for block_name, block in _blocks(ordered):
        for cluster in [block] if block_name.startswith(_ENTRY_PREFIX) else _by_nation(block):
            for member in cluster:
                numbers[member.row] = len(clusters)
            clusters.append(_row(block_name, cluster, registry))
    records = ordered.select(*_RECORD_COLUMNS, cluster=pl.Series(numbers, dtype=pl.Int64))
    return records, pl.DataFrame(clusters, schema=CLUSTER_SCHEMA, orient="row")


def _blocks(rows: pl.DataFrame) -> Iterator[tuple[str, list[_Record]]]:
    """The records of each block, with its name; `rows` are sorted by block."""
    block: list[_Record] = []
    last = ""
    columns = ("row", "name", "words", "acronym", "nation", "evidence", "registry", "articles", "mentions", "first")
    for block_name, row, name, words, acronym, nation, evidence, *rest in rows.select("block", *columns).iter_rows():
        if block_name != last and block:
            yield last, block
            block = []
        last = block_name
        shown_nations = _nations_in(evidence) if evidence else frozenset()
        kinds = tuple(word for word in evidence.split(EVIDENCE_SEPARATOR) if word in KINDS_BESIDE) if evidence else ()
        block.append(_Record(row, name, words, acronym, nation, shown_nations, kinds, *rest))
    if block:
        yield last, block


@cache
def _nations_in(evidence: str) -> frozenset[str]:
    nations = (nation_of(phrase.casefold()) for phrase in evidence.split(EVIDENCE_SEPARATOR))
    return frozenset(nation for nation in nations if nation is not None)


def _by_nation(block: Sequence[_Record]) -> list[list[_Record]]:
    """Cluster the records of a block by nation.

    A record without a nation belongs to the nation that articles show most often next to the bare name.
    """
    if not any(record.nation or record.shown_nations for record in block):
        return [list(block)]
    in_names = {record.nation for record in block if record.nation}
    shown: Counter[str] = Counter()
    for record in block:
        if record.nation is None and len(record.shown_nations) == 1:
            shown[next(iter(record.shown_nations))] += record.articles
    unnamed = {nation: articles for nation, articles in shown.items() if nation not in in_names}
    usual = min(unnamed, key=lambda nation: (-unnamed[nation], nation)) if unnamed else None
    clusters: dict[str | None, list[_Record]] = defaultdict(list)
    for record in block:
        nation = record.nation or (next(iter(record.shown_nations)) if len(record.shown_nations) == 1 else None)
        clusters[None if nation == usual else nation].append(record)
    return list(clusters.values())


def _row(block_name: str, cluster: Sequence[_Record], registry: Registry | None) -> tuple[str | None, ...]:
    entry_id = block_name.removeprefix(_ENTRY_PREFIX) if block_name.startswith(_ENTRY_PREFIX) else None
    entry = registry.entry("organisation", entry_id) if registry is not None and entry_id else None
    name = entry.name if entry is not None else best_name([(record.name, record.mentions) for record in cluster])
    acronym = commonest((record.acronym, record.articles) for record in cluster)
    return cluster_row(
        name,
        min(record.first for record in cluster),
        entry_id,
        acronym=acronym if acronym != name else None,
        kind=_kind(name, cluster),
    )


def _kind(name: str, cluster: Sequence[_Record]) -> str | None:
    """The kind that the name shows, else the one that words next to it show in most records; None if neither does."""
    if shows_kind(name):
        return kind_of(name)
    return commonest((kind, record.articles) for record in cluster for kind in record.kinds)
