"""Gathers the gender, title and organisation of people from the rows of all articles.

The evidence of slices is added up as it arrives, so memory grows with the number of people and of their titles, not
with the number of articles.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from newsrows.tables.gender import MIN_CONFIDENCE, shown_genders
from newsrows.tables.sums import Sums


class PeopleFacts:
    """What the articles say of each person's gender and roles."""

    def __init__(self) -> None:
        self._genders = Sums("person_id", "gender_source", "gender")
        self._titles = Sums("person_id", "title")
        self._organisations = Sums("person_id", "organisation_id")

    def add(self, tables: Mapping[str, pl.DataFrame]) -> None:
        """Add a slice: its `mentions`, with the columns of `newsrows.tables.shard`, and its `roles`, both with ids."""
        shows_gender = pl.col("gender").is_not_null() & (pl.col("confidence") >= MIN_CONFIDENCE)
        mentions = tables["mentions"].drop_nulls("person_id").filter(shows_gender)
        self._genders.add(mentions, mentions=pl.len())
        is_former = pl.col("status") == "former"
        counts = {"held": (~is_former).sum(), "former": is_former.sum()}
        roles = tables["roles"].drop_nulls("person_id")
        self._titles.add(roles, **counts)
        self._organisations.add(roles.drop_nulls("organisation_id"), **counts)

    def join(self, people: pl.DataFrame) -> pl.DataFrame:
        """The people with gender, gender_source, title and organisation_id.

        Args:
            people: person_id, gender of the people to whom the user's registry gives one, and any other columns.
        """
        registry = people.drop_nulls("gender").select("person_id", "gender", gender_source=pl.lit("registry"))
        shown = shown_genders(self._genders.total()).join(registry, on="person_id", how="anti")
        facts = (
            pl.concat([registry, shown.select(registry.columns)]),
            commonest(self._titles.total(), "title"),
            commonest(self._organisations.total(), "organisation_id"),
        )
        rows = people.drop("gender")
        for frame in facts:
            rows = rows.join(frame, on="person_id", how="left")
        return rows


def commonest(counts: pl.DataFrame, column: str) -> pl.DataFrame:
    """person_id and the commonest value of `column`, as schemas/people.json describes title and organisation_id.

    Args:
        counts: person_id, `column`, and the numbers of rows of roles that are `held` and `former`.
        column: title or organisation_id.
    """
    in_lower_case = pl.col(column).str.to_lowercase()
    spellings = counts.with_columns(key=in_lower_case, rows=pl.col("held") + pl.col("former"))
    rows = pl.when(pl.col("held").sum().over("person_id") > 0).then("held").otherwise("former")
    values = (
        spellings.sort("rows", column, descending=[True, False])
        .group_by("person_id", "key", maintain_order=True)
        .agg(pl.col(column).first(), pl.col("held", "former").sum())
        .with_columns(rows=rows)
        .sort("rows", "key", descending=[True, False])
    )
    return values.group_by("person_id", maintain_order=True).agg(pl.col(column).first())
