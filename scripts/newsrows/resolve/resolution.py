"""Who is who in all articles."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from newsrows.records.findings import EntityType
from newsrows.resolve.registry import Registry
from newsrows.resolve.relation import Relation, relation


@dataclass(frozen=True, slots=True, eq=False)
class Resolution:
    """The id of every entity of every article, and the rows that the ids are of.

    Attributes:
        ids: article_id, entity, type, id: sorted by the first two.
        people: the columns of schemas/people.json but for counts, sorted by person_id.
        organisations: likewise of schemas/organisations.json.
        registry: the user's own entries, if there are any.
    """

    ids: pl.DataFrame
    people: pl.DataFrame
    organisations: pl.DataFrame
    registry: Registry | None = None

    def relation(self, kind: EntityType, id: str, name: str, form: str) -> Relation:  # noqa: A002 - the column's name
        """How `form` relates to the row `id` of `name`, as in aliases.relation."""
        entry = self.registry.entry(kind, id) if self.registry is not None else None
        return relation(kind, name, form, entry)
