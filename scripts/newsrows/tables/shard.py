"""Turns a batch of linked articles into frames that do not depend on other articles.

The frames are the published tables with two differences. Instead of person_id and organisation_id, they have the
entity's number in its article; `newsrows.tables.join` replaces these numbers by ids. And mentions have the gender that
they show, from which `newsrows.tables.people` gathers that of people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, Final

import polars as pl

from newsrows.records import (
    Article,
    Entity,
    LinkedArticle,
    LinkedMention,
    LinkedQuote,
    LinkedRole,
    LinkedStatistic,
)
from newsrows.records.contract import ACROSS_COLUMNS, PART_SEPARATOR, row_id
from newsrows.records.entity_kinds import ENTITY_KINDS, ORGANISATION, PERSON, EntityKind
from newsrows.records.paragraphs import paragraph_at, paragraphs
from newsrows.schema import TableSchema, load_tables
from newsrows.schema.frames import polars_schema
from newsrows.schema.words import word_count
from newsrows.tables.gender import GENDER_SCHEMA, gender_evidence

UNREVIEWED: Final = "none"
"""Value of the `review` columns for a row that no reader has judged."""

ROLE_ENTITIES: Final[Mapping[str, EntityKind]] = {"person_entity": PERSON, "organisation_entity": ORGANISATION}
"""Columns of roles that hold the number of an entity, and the kind of entity."""

ENTITY_SCHEMA: Final = pl.Schema(
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
"""Columns of the frame `entities`, which has one row per entity of an article.

