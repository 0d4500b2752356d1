"""Which articles that share a short name also share others: what speaks for one person or organisation behind it.

'Lennon' in a match report is not the singer of another article because the surname is the same, and 'NBC' is not the
broadcaster that another article spells out. But if both articles name the same other person in full, or two of the same
organisations, they are about the same people. This is relational evidence: Bhattacharya and Getoor, Collective entity
resolution in relational data, ACM TKDD 1(1), 2007.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import polars as pl

from newsrows.records.findings import EntityType
from newsrows.resolution.names import organisation as organisation_name
from newsrows.resolution.names.organisation_kinds import is_national, kind_of

# What a shared name counts. Organisations that any two stories may name, such as parliaments and news agencies, do not.
_PERSON: Final = 2
_ORGANISATION: Final = 1
_ENOUGH: Final = 2

_SCHEMA: Final = pl.Schema({"article": pl.UInt64(), "other": pl.UInt64(), "weight": pl.UInt8()})


def telling_names(rows: pl.DataFrame, entity_type: EntityType) -> pl.DataFrame:
    """The names of articles that tell what the articles are about.

    Args:
        rows: article_id, name, words (folded) of entities.
        entity_type: the type of all of them.

    Returns:
        article, other (hashes of article_id and words), weight.
    """
    if entity_type == "person":
        told = rows.filter(pl.col("words").str.contains(" ", literal=True)).with_columns(weight=pl.lit(_PERSON))
    else:
        names = rows.select("name", "words").unique(maintain_order=True)
        telling = [_is_telling(name, words) for name, words in names.iter_rows()]
        told = rows.join(names.filter(pl.Series(telling, dtype=pl.Boolean)), on=["name", "words"], how="semi")
        told = told.with_columns(weight=pl.lit(_ORGANISATION))
    return told.select(article=article_keys(), other=pl.col("words").hash(), weight=pl.col("weight")).cast(_SCHEMA)


def _is_telling(name: str, words: str) -> bool:
    return not (is_national(words) or organisation_name.is_general(tuple(words.split(" "))) or kind_of(name) == "media")


def article_keys() -> pl.Expr:
    """The articles of rows with the column article_id, as `CoOccurrences` numbers them."""
    return pl.col("article_id").hash().alias("article")


class CoOccurrences:
    """The telling names of all articles, in a file, so that worker processes can read those that they need."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @classmethod
    def write(cls, parts: list[pl.DataFrame], file: Path) -> CoOccurrences:
        """Keep the results of `telling_names` in a file.

        Raises:
            OSError: the file cannot be written.
        """
        pl.concat([pl.DataFrame(schema=_SCHEMA), *parts]).write_parquet(file, compression="lz4")
        return cls(file)

    def supported(self, short: pl.DataFrame, full: pl.DataFrame) -> pl.DataFrame:
        """The full names that the articles of short names speak for.

        Args:
            short: key (what the short name and the full ones share), article.
            full: key, article, name: the full names that the short one may stand for, and where they stand.

        Returns:
            key, article, name: each short name with each full name, one of whose articles shares enough other names.

        Raises:
            OSError: the file cannot be read.
        """
        full = full.join(short.select("key").unique(), on="key", how="semi")
        articles = pl.concat([short.select("article"), full.select("article")]).unique()
        told = pl.scan_parquet(self._file).join(articles.lazy(), on="article", how="semi").collect()
        of_short = short.unique().join(told, on="article")
        of_full = full.join(told.drop("weight"), on="article").select("key", "name", "other").unique()
        shared = of_short.join(of_full, on=["key", "other"]).group_by("key", "article", "name")
        return shared.agg(pl.col("weight").sum()).filter(pl.col("weight") >= _ENOUGH).drop("weight")
