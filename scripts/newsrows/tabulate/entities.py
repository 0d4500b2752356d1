"""The people and organisations of single articles as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

import polars as pl

from newsrows.records import Article, Entity

# One row an entity of an article, `entity` being its index there: the fields of `newsrows.records.Entity`, and when the
# article was published.
ENTITY_SCHEMA = pl.Schema(
    {
        "article_id": pl.String(),
        "published_on": pl.Date(),
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
_FIELDS = tuple(field.name for field in fields(Entity))


def entity_rows(article: Article, entities: Iterable[Entity]) -> Iterator[dict[str, Any]]:
    """A row of `ENTITY_SCHEMA` for each entity of an article."""
    for number, entity in enumerate(entities):
        forms = [{"form": form, "mentions": mentions} for form, mentions in entity.forms]
        yield {
            **{name: getattr(entity, name) for name in _FIELDS},
            "article_id": article.article_id,
            "published_on": article.published_on,
            "entity": number,
            "forms": forms,
        }