`entity` is the entity's number in its article, counted from 0, and `published_on` the article's date. The other columns
are the fields of `newsrows.records.Entity`.
"""

Row = dict[str, Any]

# Columns that replace the id columns in a shard.
_ENTITY_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "mentions": ("entity",),
    "quotes": ("entity",),
    "roles": tuple(ROLE_ENTITIES),
}
# Every frame has this column, so that single articles can be taken out of a shard.
_ARTICLE_ID: Final = {"article_id": pl.String()}
_ENTITY_FIELDS: Final = tuple(field.name for field in fields(Entity))


def shard(batch: Iterable[tuple[Article, LinkedArticle]]) -> dict[str, pl.DataFrame]:
    """The rows of a batch of articles: one frame for each name in `SHARD_TABLES`."""
    rows: dict[str, list[Row]] = {name: [] for name in _ROW_BUILDERS}
    entities: list[Row] = []
    for article, linked in batch:
        entities.extend(entity_rows(article, linked.entities))
        for name, build in _ROW_BUILDERS.items():
            rows[name].extend(build(article, linked))
    schemas = load_tables()
    frames = {name: pl.DataFrame(table_rows, schema=shard_schema(schemas[name])) for name, table_rows in rows.items()}
    frames["quotes"] = frames["quotes"].with_columns(words=word_count())
    return {**frames, "entities": pl.DataFrame(entities, schema=ENTITY_SCHEMA)}


def shard_schema(table: TableSchema) -> pl.Schema:
    """The columns of `table` in a shard: entity numbers instead of ids, and nothing that depends on other articles."""
    later = {kind.id_column for kind in ENTITY_KINDS} | set(ACROSS_COLUMNS.get(table.name, ()))
    columns = {name: dtype for name, dtype in polars_schema(table).items() if name not in later}
    numbers = {name: pl.Int64() for name in _ENTITY_COLUMNS.get(table.name, ())}
    evidence = GENDER_SCHEMA if table.name == "mentions" else {}
    return pl.Schema({**columns, **_ARTICLE_ID, **numbers, **evidence})


def entity_rows(article: Article, entities: Iterable[Entity]) -> Iterator[Row]:
    """One row of `ENTITY_SCHEMA` per entity of an article."""
    for number, entity in enumerate(entities):
        forms = [{"form": form, "mentions": mentions} for form, mentions in entity.forms]
        yield {
            **{name: getattr(entity, name) for name in _ENTITY_FIELDS},
            "article_id": article.article_id,
            "published_on": article.published_on,
            "entity": number,
            "forms": forms,
        }


def _article_rows(article: Article, linked: LinkedArticle) -> Iterator[Row]:
    yield {
        "article_id": article.article_id,
        "file_name": article.file_name,
        "sha256": article.sha256,
        "title": article.title,
        "publisher": article.publisher,
        "authors": article.authors,
        "section": article.section,
        "published_on": article.published_on,
        "published_at": article.published_at,
        "url": article.url,
        "language": article.language,
        "characters": len(article.text),
        "words": linked.words,
        "sentences": linked.sentences,
        "paragraphs": linked.paragraphs,
        "text": article.text,
    }


def _mention_rows(article: Article, linked: LinkedArticle) -> Iterator[Row]:
    for mention, evidence in zip(linked.mentions, gender_evidence(linked, article.text), strict=True):
        yield {**_mention_row(article.article_id, linked.quotes, mention), **asdict(evidence)}


def _mention_row(article_id: str, quotes: Sequence[LinkedQuote], linked: LinkedMention) -> Row:
    span = linked.mention.span
    return {
        "mention_id": row_id("mentions", article_id, span.start),
        "article_id": article_id,
        "kind": linked.kind,
        "sentence": linked.mention.sentence,
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "quote_id": None if linked.quote is None else _quote_id(article_id, quotes[linked.quote]),
        "confidence": round(linked.confidence, 3),
        "entity": linked.entity,
        "review": UNREVIEWED,
    }


def _role_rows(article: Article, linked: LinkedArticle) -> Iterator[Row]:
    for role in linked.roles:
        yield _role_row(article.article_id, role)


def _role_row(article_id: str, linked: LinkedRole) -> Row:
    span = linked.role.span
    return {
        "role_id": row_id("roles", article_id, span.start),
        "article_id": article_id,
        "title": linked.role.title,
        "status": linked.role.status,
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "person_entity": linked.person,
        "organisation_entity": linked.organisation,
        "review": UNREVIEWED,
    }


def _quote_rows(article: Article, linked: LinkedArticle) -> Iterator[Row]:
    paragraph_starts = [start for start, _ in paragraphs(article.text)] if linked.quotes else []
    for quote in linked.quotes:
        yield _quote_row(article.article_id, quote, paragraph_starts)


def _quote_row(article_id: str, linked: LinkedQuote, paragraph_starts: Sequence[int]) -> Row:
    quote = linked.quote
    cue, speaker = quote.cue, quote.speaker
    return {
        "quote_id": _quote_id(article_id, linked),
        "article_id": article_id,
        "kind": quote.kind,
        "polarity": quote.polarity,
        "text": PART_SEPARATOR.join(part.text for part in quote.parts),
        "start": quote.parts[0].start,
        "end": quote.parts[-1].end,
        "sentence": quote.sentence,
        "paragraph": paragraph_at(paragraph_starts, quote.parts[0].start),
        "cue": cue and cue.lemma,
        "cue_start": cue and cue.span.start,
        "cue_end": cue and cue.span.end,
        "speaker": speaker and speaker.text,
        "speaker_start": speaker and speaker.start,
        "speaker_end": speaker and speaker.end,
        "source_type": linked.source_type,
        "attribution": linked.attribution,
        "speaker_confidence": None if linked.speaker_confidence is None else round(linked.speaker_confidence, 3),
        "confidence": round(linked.confidence, 3),
        "entity": linked.entity,
        "review": UNREVIEWED,
    }


def _quote_span_rows(article: Article, linked: LinkedArticle) -> Iterator[Row]:
    for quote in linked.quotes:
        for number, part in enumerate(quote.quote.parts):
            yield {
                "article_id": article.article_id,
                "quote_id": _quote_id(article.article_id, quote),
                "part": number,
                "start": part.start,
                "end": part.end,
                "text": part.text,
            }


def _statistic_rows(article: Article, linked: LinkedArticle) -> Iterator[Row]:
    for statistic in linked.statistics:
        yield _statistic_row(article.article_id, linked.quotes, statistic)


def _statistic_row(article_id: str, quotes: Sequence[LinkedQuote], linked: LinkedStatistic) -> Row:
    statistic = linked.statistic
    return {
        "statistic_id": row_id("statistics", article_id, statistic.span.start),
        "article_id": article_id,
        "start": statistic.span.start,
        "end": statistic.span.end,
        "text": statistic.span.text,
        "value": statistic.value,
        "value_max": statistic.value_max,
        "bound": statistic.bound,
        "kind": statistic.kind,
        "unit": statistic.unit,
        "concept": statistic.concept,
        "change": statistic.change,
        "quote_id": None if linked.quote is None else _quote_id(article_id, quotes[linked.quote]),
        "sentence": statistic.sentence.text,
        "confidence": round(statistic.confidence, 3),
        "review": UNREVIEWED,
    }


def _quote_id(article_id: str, linked: LinkedQuote) -> str:
    return row_id("quotes", article_id, linked.quote.parts[0].start)


_ROW_BUILDERS: Final[Mapping[str, Callable[[Article, LinkedArticle], Iterator[Row]]]] = {
    "articles": _article_rows,
    "mentions": _mention_rows,
    "roles": _role_rows,
    "quotes": _quote_rows,
    "quote_spans": _quote_span_rows,
    "statistics": _statistic_rows,
}

SHARD_TABLES: Final = (*_ROW_BUILDERS, "entities")
"""Names of the frames of a shard."""
