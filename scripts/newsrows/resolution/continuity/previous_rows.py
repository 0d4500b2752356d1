"""What is read of a previous package: its ids, and what their rows are known by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from newsrows.records.contract import NAMING_KINDS
from newsrows.records.entity_kinds import ENTITY_KINDS, EntityKind

REQUIRED_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "articles": ("article_id",),
    "mentions": ("article_id", "kind", "text", *(kind.id_column for kind in ENTITY_KINDS)),
    **{kind.table: (kind.id_column, "name") for kind in ENTITY_KINDS},
}
"""The columns that a previous package must have. Packages of older versions have no utterances and claims."""

TRAITS: Final = ("gender", "kind", "wikidata_id")
"""Columns of people and organisations that contradict each other if they differ."""


@dataclass(frozen=True, slots=True, eq=False)
class PreviousRows:
    """The tables of a previous package, by name, as lazy frames with the types of their columns."""

    tables: Mapping[str, pl.LazyFrame]

    def entities(self, kind: EntityKind) -> pl.DataFrame:
        """`id`, `name`, and those of `TRAITS` that the table has, of the people or organisations."""
        table = self.tables[kind.table]
        traits = [trait for trait in TRAITS if trait in table.collect_schema().names()]
        rows = table.select("name", *traits, id=kind.id_column).collect(engine="streaming")
        return rows.drop_nulls("id").unique("id", keep="first", maintain_order=True)

    def names(self, kind: EntityKind) -> pl.LazyFrame:
        """`id`, `article_id`, `form`: under which names articles mention the people or organisations."""
        naming = self.tables["mentions"].filter(
            pl.col("kind").is_in(list(NAMING_KINDS)) & pl.col(kind.id_column).is_not_null()
        )
        return naming.select("article_id", id=kind.id_column, form=pl.col("text"))

    def members(self, table: str, columns: tuple[str, ...]) -> pl.LazyFrame | None:
        """Columns of quotes or statistics; those that the package lacks are null. None if it lacks all of them.

        Args:
            table: the name of the table.
            columns: the columns, the last of which must be there.
        """
        if table not in self.tables:
            return None
        present = self.tables[table].collect_schema().names()
        if columns[-1] not in present:
            return None
        rows = [pl.col(name) if name in present else pl.lit(None, pl.String).alias(name) for name in columns]
        return self.tables[table].select(rows)

    def article_ids(self) -> pl.DataFrame:
        """`article_id` of all articles."""
        return self.tables["articles"].select("article_id").unique().collect(engine="streaming")
