"""Normalises the entities of articles before they are compared: folded names, one row of plain values per entity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from newsrows.records.findings import EntityType
from newsrows.resolution.entities.co_occurrence import telling_names
from newsrows.resolution.entities.evidence import ERA
from newsrows.resolution.entities.partitions import Partitions
from newsrows.resolution.entities.registry import Registry
from newsrows.resolution.names import person as person_name
from newsrows.resolution.names.folding import compared_name

RECORD_COLUMNS: Final = (
    "name",
    "words",
    "gender",
    "honorific",
    "acronym",
    "evidence",
    "era",
    "registry",
    "surname_article",
)
"""Entities that agree in these columns are treated as one record. `normalise_entities` describes the columns."""

EVIDENCE_SEPARATOR: Final = "\n"
"""Stands between the words of evidence in the column `evidence`."""


@dataclass(frozen=True, slots=True)
class NormalisedName:
    """A name as it is compared.

    Attributes:
        words: its folded words, separated by spaces; those of the registry's entry if it has one.
        block: the value that it must share with names that it is compared with.
        is_only_in_article: whether it must not be compared with the same name in other articles.
        registry: the id of its entry in the user's registry.
    """

    words: str
    block: str
    is_only_in_article: bool
    registry: str | None


def normalise_entities(
    slices: Iterable[pl.DataFrame], registry: Registry | None, partitions: Mapping[EntityType, Partitions]
) -> list[pl.DataFrame]:
    """Normalise the entities of all slices and add them to the partitions of their types.

    The rows have the columns article_id, entity, name, gender, honorific, acronym and

    - evidence: the words of evidence, sorted, in one text; era: when they were true, in units of `ERA` years;
    - mentions: how often the article mentions the entity; first: a text that sorts by first appearance;
    - words, block, registry: see `NormalisedName`;
    - surname_article: the article, for names that must not be compared with other articles.

    Args:
        slices: frames with the columns of `newsrows.tables.shard.ENTITY_SCHEMA`.
        registry: the user's own entries.
        partitions: where the rows go, by type of entity.

    Returns:
        The names that tell what the articles are about, see `co_occurrence.telling_names`.
    """
    told: list[pl.DataFrame] = []
    for entities in slices:
        rows = _plain_values(entities)
        for entity_type, partitions_of_type in partitions.items():
            rows_of_type = rows.filter(pl.col("type") == entity_type).drop("type")
            normalised = _with_normalised_names(rows_of_type, _NORMALISERS[entity_type], registry)
            partitions_of_type.add(normalised)
            told.append(telling_names(normalised, entity_type))
    return told


def _plain_values(entities: pl.DataFrame) -> pl.DataFrame:
    day = pl.col("published_on").cast(pl.String).fill_null("~")  # '~' sorts after all digits
    evidence = pl.col("evidence").list.unique().list.sort().list.join(EVIDENCE_SEPARATOR)
    return entities.select(
        "article_id",
        pl.col("entity").cast(pl.Int32),
        "type",
        "name",
        "gender",
        "honorific",
        "acronym",
        evidence=pl.when(evidence != "").then(evidence),
        era=pl.when(evidence != "").then(pl.col("published_on").dt.year() // ERA),
        mentions=pl.col("forms").list.eval(pl.element().struct.field("mentions")).list.sum().cast(pl.Int64),
        first=pl.concat_str(day, pl.col("article_id"), pl.col("entity").cast(pl.String).str.zfill(6), separator="\t"),
    )


Normaliser = Callable[[str, Registry | None], NormalisedName]


def _with_normalised_names(rows: pl.DataFrame, normalise: Normaliser, registry: Registry | None) -> pl.DataFrame:
    names = rows["name"].unique(maintain_order=True)
    normalised = [normalise(name, registry) for name in names]
    by_name = pl.DataFrame(
        {
            "name": names,
            "words": [name.words for name in normalised],
            "block": [name.block for name in normalised],
            "is_only_in_article": [name.is_only_in_article for name in normalised],
            "registry": pl.Series([name.registry for name in normalised], dtype=pl.String),
        },
        schema_overrides={"words": pl.String, "block": pl.String, "is_only_in_article": pl.Boolean},
    )
    surname_article = pl.when("is_only_in_article").then("article_id").alias("surname_article")
    return rows.join(by_name, on="name", how="left").with_columns(surname_article).drop("is_only_in_article")


def _normalise_person(name: str, registry: Registry | None) -> NormalisedName:
    """A person's name, which is compared with names of the same family name.

    A common surname alone is not compared across articles, because it is not clear which 'Smith' it is.
    """
    words = person_name.folded(name)
    entry = registry.find("person", words) if registry is not None else None
    if entry is not None:
        words = person_name.folded(entry.name)
    is_only_in_article = len(words) == 1 and entry is None and person_name.is_common_surname(words[0])
    return NormalisedName(" ".join(words), words[-1], is_only_in_article, entry.id if entry is not None else None)


def _normalise_organisation(name: str, registry: Registry | None) -> NormalisedName:
    """An organisation's name, without the country before a well-known one."""
    words = compared_name("organisation", name)
    entry = registry.find("organisation", words) if registry is not None else None
    text = " ".join(words)
    return NormalisedName(text, text, False, entry.id if entry is not None else None)


_NORMALISERS: Final[Mapping[EntityType, Normaliser]] = {
    "person": _normalise_person,
    "organisation": _normalise_organisation,
}
