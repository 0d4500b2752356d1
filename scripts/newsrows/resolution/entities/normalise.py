"""Slices of articles' entities made ready to be compared: names folded, what is known of each in one row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import polars as pl

from newsrows.records.findings import EntityType
from newsrows.resolution.entities.evidence import ERA
from newsrows.resolution.entities.partitions import Shuffle
from newsrows.resolution.entities.registry import Registry
from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names import person as person_name

Words = tuple[str, ...]

# What tells two entities of one name apart; entities that agree in all of it are decided on together.
SIGNATURE: Final = ("name", "words", "gender", "honorific", "acronym", "evidence", "era", "registry", "lone")
EVIDENCE_SEPARATOR: Final = "\n"


@dataclass(frozen=True, slots=True)
class Folded:
    """What a name says: its words as they are compared, what it must be compared within, and its registry entry."""

    words: str
    block: str
    lone: bool
    registry: str | None


def take_in(
    slices: Iterable[pl.DataFrame], *, registry: Registry | None, people: Shuffle, organisations: Shuffle
) -> None:
    """Put the entities of all slices, folded, into the shuffles of their types."""
    for rows in slices:
        plain = _plain(rows)
        for kind, shuffle in (("person", people), ("organisation", organisations)):
            mine = plain.filter(pl.col("type") == kind).drop("type")
            shuffle.add(_with_folded(mine, "person" if kind == "person" else "organisation", registry))


def _plain(rows: pl.DataFrame) -> pl.DataFrame:
    """Entities with scalars only: evidence as one text, mentions as a number, `first` to sort by appearance."""
    day = pl.col("published_on").cast(pl.String).fill_null("~")  # behind all digits
    evidence = pl.col("evidence").list.unique().list.sort().list.join(EVIDENCE_SEPARATOR)
    return rows.select(
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


def _with_folded(rows: pl.DataFrame, kind: EntityType, registry: Registry | None) -> pl.DataFrame:
    fold = fold_person if kind == "person" else fold_organisation
    names = rows["name"].unique(maintain_order=True)
    folded = [fold(name, registry) for name in names]
    known = pl.DataFrame(
        {
            "name": names,
            "words": [f.words for f in folded],
            "block": [f.block for f in folded],
            "is_lone": [f.lone for f in folded],
            "registry": pl.Series([f.registry for f in folded], dtype=pl.String),
        },
        schema_overrides={"words": pl.String, "block": pl.String, "is_lone": pl.Boolean},
    )
    lone = pl.when("is_lone").then("article_id").alias("lone")
    return rows.join(known, on="name", how="left").with_columns(lone).drop("is_lone")


def fold_person(name: str, registry: Registry | None) -> Folded:
    """A person's name, to be compared with all of its family name.

    A common surname alone is compared article by article: nobody knows which 'Smith' it is.
    """
    words = person_name.folded(name)
    entry = registry.find("person", words) if registry is not None else None
    if entry is not None:
        words = person_name.folded(entry.name)
    lone = len(words) == 1 and entry is None and person_name.is_common_surname(words[0])
    return Folded(" ".join(words), words[-1], lone, entry.id if entry is not None else None)


def fold_organisation(name: str, registry: Registry | None) -> Folded:
    """An organisation's name, without the country before a well-known one."""
    words = organisation_name.national(organisation_name.folded(name))
    entry = registry.find("organisation", words) if registry is not None else None
    text = " ".join(words)
    return Folded(text, text, False, entry.id if entry is not None else None)
