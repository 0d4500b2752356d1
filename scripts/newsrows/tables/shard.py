"""A batch of linked articles as frames that know nothing of other articles.

The frames are the published tables but for one thing: where those have person_id and organisation_id, these have the
index of the entity in its article. `newsrows.tables.join` puts the ids in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import polars as pl

from newsrows.records import Article, Entity, LinkedArticle, LinkedMention, LinkedQuote, LinkedRole, LinkedStatistic
from newsrows.schema import TableSchema, load_tables
from newsrows.schema.frames import polars_schema

# The pieces of a quote that is broken up are joined by this in quotes.text.
BREAK = " … "
# quotes.review and the like, of a row as it was found.
UNREVIEWED = "none"

Row = dict[str, Any]
# Columns that stand in a shard for the ids of people and organisations.
_ENTITY_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "mentions": ("entity",),
    "quotes": ("entity",),
    "roles": ("person_entity", "organisation_entity"),
}
# Every frame of a shard says which article a row is of, so that single articles can be taken out of it.
_ARTICLE_ID = {"article_id": pl.String()}


def shard(batch: Iterable[tuple[Article, LinkedArticle]]) -> dict[str, pl.DataFrame]:
    """The rows of a batch of articles, a frame a table: those of `SHARD_TABLES`."""
    rows: dict[str, list[Row]] = {name: [] for name in _ROWS}
    entities: list[Row] = []
    for article, linked in batch:
        entities.extend(entity_rows(article, linked.entities))
        for name, build in _ROWS.items():
            rows[name].extend(build(article, linked))
    tables = load_tables()
    frames = {name: pl.DataFrame(found, schema=shard_schema(tables[name])) for name, found in rows.items()}
    return {**frames, "entities": pl.DataFrame(entities, schema=ENTITY_SCHEMA)}


def shard_schema(table: TableSchema) -> pl.Schema:
    """The columns of `table` in a shard: its own, entity indices in place of people's and organisations' ids."""
    ids = {"person_id", "organisation_id"}
    own = {name: kind for name, kind in polars_schema(table).items() if name not in ids}
    return pl.Schema({**own, **_ARTICLE_ID, **{name: pl.Int64() for name in _ENTITY_COLUMNS.get(table.name, ())}})


def _article_rows(article: Article, linked: LinkedArticle) -> Iterator[Row]:
    yield {
        "article_id": article.article_id,
        "file_name": article.file_name,
        "sha256": article.sha256,
        "title": article.title,
        "publisher": article.publisher,
        "published_on": article.published_on,
        "url": article.url,
        "language": article.language,
        "characters": len(article.text),
        "words": linked.words,
        "sentences": linked.sentences,
        "paragraphs": linked.paragraphs,
        "text": article.text,
    }


def _mention_rows(article: Article, linked: LinkedArticle) -> Iterator[Row]:
    for found in linked.mentions:
        yield _mention_row(article.article_id, found)


def _mention_row(article_id: str, found: LinkedMention) -> Row:
    span = found.mention.span
    return {
        "mention_id": f"{article_id}:m{span.start}",
        "article_id": article_id,
        "kind": found.kind,
        "sentence": found.mention.sentence,
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "entity": found.entity,
        "review": UNREVIEWED,
    }


def _role_rows(article: Article, linked: LinkedArticle) -> Iterator[Row]:
    for found in linked.roles:
        yield _role_row(article.article_id, found)


def _role_row(article_id: str, found: LinkedRole) -> Row:
    span = found.role.span
    return {
        "role_id": f"{article_id}:r{span.start}",
        "article_id": article_id,
        "title": found.role.title,
        "status": found.role.status,
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "person_entity": found.person,
        "organisation_entity": found.organisation,
        "review": UNREVIEWED,
    }


def quote_id(article_id: str, found: LinkedQuote) -> str:
    """`<article_id>:q<start>`, from where the quote's first part begins."""
    return f"{article_id}:q{found.quote.parts[0].start}"


def _quote_rows(article: Article, linked: LinkedArticle) -> Iterator[Row]:
    for found in linked.quotes:
        yield _quote_row(article.article_id, found)


def _quote_row(article_id: str, found: LinkedQuote) -> Row:
    quote = found.quote
    cue, speaker = quote.cue, quote.speaker
    return {
        "quote_id": quote_id(article_id, found),
        "article_id": article_id,
        "kind": quote.kind,
        "text": BREAK.join(part.text for part in quote.parts),
        "start": quote.parts[0].start,
        "end": quote.parts[-1].end,
        "cue": cue and cue.lemma,
        "cue_start": cue and cue.span.start,
        "cue_end": cue and cue.span.end,
        "speaker": speaker and speaker.text,
        "speaker_start": speaker and speaker.start,
        "speaker_end": speaker and speaker.end,
        "attribution": found.attribution,
        "confidence": round(quote.confidence, 3),
        "entity": found.entity,
        "review": UNREVIEWED,
    }


def _quote_span_rows(article: Article, linked: LinkedArticle) -> Iterator[Row]:
    for found in linked.quotes:
        for number, part in enumerate(found.quote.parts):
            yield {
                "article_id": article.article_id,
                "quote_id": quote_id(article.article_id, found),
                "part": number,
                "start": part.start,
                "end": part.end,
                "text": part.text,
            }


def _statistic_rows(article: Article, linked: LinkedArticle) -> Iterator[Row]:
    for found in linked.statistics:
        yield _statistic_row(article.article_id, linked, found)


def _statistic_row(article_id: str, linked: LinkedArticle, found: LinkedStatistic) -> Row:
    figure = found.statistic
    return {
        "statistic_id": f"{article_id}:s{figure.span.start}",
        "article_id": article_id,
        "start": figure.span.start,
        "end": figure.span.end,
        "text": figure.span.text,
        "value": figure.value,
        "value_max": figure.value_max,
        "bound": figure.bound,
        "kind": figure.kind,
        "unit": figure.unit,
        "concept": figure.concept,
        "quote_id": None if found.quote is None else quote_id(article_id, linked.quotes[found.quote]),
        "sentence": figure.sentence.text,
        "confidence": round(figure.confidence, 3),
        "review": UNREVIEWED,
    }


_ROWS: Mapping[str, Callable[[Article, LinkedArticle], Iterator[Row]]] = {
    "articles": _article_rows,
    "mentions": _mention_rows,
    "roles": _role_rows,
    "quotes": _quote_rows,
    "quote_spans": _quote_span_rows,
    "statistics": _statistic_rows,
}

SHARD_TABLES = (*_ROWS, "entities")


# The people and organisations of single articles as rows.

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
