"""The people and organisations of single articles as rows, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import polars as pl

from newsrows.records import Entity

# One row an entity of an article, `entity` being its index there: the fields of `newsrows.records.Entity`.
ENTITY_SCHEMA = pl.Schema(
    {
        "article_id": pl.String(),
        "entity": pl.Int64(),
        "type": pl.String(),
        "name": pl.String(),
        "forms": pl.List(pl.Struct({"form": pl.String(), "mentions": pl.Int64()})),
        "given_name": pl.String(),
        "family_name": pl.String(),
        "honorific": pl.String(),
        "acronym": pl.String(),
        "kind": pl.String(),
        "gender": pl.String(),
        "evidence": pl.List(pl.String()),
    }
)


def entity_rows(article_id: str, entities: Iterable[Entity]) -> Iterator[dict[str, Any]]:
    """A row of `ENTITY_SCHEMA` for each entity of an article."""
    for number, entity in enumerate(entities):
        forms = [{"form": form, "mentions": mentions} for form, mentions in entity.forms]
        yield {**asdict(entity), "article_id": article_id, "entity": number, "forms": forms}


def entities_of(rows: pl.DataFrame) -> Iterator[tuple[str, int, Entity]]:
    """(article_id, index in the article, entity) for each row of `ENTITY_SCHEMA`."""
    for row in rows.iter_rows(named=True):
        article_id, number = row.pop("article_id"), row.pop("entity")
        forms = tuple((form["form"], form["mentions"]) for form in row.pop("forms"))
        yield article_id, number, Entity(forms=forms, evidence=tuple(row.pop("evidence")), **row)
